package directory

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// UserDetails is a user with whose it is and what it has.
type UserDetails struct {
	User
	Contact    Contact          `json:"contact"`
	Extensions []Extension      `json:"extensions,omitempty"` // the main one first
	Numbers    []ExternalNumber `json:"numbers,omitempty"`
	Lines      []Line           `json:"lines,omitempty"`       // its contact's, the default one first
	Mailboxes  []MailboxDetails `json:"mailboxes,omitempty"`   // those in the bin left out
	CallGroups []GroupRef       `json:"call_groups,omitempty"` // that its contact is a member of
}

// User finds a user that is not in the bin, with what it has. It returns not_found.
func (d *Directory) User(id uuid.UUID) (UserDetails, error) {
	var details UserDetails
	err := d.view("read a user", func(tx *store.Tx) error {
		u, err := d.tables.livingUser(tx, id)
		if err != nil {
			return err
		}
		details, err = d.tables.details(tx, u)
		return err
	})
	return details, err
}

// UserOf finds the user of a contact. It returns not_found where the contact has none.
func (d *Directory) UserOf(contact uuid.UUID) (UserDetails, error) {
	var details UserDetails
	err := d.view("read a user", func(tx *store.Tx) error {
		u, found, err := d.tables.userOf(tx, contact)
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "the contact " + contact.String() + " has no user"}
		}
		details, err = d.tables.details(tx, u)
		return err
	})
	return details, err
}

// User is Directory.User within the transaction.
func (e *Edit) User(id uuid.UUID) (UserDetails, error) {
	u, err := e.d.tables.livingUser(e.tx, id)
	if err != nil {
		return UserDetails{}, asError("read a user", err)
	}
	details, err := e.details(u)
	return details, asError("read a user", err)
}

// UserOf finds the user of a contact, as the transaction has it; false where it has none.
func (e *Edit) UserOf(contact uuid.UUID) (UserDetails, bool, error) {
	u, found, err := e.d.tables.userOf(e.tx, contact)
	if err != nil || !found {
		return UserDetails{}, false, asError("read a user", err)
	}
	details, err := e.details(u)
	return details, true, asError("read a user", err)
}

func (e *Edit) details(u User) (UserDetails, error) {
	details, err := e.d.tables.details(e.tx, u)
	details.Contact = e.shown(details.Contact)
	return details, err
}

// details reads what a user has, and its contact: wherever that is, for a user in the bin.
func (t tables) details(tx *store.Tx, u User) (UserDetails, error) {
	details := UserDetails{User: u}
	c, found, err := t.contacts.Get(tx, recordKey(u.ContactID))
	if err != nil {
		return UserDetails{}, err
	}
	if found {
		details.Contact = *c
	}
	if details.Extensions, err = t.extensionsOf(tx, u.ID); err != nil {
		return UserDetails{}, err
	}
	if details.Numbers, err = t.numbersOf(tx, u.ID); err != nil {
		return UserDetails{}, err
	}
	lines, err := t.linesOf(tx, u.ContactID)
	if err != nil {
		return UserDetails{}, err
	}
	details.Lines = lines[u.ContactID]
	for g, err := range t.groups.By(tx, indexGroupMember, string(u.ContactID[:])) {
		if err != nil {
			return UserDetails{}, err
		}
		details.CallGroups = append(details.CallGroups, GroupRef{ID: g.ID, Name: g.Name, FolderID: g.FolderID})
	}
	details.Mailboxes, err = t.mailboxDetailsOf(tx, details)
	return details, err
}

// changeDetails runs a command on one user as a batch of its own.
func (d *Directory) changeDetails(ctx context.Context, action string, fn func(*Edit) (UserDetails, []Warning, error)) (UserDetails, []Warning, error) {
	var (
		details  UserDetails
		warnings []Warning
	)
	_, err := d.change(ctx, action, "", func(e *Edit) (err error) {
		details, warnings, err = fn(e)
		return err
	})
	if err != nil {
		return UserDetails{}, nil, err
	}
	return details, warnings, nil
}
