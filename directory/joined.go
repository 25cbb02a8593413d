package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// joinedNumber is a number that a contact shows because of what it has beside its own record.
type joinedNumber struct {
	field search.Field
	text  string
	e164  string
}

// joined gives the numbers that a contact shows because of its user: extensions, the main one first, then external numbers.
// Every kind of number that is to show with its contact is joined here and in joinedByContact, and nowhere else.
func (t tables) joined(tx *store.Tx, contact uuid.UUID) ([]joinedNumber, error) {
	u, found, err := t.userOf(tx, contact)
	if err != nil || !found {
		return nil, err
	}
	extensions, err := t.extensionsOf(tx, u.ID)
	if err != nil {
		return nil, err
	}
	numbers, err := t.numbersOf(tx, u.ID)
	return joinNumbers(extensions, numbers), err
}

func joinNumbers(extensions []Extension, numbers []ExternalNumber) []joinedNumber {
	list := make([]joinedNumber, 0, len(extensions)+len(numbers))
	for _, x := range extensions {
		list = append(list, joinedNumber{field: search.ShortNumber, text: x.Number})
	}
	for _, n := range numbers {
		list = append(list, joinedNumber{field: search.Work, text: n.E164, e164: n.E164})
	}
	return list
}

// joinedByContact is joined for every contact at once: each table is read through once.
func (t tables) joinedByContact(tx *store.Tx) (map[uuid.UUID][]joinedNumber, error) {
	extensions, err := grouped(t.extensions.All(tx), func(x *Extension) uuid.UUID { return x.UserID })
	if err != nil {
		return nil, err
	}
	numbers, err := grouped(t.externalNumbers.All(tx), func(n *ExternalNumber) uuid.UUID { return n.UserID })
	if err != nil {
		return nil, err
	}
	joined := map[uuid.UUID][]joinedNumber{}
	for u, err := range t.users.All(tx) {
		if err != nil {
			return nil, err
		}
		if u.DeletedAt.IsZero() {
			mainFirst(extensions[u.ID])
			joined[u.ContactID] = joinNumbers(extensions[u.ID], numbers[u.ID])
		}
	}
	return joined, nil
}

// touchedBy gives the contacts whose joined numbers a change of a record may alter; none for a table that joins nothing.
func (d *Directory) touchedBy(tx *store.Tx, c store.Change) ([]uuid.UUID, error) {
	switch c.Table {
	case "users":
		before, after, err := d.tables.users.Changed(c)
		return present(before, after, func(u *User) uuid.UUID { return u.ContactID }), err
	case "extensions":
		before, after, err := d.tables.extensions.Changed(c)
		return d.contactsOf(tx, present(before, after, func(x *Extension) uuid.UUID { return x.UserID }), err)
	case "external_numbers":
		before, after, err := d.tables.externalNumbers.Changed(c)
		return d.contactsOf(tx, present(before, after, func(n *ExternalNumber) uuid.UUID { return n.UserID }), err)
	}
	return nil, nil
}

// contactsOf gives the contacts of users. One whose user is gone has been touched by the change that took it.
func (d *Directory) contactsOf(tx *store.Tx, users []uuid.UUID, err error) ([]uuid.UUID, error) {
	var contacts []uuid.UUID
	for _, id := range users {
		u, found, readErr := d.tables.users.Get(tx, recordKey(id))
		if readErr != nil {
			return nil, readErr
		}
		if found {
			contacts = append(contacts, u.ContactID)
		}
	}
	return contacts, err
}
