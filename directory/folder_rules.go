package directory

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// FolderDraft is what a new folder is made of. ParentID zero means the root.
type FolderDraft struct {
	ParentID    uuid.UUID   `json:"parent_id,omitzero"`
	Name        string      `json:"name"`
	DefaultKind ContactKind `json:"default_kind,omitempty"` // what the create form proposes; "" for nothing
}

// OnClash says what to do where a folder's new place has one of the same name.
type OnClash string

const (
	RefuseClash   OnClash = ""       // folder_name_taken
	RenameOnClash OnClash = "rename" // "Sales" becomes "Sales (2)"
)

func (f *faults) folderName(name string) string {
	name = f.line("name", name, maxName)
	if len(*f) == 0 {
		f.required("name", name)
		f.foldable("name", name)
	}
	return name
}

func (f *faults) defaultKind(kind ContactKind) {
	if kind != "" && !kind.Valid() {
		f.add("default_kind", Invalid, string(kind), "must be internal, external or empty")
	}
}

// livingFolder finds a folder that is not in the bin; otherwise it returns code, which is not_found for the folder that a
// command is about and folder_unknown for one that it refers to.
func (e *Edit) livingFolder(id uuid.UUID, code Code) (Folder, error) {
	f, found, err := e.readFolder(id)
	if err != nil {
		return Folder{}, err
	}
	if !found || !f.DeletedAt.IsZero() {
		return Folder{}, &Error{Code: code, Message: "there is no folder " + id.String()}
	}
	return f, nil
}

// folderToChange is livingFolder for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) folderToChange(id uuid.UUID, version uint64) (Folder, error) {
	f, err := e.livingFolder(id, NotFound)
	if err != nil {
		return Folder{}, err
	}
	if version != 0 && version != f.Version {
		return Folder{}, stale("folder "+f.Name, version, f.Version, f)
	}
	return f, nil
}

func stale(what string, seen, current uint64, record any) error {
	return &Error{
		Code: StaleRecord, Detail: record,
		Message: fmt.Sprintf("%s has changed since: version %d was to be changed, it is at %d", what, seen, current),
	}
}

// path gives the folders from the root down to id, id included; nothing for an unknown folder.
func (e *Edit) path(id uuid.UUID) ([]Folder, error) {
	var path []Folder
	for id != uuid.Nil && len(path) <= 2*maxFolderDepth {
		f, found, err := e.readFolder(id)
		if err != nil {
			return nil, err
		}
		if !found {
			break
		}
		path = append(path, f)
		id = f.ParentID
	}
	slices.Reverse(path)
	return path, nil
}

// children gives the living folders directly in id, in the order of their ids.
func (e *Edit) children(id uuid.UUID) ([]Folder, error) {
	return e.foldersAt(string(id[:]))
}

// foldersAt gives the folders under one key of indexParent.
func (e *Edit) foldersAt(key string) ([]Folder, error) {
	var folders []Folder
	for f, err := range e.d.tables.folders.By(e.tx, indexParent, key) {
		if err != nil {
			return nil, err
		}
		folders = append(folders, *f)
	}
	return folders, nil
}

// height is how many levels of living folders there are below id.
func (e *Edit) height(id uuid.UUID) (int, error) {
	children, err := e.children(id)
	if err != nil {
		return 0, err
	}
	height := 0
	for _, child := range children {
		below, err := e.height(child.ID)
		if err != nil {
			return 0, err
		}
		height = max(height, below+1)
	}
	return height, nil
}

// checkDepth refuses a place for a folder that has height levels of folders below it.
func (e *Edit) checkDepth(parent uuid.UUID, height int) error {
	above, err := e.path(parent)
	if err != nil {
		return err
	}
	if depth := len(above) + height; depth > maxFolderDepth {
		return &Error{Code: FolderTooDeep, Message: fmt.Sprintf("the folders would be %d levels deep; at most %d are allowed", depth, maxFolderDepth)}
	}
	return nil
}

// checkName refuses a name that a living folder other than id has in parent.
func (e *Edit) checkName(parent, id uuid.UUID, name string) error {
	_, holder, held := e.tx.Holder(indexFolderName, folderNameKey(parent, name))
	if !held || holder == recordKey(id) {
		return nil
	}
	other, _, err := e.readFolder(recordID(holder))
	if err != nil {
		return err
	}
	var f faults
	f.add("name", FolderNameTaken, name, "%q is too much like the folder %q in the same place", name, other.Name)
	return f.err("a folder of that name exists")
}

// numberedName gives name, or where it is taken in parent the first of "name (2)", "name (3)" … that is not.
func (e *Edit) numberedName(parent uuid.UUID, name string) string {
	return e.freeName(parent, name, func(n int) string { return fmt.Sprintf(" (%d)", n) })
}

// restoredName gives name, or where it is taken in parent the first of "name (restored)", "name (restored 2)" … that is not.
func (e *Edit) restoredName(parent uuid.UUID, name string) string {
	if _, _, taken := e.tx.Holder(indexFolderName, folderNameKey(parent, name)); !taken {
		return name
	}
	if at := strings.LastIndex(name, " (restored"); at > 0 && strings.HasSuffix(name, ")") {
		name = name[:at] // restored once before
	}
	return e.freeName(parent, name, func(n int) string {
		if n == 2 {
			return " (restored)"
		}
		return fmt.Sprintf(" (restored %d)", n-1)
	})
}

// freeName gives name with the first suffix, from number 2 on, that makes it free in parent; without any if it is free.
func (e *Edit) freeName(parent uuid.UUID, name string, suffix func(int) string) string {
	numbered := func(n int) string {
		if n == 1 {
			return name
		}
		return withSuffix(name, suffix(n))
	}
	return numbered(firstFree(1, func(n int) bool {
		_, _, held := e.tx.Holder(indexFolderName, folderNameKey(parent, numbered(n)))
		return held
	}))
}

// withSuffix cuts name so that it has room for suffix.
func withSuffix(name, suffix string) string {
	if room := maxName - utf8.RuneCountInString(suffix); utf8.RuneCountInString(name) > room {
		name = trim(string([]rune(name)[:room]))
	}
	return name + suffix
}
