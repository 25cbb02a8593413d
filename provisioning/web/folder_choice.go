package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// mostListed is how many folders there are at most where one is chosen from a list; beyond that, its name is typed.
const mostListed = 50

// betweenFolders stands between the names of a path as it is shown.
const betweenFolders = " › "

// folderRange says which of the folders in sight can be chosen.
type folderRange struct {
	Section string   // of the API, that the visitor may write there; "": it is enough to see the folder
	Without string   // one that can not be chosen, nor what is below it: it is to be moved, or deleted
	Already []string // what has been chosen before stays, even out of sight
}

// chooseFolder has a folder be chosen in a field: from a list, or by typing where there are very many. None is what no folder stands for; where it is ""
// and nothing has been chosen yet, the first folder is. Who sees no folders has none to choose from.
func (v *visit) chooseFolder(one *field, none words, in folderRange) (*field, error) {
	if one.Kind = "select"; !v.self.May("directory", "read") {
		return one, nil
	}
	first, all, err := v.firstFolders(mostListed)
	if err != nil {
		return nil, err
	}
	one.Chooser = &chooser{
		Suggests: "/choices/folders?" + url.Values{"may": {in.Section}, "without": {in.Without}}.Encode(), None: none,
		Unknown: "No folder is called like this. Type a part of its name, or the names that lead to it.",
		name:    func(id string) (string, error) { return v.folderCalled(id, in) },
		find: func(text string) ([]choice, error) {
			choices, err := v.folderChoices(in)
			return meant(choices, text), err
		},
	}
	if !all {
		one.Kind = "chooser"
		if one.Value == "" && none == "" && v.self.MayEverywhere(in.Section, "write") && len(first) > 0 {
			one.Value = first[0].ID
		}
		return one, nil
	}
	if none != "" {
		one.Options = append(one.Options, option{Label: none})
	}
	choices, err := v.folderChoices(in)
	for _, c := range choices {
		one.Options = append(one.Options, option{Value: c.ID, Name: c.Name})
	}
	return one, err
}

// folderChoices are the folders that can be chosen, in the order of the tree, and those that have been chosen before.
func (v *visit) folderChoices(in folderRange) ([]choice, error) {
	tree, err := v.folderTree()
	if err != nil {
		return nil, err
	}
	var list []choice
	for _, f := range tree.all {
		if path := tree.path(f.ID); v.offers(in, path) {
			list = append(list, choice{ID: f.ID, Name: v.pathShown(path)})
		}
	}
	for _, id := range in.Already {
		if _, seen := tree.byID[id]; !seen {
			list = append(list, choice{ID: id, Name: v.say("not in your sight")})
		}
	}
	return list, nil
}

// folderCalled is what the folder of an id is called with where it lies; "" where it can not be chosen.
func (v *visit) folderCalled(id string, in folderRange) (string, error) {
	path, err := v.folderPath(id)
	switch {
	case err != nil:
		return "", err
	case len(path) == 0 && slices.Contains(in.Already, id):
		return v.say("not in your sight"), nil
	case len(path) == 0 || !v.offers(in, path):
		return "", nil
	}
	return v.pathShown(path), nil
}

// offers reports whether the last folder of a path can be chosen.
func (v *visit) offers(in folderRange, path []folder) bool {
	if in.Without != "" && slices.ContainsFunc(path, func(f folder) bool { return f.ID == in.Without }) {
		return false
	}
	if in.Section == "" {
		return true
	}
	return slices.ContainsFunc(v.self.Grants, func(g grant) bool {
		if g.Section != in.Section || g.Access != "write" {
			return false
		}
		return g.FolderID == "" || slices.ContainsFunc(path, func(f folder) bool { return f.ID == g.FolderID })
	})
}

// folderPath are the folders that lead to one, itself last; none where it is not in sight. The tree is not asked for.
func (v *visit) folderPath(id string) ([]folder, error) {
	if v.tree != nil {
		return v.tree.path(id), nil
	}
	if !v.self.May("directory", "read") {
		return nil, nil
	}
	var path []folder
	for id != "" {
		var f folder
		err := v.api.get("/folders/"+url.PathEscape(id), &f)
		if p := problemIn(err); p != nil && p.Status == http.StatusNotFound {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		path, id = append(path, f), f.ParentID
	}
	slices.Reverse(path)
	return path, nil
}

// pathShown is a path as people read it: without the folder that all others are in.
func (v *visit) pathShown(path []folder) string {
	if len(path) > 1 && v.self.MayEverywhere("directory", "read") {
		path = path[1:]
	}
	names := make([]string, len(path))
	for i, f := range path {
		names[i] = f.Name
	}
	return strings.Join(names, betweenFolders)
}
