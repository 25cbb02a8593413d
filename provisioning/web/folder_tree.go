package web

import (
	"net/url"
	"strings"
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

// folderTree asks for all folders in sight.
func (v *visit) folderTree() (*folderTree, error) {
	t := &folderTree{byID: map[string]folder{}, children: map[string][]folder{}}
	for after := ""; ; {
		var page struct {
			Folders []folder `json:"folders"`
			Next    string   `json:"next"`
		}
		query := url.Values{"limit": {"1000"}}
		if after != "" {
			query.Set("after", after)
		}
		if err := v.api.get("/folders?"+query.Encode(), &page); err != nil {
			return nil, err
		}
		for _, f := range page.Folders {
			t.all = append(t.all, f)
			t.byID[f.ID] = f
			t.children[f.ParentID] = append(t.children[f.ParentID], f)
		}
		if after = page.Next; after == "" {
			return t, nil
		}
	}
}

// path gives the folders that lead to one, itself last.
func (t *folderTree) path(id string) []folder {
	var path []folder
	for f, found := t.byID[id]; found; f, found = t.byID[f.ParentID] {
		path = append([]folder{f}, path...)
	}
	return path
}

// folderNode is a folder in the tree as it is shown: what is below it is shown where it is open.
type folderNode struct {
	folder
	Current bool
	Open    bool
	Leaf    bool // there is nothing to open
	Below   []folderNode
}

// nodes shows the tree opened down to a folder.
func (t *folderTree) nodes(current string) []folderNode {
	open := map[string]bool{}
	for _, f := range t.path(current) {
		open[f.ID] = true
	}
	return t.nodesBelow("", current, open)
}

func (t *folderTree) nodesBelow(parent, current string, open map[string]bool) []folderNode {
	var list []folderNode
	for _, f := range t.children[parent] {
		n := folderNode{folder: f, Current: f.ID == current, Open: open[f.ID], Leaf: len(t.children[f.ID]) == 0}
		if n.Open {
			n.Below = t.nodesBelow(f.ID, current, open)
		}
		list = append(list, n)
	}
	return list
}

// options are the folders to choose from, each with where it lies; without one and what is below it, where that is to be moved.
func (t *folderTree) options(without string) []option {
	var list []option
	for _, f := range t.all {
		path := t.path(f.ID)
		names, inside := make([]string, len(path)), false
		for i, step := range path {
			names[i], inside = step.Name, inside || step.ID == without && without != ""
		}
		if !inside {
			list = append(list, option{Value: f.ID, Name: strings.Join(names, " / ")})
		}
	}
	return list
}
