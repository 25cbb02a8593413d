package web

import (
	"net/url"
	"slices"
)

// How a phone gets the account that it binds as.
const (
	accountNew   = "new"   // one is made
	accountOwn   = "own"   // the telephone's own, made or with a new secret
	accountAgain = "again" // one that is there gets a new secret
	accountKnown = "known" // one that is there, whose secret somebody has noted
	accountNone  = "none"  // none is needed where the phone is
)

// phonePage is what the page shows on which it is chosen how a phone of a family is to be connected.
type phonePage struct {
	Family    phoneFamily
	Device    *telephone
	Anonymous *anonymousPhones // nil: each phone needs an account
	Form      *form
	Back      string
	// Accounts is set for who sees the LDAP accounts. Others connect a phone with an account of its own, or with one whose name and secret they were given.
	Accounts bool
}

// phonePage asks for the family that the address names, and declares the form.
func (v *visit) phonePage() (phonePage, error) {
	p := phonePage{Back: "/connect"}
	shown, err := v.familyShown(url.Values{"language": {v.language}})
	if err != nil {
		return p, err
	}
	p.Family = shown.Family
	if p.Device, err = v.deviceToConnect(); err != nil {
		return p, err
	}
	p.Accounts = v.self.MayEverywhere("access", "read")
	var accounts accountsFound
	if p.Accounts {
		if accounts, err = v.accountsFound(url.Values{"limit": {"1000"}}); err != nil {
			return p, err
		}
	}
	if p.Anonymous, err = v.anonymousPhones(); err != nil {
		return p, err
	}
	p.Form = newForm(v, "Show what to type", "/connect", nil)
	add := func(f *field) { p.Form.Fields = append(p.Form.Fields, f) }
	how := &field{Name: "how", Label: "The LDAP account it binds as", Kind: "choices", Options: v.accountWays(p.Device, accounts.Total > 0)}
	if p.Anonymous != nil {
		how.Options = append(how.Options, option{Value: accountNone, Label: "no account: the phone is in a network that needs none"})
	}
	add(how)
	add(&field{Name: "name", Label: "Name of the new account", Hint: "Without one, it is called after the phone.", Most: 64})
	if v.self.May("directory", "read") {
		folder, err := v.chooseFolder(&field{
			Name: "folder", Label: "Folder that it sees", Required: true, Hint: "More folders, and what it sees of people, can be set on the account's own page.",
		}, "the whole directory", folderRange{})
		if err != nil {
			return p, err
		}
		add(folder)
	}
	choose := &field{Name: "account", Label: "LDAP account", Kind: "select", Required: true}
	if !p.Accounts { // who does not see the accounts types the name of one
		choose.Kind, choose.Most, choose.Required = "", 64, false
	}
	for _, a := range accounts.Accounts {
		choose.Options = append(choose.Options, option{Value: a.Name, Name: a.Name})
	}
	add(choose)
	add(&field{Name: "secret", Label: "Its secret", Hint: "Without it, what is shown says where it is to be typed.", Most: 128, Complete: "off"})
	security := &field{Name: "security", Label: "Encryption", Kind: "select", Required: true, Hint: "What is best of what this phone and the server can both do stands first."}
	for _, s := range p.Family.Security {
		security.Options = append(security.Options, option{Value: s, Label: securityLabel(s)})
	}
	add(security)
	add(&field{Name: "host", Label: "Server, as the phone reaches it", Hint: "A name or an IP address. Change it where phones are in another network.", Most: 255, Required: true, Value: shown.Settings.Host})
	add(&field{Name: "label", Label: "What the phone calls the directory", Most: 40})
	if p.Device != nil {
		add(&field{Name: "device", Kind: "hidden", Value: p.Device.ID})
		p.Back = "/connect?" + url.Values{"device": {p.Device.ID}}.Encode()
	}
	how.Value = how.Options[0].Value
	if choose.Value = v.r.FormValue("account"); choose.Value != "" && p.Device == nil && p.Accounts {
		how.Value = accountAgain
		if !slices.ContainsFunc(choose.Options, func(o option) bool { return o.Value == choose.Value }) { // one of very many
			choose.Options = append(choose.Options, option{Value: choose.Value, Name: choose.Value})
		}
	}
	return p, nil
}

// accountWays are the ways to an account that are open to the visitor.
func (v *visit) accountWays(device *telephone, some bool) []option {
	var ways []option
	write := v.self.MayEverywhere("access", "write")
	switch {
	case device == nil:
	case device.AccountID == "" && v.self.May("devices", "write"):
		ways = append(ways, option{Value: accountOwn, Label: "an account of this phone's own, made now"})
	case device.AccountID != "" && write:
		ways = append(ways, option{Value: accountOwn, Label: "this phone's own account, with a new secret"})
	}
	if write {
		ways = append(ways, option{Value: accountNew, Label: "a new account"})
		if some {
			ways = append(ways, option{Value: accountAgain, Label: "an account there is, with a new secret: phones that have the old one find nothing until they are told"})
		}
	}
	return append(ways, option{Value: accountKnown, Label: "an account there is, whose secret has been noted"})
}

// securityLabel says what is over a connection.
func securityLabel(s string) words {
	switch s {
	case "starttls":
		return "encrypted, beginning in the clear (StartTLS)"
	case "ldaps":
		return "encrypted from the beginning (LDAPS)"
	}
	return "not encrypted: own network only"
}

// connectPhone shows the form of a family.
func (v *visit) connectPhone() error {
	p, err := v.phonePage()
	if err != nil {
		return err
	}
	return v.show("connect_phone", p.Family.Name, p)
}

// connected is what the API answers of a phone that is to be connected.
type connected struct {
	Account ldapAccount   `json:"account"`
	Secret  string        `json:"secret"`
	Secrets phoneSettings `json:"secrets"`
}

// connectPhoneDo gets the account, and shows once what to type into the phone.
func (v *visit) connectPhoneDo() error {
	p, err := v.phonePage()
	if err != nil {
		return err
	}
	f := p.Form
	f.read(v)
	again := func(status int) error { return v.showAs(status, "connect_phone", p.Family.Name, p) }
	if how := f.Field("how").Value; how == accountNone || how == accountKnown && f.Field("secret").Value == "" {
		if how == accountKnown && f.Field("account").Value == "" {
			return v.refused(f, accountMissing(), again)
		}
		v.redirect("/connect/" + p.Family.ID + "/settings?" + f.target().Encode())
		return nil
	}
	if how := f.Field("how").Value; how == accountNew || how == accountOwn {
		err = v.choose(f)
	}
	var made connected
	if err == nil {
		made, err = v.accountToConnect(p)
	}
	if err != nil {
		return v.refused(f, err, again)
	}
	return v.showSettings(settingsPage{Family: p.Family, Settings: made.Secrets, Account: made.Account, Secret: made.Secret, Target: f.target()})
}

// target is what of the form stands in the address of what to type: no secret.
func (f *form) target() url.Values {
	query := url.Values{}
	for _, name := range []string{"account", "security", "host", "label"} {
		if value := f.Field(name).Value; value != "" {
			query.Set(name, value)
		}
	}
	if f.Field("how").Value == accountNone {
		query.Del("account")
		query.Set("anonymous", "true")
	}
	return query
}
