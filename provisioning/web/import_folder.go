package web

import (
	"cmp"
	"strings"
)

// importFolders are the ids of the folders that the options of an import name; of new contacts the first folder, where they name none.
func (v *visit) importFolders(o importOptions) (into, scope string, err error) {
	first, _, err := v.firstFolders(mostListed)
	if err != nil || len(first) == 0 {
		return "", "", err
	}
	into = first[0].ID
	if cmp.Or(o.Folder, "/") == "/" && o.ScopeFolder == "" {
		return into, "", nil
	}
	tree, err := v.folderTree()
	if err != nil {
		return "", "", err
	}
	for _, f := range tree.all {
		path := pathInFile(tree.path(f.ID))
		if path == o.Folder {
			into = f.ID
		}
		if path == o.ScopeFolder {
			scope = f.ID
		}
	}
	return into, scope, nil
}

// importPath is a folder as files write it; "" for none.
func (v *visit) importPath(id string) (string, error) {
	path, err := v.folderPath(id)
	if len(path) == 0 {
		return "", err
	}
	return pathInFile(path), nil
}

// pathInFile is a path as files write it: "Direction administrative/RH", a slash in a name as \/, without the folder that all others are in; "/" is that.
func pathInFile(path []folder) string {
	escape := strings.NewReplacer(`\`, `\\`, `/`, `\/`)
	var names []string
	for _, f := range path {
		if f.ParentID != "" {
			names = append(names, escape.Replace(f.Name))
		}
	}
	return cmp.Or(strings.Join(names, "/"), "/")
}
