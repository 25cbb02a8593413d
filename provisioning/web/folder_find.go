package web

// folderFinder opens a folder whose name is typed.
func (v *visit) folderFinder() (*form, error) {
	one, err := v.chooseFolder(&field{Name: "find", Label: "Folder", Required: true}, "Find a folder", folderRange{})
	if err != nil {
		return nil, err
	}
	one.Chooser.Opens = true
	f := newForm(v, "Open", "/directory", []*field{one})
	f.Address = "/directory/find"
	return f, nil
}

// folderFind leads to the folder that was typed, or asks which one is meant.
func (v *visit) folderFind() error {
	f, err := v.folderFinder()
	if err != nil {
		return err
	}
	f.take(v.r.Form)
	again := func(int) error { return v.show("folder_find", v.say("Find a folder"), f) }
	if err := v.choose(f); err != nil {
		return v.refused(f, err, again)
	}
	if id := f.Field("find").Value; id != "" {
		v.redirect(folder{ID: id}.Address())
		return nil
	}
	return again(0)
}
