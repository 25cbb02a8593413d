package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// userPage is the frame of every page of one user.
type userPage struct {
	User     user
	Tabs     []tab
	MayWrite bool
	Form     *form // of what can be changed here; nil where nothing can
}

// tab is one of several pages about one thing.
type tab struct {
	Label   words
	Address string
	Count   int
	Current bool
}

// user asks for the user that the address names.
func (v *visit) user() (user, error) {
	var u user
	err := v.api.get("/users/"+url.PathEscape(v.r.PathValue("id"))+"?expand=roles", &u)
	v.nameAssigned(u.Roles)
	return u, err
}

// userPage is the frame of the page that is visited.
func (v *visit) userPage() (userPage, error) {
	u, err := v.user()
	if err != nil {
		return userPage{}, err
	}
	p := userPage{User: u, MayWrite: v.self.May("users", "write")}
	add := func(label words, below string, count int) {
		address := u.address() + below
		here := v.r.URL.Path == address || below != "" && strings.HasPrefix(v.r.URL.Path, address+"/")
		p.Tabs = append(p.Tabs, tab{label, address, count, here})
	}
	add("Settings", "", 0)
	add("Extensions", "/extensions", len(u.Extensions))
	add("Numbers", "/numbers", len(u.Numbers))
	if v.self.May("devices", "read") {
		add("Phones", "/phones", len(u.Devices))
	}
	add("Features", "/features", len(u.FeaturesOn))
	if v.self.May("voicemail", "read") {
		add("Voicemail", "/voicemail", len(u.Mailboxes))
	}
	return p, nil
}

// userForm is what is set of a user itself.
func (v *visit) userForm() *form {
	f := newForm(v, "Save", "/users", []*field{
		{Name: "enabled", Label: "Enabled: takes part in calls, and takes a seat", Kind: "checkbox"},
		{Name: "ring_seconds", Label: "Ring for", Kind: "number", Unit: "seconds", Hint: "From 5 to 120.", Required: true, Least: 5, Most: 120},
		{Name: "caller_privacy", Label: "Hide the number when calling", Kind: "checkbox"},
		{Name: "accept_charges", Label: "Accept the charges", Kind: "hidden"},
	})
	f.now = func(record []byte) (map[string]string, error) {
		var u user
		err := json.Unmarshal(record, &u)
		return u.values(), err
	}
	return f
}

// values are what stands in the form of a user.
func (u user) values() map[string]string {
	return map[string]string{
		"enabled": ticked(u.Enabled), "ring_seconds": strconv.Itoa(u.RingSeconds), "caller_privacy": ticked(u.CallerPrivacy),
	}
}

// userSettings is what the first page of a user shows.
type userSettings struct {
	userPage
	Charges *charges // to be accepted before the user is enabled; nil: none
}

// userShow shows a user's settings.
func (v *visit) userShow() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	p.Form = v.userForm()
	p.Form.fill(p.User.values(), p.User.seen())
	return v.show("user", p.User.Name, userSettings{userPage: p})
}

// userChange saves a user's settings. Enabling one may have a price, which is shown and then accepted.
func (v *visit) userChange() error {
	p, err := v.userPage()
	if err != nil {
		return err
	}
	f := v.userForm()
	f.read(v)
	p.Form = f
	body := map[string]any{
		"enabled": f.Field("enabled").Checked(), "ring_seconds": number(f.Field("ring_seconds").Value),
		"caller_privacy": f.Field("caller_privacy").Checked(), "accept_charges": f.Field("accept_charges").Checked(),
	}
	err = v.api.patch(p.User.path(), body, nil, ifMatch(f.Version)...)
	if asked := chargesOf(err); asked != nil {
		f.accept("Accept the charges and save")
		return v.showAs(http.StatusPaymentRequired, "user", p.User.Name, userSettings{p, asked})
	}
	if err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "user", p.User.Name, userSettings{userPage: p}) })
	}
	return v.done(p.User.address(), "The settings of %s have been saved.", p.User.Name)
}

// path is where the API has the user.
func (u user) path() string { return "/users/" + u.ID }

// chargesOf are the charges that the API asks to accept; nil where an error is of another kind, or none.
func chargesOf(err error) *charges {
	p := problemIn(err)
	if p == nil || p.Code != "charges_not_accepted" {
		return nil
	}
	return &p.charges
}

// accept has a form say that the charges are accepted that it is shown with.
func (f *form) accept(submit words) {
	f.Submit, f.Typed, f.Field("accept_charges").Value = submit, true, "on"
}
