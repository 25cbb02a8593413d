package web

import (
	"time"
)

// linkPage is what the page of a one-time link shows: first the question for its token, which a link carries behind a # so that no server or proxy on the
// way logs it, and which static/js/link.js puts into the form; then the form to choose a password.
type linkPage struct {
	Form    *form
	Purpose string // "invitation", "reset", "founding"; "" as long as the token is not known
	Email   string // whose link it is
	Expires time.Time
}

func (v *visit) tokenForm() linkPage {
	return linkPage{Form: newForm(v, "Continue", "", []*field{
		{Name: "token", Label: "Code", Hint: "What stands behind the # in the address you were sent.", Required: true, Complete: "off"},
	})}
}

// linkShow asks for the token.
func (v *visit) linkShow() error { return v.show("link", v.say("Choose a password"), v.tokenForm()) }

// linkOpen shows what a link is good for, with the form to use it.
func (v *visit) linkOpen() error {
	asked := v.tokenForm()
	asked.Form.read(v)
	p, err := v.passwordForm(asked.Form.Field("token").Value)
	if err != nil {
		return v.noSuchLink(asked, err)
	}
	return v.show("link", v.say("Choose a password"), p)
}

func (v *visit) noSuchLink(p linkPage, err error) error {
	return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "link", v.say("Choose a password"), p) })
}

// passwordForm asks the API what a link is good for.
func (v *visit) passwordForm(token string) (linkPage, error) {
	var shown struct {
		Purpose   string    `json:"purpose"`
		Email     string    `json:"email"`
		ExpiresAt time.Time `json:"expires_at"`
	}
	if err := v.api.post("/links/show", map[string]string{"token": token}, &shown); err != nil {
		return linkPage{}, err
	}
	fields := []*field{
		{Name: "token", Label: "Code", Kind: "hidden", Value: token},
		{Name: "email", Label: "E-mail address", Kind: "email", Required: true, Complete: "username"},
		{Name: "password", Label: "New password", Kind: "password", Hint: "Twelve characters or more. Several words are easy to remember and hard to guess.", Required: true, Complete: "new-password"},
	}
	if shown.Purpose != "founding" {
		fields[1].Kind, fields[1].Required, fields[1].Value = "hidden", false, shown.Email
	}
	f := newForm(v, "Save and sign in", "", fields)
	f.Address = "/link/password"
	return linkPage{f, shown.Purpose, shown.Email, shown.ExpiresAt}, nil
}

// linkUse chooses a password, and is signed in.
func (v *visit) linkUse() error {
	p, err := v.passwordForm(v.r.FormValue("token"))
	if err != nil {
		return v.noSuchLink(v.tokenForm(), err)
	}
	p.Form.read(v)
	body := map[string]string{"token": p.Form.Field("token").Value, "password": p.Form.Field("password").Value}
	if p.Purpose == "founding" {
		body["email"] = p.Form.Field("email").Value
	}
	if err := v.api.post("/links/use", body, nil); err != nil {
		return v.notSignedIn(p.Form, err, func(status int) error { return v.showAs(status, "link", v.say("Choose a password"), p) })
	}
	v.redirect("/")
	return nil
}
