package directory

import (
	"context"
	"errors"

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
		if err := e.removeUsersOf(contact); err != nil {
			return err
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
