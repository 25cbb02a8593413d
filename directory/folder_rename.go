package directory

import (
	"context"

	"github.com/google/uuid"
)

// RenameFolder gives a folder another name; for the root, which counts as named from then on, that is the directory's name.
// Version is the one the caller has seen, 0 for any. It returns not_found, stale_record, invalid, required and
// folder_name_taken.
func (d *Directory) RenameFolder(ctx context.Context, id uuid.UUID, version uint64, name string) (Folder, error) {
	var renamed Folder
	_, err := d.change(ctx, "folder.rename", name, func(e *Edit) (err error) {
		renamed, err = e.RenameFolder(id, version, name)
		return err
	})
	return renamed, err
}

// RenameFolder is Directory.RenameFolder within the transaction.
func (e *Edit) RenameFolder(id uuid.UUID, version uint64, name string) (Folder, error) {
	var folder Folder
	err := e.do("rename folder", func() error {
		before, err := e.folderToChange(id, version)
		if err != nil {
			return err
		}
		var f faults
		folder = before
		folder.Name = f.folderName(name)
		folder.Initialised = true
		if err := f.err("the folder can not be renamed"); err != nil {
			return err
		}
		if err := e.checkName(folder.ParentID, id, folder.Name); err != nil {
			return err
		}
		return e.changeFolder(&folder, before)
	})
	if err != nil {
		return Folder{}, err
	}
	return folder, nil
}

// SetDefaultKind changes what the form for new contacts of a folder proposes; "" for nothing. It returns not_found,
// stale_record and invalid.
func (d *Directory) SetDefaultKind(ctx context.Context, id uuid.UUID, version uint64, kind ContactKind) (Folder, error) {
	var folder Folder
	_, err := d.change(ctx, "folder.update", "", func(e *Edit) (err error) {
		folder, err = e.SetDefaultKind(id, version, kind)
		return err
	})
	return folder, err
}

// SetDefaultKind is Directory.SetDefaultKind within the transaction.
func (e *Edit) SetDefaultKind(id uuid.UUID, version uint64, kind ContactKind) (Folder, error) {
	var folder Folder
	err := e.do("change folder", func() error {
		before, err := e.folderToChange(id, version)
		if err != nil {
			return err
		}
		var f faults
		f.defaultKind(kind)
		if err := f.err("the folder can not be changed"); err != nil {
			return err
		}
		folder = before
		folder.DefaultKind = kind
		return e.changeFolder(&folder, before)
	})
	if err != nil {
		return Folder{}, err
	}
	return folder, nil
}

// changeFolder puts a changed folder with its next version; one that says the same is left as it is.
func (e *Edit) changeFolder(f *Folder, before Folder) error {
	if *f == before {
		return nil
	}
	f.Version, f.UpdatedAt = e.nextVersion(recordKey(f.ID), before.Version), e.now
	return e.putFolder(*f)
}
