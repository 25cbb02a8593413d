package web

import "strings"

// importOptionsForm declares how a file is read and what it may do, with what holds for an import.
func (v *visit) importOptionsForm(j importJob) (*form, error) {
	tree, err := v.folderTree()
	if err != nil {
		return nil, err
	}
	paths := tree.importPaths()
	var between []option
	o, separator := j.Options, ""
	for _, s := range separators() {
		between = append(between, s.option)
		if s.character == o.Separator {
			separator = s.Value
		}
	}
	f := &form{Address: j.Address() + "/options", Submit: "Read the file again", Fields: []*field{
		{Name: "encoding", Label: "Encoding", Kind: "select", Options: encodings()},
		{Name: "separator", Label: "Between the cells", Kind: "select", Options: between},
		{Name: "create_folders", Label: "Create the folders that do not exist yet", Kind: "checkbox"},
		{Name: "empty", Label: "An empty cell erases what is in the directory", Kind: "checkbox", Hint: "Otherwise it leaves it as it is."},
		{Name: "kind", Label: "Contacts whose row does not say are", Kind: "select", Options: []option{
			{Value: "", Label: "internal (as usual)"}, {Value: "internal", Label: "Internal"}, {Value: "external", Label: "External"}}},
		{Name: "folder", Label: "and go into the folder", Kind: "select", Options: paths},
		{Name: "missing", Label: "Delete the contacts that are not in the file", Kind: "checkbox", Hint: "Within a scope only, which you choose below. Users always stay."},
		{Name: "scope_folder", Label: "of the folder, and of those below it", Kind: "select", Options: append([]option{{Value: "", Label: "any folder"}}, paths...)},
		{Name: "scope_origin", Label: "only those that imports have made", Kind: "checkbox"},
	}}
	f.fill(map[string]string{
		"encoding": o.Encoding, "separator": separator, "create_folders": ticked(o.CreateFolders), "empty": ticked(o.Empty == "erase"), "kind": o.Kind,
		"folder": o.Folder, "missing": ticked(o.Missing == "delete"), "scope_folder": o.ScopeFolder, "scope_origin": ticked(o.ScopeOrigin == "import"),
	}, "")
	return f, nil
}

// importPaths are the folders to choose from, each as files write it: "Direction administrative/RH", a slash in a name as \/.
func (t *folderTree) importPaths() []option {
	escape := strings.NewReplacer(`\`, `\\`, `/`, `\/`)
	var list []option
	for _, o := range t.options("") {
		var names []string
		for _, f := range t.path(o.Value) {
			if f.ParentID != "" {
				names = append(names, escape.Replace(f.Name))
			}
		}
		path := strings.Join(names, "/")
		if path == "" {
			path = "/"
		}
		list = append(list, option{Value: path, Name: o.Name})
	}
	return list
}

// importReadAgain has the file be read as the form says, and planned.
func (v *visit) importReadAgain() error {
	j, err := v.importJob()
	if err != nil {
		return err
	}
	f, err := v.importOptionsForm(j)
	if err != nil {
		return err
	}
	f.read(v)
	meant, err := v.columnsMeant(j)
	if err != nil {
		return err
	}
	j.Options = f.importOptions()
	if err := v.readAs(j, meant); err != nil {
		return v.importRefused(err, nil)
	}
	return v.readImport(j)
}

// importOptions are what the form says.
func (f *form) importOptions() importOptions {
	value := func(name string) string { return f.Field(name).Value }
	o := importOptions{
		Encoding: value("encoding"), CreateFolders: f.Field("create_folders").Checked(), Kind: value("kind"), Folder: value("folder"),
	}
	for _, s := range separators() {
		if s.Value == value("separator") {
			o.Separator = s.character
		}
	}
	if f.Field("empty").Checked() {
		o.Empty = "erase"
	}
	if f.Field("missing").Checked() {
		o.Missing, o.ScopeFolder = "delete", value("scope_folder")
		if f.Field("scope_origin").Checked() {
			o.ScopeOrigin = "import"
		}
	}
	return o
}
