package directory

import (
	"errors"
	"slices"

	"github.com/google/uuid"
)

// mayUndoUserOf refuses a record that belonged or is to belong to users, where one of them would break a rule.
func (e *Edit) mayUndoUserOf(r undoneRecord) error {
	users, err := usersOfRecord(r)
	if err != nil {
		return err
	}
	for _, id := range users {
		if err := e.mayUndoUser(id); err != nil {
			return err
		}
	}
	return nil
}

// usersOfRecord gives the users that an extension, an external number or a mailbox belonged to, before and after the undo.
func usersOfRecord(r undoneRecord) ([]uuid.UUID, error) {
	var users []uuid.UUID
	for _, raw := range [][]byte{r.now, r.was} {
		var belongs struct {
			UserID   uuid.UUID `json:"user_id"`
			HolderID uuid.UUID `json:"holder_id"`
		}
		if err := decodeRecord(raw, &belongs); err != nil {
			return nil, err
		}
		for _, id := range []uuid.UUID{belongs.UserID, belongs.HolderID} {
			if id != uuid.Nil {
				users = append(users, id)
			}
		}
	}
	return users, nil
}

// mayUndoUser: a living user has a living internal contact and holds its extensions, exactly one of them as the main one; one
// in the bin has no external number; and one that is gone has nothing.
func (e *Edit) mayUndoUser(id uuid.UUID) error {
	refuse := func(code Code, message string) error { return &Error{Code: code, Message: message} }
	u, found, err := e.d.tables.users.Get(e.tx, recordKey(id))
	if err != nil {
		return err
	}
	if !found {
		u = &User{ID: id}
	}
	has, err := e.details(*u)
	if err != nil {
		return err
	}
	mains, released := 0, false
	for _, x := range has.Extensions {
		if released = released || x.Released; x.Main {
			mains++
		}
	}
	devices, err := e.devicesUnder(indexDeviceUser, id)
	if err != nil {
		return err
	}
	switch {
	case len(devices) > 0 && (!found || !u.DeletedAt.IsZero()):
		return refuse(UserUnknown, "its user is gone, and has been given the device "+devices[0].Name)
	case !found:
		for range e.d.tables.mailboxes.By(e.tx, indexMailboxes, string(id[:])) {
			return refuse(NotFound, "its user is gone")
		}
		if len(has.Extensions)+len(has.Numbers) > 0 {
			return refuse(NotFound, "its user is gone")
		}
		return nil
	case len(has.Extensions) > 0 && mains != 1:
		return refuse(MainExtensionRequired, "the user would not have exactly one main extension")
	case has.Contact.ID == uuid.Nil:
		return refuse(NotFound, "its contact is gone")
	case !u.DeletedAt.IsZero() && len(has.Numbers) > 0:
		return refuse(NumberInUse, "the user is in the bin and would have an external number")
	case u.DeletedAt.IsZero() && released:
		return refuse(ExtensionTaken, "its extensions were released")
	case u.DeletedAt.IsZero() && (!has.Contact.DeletedAt.IsZero() || has.Contact.Kind != InternalContact):
		return refuse(ExternalHasNoServices, "its contact is in the bin or external")
	}
	return nil
}

// mayUndoUsersOf: a contact that has a user is a living internal one, and stays while one of its users is in the bin.
func (e *Edit) mayUndoUsersOf(contact uuid.UUID) error {
	var users []uuid.UUID
	for u, err := range e.d.tables.users.By(e.tx, indexUsersOf, string(contact[:])) {
		if err != nil {
			return err
		}
		users = append(users, u.ID)
	}
	for _, id := range users {
		if err := e.mayUndoUser(id); err != nil {
			return &Error{Code: ContactHasServices, Message: "the contact has been given a user", Cause: err}
		}
	}
	return nil
}

// mayUndoTemplate: nobody has a template give rights that she does not have.
func (e *Edit) mayUndoTemplate(r undoneRecord) error {
	var before, after Template
	if err := decodeRecord(r.now, &before); err != nil {
		return err
	}
	if err := decodeRecord(r.was, &after); err != nil {
		return err
	}
	return e.mayAssign(differing(before.Roles, after.Roles))
}

// settleUser counts the licence of a user that has been put as it was.
func (e *Edit) settleUser(r undoneRecord) error {
	var before, after *User
	if err := decodeRecord(r.now, &before); err != nil {
		return err
	}
	if err := decodeRecord(r.was, &after); err != nil {
		return err
	}
	e.countLicence(before, after)
	return nil
}

// countUsersOf counts the users up that a record belonged to, before and after the undo, unless they are taken back themselves.
func (u *undoing) countUsersOf(r undoneRecord) error {
	users, err := usersOfRecord(r)
	for _, id := range users {
		if !slices.ContainsFunc(u.records, func(r undoneRecord) bool { return r.table == "users" && r.key == recordKey(id) }) {
			err = errors.Join(err, u.e.countUser(id))
		}
	}
	return err
}

// settleMailbox: a mailbox that is gone has no PIN.
func (e *Edit) settleMailbox(id uuid.UUID) error {
	_, found, err := e.d.tables.mailboxes.Get(e.tx, recordKey(id))
	if err != nil || found {
		return err
	}
	return e.forgetPIN(id)
}
