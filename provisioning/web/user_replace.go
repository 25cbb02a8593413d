package web

import (
	"net/url"
)

// userReplacePage is what the page shows that hands a leaver's user to another person.
type userReplacePage struct {
	User     user
	Form     *form
	Existing *person // who takes the place; nil: somebody new
	Picker   picker
	MayMake  bool // somebody new
}

// userReplacePage is the page with an empty form.
func (v *visit) userReplacePage() (userReplacePage, error) {
	u, err := v.user()
	p := userReplacePage{User: u, MayMake: v.self.May("directory", "write")}
	if err != nil {
		return p, err
	}
	var list []*field
	if id := v.r.FormValue("contact"); id != "" {
		p.Existing = &person{}
		if err := v.api.get("/contacts/"+url.PathEscape(id), p.Existing); err != nil {
			return p, err
		}
		list = append(list, &field{Name: "contact", Label: "Contact", Kind: "hidden", Value: id})
	} else {
		list = append(list,
			&field{Name: "contact.first_name", Label: "First name", Required: true, Most: 128},
			&field{Name: "contact.last_name", Label: "Last name", Required: true, Most: 128},
			&field{Name: "contact.email", Label: "E-mail address", Kind: "email", Most: 254})
	}
	templates, err := v.templateOptions()
	if err != nil {
		return p, err
	}
	templates[0].Label = "as the leaver has them"
	list = append(list,
		&field{Name: "template_id", Label: "Features", Kind: "select", Options: templates, Required: true},
		&field{Name: "delete_messages", Label: "Delete the leaver's messages", Kind: "checkbox"},
		&field{Name: "trash_contact", Label: "Put the leaver's record in the bin", Kind: "checkbox"})
	p.Form = newForm(v, "Replace", u.address(), list)
	p.Form.Version = u.seen()
	p.Picker = picker{Label: "Somebody who is in the directory already", Address: u.address() + "/replace", Field: "contact", Choose: "Choose"}
	return p, v.people(&p.Picker)
}

// userReplaceShow shows the form.
func (v *visit) userReplaceShow() error {
	p, err := v.userReplacePage()
	if err != nil {
		return err
	}
	return v.show("user_replace", v.say("Replace %s", p.User.Name), p)
}

// userReplace hands extensions, numbers, phones and mailboxes over. What the phones sign in with from then on is shown once.
func (v *visit) userReplace() error {
	p, err := v.userReplacePage()
	if err != nil {
		return err
	}
	f := p.Form
	f.read(v)
	body := map[string]any{"delete_messages": f.Field("delete_messages").Checked(), "trash_contact": f.Field("trash_contact").Checked()}
	if p.Existing != nil {
		body["contact_id"] = p.Existing.ID
	} else {
		contact := f.newContact()
		contact["folder_id"] = p.User.Contact.FolderID // whoever takes the place is looked for there
		body["contact"] = contact
	}
	if id := f.Field("template_id").Value; id != "" {
		body["template_id"] = id
	}
	var after struct {
		user
		Reprovision []struct {
			Name    string   `json:"name"`
			Secrets *secrets `json:"secrets"`
		} `json:"reprovision"`
	}
	if err := v.api.post(p.User.path()+"/replace", body, &after, ifMatch(f.Version)...); err != nil {
		return v.refused(f, err, func(status int) error {
			return v.showAs(status, "user_replace", v.say("Replace %s", p.User.Name), p)
		})
	}
	var list []disclosed
	for _, d := range after.Reprovision {
		if d.Secrets != nil && *d.Secrets != (secrets{}) {
			list = append(list, disclosed{d.Name, d.Secrets})
		}
	}
	if len(list) > 0 {
		return v.showSecrets(v.say("%s has taken the place. These phones must be set up anew.", after.Name), p.User.address(), list...)
	}
	return v.done(p.User.address(), "%s has taken the place.", after.Name)
}
