package web

import (
	"net/http"
	"net/url"
	"strings"
)

// How a phone gets the account that it binds as.
const (
	accountNew   = "new"   // one is made
	accountOwn   = "own"   // the telephone's own, made or with a new secret
	accountAgain = "again" // one that is there gets a new secret
	accountKnown = "known" // one that is there, whose secret somebody has noted
)

// phonePage is what the page shows on which it is chosen how a phone of a family is to be connected.
type phonePage struct {
	Family phoneFamily
	Device *telephone
	Form   *form
	Back   string
}

// phonePage asks for the family that the address names, and declares the form.
func (v *visit) phonePage() (phonePage, error) {
	p := phonePage{Back: "/connect"}
	var shown struct {
		Family   phoneFamily   `json:"family"`
		Settings phoneSettings `json:"settings"`
	}
	if err := v.api.get("/phones/"+url.PathEscape(v.r.PathValue("family")), &shown); err != nil {
		return p, err
	}
	var err error
	p.Family = shown.Family
	if p.Device, err = v.deviceToConnect(); err != nil {
		return p, err
	}
	accounts, err := v.allAccounts()
	if err != nil {
		return p, err
	}
	p.Form = newForm(v, "Show what to type", "/connect", nil)
	add := func(f *field) { p.Form.Fields = append(p.Form.Fields, f) }
	how := &field{Name: "how", Label: "The LDAP account it binds as", Kind: "choices", Options: v.accountWays(p.Device, len(accounts) > 0)}
	add(how)
	add(&field{Name: "name", Label: "Name of the new account", Hint: "Without one, it is called after the phone.", Most: 64})
	if folders, err := v.folderChoices(nil); err != nil {
		return p, err
	} else if folders != nil {
		add(&field{
			Name: "folder", Label: "Folder that it sees", Kind: "select", Required: true, Options: append([]option{{Label: "the whole directory"}}, folders...),
			Hint: "More folders, and what it sees of people, can be set on the account's own page.",
		})
	}
	choose := &field{Name: "account", Label: "LDAP account", Kind: "select", Required: true}
	for _, a := range accounts {
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
	if choose.Value = v.r.FormValue("account"); choose.Value != "" && p.Device == nil {
		how.Value = accountAgain
	}
	return p, nil
}

// accountWays are the ways to an account that are open to the visitor.
func (v *visit) accountWays(device *telephone, some bool) []option {
	var ways []option
	if v.self.MayEverywhere("access", "write") {
		switch {
		case device == nil:
		case device.AccountID != "":
			ways = append(ways, option{Value: accountOwn, Label: "this phone's own account, with a new secret"})
		case v.self.May("devices", "write"):
			ways = append(ways, option{Value: accountOwn, Label: "an account of this phone's own, made now"})
		}
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
	if f.Field("how").Value == accountKnown && f.Field("secret").Value == "" {
		v.redirect("/connect/" + p.Family.ID + "/settings?" + f.target().Encode())
		return nil
	}
	made, err := v.accountToConnect(p)
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
	return query
}

// accountToConnect gets the account in the way that the form says, and what to type with its secret.
func (v *visit) accountToConnect(p phonePage) (connected, error) {
	var made connected
	f, family := p.Form, "/phones/"+p.Family.ID
	body := map[string]any{"language": v.language}
	for _, name := range []string{"security", "host", "label"} {
		if value := strings.TrimSpace(f.Field(name).Value); value != "" {
			body[name] = value
		}
	}
	switch f.Field("how").Value {
	case accountNew:
		body["name"] = f.Field("name").Value
		if folder := f.Field("folder"); folder != nil && folder.Value != "" {
			body["folders"] = []string{folder.Value}
		}
		return made, v.api.post(family+"/settings", body, &made)
	case accountOwn:
		if p.Device == nil {
			break
		}
		if p.Device.AccountID != "" {
			body["account_id"] = p.Device.AccountID
			return made, v.api.post(family+"/settings", body, &made)
		}
		return v.deviceAccountToConnect(p, body)
	case accountAgain:
		a, err := v.accountByName(f.Field("account").Value)
		if err != nil {
			return made, err
		}
		body["account_id"] = a.ID
		return made, v.api.post(family+"/settings", body, &made)
	case accountKnown:
		a, err := v.accountByName(f.Field("account").Value)
		if err != nil {
			return made, err
		}
		body["account"], body["secret"] = a.Name, f.Field("secret").Value
		err = v.api.post(family+"/settings:fill", body, &made)
		made.Account, made.Secret = a, f.Field("secret").Value
		return made, err
	}
	return made, refusal(http.StatusBadRequest, "invalid")
}

// deviceAccountToConnect makes the account that a telephone has of its own. That the phone can be told it is asked before it is made.
func (v *visit) deviceAccountToConnect(p phonePage, body map[string]any) (connected, error) {
	var made connected
	name := p.Form.Field("name").Value
	if name == "" {
		name = plainName(p.Device)
	}
	query := p.Form.target()
	query.Set("account", name)
	if err := v.api.get("/phones/"+p.Family.ID+"?"+query.Encode(), nil); err != nil {
		return made, err
	}
	draft := map[string]any{"name": name}
	for option, needed := range map[string]string{"dial_format": p.Family.Needs.DialFormat, "truncation": p.Family.Needs.Truncation} {
		if needed != "" {
			draft[option] = needed
		}
	}
	if p.Family.Needs.LenientEquality {
		draft["lenient_equality"] = true
	}
	if folder := p.Form.Field("folder"); folder != nil && folder.Value != "" {
		draft["folders"] = []string{folder.Value}
	}
	var d withSecrets
	if err := v.api.post("/devices/"+p.Device.ID+"/account", draft, &d); err != nil {
		return made, err
	}
	if d.Secrets == nil {
		return made, refusal(http.StatusInternalServerError, "internal")
	}
	body["account"], body["secret"] = d.Secrets.AccountName, d.Secrets.AccountSecret
	if err := v.api.post("/phones/"+p.Family.ID+"/settings:fill", body, &made); err != nil {
		return made, err
	}
	made.Secret = d.Secrets.AccountSecret
	return made, v.api.get("/accounts/"+d.AccountID, &made.Account)
}

// plainName is what the account of a telephone is called: of letters and digits alone, which every phone can be told.
func plainName(d *telephone) string {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(d.MAC))
	if plain == "" {
		plain = strings.ReplaceAll(d.ID, "-", "")[20:]
	}
	return "phone" + plain
}

// accountByName finds an account; its name is what is chosen by.
func (v *visit) accountByName(name string) (ldapAccount, error) {
	accounts, err := v.allAccounts()
	if err != nil {
		return ldapAccount{}, err
	}
	for _, a := range accounts {
		if a.Name == name {
			return a, nil
		}
	}
	return ldapAccount{}, &problem{
		Status: http.StatusUnprocessableEntity, Code: "invalid", Fields: []fieldProblem{{Field: "account", Code: "required", Message: "choose one"}},
	}
}
