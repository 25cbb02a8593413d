package web

// contactNewPage is what the page for a new contact shows.
type contactNewPage struct {
	Folder folder
	Form   *form
}

// contactNewForm asks for what a contact can not do without; the rest is filled in on its record.
func (v *visit) contactNewForm(f folder) *form {
	kind := "internal"
	if f.DefaultKind != "" {
		kind = f.DefaultKind
	}
	return newForm(v, "Add", f.Address(), []*field{
		{Name: "kind", Label: "Contact", Value: kind, Options: contactKinds()},
		{Name: "first_name", Label: "First name", Depends: true, Most: 128},
		{Name: "last_name", Label: "Last name", Depends: true, Most: 128},
		{Name: "company", Label: "Company", Hint: "For a company outside, its name is enough.", Most: 128},
	})
}

func contactKinds() []option {
	return []option{{Value: "internal", Label: "Internal"}, {Value: "external", Label: "External"}}
}

// contactNew shows the form for a contact in the folder that the address names.
func (v *visit) contactNew() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	return v.show("contact_new", v.say("Add contact"), contactNewPage{f, v.contactNewForm(f)})
}

// contactCreate makes a contact, and opens its form.
func (v *visit) contactCreate() error {
	f, err := v.visitedFolder()
	if err != nil {
		return err
	}
	p := contactNewPage{f, v.contactNewForm(f)}
	p.Form.read(v)
	body := map[string]string{"folder_id": f.ID}
	for _, one := range p.Form.Fields {
		if one.Value != "" {
			body[one.Name] = one.Value
		}
	}
	var made contact
	if err := v.api.post("/contacts", body, &made); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "contact_new", v.say("Add contact"), p) })
	}
	return v.added(made.Link()+"/details", f.Address(), "The contact “%s” has been added.", made.Name())
}
