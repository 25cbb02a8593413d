package directory

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Edit is a transaction on a directory: commands that see each other's changes and are committed together. It is good only
// inside the function that it was handed to, and for one goroutine.
type Edit struct {
	ctx      context.Context
	d        *Directory
	tx       *store.Tx
	now      time.Time
	root     uuid.UUID
	folders  map[uuid.UUID]Folder // those read or put so far, living or in the bin
	slugs    map[string]int       // the number last given behind each login name
	released map[uuid.UUID]struct{}
	versions map[store.Key]uint64   // of the records changed so far, 0 for those that were made
	passing  map[uuid.UUID][]string // users that ReleaseUser let go of something, with the external numbers among that

	licensed        int // users enabled by the transaction, less those disabled
	chargesAccepted bool

	warned []Warning      // what was accepted and nobody has been told of yet
	undo   []func() error // takes back the running command's changes, last one first
	depth  int            // of commands that are part of others
	broken error          // a change that could not be taken back: nothing may be committed
}

func newEdit(ctx context.Context, d *Directory, tx *store.Tx, now time.Time) *Edit {
	return &Edit{
		ctx: ctx, d: d, tx: tx, now: now,
		folders: map[uuid.UUID]Folder{}, slugs: map[string]int{}, released: map[uuid.UUID]struct{}{},
		passing: map[uuid.UUID][]string{}, versions: map[store.Key]uint64{},
	}
}

// do runs one command. Where it fails, everything it has put is taken back, and the transaction is as it was.
func (e *Edit) do(what string, fn func() error) error {
	if err := e.ctx.Err(); err != nil {
		return asError(what, err)
	}
	from, warned := len(e.undo), len(e.warned)
	e.depth++
	err := fn()
	e.depth--
	if err != nil {
		for i := len(e.undo) - 1; i >= from; i-- {
			e.broken = errors.Join(e.broken, e.undo[i]())
		}
		e.undo = e.undo[:from]
		e.warned = e.warned[:min(warned, len(e.warned))]
		return asError(what, err)
	}
	if e.depth == 0 {
		e.undo = e.undo[:0]
	}
	return nil
}

// putFolder writes a folder and remembers how to take that back.
func (e *Edit) putFolder(f Folder) error {
	before, existed, err := e.readFolder(f.ID)
	if err != nil {
		return err
	}
	if err := e.d.tables.folders.Put(e.tx, &f); err != nil {
		return e.taken(err, nil)
	}
	if !existed {
		e.countedUp(recordKey(f.ID), 0)
	}
	e.folders[f.ID] = f
	e.undo = append(e.undo, func() error {
		if existed {
			e.folders[f.ID] = before
			return e.d.tables.folders.Put(e.tx, &before)
		}
		delete(e.folders, f.ID)
		return e.d.tables.folders.Delete(e.tx, recordKey(f.ID))
	})
	return nil
}

// putContact writes a contact in place of before, nil for a new one, and remembers how to take that back.
func (e *Edit) putContact(c Contact, before *Contact) error {
	if err := e.d.tables.contacts.Put(e.tx, &c); err != nil {
		return e.taken(err, &c)
	}
	if before == nil {
		e.countedUp(recordKey(c.ID), 0)
	}
	e.undo = append(e.undo, func() error {
		if before != nil {
			return e.d.tables.contacts.Put(e.tx, before)
		}
		return e.d.tables.contacts.Delete(e.tx, recordKey(c.ID))
	})
	return nil
}

// readFolder finds a folder, living or in the bin.
func (e *Edit) readFolder(id uuid.UUID) (Folder, bool, error) {
	if f, found := e.folders[id]; found {
		return f, true, nil
	}
	f, found, err := e.d.tables.folders.Get(e.tx, recordKey(id))
	if err != nil || !found {
		return Folder{}, false, err
	}
	e.folders[id] = *f
	return *f, true, nil
}

// rootFolder is the root's id.
func (e *Edit) rootFolder() (uuid.UUID, error) {
	if e.root == uuid.Nil {
		root, err := e.d.tables.rootID(e.tx)
		if err != nil {
			return uuid.Nil, err
		}
		e.root = root
	}
	return e.root, nil
}

// newID gives an identifier that sorts by the time it was made (UUIDv7).
func newID() (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, &Error{Code: Internal, Message: "make an identifier", Cause: err}
	}
	return id, nil
}
