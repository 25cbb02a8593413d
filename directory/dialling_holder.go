package directory

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// seesHolder reports whether whose a number is is in sight. Of the living, the snapshot tells that without their records, of which there are many.
func (t tables) seesHolder(tx *store.Tx, s *Snapshot, n DialledNumber, sight func(Section) Sight) (bool, error) {
	user, section := uuid.Nil, SectionDirectory
	switch n.Table {
	case "contacts":
		if doc := s.People.Get(search.ID(n.ID)); doc != nil {
			return sight(section).shortNumber(doc, n.Number), nil
		}
	case "extensions":
		x, found, err := t.extensions.Get(tx, recordKey(n.ID))
		if err != nil || !found {
			return false, err
		}
		user, section = x.UserID, SectionUsers
	case "mailboxes":
		m, found, err := t.mailboxes.Get(tx, recordKey(n.ID))
		if err != nil || !found {
			return false, err
		}
		user, section = m.HolderID, SectionVoicemail
	}
	if user != uuid.Nil {
		u, found, err := t.users.Get(tx, recordKey(user))
		if err != nil || !found {
			return false, err
		}
		if o, living := s.owner(u.ContactID); living {
			return sight(section).Owner(o), nil
		}
	}
	return t.nameHolder(tx, &n, sight)
}

// nameHolder fills in whose a number is, and reports whether that is in sight; a nil sight sees all.
func (t tables) nameHolder(tx *store.Tx, n *DialledNumber, sight func(Section) Sight) (seen bool, err error) {
	section := SectionDirectory
	switch n.Table {
	case "groups":
		return t.nameGroup(tx, n, n.ID, sight, SectionGroups)
	case "contacts":
		n.ContactID = n.ID
	case "extensions":
		x, found, err := t.extensions.Get(tx, recordKey(n.ID))
		if err != nil || !found {
			return false, err
		}
		n.UserID, section = x.UserID, SectionUsers
	case "mailboxes":
		m, found, err := t.mailboxes.Get(tx, recordKey(n.ID))
		if err != nil || !found {
			return false, err
		}
		n.InBin = !m.DeletedAt.IsZero()
		if m.GroupID != uuid.Nil {
			return t.nameGroup(tx, n, m.GroupID, sight, SectionVoicemail)
		}
		n.UserID, section = m.HolderID, SectionVoicemail
	}
	if n.UserID != uuid.Nil {
		u, found, err := t.users.Get(tx, recordKey(n.UserID))
		if err != nil || !found {
			return false, err
		}
		n.ContactID, n.InBin = u.ContactID, n.InBin || !u.DeletedAt.IsZero()
	}
	c, found, err := t.contacts.Get(tx, recordKey(n.ContactID))
	if err != nil || !found {
		return false, err
	}
	n.Name, n.InBin = c.DisplayName(), n.InBin || !c.DeletedAt.IsZero() && n.UserID == uuid.Nil
	if sight == nil {
		return true, nil
	}
	shown, seen := sight(section).Contact(*c)
	if n.Table == "contacts" { // the number it goes with may be hidden
		seen = seen && slices.ContainsFunc(shown.Numbers, func(own Number) bool { return own.ShortNumber == n.Number })
	}
	return seen, nil
}

// nameGroup names the call group that has a number, or a mailbox with one, to who may read the section of either.
func (t tables) nameGroup(tx *store.Tx, n *DialledNumber, group uuid.UUID, sight func(Section) Sight, section Section) (seen bool, err error) {
	g, found, err := t.groups.Get(tx, recordKey(group))
	if err != nil || !found {
		return false, err
	}
	n.Name, n.InBin = g.Name, n.InBin || !g.DeletedAt.IsZero()
	return sight == nil || sight(section).Group(*g), nil
}
