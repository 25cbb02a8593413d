package directory

import (
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Owner is who has something: a contact or a call group, living or in the bin. The zero value, which is in no folder, stands for nobody and for who has
// been removed.
type Owner struct {
	Contact *Contact
	Group   *Group
}

// Folder is where the owner is, and what it has; zero for nobody.
func (o Owner) Folder() uuid.UUID {
	switch {
	case o.Contact != nil:
		return o.Contact.FolderID
	case o.Group != nil:
		return o.Group.FolderID
	}
	return uuid.Nil
}

// In is the owner as if it were in a folder.
func (o Owner) In(folder uuid.UUID) Owner {
	switch {
	case o.Contact != nil:
		c := *o.Contact
		c.FolderID = folder
		o.Contact = &c
	case o.Group != nil:
		g := *o.Group
		g.FolderID = folder
		o.Group = &g
	}
	return o
}

// Name is what people call the owner; "" for nobody.
func (o Owner) Name() string {
	switch {
	case o.Contact != nil:
		return o.Contact.DisplayName()
	case o.Group != nil:
		return o.Group.Name
	}
	return ""
}

// belonging is what a record says of whose it is.
type belonging struct {
	ContactID uuid.UUID `json:"contact_id"`
	LineID    uuid.UUID `json:"line_id"`
	UserID    uuid.UUID `json:"user_id"`
	HolderID  uuid.UUID `json:"holder_id"` // of a mailbox: a user
	GroupID   uuid.UUID `json:"group_id"`  // of a mailbox
}

// LineOwners gives the contact that has the line, as DeviceOwners does.
func (d *Directory) LineOwners(l Line) ([]Owner, error) {
	return d.owners(belonging{ContactID: l.ContactID})
}

// DeviceOwners gives the contacts that have the device's line and its user, mostly one. A zero Owner stands for nobody and for who has been removed.
func (d *Directory) DeviceOwners(device Device) ([]Owner, error) {
	return d.owners(belonging{LineID: device.LineID, UserID: device.UserID})
}

// Owned are those whom a record belonged to before a change and after it, as they are now; none where the record did not exist.
type Owned struct{ Before, After []Owner }

// RecordOwners finds whose the records are that name a contact, a user, a line or a call group: users, extensions, external numbers, mailboxes, lines,
// devices and workstations. It gives one answer for each change, in their order. What can not be read belongs to nobody.
func (d *Directory) RecordOwners(changes []RecordChange) ([]Owned, error) {
	list := make([]Owned, len(changes))
	err := d.view("find whose records are", func(tx *store.Tx) (err error) {
		for i, change := range changes {
			if list[i].Before, err = d.tables.ownersIn(tx, change.Before); err != nil {
				return err
			}
			if list[i].After, err = d.tables.ownersIn(tx, change.After); err != nil {
				return err
			}
		}
		return nil
	})
	return list, err
}

func (t tables) ownersIn(tx *store.Tx, state json.RawMessage) ([]Owner, error) {
	var b belonging
	switch {
	case state == nil:
		return nil, nil
	case json.Unmarshal(state, &b) != nil:
		return []Owner{{}}, nil
	}
	return t.owners(tx, b)
}

func (d *Directory) owners(b belonging) ([]Owner, error) {
	var owners []Owner
	err := d.view("find whose a record is", func(tx *store.Tx) (err error) {
		owners, err = d.tables.owners(tx, b)
		return err
	})
	return owners, err
}

func (t tables) owners(tx *store.Tx, b belonging) ([]Owner, error) {
	return t.ownersAs(tx, b, func(uuid.UUID) (Owner, bool) { return Owner{}, false })
}

// ownersAs is owners where known may give one without its record.
func (t tables) ownersAs(tx *store.Tx, b belonging, known func(uuid.UUID) (Owner, bool)) ([]Owner, error) {
	if b.GroupID != uuid.Nil {
		if o, is := known(b.GroupID); is {
			return []Owner{o}, nil
		}
		g, _, err := t.groups.Get(tx, recordKey(b.GroupID))
		return []Owner{{Group: g}}, err
	}
	ids := []uuid.UUID{}
	add := func(contact uuid.UUID) {
		if !slices.Contains(ids, contact) {
			ids = append(ids, contact)
		}
	}
	if b.ContactID != uuid.Nil {
		add(b.ContactID)
	}
	if b.LineID != uuid.Nil {
		l, found, err := t.lines.Get(tx, recordKey(b.LineID))
		if err != nil {
			return nil, err
		}
		if !found {
			l = &Line{}
		}
		add(l.ContactID)
	}
	for _, user := range []uuid.UUID{b.UserID, b.HolderID} {
		if user == uuid.Nil {
			continue
		}
		u, found, err := t.users.Get(tx, recordKey(user))
		if err != nil {
			return nil, err
		}
		if !found {
			u = &User{}
		}
		add(u.ContactID)
	}
	owners := []Owner{}
	for _, id := range ids {
		if o, is := known(id); is {
			owners = append(owners, o)
			continue
		}
		c, _, err := t.contacts.Get(tx, recordKey(id))
		if err != nil {
			return nil, err
		}
		owners = append(owners, Owner{Contact: c})
	}
	if len(owners) == 0 {
		owners = append(owners, Owner{})
	}
	return owners, nil
}

// ReaderOf gives what tells whether a section may be read of what belongs to owners: each of them in sight, and the right in the folder of each. What is
// nobody's asks for the right everywhere.
func (r Rights) ReaderOf(section Section, sight Sight) func(owners []Owner) bool {
	return func(owners []Owner) bool {
		return !slices.ContainsFunc(owners, func(o Owner) bool { return !sight.Owner(o) || !r.May(section, Read, o.Folder()) })
	}
}

// readable asks, where there is anything to ask, whether what belongs to b's owners may be read. The living are told by the snapshot.
func (d *Directory) readable(tx *store.Tx, ask func([]Owner) bool, b belonging) (bool, error) {
	if ask == nil {
		return true, nil
	}
	owners, err := d.tables.ownersAs(tx, b, d.Snapshot().owner)
	return err == nil && ask(owners), err
}

// mayRead reports whether the actor may read a section of what belongs to b's owners.
func (e *Edit) mayRead(section Section, b belonging) (bool, error) {
	owners, err := e.d.tables.owners(e.tx, b)
	if err != nil {
		return false, err
	}
	r, err := e.d.rightsOf(e.tx, actorOf(e.ctx))
	return r.ReaderOf(section, r.Sight(uuid.Nil))(owners), err
}
