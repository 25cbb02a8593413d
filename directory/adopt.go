package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// adopt makes the records of the file fit the configuration: a new file gets its root folder, and where the stored country
// or outside-line prefix is another, every number is read again, in one batch by the system.
func (d *Directory) adopt(ctx context.Context) error {
	_, err := d.change(ctx, "directory.configure", "", func(e *Edit) error {
		stored, found, err := d.tables.settings.Get(e.tx, settingsKey)
		if err != nil {
			return err
		}
		if !found {
			stored, err = e.createRoot()
			if err != nil {
				return err
			}
		}
		current := storedSettings{Root: stored.Root, Country: d.config.Country, Language: d.config.Language, OutsidePrefix: d.config.OutsidePrefix}
		if found && (stored.Country != current.Country || stored.OutsidePrefix != current.OutsidePrefix) {
			if err := e.readNumbersAgain(); err != nil {
				return err
			}
			if err := e.readLinesAgain(); err != nil {
				return err
			}
		}
		return d.tables.settings.Put(e.tx, &current)
	})
	return err
}

func (e *Edit) createRoot() (*storedSettings, error) {
	id, err := newID()
	if err != nil {
		return nil, err
	}
	name, chosen := e.d.config.rootName()
	var f faults
	root := Folder{ID: id, Name: f.line("name", name, maxName), Initialised: chosen, CreatedAt: e.now, UpdatedAt: e.now, Version: 1}
	if err := f.err("the directory's name"); err != nil {
		return nil, err
	}
	return &storedSettings{Root: id}, e.putFolder(root)
}

// readNumbersAgain computes E164 of all contacts, those in the bin included.
func (e *Edit) readNumbersAgain() error {
	for c, err := range e.d.tables.contacts.All(e.tx) {
		if err != nil {
			return err
		}
		before := slices.Clone(c.Numbers)
		e.readNumbers(c.Numbers, nil)
		if slices.Equal(before, c.Numbers) {
			continue
		}
		c.UpdatedAt = e.now
		c.Version++
		if err := e.d.tables.contacts.Put(e.tx, c); err != nil {
			return err
		}
	}
	return nil
}

// readNumbers fills in E164, from known where the same number has been read before: reading is the dear part of a write.
func (e *Edit) readNumbers(numbers, known []Number) {
	for i := range numbers {
		n := &numbers[i]
		at := slices.IndexFunc(known, func(k Number) bool { return k.Raw == n.Raw })
		if at >= 0 {
			n.E164 = known[at].E164
			continue
		}
		n.E164 = e.d.rules.dialect.E164(n.Raw)
	}
}

// rootID is the root folder's id in the file that the transaction sees.
func (t tables) rootID(tx *store.Tx) (uuid.UUID, error) {
	stored, found, err := t.settings.Get(tx, settingsKey)
	if err != nil {
		return uuid.Nil, err
	}
	if !found {
		return uuid.Nil, &Error{Code: Internal, Message: "the store has no settings record"}
	}
	return stored.Root, nil
}
