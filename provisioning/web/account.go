package web

import (
	"net/url"
	"strconv"
)

// accountPage is what the page of one account shows; of a new one, Account is empty.
type accountPage struct {
	Account  ldapAccount
	Form     *form
	MayWrite bool
}

// accountPage asks for the account that the address names.
func (v *visit) accountPage() (accountPage, error) {
	p := accountPage{MayWrite: v.self.MayEverywhere("access", "write")}
	if err := v.api.get("/accounts/"+url.PathEscape(v.r.PathValue("id")), &p.Account); err != nil {
		return p, err
	}
	var err error
	if p.Form, err = v.accountForm("Save", p.Account.Folders); err != nil {
		return p, err
	}
	p.Form.fill(p.Account.values(), strconv.FormatUint(p.Account.Version, 10))
	return p, nil
}

// accountNewPage is the page of an account that is to be made.
func (v *visit) accountNewPage() (accountPage, error) {
	f, err := v.accountForm("Add", nil)
	return accountPage{Form: f, MayWrite: true}, err
}

// accountNew shows the empty form.
func (v *visit) accountNew() error {
	p, err := v.accountNewPage()
	if err != nil {
		return err
	}
	return v.show("account", v.say("Add an LDAP account"), p)
}

// accountCreate makes an account, and shows its secret once.
func (v *visit) accountCreate() error {
	p, err := v.accountNewPage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	var made struct {
		ldapAccount
		Secret string `json:"secret"`
	}
	if err = v.choose(p.Form); err == nil {
		err = v.api.post("/accounts", p.Account.body(p.Form), &made)
	}
	if err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "account", v.say("Add an LDAP account"), p) })
	}
	return v.showSecrets(v.say("The LDAP account %s has been added.", made.Name), made.Link(), disclosed{made.Name, &secrets{AccountName: made.Name, AccountSecret: made.Secret}})
}

// accountShow shows an account.
func (v *visit) accountShow() error {
	p, err := v.accountPage()
	if err != nil {
		return err
	}
	return v.show("account", p.Account.Name, p)
}

// accountChange saves an account; its secret stays.
func (v *visit) accountChange() error {
	p, err := v.accountPage()
	if err != nil {
		return err
	}
	p.Form.read(v)
	if err = v.choose(p.Form); err == nil {
		err = v.api.patch("/accounts/"+p.Account.ID, p.Account.body(p.Form), nil, ifMatch(p.Form.Version)...)
	}
	if err != nil {
		return v.refused(p.Form, err, func(status int) error { return v.showAs(status, "account", p.Account.Name, p) })
	}
	return v.done(p.Account.Link(), "The LDAP account %s has been changed.", p.Form.Field("name").Value)
}
