package web

import (
	"net/http"
	"strings"
)

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
		a, err := v.accountChosen(f)
		if err != nil {
			return made, err
		}
		body["account_id"] = a.ID
		return made, v.api.post(family+"/settings", body, &made)
	case accountKnown:
		a, err := v.accountChosen(f)
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
	made.Secret, made.Account.Name = d.Secrets.AccountSecret, d.Secrets.AccountName
	if !p.Accounts {
		return made, nil
	}
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

// accountChosen finds the account that was chosen in the form.
func (v *visit) accountChosen(f *form) (ldapAccount, error) {
	if !v.self.MayEverywhere("access", "read") { // the name is typed, and whether there is such an account is not told
		a := ldapAccount{Name: strings.TrimSpace(f.Field("account").Value)}
		if a.Name == "" {
			return a, accountMissing()
		}
		return a, nil
	}
	a, found, err := v.findAccount(f.Field("account").Value)
	if err == nil && !found {
		err = accountMissing()
	}
	return a, err
}

// accountMissing refuses a form that names no account there is.
func accountMissing() error {
	return &problem{
		Status: http.StatusUnprocessableEntity, Code: "invalid", Fields: []fieldProblem{{Field: "account", Code: "required", Message: "choose one"}},
	}
}
