package web

// homePage is what the first page shows.
type homePage struct {
	Name     string // the directory's
	Contacts int
}

// home shows the first page.
func (v *visit) home() error {
	var p homePage
	if v.self.May("directory", "read") {
		var folders struct {
			Folders []struct{ Name string } `json:"folders"`
		}
		if err := v.api.get("/folders", &folders); err != nil {
			return err
		}
		if len(folders.Folders) > 0 {
			p.Name = folders.Folders[0].Name
		}
		var contacts struct{ Total int }
		if err := v.api.get("/contacts?limit=1", &contacts); err != nil {
			return err
		}
		p.Contacts = contacts.Total
	}
	return v.show("home", v.say("Home"), p)
}
