package api

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// made reports whether a change is the caller's: the person's, whatever it was made with, or that of an API token that is nobody's.
func (c *caller) made(by directory.Actor) bool {
	if c.Login.ID != uuid.Nil {
		return by.LoginID == c.Login.ID
	}
	return c.Token.ID != uuid.Nil && by.TokenID == c.Token.ID
}

// placesOfOwn are where the caller needs rights to take its own change back: those that the change itself needs, today. That is the right to what its action
// names, where that was and is. What goes along with it, such as the devices of a user who is deleted, needed no right of its own then and needs none now,
// except for contacts, unless the program has made them itself.
func (a *API) placesOfOwn(c *caller, event directory.Event, owned []directory.Owned, unseen error) ([]place, error) {
	named, _ := sectionOfAction(event.Action)
	if !slices.ContainsFunc(event.Records, func(r directory.RecordChange) bool { section, _ := sectionOf(r.Table); return section == named }) {
		named = "" // an import, or an undo: everything is what it is about
	}
	var places []place
	for i, r := range event.Records {
		section, known := sectionOf(r.Table)
		switch {
		case r.Table == "licence_days" || c.ownPart(r):
			continue
		case !known:
			section = directory.SectionSettings
		case named != "" && section != named && (section != directory.SectionDirectory || madeForALine(r)):
			continue
		}
		folders, err := a.foldersOfOwn(c, r, owned[i], unseen)
		if err != nil {
			return nil, err
		}
		for _, folder := range folders {
			if !slices.ContainsFunc(event.Records, func(r directory.RecordChange) bool { return r.Table == "folders" && r.ID == folder }) { // else it went with that folder
				places = append(places, place{folder: folder, section: section, access: directory.Write, unseen: unseen})
			}
		}
	}
	return places, nil
}

// sectionOfAction is the section of what an action names: of "line.associate" that of lines.
func sectionOfAction(action string) (directory.Section, bool) {
	what, _, _ := strings.Cut(action, ".")
	for _, table := range []string{what, what + "s", what + "es"} {
		if section, known := sectionOf(table); known {
			return section, true
		}
	}
	return "", false
}

// foldersOfOwn are the folders that a change happened in, as far as they ask for rights: what was nobody's before or is afterwards asks for those of whom it
// was, or is.
func (a *API) foldersOfOwn(c *caller, r directory.RecordChange, owned directory.Owned, unseen error) ([]uuid.UUID, error) {
	folders := foldersOf(r)
	switch {
	case isOwned(r.Table):
		var err error
		if folders, err = foldersOfOwned(c, r.Table, owned, unseen); err != nil {
			return nil, err
		}
	case r.Table == "logins":
		folders = []uuid.UUID{a.folderOfLogin(r)}
	}
	if somewhere := slices.DeleteFunc(slices.Clone(folders), func(id uuid.UUID) bool { return id == uuid.Nil }); len(somewhere) > 0 {
		return somewhere, nil
	}
	return folders, nil
}

// folderOfLogin is where the contact is that has a login; zero, everywhere, for the founder's and where there is no such contact any more.
func (a *API) folderOfLogin(r directory.RecordChange) uuid.UUID {
	for _, state := range []json.RawMessage{r.After, r.Before} {
		var l directory.Login
		if state == nil || json.Unmarshal(state, &l) != nil || l.ContactID == uuid.Nil {
			continue
		}
		if contact, err := a.directory.Contact(l.ContactID); err == nil {
			return contact.FolderID
		}
	}
	return uuid.Nil
}

// madeForALine reports whether a contact is there because a line needed one.
func madeForALine(r directory.RecordChange) bool {
	for _, state := range []json.RawMessage{r.Before, r.After} {
		var contact directory.Contact
		if state != nil && (json.Unmarshal(state, &contact) != nil || contact.Origin != directory.AutoService) {
			return false
		}
	}
	return r.Table == "contacts"
}

// ownPart reports whether a change is of the caller's own record, and of what everybody may change there: title, photo and private numbers.
func (c *caller) ownPart(r directory.RecordChange) bool {
	if r.Table != "contacts" || r.ID == uuid.Nil || r.ID != c.Login.ContactID || r.Before == nil || r.After == nil {
		return false
	}
	before, read := withoutOwnPart(r.Before)
	after, readToo := withoutOwnPart(r.After)
	return read && readToo && reflect.DeepEqual(before, after)
}

func withoutOwnPart(state json.RawMessage) (contact directory.Contact, read bool) {
	if json.Unmarshal(state, &contact) != nil {
		return contact, false
	}
	contact.Title, contact.Photo, contact.NeedsReview = "", "", false
	contact.Version, contact.UpdatedAt = 0, time.Time{}
	contact.Numbers = slices.DeleteFunc(contact.Numbers, func(n directory.Number) bool { return n.Hidden && n.ShortNumber == "" })
	if len(contact.Numbers) == 0 {
		contact.Numbers = nil
	}
	return contact, true
}
