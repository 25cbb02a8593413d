package directory

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// joinedRecords is what a contact's document has because of what the contact has beside its own record.
type joinedRecords struct {
	numbers []joinedNumber
	marks   search.Marks
}

// joinedNumber is a number that a contact shows because of what it has beside its own record.
type joinedNumber struct {
	field  search.Field
	text   string
	e164   string
	hidden bool
}

// listed reports whether a joined number is among a contact's own.
func (j joinedNumber) listed(own []Number) bool {
	return slices.ContainsFunc(own, func(n Number) bool { return j.same(joinedNumber{text: n.Raw, e164: n.E164}) })
}

// same reports whether two numbers are one, however written. An extension is the same as no other number.
func (j joinedNumber) same(other joinedNumber) bool {
	if j.e164 != "" || other.e164 != "" {
		return j.e164 == other.e164
	}
	return j.field != search.ShortNumber && other.field != search.ShortNumber && strings.EqualFold(j.text, other.text)
}

// joined gives the numbers that a contact shows because of its user and its lines: extensions, the main one first, then external numbers,
// then those of its lines, the default one first. Every kind of number that is to show with its contact is joined here and in
// joinedByContact, and nowhere else.
func (t tables) joined(tx *store.Tx, contact uuid.UUID) (joinedRecords, error) {
	lines, err := t.linesOf(tx, contact)
	if err != nil {
		return joinedRecords{}, err
	}
	u, found, err := t.userOf(tx, contact)
	if err != nil || !found {
		return join(nil, nil, nil, lines[contact]), err
	}
	extensions, err := t.extensionsOf(tx, u.ID)
	if err != nil {
		return joinedRecords{}, err
	}
	numbers, err := t.numbersOf(tx, u.ID)
	return join(&u, extensions, numbers, lines[contact]), err
}

// join joins what belongs to one contact; u is nil where it has no user.
func join(u *User, extensions []Extension, numbers []ExternalNumber, lines []Line) joinedRecords {
	list := make([]joinedNumber, 0, len(extensions)+len(numbers)+len(lines))
	for _, x := range extensions {
		list = append(list, joinedNumber{field: search.ShortNumber, text: x.Number})
	}
	for _, n := range numbers {
		list = append(list, joinedNumber{field: search.Work, text: n.E164, e164: n.E164})
	}
	for _, l := range lines {
		list = append(list, joinedNumber{field: lineField(l.Kind), text: l.Raw, e164: l.E164, hidden: l.Hidden})
	}
	return joinedRecords{list, joinedMarks(u, lines)}
}

// joinedByContact is joined for every contact at once: each table is read through once.
func (t tables) joinedByContact(tx *store.Tx) (map[uuid.UUID]joinedRecords, error) {
	extensions, err := grouped(t.extensions.All(tx), func(x *Extension) uuid.UUID { return x.UserID })
	if err != nil {
		return nil, err
	}
	numbers, err := grouped(t.externalNumbers.All(tx), func(n *ExternalNumber) uuid.UUID { return n.UserID })
	if err != nil {
		return nil, err
	}
	lines, err := t.linesOf(tx)
	if err != nil {
		return nil, err
	}
	all := map[uuid.UUID]joinedRecords{}
	for contact, list := range lines {
		all[contact] = join(nil, nil, nil, list)
	}
	for u, err := range t.users.All(tx) {
		if err != nil {
			return nil, err
		}
		if u.DeletedAt.IsZero() {
			mainFirst(extensions[u.ID])
			all[u.ContactID] = join(u, extensions[u.ID], numbers[u.ID], lines[u.ContactID])
		}
	}
	return all, nil
}

// touchedBy gives the contacts whose documents a change of another record may alter; none for a table that joins nothing.
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
	case "lines":
		before, after, err := d.tables.lines.Changed(c)
		return present(before, after, func(l *Line) uuid.UUID { return l.ContactID }), err
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
