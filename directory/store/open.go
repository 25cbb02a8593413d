package store

import (
	"errors"
	"fmt"
	"log/slog"
	"math/bits"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	bbolterrors "go.etcd.io/bbolt/errors"
)

// Options are what a store can be opened with; the zero value is fit for use.
type Options struct {
	JournalFor time.Duration    // how long Expire keeps a batch; 0: one year, negative: for ever
	NoSync     bool             // do not wait for the disk: for tests, a crash may lose the file
	Now        func() time.Time // nil: time.Now
	Logger     *slog.Logger     // nil: says nothing
}

const (
	fileMode    = 0o600
	lockTimeout = time.Second
	year        = 365 * 24 * time.Hour
)

// mapSize is how much address space is reserved for the file, so that it grows without waiting for its readers. It costs no memory.
const mapSize = 8 << (bits.UintSize/64*10 + 20) // 8 GiB, where addresses have 32 bits 8 MiB

// Store is an open file. Its methods are safe for concurrent use.
type Store struct {
	path   string
	opts   Options
	tables map[string]*schema

	writing   chan struct{} // holds one token while an Update, Expire step or Replace writes
	replacing sync.Mutex    // one Replace runs at a time
	revision  atomic.Uint64 // of the last committed batch
	index     func(Batch)   // written and called with the writing token only
	feed      feed

	mu      sync.Mutex // guards current and the counters of handles
	current *handle
}

// Open opens the store in the file at path, made with mode 0600 if there is none, for the tables declared. It returns an
// *InUseError when another process has it open, a *NewerError when a later version of the program has written it and a
// *DamagedError when it is no store or broken. An older file is migrated in one transaction after a copy of it is put beside it, named
// <path>.before-migration-<time>.
func Open(path string, opts Options, tables ...Declared) (*Store, error) {
	schemas, err := collect(tables)
	if err != nil {
		return nil, fmt.Errorf("open store %s: %w", path, err)
	}
	if opts.Now == nil {
		opts.Now = time.Now
	}
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	if opts.JournalFor == 0 {
		opts.JournalFor = year
	}
	s := &Store{path: path, opts: opts, tables: schemas, writing: make(chan struct{}, 1)}
	db, err := s.open(path, true)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s.current = newHandle(db)
	return s, nil
}

// open opens a file, migrating it if needed, and takes over its revision when it is the store's own.
func (s *Store) open(path string, own bool) (db *bbolt.DB, err error) {
	fresh, err := checkSize(path)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil && db != nil {
			err = errors.Join(err, db.Close())
			db = nil
		}
	}()
	err = guarded(path, func() error {
		if db, err = bbolt.Open(path, fileMode, s.bboltOptions()); err != nil {
			return describeOpen(path, err)
		}
		if fresh && !s.opts.NoSync {
			if err := syncDir(filepath.Dir(path)); err != nil {
				return err
			}
		}
		if err := s.prepare(db, own); err != nil {
			return err
		}
		return db.View(func(tx *bbolt.Tx) error {
			if own {
				s.revision.Store(getNumber(tx, revisionKey))
			}
			return nil
		})
	})
	return db, err
}

func (s *Store) bboltOptions() *bbolt.Options {
	return &bbolt.Options{
		Timeout:         lockTimeout,
		NoSync:          s.opts.NoSync,
		NoGrowSync:      s.opts.NoSync,
		FreelistType:    bbolt.FreelistMapType,
		InitialMmapSize: mapSize,
		NoStatistics:    true,
	}
}

// describeOpen turns bbolt's errors into ours.
func describeOpen(path string, err error) error {
	switch {
	case errors.Is(err, bbolterrors.ErrTimeout):
		return &InUseError{path}
	case errors.Is(err, bbolterrors.ErrInvalid), errors.Is(err, bbolterrors.ErrChecksum), errors.Is(err, bbolterrors.ErrVersionMismatch):
		return &DamagedError{path, err.Error()}
	}
	return err
}

// guarded turns the panics that bbolt answers a broken file with, and faults beyond its end, into a *DamagedError.
func guarded(path string, fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = &DamagedError{path, fmt.Sprint(r)}
		}
	}()
	return fn()
}

// syncDir makes the creation and renaming of files in a directory last.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Close waits for the transactions that run, ends all followers and closes the file. It must not be called within a transaction.
func (s *Store) Close() error {
	s.writing <- struct{}{}
	h := s.current
	s.retire(h, nil)
	s.feed.end(ErrClosed)
	s.unlock() // a Check may wait for it before it lets go of the file
	<-h.closed
	if h.err != nil {
		return fmt.Errorf("close store %s: %w", s.path, h.err)
	}
	return nil
}
