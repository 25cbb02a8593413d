package web

// passwordChangeForm asks for the password that there is, and another one.
func (v *visit) passwordChangeForm() *form {
	f := newForm(v, "Change the password", "", []*field{
		{Name: "old", Label: "Present password", Kind: "password", Required: true, Complete: "current-password"},
		{Name: "password", Label: "New password", Kind: "password", Hint: "Twelve characters or more. Several words are easy to remember and hard to guess.", Required: true, Complete: "new-password"},
	})
	f.Address = "/self/password"
	return f
}

// selfPassword changes one's own password: whoever is signed in elsewhere with the old one is not any more.
func (v *visit) selfPassword() error {
	p, err := v.selfPage()
	if err != nil {
		return err
	}
	f := p.Password
	f.read(v)
	err = v.api.put("/self/password", map[string]string{"old": f.Field("old").Value, "new": f.Field("password").Value}, nil)
	again := func(status int) error { return v.showSelf(status, p) }
	if refused := problemIn(err); refused != nil && refused.Code == "invalid_credentials" { // 401, but the visitor is signed in
		f.note(v, fieldProblem{Field: "old", Code: "wrong_password"})
		return again(422)
	}
	if err != nil {
		return v.refused(f, err, again)
	}
	v.api.revision = 0 // a password is not brought back
	return v.done("/self", "Your password has been changed. You are signed out everywhere else.", "")
}
