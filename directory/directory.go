package directory

import (
	"context"
	"fmt"
	"sync/atomic"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Directory is a company's directory in one store file. It is safe for concurrent use.
type Directory struct {
	config   Config
	rules    rules
	store    *store.Store
	merger   *search.Merger
	tables   tables
	snapshot atomic.Pointer[Snapshot]

	passwords *passwordChecker
	developer *photoDeveloper
	imports   importHistory
}

// Open opens the directory in the file at path and makes it where there is none, with a root folder. Where country or
// outside-line prefix are not those that the stored numbers were read with, the numbers are read again.
// It returns invalid for a Config that makes no sense, and the store's own errors (*store.InUseError, …) in a chain.
func Open(path string, config Config) (*Directory, error) {
	config = config.withDefaults()
	rules, err := config.rules()
	if err != nil {
		return nil, err
	}
	tables := newTables()
	s, err := store.Open(path, store.Options{
		JournalFor: config.JournalFor, NoSync: config.NoSync, Now: config.Now, Logger: config.Logger,
	}, tables.declared()...)
	if err != nil {
		return nil, err
	}
	d := &Directory{
		config: config, rules: rules, store: s, merger: search.NewMerger(), tables: tables, passwords: newPasswordChecker(), developer: newPhotoDeveloper(),
	}
	if err := d.start(context.Background()); err != nil {
		_ = d.Close() // the first error says more
		return nil, fmt.Errorf("open the directory in %s: %w", path, err)
	}
	return d, nil
}

func (d *Directory) start(ctx context.Context) error {
	if err := d.adopt(WithActor(ctx, Actor{Kind: ActorSystem})); err != nil {
		return err
	}
	if err := d.rebuild(); err != nil {
		return err
	}
	d.store.Index(d.follow)
	return nil
}

// Close waits for what is being done and closes the file. Snapshots stay usable.
func (d *Directory) Close() error {
	err := d.store.Close()
	d.merger.Close()
	return err
}

// Snapshot is the directory as phones read it, in step with the last change. It never changes and needs no closing.
func (d *Directory) Snapshot() *Snapshot { return d.snapshot.Load() }

// Revision is the number of the last batch.
func (d *Directory) Revision() uint64 { return d.store.Revision() }

// Lag tells how many readers follow Events, how many batches the slowest of them has yet to take, and by how many revisions the snapshot is behind.
func (d *Directory) Lag() (readers, batches int, revisions uint64) {
	readers, batches = d.store.Lag()
	latest, shown := d.Revision(), d.Snapshot().Revision
	return readers, batches, latest - min(shown, latest)
}
