package api

import (
	"encoding/json"

	"github.com/google/uuid"

	"annuaire/directory"
)

// sectionOf is the section whose right a journalled table's records need. A table that is not here is shown to nobody.
func sectionOf(table string) (directory.Section, bool) {
	switch table {
	case "folders", "contacts":
		return directory.SectionDirectory, true
	case "users", "extensions", "external_numbers", "templates":
		return directory.SectionUsers, true
	case "mailboxes":
		return directory.SectionVoicemail, true
	case "accounts", "roles", "logins":
		return directory.SectionAccess, true
	case "lines", "bundles":
		return directory.SectionLines, true
	case "devices", "workstations":
		return directory.SectionDevices, true
	case "groups":
		return directory.SectionGroups, true
	case "licence_days":
		return directory.SectionInvoices, true
	case "settings":
		return directory.SectionSettings, true
	}
	return "", false
}

// seesEverything reports whether nothing of the journal is to be left out for the caller.
func (c *caller) seesEverything() bool {
	for _, s := range directory.Sections() {
		if !c.Rights.May(s, directory.Read, uuid.Nil) {
			return false
		}
	}
	return c.Rights.May(directory.SectionDirectory, directory.Write, uuid.Nil)
}

// reveal gives a journal entry as the caller sees it: without the records out of its sight, what is hidden in the others, and, where anything is left out,
// without the note, which may name it, and the counts. False: the caller sees nothing of it.
func (a *API) reveal(c *caller, e directory.Event) (shown directory.Event, seen bool, err error) {
	owned, err := a.directory.RecordOwners(e.Records)
	if err != nil {
		return directory.Event{}, false, err
	}
	sight := c.sight()
	shown = e
	shown.Records = make([]directory.RecordChange, 0, len(e.Records))
	for i, r := range e.Records {
		if r, seen := c.revealRecord(sight, r, owned[i]); seen {
			shown.Records = append(shown.Records, r)
		}
	}
	shown.Changes = len(shown.Records)
	if shown.Changes == len(e.Records) {
		return shown, shown.Changes > 0 || c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil), nil // without records: a secret was changed
	}
	shown.Note, shown.Import = "", nil
	return shown, shown.Changes > 0, nil
}

func (c *caller) revealRecord(sight directory.Sight, r directory.RecordChange, owned directory.Owned) (shown directory.RecordChange, seen bool) {
	section, known := sectionOf(r.Table)
	switch {
	case !known:
		return r, false
	case r.Table == "folders":
		r.Before, r.After = revealFolder(sight, r.Before), revealFolder(sight, r.After)
	case r.Table == "contacts":
		r.Before, r.After = revealContact(sight, r.Before), revealContact(sight, r.After)
	case isOwned(r.Table):
		r = c.revealOwned(sight, section, r, owned)
	case r.Table == "groups":
		r.Before, r.After = c.revealGroup(r.Before), c.revealGroup(r.After)
	case !c.Rights.May(section, directory.Read, uuid.Nil):
		return r, false
	}
	return r, r.Before != nil || r.After != nil || r.Erased && c.Rights.May(section, directory.Read, uuid.Nil)
}

// revealFolder gives a folder's state where the folder, or the one it was in, is in sight; nil where it is not.
func revealFolder(sight directory.Sight, state json.RawMessage) json.RawMessage {
	var f directory.Folder
	if state == nil || json.Unmarshal(state, &f) != nil || !sight.Sees(f.ID) && !sight.Sees(f.ParentID) {
		return nil
	}
	if sight.Sees(f.ParentID) {
		return state
	}
	f.ParentID = uuid.Nil
	return encoded(f)
}

// revealContact gives a contact's state as it is seen, nil where it is not.
func revealContact(sight directory.Sight, state json.RawMessage) json.RawMessage {
	var contact directory.Contact
	if state == nil || json.Unmarshal(state, &contact) != nil {
		return nil
	}
	seen, is := sight.Contact(contact)
	switch {
	case !is:
		return nil
	case len(seen.Numbers) == len(contact.Numbers):
		return state
	}
	return encoded(seen)
}

func encoded(record any) json.RawMessage {
	state, err := json.Marshal(record)
	if err != nil {
		return nil
	}
	return state
}
