package directory

import (
	"encoding/json"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Holders are the contacts that a record belonged to before a change and after it, as those contacts are now, living or in the bin. Nil where the
// record did not exist or belonged to nobody, and where its contact is gone for good.
type Holders struct{ Before, After *Contact }

// Holders finds whose the records are that name a contact, a user or a line: users, extensions, external numbers, mailboxes, lines, devices and
// workstations. It gives one answer for each change, in their order.
func (d *Directory) Holders(changes []RecordChange) ([]Holders, error) {
	list := make([]Holders, len(changes))
	err := d.view("find whose records are", func(tx *store.Tx) (err error) {
		for i, change := range changes {
			if list[i].Before, err = d.tables.holder(tx, change.Before); err != nil {
				return err
			}
			if list[i].After, err = d.tables.holder(tx, change.After); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

// holder finds the contact that a record's state names, itself or by a user or a line.
func (t tables) holder(tx *store.Tx, state json.RawMessage) (*Contact, error) {
	var names struct {
		ContactID uuid.UUID `json:"contact_id"`
		UserID    uuid.UUID `json:"user_id"`
		HolderID  uuid.UUID `json:"holder_id"`
		LineID    uuid.UUID `json:"line_id"`
	}
	if state == nil || json.Unmarshal(state, &names) != nil {
		return nil, nil // what can not be read belongs to nobody
	}
	contact := names.ContactID
	for _, user := range []uuid.UUID{names.UserID, names.HolderID} {
		if user == uuid.Nil || contact != uuid.Nil {
			continue
		}
		u, found, err := t.users.Get(tx, recordKey(user))
		if err != nil {
			return nil, err
		}
		if found {
			contact = u.ContactID
		}
	}
	if contact == uuid.Nil && names.LineID != uuid.Nil {
		l, found, err := t.lines.Get(tx, recordKey(names.LineID))
		if err != nil {
			return nil, err
		}
		if found {
			contact = l.ContactID
		}
	}
	if contact == uuid.Nil {
		return nil, nil
	}
	c, _, err := t.contacts.Get(tx, recordKey(contact))
	return c, err
}
