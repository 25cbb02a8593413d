package web

import (
	"net/url"
	"slices"
	"strconv"
)

// folder is a folder as the API has it.
type folder struct {
	ID          string `json:"id"`
	ParentID    string `json:"parent_id"` // "": the root, or one whose parent is out of sight
	Name        string `json:"name"`
	Initialised bool   `json:"is_initialised"`
	DefaultKind string `json:"default_kind"`
	Version     uint64 `json:"version"`
}

// Address is where one sees what is in the folder.
func (f folder) Address() string { return "/directory/folders/" + url.PathEscape(f.ID) }

// folderTree are the folders that the visitor sees.
type folderTree struct {
	all      []folder // each before what is in it
	byID     map[string]folder
	children map[string][]folder // by the parent's id; those without one by ""
}

// folderTree asks for all folders in sight, once in a visit.
func (v *visit) folderTree() (*folderTree, error) {
	var all []folder
	for after := ""; v.tree == nil; {
		page, next, err := v.folderPage(after, 1000)
		if err != nil {
			return nil, err
		}
		if all, after = append(all, page...), next; next == "" {
			v.tree = treeOf(all)
		}
	}
	return v.tree, nil
}

// firstFolders asks for the folders that come first in the tree, so many at most, and whether these are all.
func (v *visit) firstFolders(most int) (first []folder, all bool, err error) {
	if v.tree != nil {
		return v.tree.all[:min(most, len(v.tree.all))], len(v.tree.all) <= most, nil
	}
	first, next, err := v.folderPage("", most)
	if err == nil && next == "" {
		v.tree = treeOf(first)
	}
	return first, next == "", err
}

// folderPage asks for a page of the folders in sight, and where the next begins.
func (v *visit) folderPage(after string, most int) (page []folder, next string, err error) {
	var list struct {
		Folders []folder `json:"folders"`
		Next    string   `json:"next"`
	}
	query := url.Values{"limit": {strconv.Itoa(most)}}
	if after != "" {
		query.Set("after", after)
	}
	err = v.api.get("/folders?"+query.Encode(), &list)
	return list.Folders, list.Next, err
}

func treeOf(all []folder) *folderTree {
	t := &folderTree{all: all, byID: map[string]folder{}, children: map[string][]folder{}}
	for _, f := range all {
		t.byID[f.ID] = f
		t.children[f.ParentID] = append(t.children[f.ParentID], f)
	}
	return t
}

// path gives the folders that lead to one, itself last.
func (t *folderTree) path(id string) []folder {
	var path []folder
	for f, found := t.byID[id]; found; f, found = t.byID[f.ParentID] {
		path = append(path, f)
	}
	slices.Reverse(path)
	return path
}

// folderNode is a folder in the tree as it is shown: what is below it is shown where it is open.
type folderNode struct {
	folder
	Current bool
	Open    bool
	Leaf    bool // there is nothing to open
	Below   folderLevel
}

// mostOfLevel is how many of the folders in one folder are shown at once.
const mostOfLevel = 50

// folderLevel are the folders in one folder, as many as are shown at once.
type folderLevel struct {
	Nodes         []folderNode
	Before, After int    // how many there are before those that are shown, and after them
	Earlier       string // where those before them are shown
	Later         string // where those after them are shown
}

// nodes shows the tree opened down to a folder. Of the folders in that one, those are shown that begin at a place, of others those about the open one.
func (t *folderTree) nodes(current string, here int) folderLevel {
	open := map[string]bool{}
	for _, f := range t.path(current) {
		open[f.ID] = true
	}
	return t.level("", current, here, open)
}

// level shows the folders in a folder.
func (t *folderTree) level(parent, current string, here int, open map[string]bool) folderLevel {
	all, from := t.children[parent], here
	if parent != current {
		from = max(0, slices.IndexFunc(all, func(f folder) bool { return open[f.ID] }))
	}
	l, shown := t.window(parent, from)
	for _, f := range shown {
		n := folderNode{folder: f, Current: f.ID == current, Open: open[f.ID], Leaf: len(t.children[f.ID]) == 0}
		if n.Open {
			n.Below = t.level(f.ID, current, here, open)
		}
		l.Nodes = append(l.Nodes, n)
	}
	return l
}

// window cuts those out of the folders in a folder that are shown together with the one at a place.
func (t *folderTree) window(parent string, at int) (folderLevel, []folder) {
	all := t.children[parent]
	if parent == "" || len(all) <= mostOfLevel { // what lies in no folder that is seen has no address of its own
		return folderLevel{}, all
	}
	first := min(at, len(all)-1) / mostOfLevel * mostOfLevel
	end := min(first+mostOfLevel, len(all))
	address := func(from int) string { return t.byID[parent].Address() + "?folders=" + strconv.Itoa(from) }
	l := folderLevel{Before: first, After: len(all) - end}
	if first > 0 {
		l.Earlier = address(first - mostOfLevel)
	}
	if l.After > 0 {
		l.Later = address(end)
	}
	return l, all[first:end]
}
