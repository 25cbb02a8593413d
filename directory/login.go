package directory

import (
	"bytes"
	"cmp"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// LoginState says whether one can sign in with a login.
type LoginState string

const (
	LoginInvited LoginState = "invited" // not yet: no password has been chosen
	LoginActive  LoginState = "active"
	LoginClosed  LoginState = "closed" // not any more
)

// Login is what a person signs in with: an internal contact that has an e-mail address, or the founder, who has no contact.
type Login struct {
	ID        uuid.UUID `json:"id"`
	ContactID uuid.UUID `json:"contact_id,omitzero"` // zero: the founder
	// Email is the address one signs in with. Stored for the founder only; a person's is the contact's.
	Email     string           `json:"email,omitempty"`
	Roles     []RoleAssignment `json:"roles,omitempty"` // in the order of their ids
	State     LoginState       `json:"state"`
	CreatedAt time.Time        `json:"created_at"`
	UpdatedAt time.Time        `json:"updated_at"`
	Version   uint64           `json:"version"`
}

// loginOf finds the login of a contact, closed or not; the founder's for uuid.Nil.
func (t tables) loginOf(tx *store.Tx, contact uuid.UUID) (Login, bool, error) {
	l, found, err := t.logins.One(tx, indexHolder, string(contact[:]))
	if err != nil || !found {
		return Login{}, false, err
	}
	return *l, true, nil
}

// shownLogin is a login as readers see it: with the address of its contact.
func (t tables) shownLogin(tx *store.Tx, l Login) (Login, error) {
	if l.ContactID == uuid.Nil {
		return l, nil
	}
	c, found, err := t.contacts.Get(tx, recordKey(l.ContactID))
	if err != nil || !found {
		return l, err
	}
	l.Email = c.Email
	return l, nil
}

// changeLogin puts a changed login with its next version; one that says the same keeps the one it has.
func (e *Edit) changeLogin(l *Login, before Login) error {
	if l.ContactID != uuid.Nil {
		l.Email = ""
	}
	if reflect.DeepEqual(*l, before) {
		return nil
	}
	l.Version, l.UpdatedAt = e.nextVersion(recordKey(l.ID), before.Version), e.now
	return putRecord(e, e.d.tables.logins, recordKey(l.ID), *l)
}

// login finds a login that is not closed.
func (e *Edit) login(id uuid.UUID) (Login, error) {
	l, found, err := e.d.tables.logins.Get(e.tx, recordKey(id))
	if err != nil {
		return Login{}, err
	}
	if !found || l.State == LoginClosed {
		return Login{}, &Error{Code: NotFound, Message: "there is no login " + id.String()}
	}
	return *l, nil
}

// assignments brings roles into the form they are stored in and notes in f those that do not exist, or are for a folder that does
// not. An assignment that was there before may outlive its folder: it grants nothing.
func (e *Edit) assignments(f *faults, roles, before []RoleAssignment) ([]RoleAssignment, error) {
	if len(roles) > maxRoles {
		f.add("roles", Invalid, "", "has %d roles; at most %d are allowed", len(roles), maxRoles)
		return nil, nil
	}
	for i, a := range roles {
		if slices.Contains(before, a) {
			continue
		}
		_, found, err := e.d.tables.role(e.tx, a.RoleID)
		if err != nil {
			return nil, err
		}
		if !found {
			f.add(indexed("roles", i)+".role_id", RoleUnknown, a.RoleID.String(), "there is no such role")
		}
		if a.FolderID == uuid.Nil {
			continue
		}
		_, err = e.livingFolder(a.FolderID, FolderUnknown)
		if CodeOf(err) == FolderUnknown {
			f.add(indexed("roles", i)+".folder_id", FolderUnknown, a.FolderID.String(), "there is no such folder")
		} else if err != nil {
			return nil, err
		}
	}
	return sortedAssignments(roles), nil
}

// sortedAssignments gives roles in the order of their ids, each once.
func sortedAssignments(roles []RoleAssignment) []RoleAssignment {
	roles = slices.Clone(roles)
	slices.SortFunc(roles, func(a, b RoleAssignment) int {
		return cmp.Or(bytes.Compare(a.RoleID[:], b.RoleID[:]), bytes.Compare(a.FolderID[:], b.FolderID[:]))
	})
	return slices.Compact(roles)
}
