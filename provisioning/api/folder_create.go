package api

import (
	"context"

	"annuaire/directory"
)

// FolderCreateInput is what a new folder is made of.
type FolderCreateInput struct {
	Body directory.FolderDraft
}

func (in *FolderCreateInput) places(a *API, _ *caller) ([]place, error) {
	return []place{a.destination(in.Body.ParentID, "parent_id")}, nil
}

// folderCreate makes a folder.
func (a *API) folderCreate(ctx context.Context, c *caller, in *FolderCreateInput) (*FolderOutput, error) {
	f, err := a.directory.CreateFolder(ctx, in.Body)
	if err != nil {
		return nil, err
	}
	return folderOutput(c, f), nil
}
