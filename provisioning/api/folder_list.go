package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// FolderListInput says which folders are wanted.
type FolderListInput struct {
	Paging
	Parent ID `query:"parent_id" doc:"Only those directly in this folder."`
}

// FolderListOutput is a page of folders.
type FolderListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Folders []directory.Folder `json:"folders" doc:"Each before what is in it; siblings in the order of their names. One whose parent is out of sight has no parent_id."`
		Next    string             `json:"next,omitempty"`
		Total   int                `json:"total"`
	}
}

// folderList gives the tree as far as it is in sight.
func (a *API) folderList(_ context.Context, c *caller, in *FolderListInput) (*FolderListOutput, error) {
	folders := c.sight().Folders()
	if in.Parent.UUID != uuid.Nil {
		if _, seen := c.sight().Folder(in.Parent.UUID); !seen {
			return nil, notFound("folder", in.Parent)
		}
		var children []directory.Folder
		for _, f := range folders {
			if f.ParentID == in.Parent.UUID {
				children = append(children, f)
			}
		}
		folders = children
	}
	var (
		out FolderListOutput
		err error
	)
	out.Body.Total = len(folders)
	out.Body.Folders, out.Body.Next, err = cut(&in.Paging, folders)
	out.Link = in.link(out.Body.Next)
	return &out, err
}

// folderShow gives one folder.
func (a *API) folderShow(_ context.Context, c *caller, in *FolderPath) (*FolderOutput, error) {
	f, err := a.directory.Folder(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	return folderOutput(c, f), nil
}
