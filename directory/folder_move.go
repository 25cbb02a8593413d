package directory

import (
	"context"

	"github.com/google/uuid"
)

// MoveFolder puts a folder, with all that is in it, into another; parent zero means the root. Version is the one the caller
// has seen, 0 for any. It returns not_found, stale_record, root_folder_immutable, folder_unknown, folder_cycle for a folder
// moved into itself or below, folder_too_deep, and folder_name_taken unless onClash is RenameOnClash.
func (d *Directory) MoveFolder(ctx context.Context, id uuid.UUID, version uint64, parent uuid.UUID, onClash OnClash) (Folder, error) {
	var moved Folder
	_, err := d.change(ctx, "folder.move", "", func(e *Edit) (err error) {
		moved, err = e.MoveFolder(id, version, parent, onClash)
		return err
	})
	return moved, err
}

// MoveFolder is Directory.MoveFolder within the transaction.
func (e *Edit) MoveFolder(id uuid.UUID, version uint64, parent uuid.UUID, onClash OnClash) (Folder, error) {
	var moved Folder
	err := e.do("move folder", func() error {
		before, err := e.folderToChange(id, version)
		if err != nil {
			return err
		}
		if before.ParentID == uuid.Nil {
			return &Error{Code: RootFolderImmutable, Message: "the root folder can not be moved"}
		}
		to, err := e.place(parent)
		if err != nil {
			return err
		}
		if err := e.checkCycle(before, to); err != nil {
			return err
		}
		height, err := e.height(id)
		if err != nil {
			return err
		}
		if err := e.checkDepth(to, height); err != nil {
			return err
		}
		moved = before
		moved.ParentID = to
		if onClash == RenameOnClash && to != before.ParentID {
			moved.Name = e.numberedName(to, before.Name)
		}
		if err := e.checkName(to, id, moved.Name); err != nil {
			return err
		}
		return e.changeFolder(&moved, before)
	})
	if err != nil {
		return Folder{}, err
	}
	return moved, nil
}

// checkCycle refuses to put f into itself or below itself.
func (e *Edit) checkCycle(f Folder, to uuid.UUID) error {
	path, err := e.path(to)
	if err != nil {
		return err
	}
	for _, above := range path {
		if above.ID == f.ID {
			return &Error{Code: FolderCycle, Message: "the folder " + f.Name + " can not be put into itself or below itself"}
		}
	}
	return nil
}
