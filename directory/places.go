package directory

import (
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// belonging is what a record says of whose it is.
type belonging struct {
	FolderID  uuid.UUID `json:"folder_id"`
	ParentID  uuid.UUID `json:"parent_id"`
	ContactID uuid.UUID `json:"contact_id"`
	LineID    uuid.UUID `json:"line_id"`
	UserID    uuid.UUID `json:"user_id"`
	HolderID  uuid.UUID `json:"holder_id"`
}

// of leaves what places a record of a table: a contact, a call group and a folder lie in a folder, what a contact has lies where the contact does, and
// everything else in no folder.
func (b belonging) of(table string) belonging {
	switch table {
	case "contacts", "groups":
		return belonging{FolderID: b.FolderID}
	case "folders":
		return belonging{FolderID: b.ParentID}
	case "lines", "workstations", "users":
		return belonging{ContactID: b.ContactID}
	case "devices":
		return belonging{LineID: b.LineID, UserID: b.UserID}
	case "extensions", "external_numbers":
		return belonging{UserID: b.UserID}
	case "mailboxes":
		return belonging{UserID: b.HolderID}
	}
	return belonging{}
}

// PlacesOf gives the folders in which somebody must have a right on a journalled record's state: where it is, or where the contacts are that it
// belongs to now. Zero stands for everywhere: what is in no folder, is nobody's, or belongs to what has been removed.
func (d *Directory) PlacesOf(table string, state json.RawMessage) ([]uuid.UUID, error) {
	var b belonging
	if err := json.Unmarshal(state, &b); err != nil {
		return nil, &Error{Code: Internal, Message: "read a record of " + table, Cause: err}
	}
	return d.places(b.of(table))
}

// LinePlaces gives the folder of the contact that has the line; zero, which stands for everywhere, where it is nobody's.
func (d *Directory) LinePlaces(l Line) ([]uuid.UUID, error) {
	return d.places(belonging{ContactID: l.ContactID})
}

// DevicePlaces gives the folders of the contacts that have the device's line and its user, mostly one; zero, which stands for everywhere, where it is
// spare.
func (d *Directory) DevicePlaces(device Device) ([]uuid.UUID, error) {
	return d.places(belonging{LineID: device.LineID, UserID: device.UserID})
}

func (d *Directory) places(b belonging) ([]uuid.UUID, error) {
	var folders []uuid.UUID
	err := d.view("find the folder of a record", func(tx *store.Tx) (err error) {
		folders, err = d.tables.places(tx, b)
		return err
	})
	return folders, err
}

// places gives the folders that a record lies in, each once; zero for everywhere.
func (t tables) places(tx *store.Tx, b belonging) ([]uuid.UUID, error) {
	if b.FolderID != uuid.Nil {
		return []uuid.UUID{b.FolderID}, nil
	}
	contacts := []uuid.UUID{}
	if b.ContactID != uuid.Nil {
		contacts = append(contacts, b.ContactID)
	}
	if b.LineID != uuid.Nil {
		l, found, err := t.lines.Get(tx, recordKey(b.LineID))
		if err != nil {
			return nil, err
		}
		if !found {
			l = &Line{}
		}
		contacts = append(contacts, l.ContactID)
	}
	if b.UserID != uuid.Nil {
		u, found, err := t.users.Get(tx, recordKey(b.UserID))
		if err != nil {
			return nil, err
		}
		if !found {
			u = &User{}
		}
		contacts = append(contacts, u.ContactID)
	}
	folders := []uuid.UUID{}
	for _, id := range contacts {
		c, found, err := t.contacts.Get(tx, recordKey(id))
		if err != nil {
			return nil, err
		}
		if !found {
			return []uuid.UUID{uuid.Nil}, nil
		}
		if !slices.Contains(folders, c.FolderID) {
			folders = append(folders, c.FolderID)
		}
	}
	if len(folders) == 0 {
		return []uuid.UUID{uuid.Nil}, nil
	}
	return folders, nil
}

// mayRead reports whether the actor may read a section wherever a record lies.
func (e *Edit) mayRead(section Section, b belonging) (bool, error) {
	folders, err := e.d.tables.places(e.tx, b)
	if err != nil {
		return false, err
	}
	r, err := e.d.rightsOf(e.tx, actorOf(e.ctx))
	if err != nil {
		return false, err
	}
	return !slices.ContainsFunc(folders, func(f uuid.UUID) bool { return !r.May(section, Read, f) }), nil
}
