package directory

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
)

// settle brings what lies outside the journal in step with the records that have been put as they were: secrets, photos, numbers as they are
// read today, default lines.
func (u *undoing) settle() error {
	for _, r := range u.records {
		id := recordID(r.key)
		var err error
		switch r.table {
		case "contacts":
			err = u.e.settleContact(id, r)
		case "accounts":
			err = u.settleAccount(id, r)
		case "logins":
			err = u.settleLogin(id, r)
		case "users":
			err = u.e.settleUser(r)
		case "extensions", "external_numbers":
			err = u.countUsersOf(r)
		case "mailboxes":
			err = errors.Join(u.e.settleMailbox(id), u.countUsersOf(r))
		case "lines":
			err = u.e.settleLine(r)
		case "devices":
			err = u.settleDevice(id, r)
		case "groups":
			err = u.settleGroup(id, r)
		case "workstations":
			err = u.e.settleWorkstation(id)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Edit) settleContact(id uuid.UUID, r undoneRecord) error {
	before, _, err := e.contactIn(r.now)
	if err != nil {
		return err
	}
	c, found, err := e.d.tables.contacts.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	if !found {
		return e.forgetContact(id)
	}
	if c.Photo != "" {
		_, found, err := e.d.tables.photos.Get(e.tx, photoKey(id, c.Photo))
		if err != nil {
			return err
		}
		if !found { // purged meanwhile
			c.Photo = ""
		}
	}
	if err := e.photoReplaced(id, before.Photo, c.Photo); err != nil {
		return err
	}
	e.readNumbers(c.Numbers, nil)
	return e.d.tables.contacts.Put(e.tx, c)
}

// settleAccount: an account that is gone has no secret; one that came back has a new one, which nobody knows.
func (u *undoing) settleAccount(id uuid.UUID, r undoneRecord) error {
	secrets := u.e.d.tables.secrets
	if r.was == nil {
		return secrets.Delete(u.e.tx, recordKey(id))
	}
	_, found, err := secrets.Get(u.e.tx, recordKey(id))
	if err != nil || found {
		return err
	}
	if _, err := u.e.giveSecret(id); err != nil {
		return err
	}
	a, _, err := u.e.d.tables.accounts.Get(u.e.tx, recordKey(id))
	if err != nil {
		return err
	}
	a.SecretVersion++
	u.leave(r, &Error{Code: InvalidCredentials, Message: "its secret is gone; give it a new one"})
	return u.e.d.tables.accounts.Put(u.e.tx, a)
}

// settleLogin: a login that is gone has no password, links and tokens; an active one whose password is gone waits for another.
func (u *undoing) settleLogin(id uuid.UUID, r undoneRecord) error {
	e := u.e
	l, found, err := e.d.tables.logins.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	if !found || l.State == LoginClosed {
		if err := e.dropLinks(id); err != nil {
			return err
		}
		if err := e.dropTokens(id); err != nil || found {
			return err
		}
		return e.d.tables.credentials.Delete(e.tx, recordKey(id))
	}
	_, known, err := e.d.tables.credential(e.tx, id)
	if err != nil || known || l.State != LoginActive {
		return err
	}
	l.State = LoginInvited
	u.leave(r, &Error{Code: InvalidCredentials, Message: "its password is gone; invite the person again"})
	return e.d.tables.logins.Put(e.tx, l)
}

// contactIn reads a contact from a record's JSON; false where there is none.
func (e *Edit) contactIn(raw json.RawMessage) (c Contact, found bool, err error) {
	err = decodeRecord(raw, &c)
	return c, raw != nil, err
}

// decodeRecord reads a record's JSON into rec, and leaves rec as it is where there is none.
func decodeRecord(raw json.RawMessage, rec any) error {
	if raw == nil {
		return nil
	}
	if err := json.Unmarshal(raw, rec); err != nil {
		return fmt.Errorf("read a record: %w", err)
	}
	return nil
}
