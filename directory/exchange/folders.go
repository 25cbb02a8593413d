package exchange

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
)

// folders finds the folders that paths of a file name, and makes those that are missing.
type folders struct {
	edit   *directory.Edit
	root   uuid.UUID
	create bool
	byPath map[string]uuid.UUID // what the file writes → folder, once found
	paths  map[uuid.UUID]string // folder → its path as the export writes it
	made   []string             // paths of those made, parents first
	stray  bool                 // some were made on the way to one that can not be
}

func newFolders(edit *directory.Edit, create bool) (*folders, error) {
	root, err := edit.Root()
	if err != nil {
		return nil, err
	}
	return &folders{edit: edit, root: root.ID, create: create, byPath: map[string]uuid.UUID{}, paths: map[uuid.UUID]string{}}, nil
}

// find gives the folder that a path names. Exists is false where it, or one above it, does not exist.
func (f *folders) find(path string) (id uuid.UUID, exists bool, err error) {
	if id, known := f.byPath[path]; known {
		return id, true, nil
	}
	names, err := ParsePath(path)
	if err != nil {
		return uuid.Nil, false, &directory.Error{Code: directory.Invalid, Message: err.Error()}
	}
	id = f.root
	for _, name := range names {
		child, found, err := f.edit.Child(id, name)
		if err != nil || !found {
			return uuid.Nil, false, err
		}
		id = child.ID
	}
	f.byPath[path] = id
	return id, true, nil
}

// make gives the folder that a path names, and makes it and those above it where they are missing.
func (f *folders) make(path string) (uuid.UUID, error) {
	id, exists, err := f.find(path)
	if err != nil || exists {
		return id, err
	}
	names, err := ParsePath(path)
	if err != nil {
		return uuid.Nil, err
	}
	id = f.root
	before := f.made
	for i, name := range names {
		child, found, err := f.edit.Child(id, name)
		if err != nil {
			return uuid.Nil, err
		}
		if !found {
			if child, err = f.edit.CreateFolder(directory.FolderDraft{ParentID: id, Name: name}); err != nil {
				f.stray, f.made = f.stray || len(f.made) > len(before), before
				return uuid.Nil, err
			}
			f.made = append(f.made, FormatPath(names[:i+1]))
		}
		id = child.ID
	}
	f.byPath[path] = id
	return id, nil
}

// path is a folder's path as the export writes it.
func (f *folders) path(id uuid.UUID) (string, error) {
	if path, known := f.paths[id]; known {
		return path, nil
	}
	names, err := f.names(id)
	if err != nil {
		return "", err
	}
	f.paths[id] = FormatPath(names)
	return f.paths[id], nil
}

// names are those of the folders from below the root down to id.
func (f *folders) names(id uuid.UUID) ([]string, error) {
	var names []string
	for id != f.root {
		folder, err := f.edit.Folder(id)
		if err != nil {
			return nil, err
		}
		names = append(names, folder.Name)
		id = folder.ParentID
	}
	slices.Reverse(names)
	return names, nil
}

// cutBetween gives what stands between a prefix and a separator, and what comes after it.
func cutBetween(s, prefix, sep string) (between, after string, ok bool) {
	s, ok = strings.CutPrefix(s, prefix)
	if !ok {
		return "", "", false
	}
	return strings.Cut(s, sep)
}
