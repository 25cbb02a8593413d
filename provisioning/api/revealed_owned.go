package api

import (
	"encoding/json"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// isOwned reports whether a journalled table's records are where the contacts, or call groups, are that have them.
func isOwned(table string) bool {
	switch table {
	case "users", "extensions", "external_numbers", "mailboxes", "lines", "devices", "workstations":
		return true
	}
	return false
}

// revealOwned gives a change of a record as the caller sees it: each state where it may read the section of those whom the record belonged to in
// it. What belonged to nobody is for who may read the section everywhere, except the state of a spare external number that was a user's in sight before, or
// is afterwards.
func (c *caller) revealOwned(sight directory.Sight, section directory.Section, r directory.RecordChange, owned directory.Owned) directory.RecordChange {
	mayRead := c.Rights.ReaderOf(section, sight)
	before, after := mayRead(owned.Before), mayRead(owned.After)
	if r.Table == "external_numbers" {
		before, after = before || r.After != nil && after && isSpare(r.Before), after || r.Before != nil && before && isSpare(r.After)
	}
	if !before {
		r.Before = nil
	}
	if !after {
		r.After = nil
	}
	return r
}

// isSpare reports whether an external number is nobody's.
func isSpare(state json.RawMessage) bool {
	var n directory.ExternalNumber
	return state != nil && json.Unmarshal(state, &n) == nil && n.UserID == uuid.Nil
}

// revealGroup gives a call group's state where the caller may read call groups in its folder; nil where not. Members are told by their ids alone.
func (c *caller) revealGroup(state json.RawMessage) json.RawMessage {
	var g directory.Group
	if state == nil || json.Unmarshal(state, &g) != nil || !c.Rights.May(directory.SectionGroups, directory.Read, g.FolderID) {
		return nil
	}
	return state
}

// foldersOfOwned gives the folders that a change of such a record happened in. What a user has and has not always had was nobody's, or is: that
// asks for no right of its own. It returns unseen where one of its owners is out of the caller's sight.
func foldersOfOwned(c *caller, table string, owned directory.Owned, unseen error) ([]uuid.UUID, error) {
	places, err := placesOfOwners(c, slices.Concat(owned.Before, owned.After), "", unseen)
	if err != nil {
		return nil, err
	}
	var folders []uuid.UUID
	for _, p := range places {
		folders = append(folders, p.folder)
	}
	if section, _ := sectionOf(table); section == directory.SectionUsers || section == directory.SectionVoicemail {
		folders = slices.DeleteFunc(folders, func(id uuid.UUID) bool { return id == uuid.Nil })
	}
	if len(folders) == 0 { // nobody's, or erased: nobody knows whose it was
		folders = []uuid.UUID{uuid.Nil}
	}
	return folders, nil
}

// placesOfOwners asks for access, "" for the operation's own, in the folder of each owner of something, and everywhere for what is nobody's. It returns
// unseen where one of them is out of the caller's sight.
func placesOfOwners(c *caller, owners []directory.Owner, access directory.Access, unseen error) ([]place, error) {
	var places []place
	for _, owner := range owners {
		if !c.sight().Owner(owner) {
			return nil, unseen
		}
		places = append(places, place{folder: owner.Folder(), access: access, unseen: unseen})
	}
	return places, nil
}
