package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// FolderDeleteInput says what becomes of what is in a folder that is deleted.
type FolderDeleteInput struct {
	FolderPath
	Guard
	Contents directory.ContentsAction `query:"contents" doc:"move: into the folder to; trash: into the bin, to come back together with the folder. Without it, a folder that is not empty is refused."`
	To       ID                       `query:"to" doc:"With contents=move; without it: the folder that the deleted one is in."`
	OnClash  directory.OnClash        `query:"on_clash" doc:"With contents=move, rename: what clashes gets another name."`
}

func (in *FolderDeleteInput) places(a *API, c *caller) ([]place, error) {
	places, err := in.FolderPath.places(a, c)
	if err != nil || in.Contents != directory.MoveContents {
		return places, err
	}
	to := in.To.UUID
	if to == uuid.Nil {
		f, err := a.directory.Folder(in.ID.UUID)
		if err != nil {
			return nil, err
		}
		to = f.ParentID
	}
	return append(places, a.destination(to, "to")), nil
}

// folderDelete puts a folder in the bin.
func (a *API) folderDelete(ctx context.Context, _ *caller, in *FolderDeleteInput) (*Empty, error) {
	contents := directory.Contents{Action: in.Contents, To: in.To.UUID, OnClash: in.OnClash}
	return nil, a.directory.DeleteFolder(ctx, in.ID.UUID, in.seen(), contents)
}
