package directory

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Tree is the living folders of a directory. It never changes: every change of a folder makes a new one.
type Tree struct {
	root     uuid.UUID
	folders  map[uuid.UUID]Folder
	children map[uuid.UUID][]Folder // in the order of their names
	names    map[string]uuid.UUID   // by folderNameKey
	scopes   sync.Map               // what Scope has worked out: key of the ids → map[search.ID]struct{}
}

func newTree(root uuid.UUID, folders []Folder) *Tree {
	empty := &Tree{root: root, folders: map[uuid.UUID]Folder{}, children: map[uuid.UUID][]Folder{}, names: map[string]uuid.UUID{}}
	return empty.with(folders, nil)
}

// with gives the tree with folders put in or replaced, and others gone.
func (t *Tree) with(put []Folder, gone []uuid.UUID) *Tree {
	next := &Tree{root: t.root, folders: maps.Clone(t.folders), children: maps.Clone(t.children), names: maps.Clone(t.names)}
	touched := map[uuid.UUID]struct{}{}
	remove := func(id uuid.UUID) {
		old, known := next.folders[id]
		if !known {
			return
		}
		delete(next.folders, id)
		touched[old.ParentID] = struct{}{}
		delete(next.names, folderNameKey(old.ParentID, old.Name))
	}
	for _, id := range gone {
		remove(id)
	}
	for _, f := range put {
		remove(f.ID)
	}
	for _, f := range put {
		next.folders[f.ID] = f
		next.names[folderNameKey(f.ParentID, f.Name)] = f.ID
		touched[f.ParentID] = struct{}{}
	}
	next.sortChildren(touched)
	return next
}

// sortChildren lists the children of the parents in touched afresh.
func (t *Tree) sortChildren(touched map[uuid.UUID]struct{}) {
	type named struct {
		folded string
		Folder
	}
	lists := map[uuid.UUID][]named{}
	for _, f := range t.folders {
		if _, is := touched[f.ParentID]; is {
			lists[f.ParentID] = append(lists[f.ParentID], named{search.Fold(f.Name), f})
		}
	}
	for parent := range touched {
		list := lists[parent]
		slices.SortFunc(list, func(a, b named) int {
			return cmp.Or(strings.Compare(a.folded, b.folded), strings.Compare(string(a.ID[:]), string(b.ID[:])))
		})
		children := make([]Folder, len(list))
		for i, f := range list {
			children[i] = f.Folder
		}
		t.children[parent] = children
	}
}

// Root gives the root folder.
func (t *Tree) Root() Folder { return t.folders[t.root] }

// Folder finds a folder that is not in the bin.
func (t *Tree) Folder(id uuid.UUID) (Folder, bool) {
	f, found := t.folders[id]
	return f, found
}

// Len counts the folders, the root included.
func (t *Tree) Len() int { return len(t.folders) }

// Child finds the folder of that name, compared folded, directly in parent.
func (t *Tree) Child(parent uuid.UUID, name string) (Folder, bool) {
	return t.Folder(t.names[folderNameKey(parent, name)])
}

// Children gives the folders directly in id, in the order of their names. The slice is the tree's own: read it only.
func (t *Tree) Children(id uuid.UUID) []Folder { return t.children[id] }

// All gives every folder, each before what is in it, siblings in the order of their names.
func (t *Tree) All() []Folder {
	all := make([]Folder, 0, len(t.folders))
	var walk func(f Folder)
	walk = func(f Folder) {
		all = append(all, f)
		for _, child := range t.children[f.ID] {
			walk(child)
		}
	}
	if root, found := t.folders[t.root]; found {
		walk(root)
	}
	return all
}

// Subtree gives the ids of the folders below id, id itself included; none for an unknown folder.
func (t *Tree) Subtree(id uuid.UUID) map[uuid.UUID]struct{} {
	below := map[uuid.UUID]struct{}{}
	if _, found := t.folders[id]; found {
		t.addSubtree(id, below)
	}
	return below
}

func (t *Tree) addSubtree(id uuid.UUID, below map[uuid.UUID]struct{}) {
	below[id] = struct{}{}
	for _, child := range t.children[id] {
		t.addSubtree(child.ID, below)
	}
}

// Scope is the union of the Subtrees of ids in the form a search.Query takes. It is worked out once for the same ids and
// shared: read it only.
func (t *Tree) Scope(ids ...uuid.UUID) map[search.ID]struct{} {
	var key strings.Builder
	for _, id := range ids {
		key.Write(id[:])
	}
	if known, found := t.scopes.Load(key.String()); found {
		return known.(map[search.ID]struct{})
	}
	scope := map[search.ID]struct{}{}
	for _, id := range ids {
		for below := range t.Subtree(id) {
			scope[search.ID(below)] = struct{}{}
		}
	}
	t.scopes.Store(key.String(), scope)
	return scope
}

// Path gives the folders from the root down to id, id included; nothing for an unknown folder.
func (t *Tree) Path(id uuid.UUID) []Folder {
	var path []Folder
	for f, found := t.folders[id]; found; f, found = t.folders[f.ParentID] {
		path = append(path, f)
		if len(path) > len(t.folders) {
			return nil // a cycle, which no command makes
		}
	}
	slices.Reverse(path)
	return path
}

// In reports whether id is ancestor or somewhere below it.
func (t *Tree) In(id, ancestor uuid.UUID) bool {
	for _, f := range t.Path(id) {
		if f.ID == ancestor {
			return true
		}
	}
	return false
}
