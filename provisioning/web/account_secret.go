package web

// accountSure shows what it will mean to give an account another secret, or to remove it: neither can be undone.
func (v *visit) accountSure() error {
	p, err := v.accountPage()
	if err != nil {
		return err
	}
	if v.r.URL.Path == p.Account.Link()+"/secret" {
		return v.show("account_secret", v.say("New secret for %s", p.Account.Name), p)
	}
	return v.show("account_delete", v.say("Delete %s", p.Account.Name), p)
}

// accountRotate gives an account another secret, shown once.
func (v *visit) accountRotate() error {
	p, err := v.accountPage()
	if err != nil {
		return err
	}
	var made struct{ Secret string }
	if err := v.api.post("/accounts/"+p.Account.ID+"/secret", nil, &made); err != nil {
		return err
	}
	return v.showSecrets(v.say("%s has a new secret.", p.Account.Name), p.Account.Link(),
		disclosed{p.Account.Name, &secrets{AccountName: p.Account.Name, AccountSecret: made.Secret}})
}

// accountDelete removes an account for good.
func (v *visit) accountDelete() error {
	p, err := v.accountPage()
	if err != nil {
		return err
	}
	if err := v.api.delete("/accounts/" + p.Account.ID); err != nil {
		return err
	}
	v.api.revision = 0 // its secret is not brought back
	return v.done("/accounts", "The LDAP account %s has been removed.", p.Account.Name)
}
