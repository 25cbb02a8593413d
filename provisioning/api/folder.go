package api

import (
	"cmp"

	"github.com/google/uuid"

	"annuaire/directory"
)

// FolderPath names a folder.
type FolderPath struct {
	ID ID `path:"id"`
}

func (in *FolderPath) places(*API, *caller) ([]place, error) {
	return []place{{folder: in.ID.UUID, unseen: notFound("folder", in.ID)}}, nil
}

// FolderOutput is a folder.
type FolderOutput struct {
	ETag string `header:"ETag"`
	Body directory.Folder
}

// folderOutput is f as the caller sees it.
func folderOutput(c *caller, f directory.Folder) *FolderOutput {
	if f.ParentID != uuid.Nil && !c.sight().Sees(f.ParentID) {
		f.ParentID = uuid.Nil
	}
	return &FolderOutput{ETag: etag(f.Version), Body: f}
}

// destination is the place where something is to be put: the root where no folder is named. One out of sight is unknown.
func (a *API) destination(folder uuid.UUID, field string) place {
	to := cmp.Or(folder, a.directory.Root().ID)
	return place{folder: to, unseen: &directory.Error{
		Code: directory.FolderUnknown, Message: "there is no such folder",
		Fields: []directory.FieldError{{Field: field, Code: directory.FolderUnknown, Message: "there is no such folder", Value: folder.String()}},
	}}
}
