package web

import (
	"net/http"
	"net/url"
	"time"
)

// userDeletePage is what the page shows that deletes a user.
type userDeletePage struct {
	User         user
	Form         *form
	Consequences []consequence
	Refused      string
	MayBin       bool // the contact
	Heirs        picker
}

// consequence is what becomes of one sort of thing that a user has.
type consequence struct {
	What  string    `json:"what"`
	Count int       `json:"count"`
	Fate  string    `json:"fate"`
	Until time.Time `json:"until"`
}

// Label is what sort of thing it is, and how many there are.
func (c consequence) Label() words {
	return map[string]words{
		"extensions": "%d extensions", "external_numbers": "%d outside numbers", "devices": "%d phones", "mailboxes": "%d mailboxes",
		"features": "%d features on", "roles": "%d roles", "login": "%d login", "contact": "%d contact record", "lines": "%d lines",
		"call_groups": "member of %d call groups", "licence": "%d seat",
	}[c.What]
}

// Becomes is what becomes of it.
func (c consequence) Becomes() words {
	if c.What == "external_numbers" && c.Fate == "spare" {
		return "spare, for others to have"
	}
	return map[string]words{
		"reserved": "reserved until %s", "freed": "free for others at once", "spare": "spare, no longer signed in",
		"stays": "stays as it is", "kept": "kept until %s, then deleted", "handed_over": "handed over", "bin": "in the bin until %s", "removed": "removed",
	}[c.Fate]
}

// deletionForm declares what one chooses about what a user has.
func (v *visit) deletionForm(u user) *form {
	mailboxes := []option{
		{Value: "", Label: "keep them as long as the user is in the bin"}, {Value: "delete", Label: "put them in the bin at once"},
	}
	if v.r.FormValue("to") != "" {
		mailboxes = append(mailboxes, option{Value: "keep", Label: "hand them over to whom is chosen below"})
	}
	list := []*field{
		{Name: "devices", Label: "Put the phones in the bin too (else they are spare)", Kind: "checkbox"},
		{Name: "release_extension", Label: "Free the extensions at once (else they stay reserved while the user is in the bin)", Kind: "checkbox"},
		{Name: "contact", Label: "Put the person's record in the bin too", Kind: "checkbox"},
		{Name: "mailbox", Label: "Mailboxes", Kind: "select", Options: mailboxes, Required: true},
		{Name: "to", Label: "Heir", Kind: "hidden"},
	}
	if len(u.Mailboxes) == 0 {
		list = append(list[:3], list[4])
	}
	f := newForm(v, "Delete user", u.address(), list)
	f.Version = u.seen()
	return f
}

// choices are what the API is asked with.
func (f *form) choices() url.Values {
	query := url.Values{}
	for name, value := range map[string]string{"devices": "delete", "contact": "delete", "release_extension": "true"} {
		if f.Field(name).Checked() {
			query.Set(name, value)
		}
	}
	if fate := f.Field("mailbox"); fate != nil && fate.Value != "" {
		query.Set("mailbox", fate.Value)
		if fate.Value == "keep" {
			query.Set("to", f.Field("to").Value)
		}
	}
	return query
}

// userDeletePage counts what the choices come to.
func (v *visit) userDeletePage(u user, f *form) (userDeletePage, error) {
	p := userDeletePage{User: u, Form: f, MayBin: v.self.May("directory", "write")}
	var told struct {
		Consequences []consequence `json:"consequences"`
		Refused      string        `json:"refused"`
	}
	if err := v.api.get(u.path()+"/consequences?"+f.choices().Encode(), &told); err != nil {
		return p, err
	}
	p.Consequences = told.Consequences
	if told.Refused != "" {
		p.Refused = v.explain(&problem{Code: told.Refused})
	}
	p.Heirs = picker{Label: "Who takes the mailboxes over", Address: u.address() + "/delete", Field: "to", Choose: "Choose"}
	return p, v.pickUsers(&p.Heirs)
}

// userDeleteShow says what deleting the user comes to, by the choices in the address.
func (v *visit) userDeleteShow() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	f := v.deletionForm(u)
	f.take(v.r.URL.Query())
	f.Version = u.seen()
	if f.Field("to").Value != "" && f.Field("mailbox") != nil {
		f.Field("mailbox").Value = "keep"
	}
	p, err := v.userDeletePage(u, f)
	if err != nil {
		return err
	}
	return v.show("user_delete", v.say("Delete %s", u.Name), p)
}

// userDelete puts a user in the bin; its notice offers to take that back.
func (v *visit) userDelete() error {
	u, err := v.user()
	if err != nil {
		return err
	}
	f := v.deletionForm(u)
	f.read(v)
	if err := v.api.delete(u.path()+"?"+f.choices().Encode(), ifMatch(f.Version)...); err != nil {
		return v.refused(f, err, func(status int) error {
			f.Version = u.seen()
			p, again := v.userDeletePage(u, f)
			if again != nil {
				return err
			}
			return v.showAs(max(status, http.StatusBadRequest), "user_delete", v.say("Delete %s", u.Name), p)
		})
	}
	return v.done("/users", "%s is no longer a user. What was deleted can be brought back from the bin.", u.Name)
}
