package web

// importOptionsForm declares how a file is read and what it may do, with what holds for an import.
func (v *visit) importOptionsForm(j importJob) (*form, error) {
	into, err := v.chooseFolder(&field{Name: "folder", Label: "and go into the folder"}, "", folderRange{Section: "directory"})
	if err != nil {
		return nil, err
	}
	scope, err := v.chooseFolder(&field{Name: "scope_folder", Label: "of the folder, and of those below it", Required: true}, "any folder", folderRange{Section: "directory"})
	if err != nil {
		return nil, err
	}
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
		into,
		{Name: "missing", Label: "Delete the contacts that are not in the file", Kind: "checkbox", Hint: "Within a scope only, which you choose below. Users always stay."},
		scope,
		{Name: "scope_origin", Label: "only those that imports have made", Kind: "checkbox"},
	}}
	o.Folder, o.ScopeFolder, err = v.importFolders(o)
	if err != nil {
		return nil, err
	}
	f.fill(map[string]string{
		"encoding": o.Encoding, "separator": separator, "create_folders": ticked(o.CreateFolders), "empty": ticked(o.Empty == "erase"), "kind": o.Kind,
		"folder": o.Folder, "missing": ticked(o.Missing == "delete"), "scope_folder": o.ScopeFolder, "scope_origin": ticked(o.ScopeOrigin == "import"),
	}, "")
	return f, nil
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
	if err := v.choose(f); err != nil {
		return v.refused(f, err, func(status int) error { return v.showImport(status, importPage{importJob: j, Typed: f}) })
	}
	meant, err := v.columnsMeant(j)
	if err != nil {
		return err
	}
	if j.Options, err = v.importOptions(f); err != nil {
		return err
	}
	if err := v.readAs(j, meant); err != nil {
		return v.importRefused(err, nil)
	}
	return v.readImport(j)
}

// importOptions are what the form says.
func (v *visit) importOptions(f *form) (importOptions, error) {
	value := func(name string) string { return f.Field(name).Value }
	o := importOptions{
		Encoding: value("encoding"), CreateFolders: f.Field("create_folders").Checked(), Kind: value("kind"),
	}
	var err error
	if o.Folder, err = v.importPath(value("folder")); err != nil {
		return o, err
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
		o.Missing = "delete"
		if o.ScopeFolder, err = v.importPath(value("scope_folder")); err != nil {
			return o, err
		}
		if f.Field("scope_origin").Checked() {
			o.ScopeOrigin = "import"
		}
	}
	return o, nil
}
