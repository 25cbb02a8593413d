package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// FolderPatch is what is to change of a folder.
type FolderPatch struct {
	Name        *string                `json:"name,omitempty"`
	ParentID    *uuid.UUID             `json:"parent_id,omitempty" doc:"Moves the folder; null: into the root."`
	DefaultKind *directory.ContactKind `json:"default_kind,omitempty" doc:"What the form for new contacts proposes; null: nothing."`
}

// FolderChangeInput renames or moves a folder.
type FolderChangeInput struct {
	FolderPath
	Guard
	OnClash directory.OnClash `query:"on_clash" doc:"rename: where there is a folder of its name already, the moved one becomes \"name (2)\"."`
	RawBody []byte
	Body    FolderPatch `contentType:"application/merge-patch+json"`
}

func (in *FolderChangeInput) places(a *API, c *caller) ([]place, error) {
	eraseNulls(in.RawBody, &in.Body)
	places, err := in.FolderPath.places(a, c)
	if err == nil && in.Body.ParentID != nil {
		places = append(places, a.destination(*in.Body.ParentID, "parent_id"))
	}
	return places, err
}

// folderChange renames, moves and changes a folder at once or not at all.
func (a *API) folderChange(ctx context.Context, c *caller, in *FolderChangeInput) (*FolderOutput, error) {
	id, version := in.ID.UUID, in.seen()
	var f directory.Folder
	_, err := a.directory.Apply(ctx, in.action(), func(e *directory.Edit) (err error) {
		if f, err = e.Folder(id); err != nil {
			return err
		}
		if in.Body.Name != nil {
			if f, err = e.RenameFolder(id, version, *in.Body.Name); err != nil {
				return err
			}
			version = 0
		}
		if in.Body.ParentID != nil {
			if f, err = e.MoveFolder(id, version, *in.Body.ParentID, in.OnClash); err != nil {
				return err
			}
			version = 0
		}
		if in.Body.DefaultKind != nil {
			f, err = e.SetDefaultKind(id, version, *in.Body.DefaultKind)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return folderOutput(c, f), nil
}

// action is what the journal calls the change.
func (in *FolderChangeInput) action() string {
	switch {
	case in.Body.Name != nil && in.Body.ParentID == nil && in.Body.DefaultKind == nil:
		return "folder.rename"
	case in.Body.ParentID != nil && in.Body.Name == nil && in.Body.DefaultKind == nil:
		return "folder.move"
	}
	return "folder.update"
}
