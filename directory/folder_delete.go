package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// ContentsAction says what becomes of what is in a folder that is deleted.
type ContentsAction string

const (
	RefuseContents ContentsAction = ""      // folder_not_empty, with FolderContents as the error's detail
	MoveContents   ContentsAction = "move"  // into another folder
	TrashContents  ContentsAction = "trash" // into the bin, to come back together with the folder
)

// Contents says what becomes of what is in a folder that is deleted.
type Contents struct {
	Action  ContentsAction `json:"action,omitempty"`
	To      uuid.UUID      `json:"to,omitzero"`        // of MoveContents; zero: the folder that the deleted one is in
	OnClash OnClash        `json:"on_clash,omitempty"` // of MoveContents, for the folders in it
}

// FolderContents counts what is in a folder and below it.
type FolderContents struct {
	Folders  int `json:"folders"`
	Contacts int `json:"contacts"`
	Groups   int `json:"groups"`
}

// DeleteFolder puts a folder in the bin, from where BringBackFolder fetches it until it is purged. Version is the one the
// caller has seen, 0 for any. It returns not_found, stale_record, root_folder_immutable, folder_not_empty where contents
// says nothing else, and what MoveFolder returns where contents are moved.
func (d *Directory) DeleteFolder(ctx context.Context, id uuid.UUID, version uint64, contents Contents) error {
	_, err := d.change(ctx, "folder.delete", "", func(e *Edit) error {
		return e.DeleteFolder(id, version, contents)
	})
	return err
}

// DeleteFolder is Directory.DeleteFolder within the transaction.
func (e *Edit) DeleteFolder(id uuid.UUID, version uint64, contents Contents) error {
	return e.do("delete folder", func() error {
		f, err := e.folderToChange(id, version)
		if err != nil {
			return err
		}
		if f.ParentID == uuid.Nil {
			return &Error{Code: RootFolderImmutable, Message: "the root folder can not be deleted"}
		}
		switch contents.Action {
		case RefuseContents:
			err = e.refuseContents(f)
		case MoveContents:
			err = e.moveContents(f, contents)
		case TrashContents:
			if err = e.trashGroups(f.ID, f.ID); err == nil {
				err = e.trashContents(f.ID, f.ID)
			}
		default:
			err = &Error{Code: Invalid, Message: fmt.Sprintf("what to do with the contents: %q is neither move nor trash", contents.Action)}
		}
		if err != nil {
			return err
		}
		return e.trashFolder(f, uuid.Nil)
	})
}

func (e *Edit) refuseContents(f Folder) error {
	var n FolderContents
	if err := e.countContents(f.ID, &n); err != nil {
		return err
	}
	if n == (FolderContents{}) {
		return nil
	}
	return &Error{
		Code: FolderNotEmpty, Detail: n,
		Message: fmt.Sprintf("the folder %s is not empty: %d folders, %d contacts and %d call groups are in it", f.Name, n.Folders, n.Contacts, n.Groups),
	}
}

func (e *Edit) countContents(id uuid.UUID, n *FolderContents) error {
	children, err := e.children(id)
	if err != nil {
		return err
	}
	for _, child := range children {
		n.Folders++
		if err := e.countContents(child.ID, n); err != nil {
			return err
		}
	}
	contacts, err := e.contactsAt(string(id[:]))
	n.Contacts += len(contacts)
	if err != nil {
		return err
	}
	groups, err := e.groupsAt(string(id[:]))
	n.Groups += len(groups)
	return err
}

// moveContents puts what is directly in f into another folder.
func (e *Edit) moveContents(f Folder, contents Contents) error {
	to := f.ParentID
	if contents.To != uuid.Nil {
		target, err := e.livingFolder(contents.To, FolderUnknown)
		if err != nil {
			return err
		}
		to = target.ID
	}
	if err := e.checkCycle(f, to); err != nil {
		return err
	}
	children, err := e.children(f.ID)
	if err != nil {
		return err
	}
	contacts, err := e.contactsAt(string(f.ID[:]))
	if err != nil {
		return err
	}
	groups, err := e.groupsAt(string(f.ID[:]))
	if err != nil {
		return err
	}
	for _, child := range children {
		if _, err := e.MoveFolder(child.ID, 0, to, contents.OnClash); err != nil {
			return err
		}
	}
	if err := e.moveGroups(groups, to); err != nil {
		return err
	}
	return e.moveContacts(contacts, to)
}

// trashContents puts everything below id in the bin, marked as gone with the folder with.
func (e *Edit) trashContents(id, with uuid.UUID) error {
	children, err := e.children(id)
	if err != nil {
		return err
	}
	for _, child := range children {
		if err := e.trashContents(child.ID, with); err != nil {
			return err
		}
		if err := e.trashFolder(child, with); err != nil {
			return err
		}
	}
	contacts, err := e.contactsAt(string(id[:]))
	if err != nil {
		return err
	}
	for _, c := range contacts {
		if err := e.trashContact(c, with); err != nil {
			return err
		}
	}
	return nil
}

func (e *Edit) trashFolder(f Folder, with uuid.UUID) error {
	before := f
	f.DeletedAt, f.DeletedWith = e.now, with
	return e.changeFolder(&f, before)
}
