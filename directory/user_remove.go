package directory

import (
	"github.com/google/uuid"
)

// removeUser removes a user in the bin for good, with the extensions and mailboxes that it still held.
func (e *Edit) removeUser(u User) error {
	extensions, err := e.d.tables.extensionsOf(e.tx, u.ID)
	if err != nil {
		return err
	}
	for _, x := range extensions {
		if err := removeRecord(e, e.d.tables.extensions, recordKey(x.ID)); err != nil {
			return err
		}
	}
	if err := e.removeMailboxesOf(u.ID); err != nil {
		return err
	}
	return removeRecord(e, e.d.tables.users, recordKey(u.ID))
}

// removeUsersOf removes for good every user that a contact has, in the bin or not. What it held is free at once.
func (e *Edit) removeUsersOf(contact uuid.UUID) error {
	var users []User
	for u, err := range e.d.tables.users.By(e.tx, indexUsersOf, string(contact[:])) {
		if err != nil {
			return err
		}
		users = append(users, *u)
	}
	for _, u := range users {
		if u.DeletedAt.IsZero() {
			if err := e.DeleteUser(u.ID, 0, UserDeletion{}); err != nil {
				return err
			}
		}
		if err := e.removeUser(u); err != nil {
			return err
		}
	}
	return nil
}

// removeMailbox removes a mailbox for good, with its PIN.
func (e *Edit) removeMailbox(id uuid.UUID) error {
	if err := e.forgetPIN(id); err != nil {
		return err
	}
	return removeRecord(e, e.d.tables.mailboxes, recordKey(id))
}
