package api

import (
	"encoding/json"

	"github.com/google/uuid"

	"annuaire/directory"
)

// isOwned reports whether a journalled table's records are where the contacts are that have them.
func isOwned(table string) bool {
	return table == "lines" || table == "devices" || table == "workstations"
}

// revealOwned gives a record's state where the caller may read its section of the contacts that it belongs to in that state; nil where not.
func (a *API) revealOwned(c *caller, section directory.Section, state json.RawMessage) (json.RawMessage, error) {
	if state == nil {
		return nil, nil
	}
	owners, err := a.directory.RecordOwners(state)
	if err != nil || !c.Rights.ReaderOf(section)(owners) {
		return nil, err
	}
	return state, nil
}

// revealGroup gives a call group's state where the caller may read call groups in its folder; nil where not. Members are told by their ids alone.
func (c *caller) revealGroup(state json.RawMessage) json.RawMessage {
	var g directory.Group
	if state == nil || json.Unmarshal(state, &g) != nil || !c.Rights.May(directory.SectionGroups, directory.Read, g.FolderID) {
		return nil
	}
	return state
}

// foldersOfOwned gives the folders that a change of such a record happened in. It returns unseen where one of its contacts is out of the caller's sight.
func (a *API) foldersOfOwned(c *caller, r directory.RecordChange, unseen error) ([]uuid.UUID, error) {
	var folders []uuid.UUID
	for _, state := range []json.RawMessage{r.Before, r.After} {
		if state == nil {
			continue
		}
		owners, err := a.directory.RecordOwners(state)
		if err != nil {
			return nil, err
		}
		places, err := placesOfOwners(c, owners, "", unseen)
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			folders = append(folders, p.folder)
		}
	}
	if len(folders) == 0 {
		return []uuid.UUID{uuid.Nil}, nil // erased: nobody knows whose it was
	}
	return folders, nil
}

// placesOfOwners asks for access, "" for the operation's own, in the folder of each contact that something belongs to, and everywhere for what is
// nobody's. It returns unseen where one of them is out of the caller's sight.
func placesOfOwners(c *caller, owners []directory.Contact, access directory.Access, unseen error) ([]place, error) {
	var places []place
	for _, owner := range owners {
		if _, seen := c.sight().Contact(owner); owner.ID != uuid.Nil && !seen {
			return nil, unseen
		}
		places = append(places, place{folder: owner.FolderID, access: access, unseen: unseen})
	}
	return places, nil
}
