package web

import (
	"net/http"
	"net/url"
	"strings"
)

// userNewPage is what the page that adds a user shows.
type userNewPage struct {
	Form     *form
	Seats    *seats
	Charges  *charges // to be accepted, once they were asked for; nil: none yet
	Existing *person  // whose user it is to be; nil: somebody new
	Picker   *picker  // finds somebody who is in the directory already; nil: not wanted
	MayMake  bool     // somebody new
}

// userNew shows the form for somebody new, for somebody who is in the directory (?contact=), or a search for one (?existing=on).
func (v *visit) userNew() error {
	p, err := v.userNewPage()
	if err != nil {
		return err
	}
	if v.r.FormValue("existing") != "" && p.Existing == nil || !p.MayMake && p.Existing == nil {
		p.Picker = &picker{
			Label: "Who is in the directory already", Address: "/users/new", Field: "contact", Choose: "Choose", Keep: map[string]string{"existing": "on"},
		}
		if err := v.people(p.Picker); err != nil {
			return err
		}
	} else {
		var next struct{ Number string }
		if err := v.api.get("/extensions/next", &next); err != nil && problemIn(err) == nil {
			return err
		}
		p.Form.Field("extensions[0].number").Value = next.Number
		p.Form.Field("mailbox").Value = "on"
	}
	return v.show("user_new", v.say("Add user"), p)
}

// userNewPage is the page with an empty form.
func (v *visit) userNewPage() (userNewPage, error) {
	p := userNewPage{MayMake: v.self.May("directory", "write")}
	var err error
	if p.Seats, err = v.seats(); err != nil {
		return p, err
	}
	if id := v.r.FormValue("contact"); id != "" {
		p.Existing = &person{}
		if err := v.api.get("/contacts/"+url.PathEscape(id), p.Existing); err != nil {
			return p, err
		}
	}
	p.Form, err = v.userNewForm(p.Existing)
	return p, err
}

// userNewForm declares the fields of a new user.
func (v *visit) userNewForm(existing *person) (*form, error) {
	var list []*field
	if existing != nil {
		list = append(list, &field{Name: "contact", Label: "Contact", Kind: "hidden", Value: existing.ID})
	} else {
		folder, err := v.chooseFolder(&field{Name: "contact.folder_id", Label: "Folder", Required: true}, "", folderRange{Section: "directory"})
		if err != nil {
			return nil, err
		}
		list = append(list,
			&field{Name: "contact.first_name", Label: "First name", Required: true, Most: 128},
			&field{Name: "contact.last_name", Label: "Last name", Required: true, Most: 128},
			&field{Name: "contact.email", Label: "E-mail address", Kind: "email", Hint: "Needed for access, and to send the voicemail PIN.", Most: 254},
			folder,
		)
	}
	numbers, err := v.spareNumbers()
	if err != nil {
		return nil, err
	}
	templates, err := v.templateOptions()
	if err != nil {
		return nil, err
	}
	list = append(list, &field{Name: "extensions[0].number", Label: "Extension", Kind: "number", Hint: "What colleagues dial. The next free one is filled in.", Required: len(numbers) == 1})
	if len(numbers) > 1 {
		list = append(list, &field{Name: "numbers[0]", Label: "Phone number", Kind: "select", Hint: "An outside number, if needed.", Options: numbers})
	}
	if len(templates) > 1 {
		list = append(list, &field{Name: "template_id", Label: "Template", Kind: "select", Hint: "The features the user begins with.", Options: templates})
	}
	list = append(list,
		&field{Name: "mailbox", Label: "With a mailbox", Kind: "checkbox"},
		&field{Name: "accept_charges", Label: "Accept the charges", Kind: "hidden"})
	return newForm(v, "Add", "/users", list), nil
}

// spareNumbers are the outside numbers that a user can be given, behind none.
func (v *visit) spareNumbers() ([]option, error) {
	var spare struct {
		Numbers []outsideNumber `json:"numbers"`
	}
	if err := v.api.get("/external-numbers?spare=true&limit=1000", &spare); err != nil {
		return nil, err
	}
	options := []option{{Label: "no number"}}
	for _, n := range spare.Numbers {
		options = append(options, option{Value: n.E164, Name: strings.Join(present(v.number(n.E164), n.Label), " · ")})
	}
	return options, nil
}

// templateOptions are the templates that a user can begin with, behind none.
func (v *visit) templateOptions() ([]option, error) {
	var list struct {
		Templates []userTemplate `json:"templates"`
	}
	if err := v.api.get("/templates", &list); err != nil {
		return nil, err
	}
	options := []option{{Label: "no template"}}
	for _, t := range list.Templates {
		options = append(options, option{Value: t.ID, Name: t.Name})
	}
	return options, nil
}

// userCreate makes a user. Where that has a price, the form is shown again with it, to be accepted.
func (v *visit) userCreate() error {
	p, err := v.userNewPage()
	if err != nil {
		return err
	}
	f := p.Form
	f.read(v)
	var made user
	if err = v.choose(f); err == nil {
		err = v.api.post("/users", f.newUser(), &made)
	}
	title := v.say("Add user")
	if asked := chargesOf(err); asked != nil {
		f.accept("Accept the charges and add")
		p.Charges = asked
		return v.showAs(http.StatusPaymentRequired, "user_new", title, p)
	}
	if err != nil {
		return v.refused(f, err, func(status int) error {
			if p.Seats != nil && p.Seats.Full() && problemIn(err).Code == "licence_limit_reached" {
				f.Wrong, f.Typed = nil, true // the page says so above the form, with what can be done
			}
			return v.showAs(status, "user_new", title, p)
		})
	}
	return v.added(made.address(), "/users", "%s has been added. Phones and features can be given now.", made.Name)
}

// newUser is what the API is sent.
func (f *form) newUser() map[string]any {
	value := func(name string) string {
		if one := f.Field(name); one != nil {
			return one.Value
		}
		return ""
	}
	body := map[string]any{"accept_charges": value("accept_charges") != ""}
	if id := value("contact"); id != "" {
		body["contact_id"] = id
	} else {
		body["contact"] = f.newContact()
	}
	if extension := value("extensions[0].number"); extension != "" {
		body["extensions"] = []any{map[string]any{"number": extension}}
	}
	if n := value("numbers[0]"); n != "" {
		body["numbers"] = []string{n}
	}
	if id := value("template_id"); id != "" {
		body["template_id"] = id
	}
	if value("mailbox") != "" {
		body["mailbox"] = map[string]any{}
	}
	return body
}

// newContact is what the API is sent of somebody new, from the fields below contact.
func (f *form) newContact() map[string]any {
	contact := map[string]any{}
	for _, one := range f.Below("contact.") {
		if one.Value != "" {
			contact[strings.TrimPrefix(one.Name, "contact.")] = one.Value
		}
	}
	return contact
}
