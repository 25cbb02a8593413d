package directory

import (
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// belonging is what a record says of whose it is.
type belonging struct {
	ContactID uuid.UUID `json:"contact_id"`
	LineID    uuid.UUID `json:"line_id"`
	UserID    uuid.UUID `json:"user_id"`
}

// LineOwners gives the contact that has the line, as DeviceOwners does.
func (d *Directory) LineOwners(l Line) ([]Contact, error) {
	return d.owners(belonging{ContactID: l.ContactID})
}

// DeviceOwners gives the contacts that have the device's line and its user, mostly one, living or in the bin. A zero Contact, which is in no folder,
// stands for nobody and for who has been removed.
func (d *Directory) DeviceOwners(device Device) ([]Contact, error) {
	return d.owners(belonging{LineID: device.LineID, UserID: device.UserID})
}

// RecordOwners gives the contacts that a journalled state of a line, a device or a workstation belongs to now, as DeviceOwners does.
func (d *Directory) RecordOwners(state json.RawMessage) ([]Contact, error) {
	var b belonging
	if err := json.Unmarshal(state, &b); err != nil {
		return nil, &Error{Code: Internal, Message: "read whose a record is", Cause: err}
	}
	return d.owners(b)
}

func (d *Directory) owners(b belonging) ([]Contact, error) {
	var owners []Contact
	err := d.view("find whose a record is", func(tx *store.Tx) (err error) {
		owners, err = d.tables.owners(tx, b)
		return err
	})
	return owners, err
}

func (t tables) owners(tx *store.Tx, b belonging) ([]Contact, error) {
	ids := []uuid.UUID{}
	if b.ContactID != uuid.Nil {
		ids = append(ids, b.ContactID)
	}
	if b.LineID != uuid.Nil {
		l, found, err := t.lines.Get(tx, recordKey(b.LineID))
		if err != nil {
			return nil, err
		}
		if !found {
			l = &Line{}
		}
		ids = append(ids, l.ContactID)
	}
	if b.UserID != uuid.Nil {
		u, found, err := t.users.Get(tx, recordKey(b.UserID))
		if err != nil {
			return nil, err
		}
		if !found {
			u = &User{}
		}
		if !slices.Contains(ids, u.ContactID) {
			ids = append(ids, u.ContactID)
		}
	}
	owners := []Contact{}
	for _, id := range ids {
		c, found, err := t.contacts.Get(tx, recordKey(id))
		if err != nil {
			return nil, err
		}
		if !found {
			c = &Contact{}
		}
		owners = append(owners, *c)
	}
	if len(owners) == 0 {
		owners = append(owners, Contact{})
	}
	return owners, nil
}

// ReaderOf gives what tells whether a section may be read of what belongs to contacts: each of them in sight, and the right in the folder of each. What is
// nobody's asks for the right everywhere.
func (r Rights) ReaderOf(section Section) func(owners []Contact) bool {
	sight := r.Sight(uuid.Nil)
	return func(owners []Contact) bool {
		return !slices.ContainsFunc(owners, func(c Contact) bool {
			_, seen := sight.Contact(c)
			return c.ID != uuid.Nil && !seen || !r.May(section, Read, c.FolderID)
		})
	}
}

// mayRead reports whether the actor may read a section of what belongs to b's contacts.
func (e *Edit) mayRead(section Section, b belonging) (bool, error) {
	owners, err := e.d.tables.owners(e.tx, b)
	if err != nil {
		return false, err
	}
	r, err := e.d.rightsOf(e.tx, actorOf(e.ctx))
	return r.ReaderOf(section)(owners), err
}
