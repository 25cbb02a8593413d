package directory

import (
	"context"

	"github.com/google/uuid"
)

// CreateFolder makes a folder. It returns invalid or required for a name that can not be accepted, folder_unknown for a
// parent that does not exist, folder_name_taken and folder_too_deep.
func (d *Directory) CreateFolder(ctx context.Context, draft FolderDraft) (Folder, error) {
	var made Folder
	_, err := d.change(ctx, "folder.create", draft.Name, func(e *Edit) (err error) {
		made, err = e.CreateFolder(draft)
		return err
	})
	return made, err
}

// CreateFolder is Directory.CreateFolder within the transaction.
func (e *Edit) CreateFolder(draft FolderDraft) (Folder, error) {
	var made Folder
	err := e.do("create folder", func() error {
		var f faults
		name := f.folderName(draft.Name)
		f.defaultKind(draft.DefaultKind)
		if err := f.err("the folder can not be made"); err != nil {
			return err
		}
		parent, err := e.place(draft.ParentID)
		if err != nil {
			return err
		}
		if err := e.checkName(parent, uuid.Nil, name); err != nil {
			return err
		}
		if err := e.checkDepth(parent, 0); err != nil {
			return err
		}
		id, err := newID()
		if err != nil {
			return err
		}
		made = Folder{
			ID: id, ParentID: parent, Name: name, DefaultKind: draft.DefaultKind, Initialised: true,
			CreatedAt: e.now, UpdatedAt: e.now, Version: 1,
		}
		return e.putFolder(made)
	})
	if err != nil {
		return Folder{}, err
	}
	return made, nil
}

// place gives the living folder that something is to be put in; zero stands for the root.
func (e *Edit) place(id uuid.UUID) (uuid.UUID, error) {
	if id == uuid.Nil {
		return e.rootFolder()
	}
	f, err := e.livingFolder(id, FolderUnknown)
	return f.ID, err
}
