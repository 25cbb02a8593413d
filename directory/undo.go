package directory

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Undone is what undoing a batch came to.
type Undone struct {
	Undoes   uint64     `json:"undoes"`   // the revision that was to be undone
	Revision uint64     `json:"revision"` // the batch that did it; 0: a plan, or nothing could be
	Restored int        `json:"restored"` // records that are again what they were before
	Left     []LeftAsIs `json:"left,omitempty"`
}

// LeftAsIs is a record that an undo could not take back, or not wholly, and why: it has changed since (stale_record), what it held is
// somebody else's now (…_taken), what it was in is gone (folder_unknown) …
type LeftAsIs struct {
	Table   string    `json:"table"`
	ID      uuid.UUID `json:"id"`
	Name    string    `json:"name,omitempty"`
	Code    Code      `json:"code"`
	Message string    `json:"message"`
}

// Undo takes a journalled batch back, a command's or a whole import's: every record that it touched is again what it was before, with its next
// version, where it has not changed since and nothing stands against it; the others are left as they are and listed. Secrets are not touched.
// It is one batch that names the one it undoes, and can itself be undone. It returns not_found for a revision that the journal does not have,
// last_administrator, and what is refused record by record in Left: also privilege_escalation, for rights that the actor does not have.
func (d *Directory) Undo(ctx context.Context, revision uint64) (Undone, error) {
	return d.undo(ctx, revision, func(fn func(*Edit) error) (Applied, error) {
		return d.changeBy(ctx, store.Entry{Action: "undo", Undoes: revision}, fn)
	})
}

// PlanUndo is Undo without doing it.
func (d *Directory) PlanUndo(ctx context.Context, revision uint64) (Undone, error) {
	return d.undo(ctx, revision, func(fn func(*Edit) error) (Applied, error) {
		_, err := d.Plan(ctx, fn)
		return Applied{}, err
	})
}

func (d *Directory) undo(ctx context.Context, revision uint64, run func(func(*Edit) error) (Applied, error)) (Undone, error) {
	batch, found, err := d.store.Journalled(revision)
	if err != nil {
		return Undone{}, asError("read the journal", err)
	}
	if !found {
		return Undone{}, &Error{Code: NotFound, Message: fmt.Sprintf("the journal has no revision %d", revision)}
	}
	var undone Undone
	applied, err := run(func(e *Edit) error {
		u := undoing{e: e}
		undone = Undone{Undoes: revision}
		err := e.keepAdministrator(func() error { return u.run(batch.Changes) })
		undone.Restored, undone.Left = len(u.records), u.left
		return err
	})
	if err != nil {
		return Undone{}, err
	}
	undone.Revision = applied.Revision
	return undone, nil
}

// undoing is one undo: the records that are taken back, and those that are not.
type undoing struct {
	e       *Edit
	records []undoneRecord
	left    []LeftAsIs
}

// undoneRecord is a record as it is, and as it is to be again; nil: no record.
type undoneRecord struct {
	table    string
	key      store.Key
	now, was json.RawMessage
}

// run takes back what can be, leaving out what breaks a rule until nothing does.
func (u *undoing) run(changes []store.Change) error {
	for _, c := range changes {
		if err := u.add(c); err != nil {
			return err
		}
	}
	for {
		refused, err := u.try()
		if err != nil {
			return err
		}
		if len(refused) == 0 {
			return u.settle()
		}
		if err := u.without(refused); err != nil {
			return err
		}
	}
}

// add takes a change to be undone, unless its record has changed since.
func (u *undoing) add(c store.Change) error {
	r := undoneRecord{table: c.Table, key: c.Key}
	switch {
	case c.Table == "settings" || c.Table == "licence_days":
		return nil // what the file is computed with, and what was counted, is so whatever is undone
	case RecordChange{Table: c.Table, Before: c.Before, After: c.After}.OnlyCounted():
		return nil // it says what it said: what belongs to it has changed, and is taken back itself
	case c.Erased:
		u.leave(r, &Error{Code: NotFound, Message: "what it was has been erased"})
		return nil
	}
	now, err := u.e.tx.Record(c.Table, c.Key)
	if err != nil {
		return err
	}
	present, err := u.e.tx.Current(store.Change{Table: c.Table, Version: c.Version, Key: c.Key, After: now})
	if err != nil {
		return err
	}
	if c, err = u.e.tx.Current(c); err != nil {
		u.leave(r, &Error{Code: Internal, Message: "what it was can not be read any more"})
		return nil
	}
	r.now = present.After
	same, err := sameState(r.now, c.After)
	if err != nil {
		return err
	}
	if !same {
		u.leave(r, &Error{Code: StaleRecord, Message: "has changed since"})
		return nil
	}
	if r.was, err = nextState(c.Before, r.now, u.e.now); err != nil {
		return err
	}
	if r.table == "lines" {
		if r.was, err = u.e.readLineAgain(r.was); err != nil {
			return err
		}
	}
	u.records = append(u.records, r)
	return nil
}

func (u *undoing) leave(r undoneRecord, err *Error) {
	name := recordName(r.now)
	if name == "" {
		name = recordName(r.was)
	}
	u.left = append(u.left, LeftAsIs{Table: r.table, ID: recordID(r.key), Name: name, Code: err.Code, Message: err.Error()})
}

// try puts every record as it was and gives those that can not be, by their place in records.
func (u *undoing) try() (map[int]*Error, error) {
	refused := map[int]*Error{}
	refuse := func(i int, err error) error {
		err = u.e.taken(err, nil)
		reason, is := errors.AsType[*Error](err)
		if is {
			if reason.Code == UIDTaken && u.records[i].table == "accounts" {
				reason.Code = AccountNameTaken
			}
			refused[i] = reason
			return nil
		}
		return err
	}
	if err := u.replace(func(r undoneRecord) json.RawMessage { return r.was }, refuse); err != nil {
		return nil, err
	}
	for i, r := range u.records {
		if refused[i] != nil {
			continue
		}
		if err := u.e.mayUndo(r); err != nil {
			if err := refuse(i, err); err != nil {
				return nil, err
			}
		}
	}
	return refused, nil
}

// replace puts every record in one of its states. All are removed first, so that what one gives up another may take.
func (u *undoing) replace(state func(undoneRecord) json.RawMessage, refuse func(int, error) error) error {
	clear(u.e.folders)
	for _, r := range u.records {
		if err := u.e.tx.DeleteRecord(r.table, r.key); err != nil {
			return err
		}
	}
	for i, r := range u.records {
		raw := state(r)
		if raw == nil {
			continue
		}
		if err := u.e.tx.PutRecord(r.table, raw); err != nil {
			if err := refuse(i, err); err != nil {
				return err
			}
		}
	}
	return nil
}

// without puts every record as it was before the undo, and goes on without those that were refused.
func (u *undoing) without(refused map[int]*Error) error {
	err := u.replace(func(r undoneRecord) json.RawMessage { return r.now }, func(_ int, err error) error { return err })
	if err != nil {
		return err
	}
	var kept []undoneRecord
	for i, r := range u.records {
		if err := refused[i]; err != nil {
			u.leave(r, err)
			continue
		}
		kept = append(kept, r)
	}
	u.records = kept
	return nil
}
