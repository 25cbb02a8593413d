package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/store"
)

// followContact applies what a contact's change means for its login: without e-mail address or outside the company there is none, and
// another address is another key to it.
func (e *Edit) followContact(c, before Contact, revoke bool) error {
	if c.Kind == before.Kind && c.Email == before.Email {
		return nil
	}
	l, found, err := e.d.tables.loginOf(e.tx, c.ID)
	if err != nil || !found || l.State == LoginClosed {
		return err
	}
	if c.Kind == InternalContact && c.Email != "" {
		return e.followEmail(l, c, before)
	}
	if revoke {
		return e.CloseLogin(l.ID)
	}
	if len(l.Roles) == 0 {
		return e.shutLogin(l)
	}
	var f faults
	if c.Kind != InternalContact {
		f.add("kind", ContactHasServices, string(c.Kind), "can not be external as long as the contact has roles; take them away first")
	} else {
		f.add("email", EmailInUseForAccess, "", "is what the contact signs in with; take its roles away first")
	}
	return f.err("the contact has access")
}

// followEmail guards another address: who reads the mail sent there can choose the login's password, so it must not be in reach of those who
// may less than the login.
func (e *Edit) followEmail(l Login, c, before Contact) error {
	if emailKey(c.Email) == emailKey(before.Email) {
		return nil
	}
	if err := e.checkLoginEmail(c.Email); err != nil {
		return err
	}
	if err := e.mayAssign(l.Roles); err != nil {
		return err
	}
	return e.dropLinks(l.ID)
}

// forgetContact removes what belongs to a contact that goes for good: login, secrets, photos.
func (e *Edit) forgetContact(id uuid.UUID) error {
	if err := e.forgetLogin(id); err != nil {
		return err
	}
	if err := e.dropWorkstations(id); err != nil {
		return err
	}
	var photos []store.Key
	for p, err := range e.d.tables.photos.By(e.tx, indexPhotoOf, string(id[:])) {
		if err != nil {
			return err
		}
		photos = append(photos, photoKey(p.ContactID, p.Photo))
	}
	for _, key := range photos {
		if err := removeRecord(e, e.d.tables.photos, key); err != nil {
			return err
		}
	}
	return nil
}
