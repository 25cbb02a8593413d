package api

import (
	"context"
	"encoding/json"
	"strconv"

	"github.com/google/uuid"

	"annuaire/directory"
)

// UndoInput names the entry of the journal that is to be taken back.
type UndoInput struct {
	RevisionPath
	DryRun bool `query:"dry_run" doc:"Says what undoing would come to, and does nothing."`
}

// places are those of everything the entry has changed: who takes it back must be allowed to change all of it. Something that was, or is now, in a folder
// needs the right there, everything else everywhere. One's own change asks for less: see placesOfOwn.
func (in *UndoInput) places(a *API, c *caller) ([]place, error) {
	event, err := a.directory.Event(in.Revision)
	own := err == nil && c.made(event.Actor)
	if !own && !c.Rights.MaySomewhere(directory.SectionJournal, directory.Write) {
		return nil, forbidden(directory.SectionJournal, directory.Write)
	}
	if err != nil {
		return nil, err
	}
	unseen := &directory.Error{Code: directory.NotFound, Message: "the journal has no revision " + strconv.FormatUint(in.Revision, 10)}
	owned, err := a.directory.RecordOwners(event.Records)
	if err != nil {
		return nil, err
	}
	if own {
		return a.placesOfOwn(c, event, owned, unseen)
	}
	places := []place{}
	for i, r := range event.Records {
		if r.Table == "licence_days" || r.OnlyCounted() { // what was counted stays, whatever is undone
			continue
		}
		section, known := sectionOf(r.Table)
		if !known {
			section = directory.SectionSettings
		}
		folders := foldersOf(r)
		if isOwned(r.Table) {
			if folders, err = foldersOfOwned(c, r.Table, owned[i], unseen); err != nil {
				return nil, err
			}
		}
		for _, folder := range folders {
			places = append(places, place{folder: folder, unseen: unseen}, place{folder: folder, section: section, access: directory.Write, unseen: unseen})
		}
	}
	if len(places) == 0 { // a secret's: nothing is taken back, and it is not for everybody to know
		places = append(places, place{unseen: unseen})
	}
	return places, nil
}

// foldersOf gives the folders that a change happened in; everywhere for what is in none.
func foldersOf(r directory.RecordChange) []uuid.UUID {
	if r.Table != "contacts" && r.Table != "folders" && r.Table != "groups" {
		return []uuid.UUID{uuid.Nil}
	}
	var folders []uuid.UUID
	for _, state := range []json.RawMessage{r.Before, r.After} {
		var placed struct {
			FolderID uuid.UUID `json:"folder_id"`
			ParentID uuid.UUID `json:"parent_id"`
		}
		if state == nil {
			continue
		}
		if json.Unmarshal(state, &placed) != nil {
			return []uuid.UUID{uuid.Nil}
		}
		if r.Table == "folders" {
			folders = append(folders, placed.ParentID) // the root's is zero: everywhere
		} else {
			folders = append(folders, placed.FolderID)
		}
	}
	if len(folders) == 0 {
		return []uuid.UUID{uuid.Nil} // erased: nobody knows where it was
	}
	return folders
}

// UndoOutput is what undoing came to.
type UndoOutput struct{ Body directory.Undone }

// undo takes an entry of the journal back, as far as nothing has changed since.
func (a *API) undo(ctx context.Context, _ *caller, in *UndoInput) (*UndoOutput, error) {
	do := a.directory.Undo
	if in.DryRun {
		do = a.directory.PlanUndo
	}
	undone, err := do(ctx, in.Revision)
	if err != nil {
		return nil, err
	}
	if undone.Left == nil {
		undone.Left = []directory.LeftAsIs{}
	}
	return &UndoOutput{undone}, nil
}
