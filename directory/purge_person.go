package directory

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Purged is what was erased of a person.
type Purged struct {
	Batches int `json:"batches"` // of the journal, in which something was erased
	Records int `json:"records"` // that no entry of the journal tells of any more, counted once for each change
}

// PurgePerson erases a contact everywhere, whether it is in use, in the bin or gone: its record, login, secrets and photos, and what the journal
// says of it. Journal entries stay, without the states of the person's records, without her name where she was the actor, and without notes that
// name her; such changes can not be undone. What others call their own things stays: an LDAP account's name, another contact's note. Copies of the file (backups, what a restore or migration put aside) are not touched, and the
// file's free pages keep traces until they are used again. It returns not_found where there is no trace of the contact, last_administrator, and
// privilege_escalation where its login has rights that the actor does not have. Where it fails half way, calling it again goes on.
func (d *Directory) PurgePerson(ctx context.Context, contact uuid.UUID) (Purged, error) {
	gone, err := d.removePerson(ctx, contact)
	if err != nil {
		return Purged{}, err
	}
	trace := traceOf(contact)
	if err := d.follows(ctx, trace); err != nil {
		return Purged{}, err
	}
	var (
		purged Purged
		failed error
	)
	purged.Batches, err = d.store.Amend(ctx, func(b *store.Batch) bool {
		n, reworded, err := trace.erase(b)
		purged.Records += n
		failed = errors.Join(failed, err)
		return n > 0 || reworded
	})
	if err = errors.Join(err, failed); err != nil {
		return Purged{}, asError("erase a person from the journal", err)
	}
	if !gone && purged == (Purged{}) {
		return Purged{}, &Error{Code: NotFound, Message: "there is no trace of a contact " + contact.String()}
	}
	return purged, nil
}

// removePerson removes a contact with all that is its own, and reports whether there was one.
func (d *Directory) removePerson(ctx context.Context, contact uuid.UUID) (gone bool, err error) {
	_, err = d.change(ctx, "person.purge", "", func(e *Edit) error {
		c, found, err := d.tables.contacts.Get(e.tx, recordKey(contact))
		if err != nil || !found {
			return err
		}
		gone = true
		l, has, err := d.tables.loginOf(e.tx, contact)
		if err != nil {
			return err
		}
		if has && l.State != LoginClosed {
			if err := e.CloseLogin(l.ID); err != nil {
				return err
			}
		}
		if c.DeletedAt.IsZero() {
			if err := e.DeleteContact(contact, 0); err != nil {
				return err
			}
		}
		if err := e.forgetContact(contact); err != nil {
			return err
		}
		return d.tables.contacts.Delete(e.tx, recordKey(contact))
	})
	return gone, err
}

// follows looks through the journal for what else is the person's, until nothing more is found.
func (d *Directory) follows(ctx context.Context, trace *personTrace) error {
	for known := 0; known < len(trace.ids); {
		known = len(trace.ids)
		var failed error
		_, err := d.store.Amend(ctx, func(b *store.Batch) bool {
			failed = errors.Join(failed, trace.read(b))
			return false
		})
		if err = errors.Join(err, failed); err != nil {
			return asError("look for a person in the journal", err)
		}
	}
	return nil
}

// personTrace is what a person can be recognised by in the journal.
type personTrace struct {
	ids   map[uuid.UUID]struct{} // contact, and what is nobody else's: login, user
	words []string               // e-mail addresses, uids and names she had, in small letters
}

func traceOf(contact uuid.UUID) *personTrace {
	return &personTrace{ids: map[uuid.UUID]struct{}{contact: {}}}
}

// owned are the fields of any record that can say whose it is.
type owned struct {
	ContactID uuid.UUID `json:"contact_id"`
	UserID    uuid.UUID `json:"user_id"`
	LoginID   uuid.UUID `json:"login_id"`
	HolderID  uuid.UUID `json:"holder_id"`
	Email     string    `json:"email"`
	UID       string    `json:"uid"`
	FirstName string    `json:"first_name"`
	LastName  string    `json:"last_name"`
}

// shortestWord is how long a name must be, in bytes, for a note that has it to be taken as naming the person.
const shortestWord = 3

// of reports whether a change is of the person's own record, or of one that was hers before or after, and gives those states.
func (t *personTrace) of(c store.Change) (hers bool, states []owned, err error) {
	_, hers = t.ids[recordID(c.Key)]
	for _, raw := range []json.RawMessage{c.Before, c.After} {
		if raw == nil {
			continue
		}
		var o owned
		if err := json.Unmarshal(raw, &o); err != nil {
			return false, nil, fmt.Errorf("read whose %s %s is: %w", c.Table, c.Key, err)
		}
		for _, id := range []uuid.UUID{o.ContactID, o.UserID, o.LoginID, o.HolderID} {
			if _, is := t.ids[id]; is {
				hers = true
			}
		}
		states = append(states, o)
	}
	return hers, states, nil
}

// read learns from a batch what else is the person's and what she is called.
func (t *personTrace) read(b *store.Batch) error {
	for _, c := range b.Changes {
		hers, states, err := t.of(c)
		if err != nil {
			return err
		}
		if !hers {
			continue
		}
		if c.Table == "logins" || c.Table == "users" {
			t.ids[recordID(c.Key)] = struct{}{}
		}
		if c.Table != "contacts" {
			continue
		}
		for _, o := range states {
			for _, word := range []string{o.Email, o.UID, o.LastName, o.FirstName} {
				if word = strings.ToLower(word); len(word) >= shortestWord && !slices.Contains(t.words, word) {
					t.words = append(t.words, word)
				}
			}
		}
	}
	return nil
}

// erase takes the person out of a batch, and reports how many records were erased and whether the entry reads otherwise.
func (t *personTrace) erase(b *store.Batch) (erased int, reworded bool, err error) {
	for i := range b.Changes {
		c := &b.Changes[i]
		hers, _, err := t.of(*c)
		if err != nil {
			return 0, false, err
		}
		if hers && !c.Erased {
			c.Erase()
			erased++
		}
	}
	if note := strings.ToLower(b.Entry.Note); note != "" && slices.ContainsFunc(t.words, func(word string) bool { return strings.Contains(note, word) }) {
		b.Entry.Note, reworded = "", true
	}
	if b.Entry.Actor == nil {
		return erased, reworded, nil
	}
	var actor Actor
	if err := json.Unmarshal(b.Entry.Actor, &actor); err != nil {
		return 0, false, fmt.Errorf("read the actor of journal entry %d: %w", b.Revision, err)
	}
	_, hers := t.ids[actor.LoginID]
	hers = hers || slices.Contains(t.words, strings.ToLower(actor.Name))
	if !hers || actor.Name == "" && actor.Address == "" {
		return erased, reworded, nil
	}
	actor.Name, actor.Address = "", ""
	b.Entry.Actor, err = json.Marshal(actor)
	return erased, true, err
}
