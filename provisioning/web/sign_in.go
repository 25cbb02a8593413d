package web

import (
	"net/http"
	"net/url"
)

// signInPage is what the page to sign in shows.
type signInPage struct {
	Form *form
	Next string // where one goes from there
	Kept kept   // what was sent without a session
}

func (v *visit) signInForm() signInPage {
	f := newForm(v, "Sign in", "", []*field{
		{Name: "name", Label: "E-mail address", Required: true, Complete: "username"},
		{Name: "password", Label: "Password", Kind: "password", Required: true, Complete: "current-password"},
	})
	return signInPage{f, local(v.r.FormValue("next")), v.stillKept()}
}

// signInShow asks who somebody is.
func (v *visit) signInShow() error { return v.show("sign_in", v.say("Sign in"), v.signInForm()) }

// askToSignIn asks whoever is not signed in to do so. What they have just sent stays with the form.
func (v *visit) askToSignIn() {
	next, sent := v.whence(), v.sent()
	if sent.Values == "" {
		v.redirect("/sign-in?" + url.Values{"next": {next}}.Encode())
		return
	}
	p := v.signInForm()
	p.Form.Address, p.Next, p.Kept = "/sign-in", next, sent
	if err := v.showAs(http.StatusUnauthorized, "sign_in", v.say("Sign in"), p); err != nil {
		v.fail(err)
	}
}

// signIn opens a session, and goes where one wanted to go. What was sent without one is shown to be sent again: not before its sender says so, who may
// be another by now.
func (v *visit) signIn() error {
	p := v.signInForm()
	p.Form.read(v)
	body := map[string]string{"name": p.Form.Field("name").Value, "password": p.Form.Field("password").Value}
	if err := v.api.post("/session", body, nil); err != nil {
		return v.notSignedIn(p.Form, err, func(status int) error { return v.showAs(status, "sign_in", v.say("Sign in"), p) })
	}
	if p.Kept.Values != "" {
		return v.show("kept", v.say("What you have typed is still here"), p)
	}
	v.redirect(p.Next)
	return nil
}

// notSignedIn is refused for the forms with which one signs in: 401 is theirs to show. A password is never sent back.
func (v *visit) notSignedIn(f *form, err error, again func(status int) error) error {
	for _, one := range f.Fields {
		if one.Kind == "password" {
			one.Value, one.Was = "", ""
		}
	}
	if p, is := err.(*problem); is && (p.Status == http.StatusUnauthorized || p.Status == http.StatusTooManyRequests) {
		f.Wrong = []wrong{{Message: v.explain(p)}}
		return again(p.Status)
	}
	return v.refused(f, err, again)
}

// signOut ends the session.
func (v *visit) signOut() error {
	if err := v.api.delete("/session"); err != nil {
		return err
	}
	v.redirect("/sign-in")
	return nil
}
