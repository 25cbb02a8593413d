package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// LeftOff is something that a contact from the bin could not bring back, because somebody else holds it now.
type LeftOff struct {
	ContactID uuid.UUID `json:"contact_id"`
	Name      string    `json:"name"` // the contact's
	FieldError
}

// BringBackFolder fetches a folder from the bin together with everything that went there with it. Where the folder it was
// in is gone, or has become too deep, it comes back into the root; where its place has one of its name, it becomes
// "name (restored)". It tells what its contacts could not bring back. It returns not_found for what is not in the bin.
func (d *Directory) BringBackFolder(ctx context.Context, id uuid.UUID) (Folder, []LeftOff, error) {
	var (
		back    Folder
		leftOff []LeftOff
	)
	_, err := d.change(ctx, "folder.bring_back", "", func(e *Edit) (err error) {
		back, leftOff, err = e.BringBackFolder(id)
		return err
	})
	return back, leftOff, err
}

// BringBackFolder is Directory.BringBackFolder within the transaction.
func (e *Edit) BringBackFolder(id uuid.UUID) (Folder, []LeftOff, error) {
	var (
		back    Folder
		leftOff []LeftOff
	)
	err := e.do("bring folder back", func() error {
		f, found, err := e.readFolder(id)
		if err != nil {
			return err
		}
		if !found || f.DeletedAt.IsZero() {
			return &Error{Code: NotFound, Message: "there is no folder " + id.String() + " in the bin"}
		}
		with := f.DeletedWith
		if with == uuid.Nil {
			with = f.ID
		}
		together := deletion{with: with, folder: f}
		back = f
		if back.ParentID, err = e.placeBack(f, together); err != nil {
			return err
		}
		back.Name = e.restoredName(back.ParentID, f.Name)
		back.DeletedAt, back.DeletedWith = time.Time{}, uuid.Nil
		if err := e.changeFolder(&back, f); err != nil {
			return err
		}
		if leftOff, err = e.bringBackContents(together); err != nil {
			return err
		}
		return e.bringBackGroups(with)
	})
	if err != nil {
		return Folder{}, nil, err
	}
	return back, leftOff, nil
}

// deletion names what went to the bin at once: everything below folder that is marked as gone with the folder with.
type deletion struct {
	with   uuid.UUID
	folder Folder
}

// placeBack is where a folder from the bin goes: where it was, or the root.
func (e *Edit) placeBack(f Folder, together deletion) (uuid.UUID, error) {
	parent, found, err := e.readFolder(f.ParentID)
	if err != nil {
		return uuid.Nil, err
	}
	if !found || !parent.DeletedAt.IsZero() {
		return e.rootFolder()
	}
	height, err := e.binHeight(together)
	if err != nil {
		return uuid.Nil, err
	}
	err = e.checkDepth(parent.ID, height)
	if CodeOf(err) == FolderTooDeep {
		return e.rootFolder()
	}
	return parent.ID, err
}

// binHeight is how many levels of folders come back below the deletion's folder.
func (e *Edit) binHeight(d deletion) (int, error) {
	children, err := e.goneTogether(d)
	if err != nil {
		return 0, err
	}
	height := 0
	for _, child := range children {
		below, err := e.binHeight(deletion{with: d.with, folder: child})
		if err != nil {
			return 0, err
		}
		height = max(height, below+1)
	}
	return height, nil
}

// goneTogether gives the folders directly in the deletion's folder that went to the bin with it.
func (e *Edit) goneTogether(d deletion) ([]Folder, error) {
	binned, err := e.foldersAt(placeKey(d.folder.ID, e.now))
	if err != nil {
		return nil, err
	}
	var together []Folder
	for _, f := range binned {
		if f.DeletedWith == d.with {
			together = append(together, f)
		}
	}
	return together, nil
}

// bringBackContents fetches what went to the bin with the deletion's folder and below it, which is back already.
func (e *Edit) bringBackContents(d deletion) ([]LeftOff, error) {
	children, err := e.goneTogether(d)
	if err != nil {
		return nil, err
	}
	var leftOff []LeftOff
	for _, child := range children {
		back := child
		back.DeletedAt, back.DeletedWith = time.Time{}, uuid.Nil
		if err := e.changeFolder(&back, child); err != nil {
			return nil, err
		}
		below, err := e.bringBackContents(deletion{with: d.with, folder: child})
		if err != nil {
			return nil, err
		}
		leftOff = append(leftOff, below...)
	}
	contacts, err := e.contactsAt(placeKey(d.folder.ID, e.now))
	if err != nil {
		return nil, err
	}
	for _, c := range contacts {
		if c.DeletedWith != d.with {
			continue
		}
		_, off, err := e.bringBack(c)
		if err != nil {
			return nil, err
		}
		leftOff = append(leftOff, off...)
	}
	return leftOff, nil
}
