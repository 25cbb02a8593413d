package web

// forgottenPage is what the page for a forgotten password shows.
type forgottenPage struct {
	Form *form
	Sent bool
}

func (v *visit) forgottenForm() forgottenPage {
	return forgottenPage{Form: newForm(v, "Send me a link", "/sign-in", []*field{
		{Name: "email", Label: "E-mail address", Kind: "email", Required: true, Complete: "username"},
	})}
}

// forgottenShow asks for an address.
func (v *visit) forgottenShow() error {
	return v.show("forgotten", v.say("Forgotten password"), v.forgottenForm())
}

// forgotten has a link written to who signs in with an address. Whether there is such a person is not told.
func (v *visit) forgotten() error {
	p := v.forgottenForm()
	p.Form.read(v)
	if err := v.api.post("/links/reset", map[string]string{"email": p.Form.Field("email").Value}, nil); err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "forgotten", v.say("Forgotten password"), p) })
	}
	p.Sent = true
	return v.show("forgotten", v.say("Forgotten password"), p)
}
