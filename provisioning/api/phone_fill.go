package api

import "context"

// PhoneFillInput is who a phone is to bind as, with the secret.
type PhoneFillInput struct {
	PhonePath
	Body struct {
		PhoneTarget
		Account string `json:"account" maxLength:"64" doc:"The name of an LDAP account."`
		Secret  string `json:"secret" maxLength:"128" doc:"Its secret. Whether it is the right one, nobody is told."`
	}
}

// PhoneFillOutput is what to type into a phone.
type PhoneFillOutput struct {
	Body struct {
		Family  PhoneFamily   `json:"family"`
		Secrets PhoneSettings `json:"secrets" doc:"What to type, with the secret."`
	}
}

// phoneFill gives what to type into a family's phones that share an account, by who has noted its secret; nothing changes.
func (a *API) phoneFill(_ context.Context, _ *caller, in *PhoneFillInput) (*PhoneFillOutput, error) {
	f, err := in.family()
	if err != nil {
		return nil, err
	}
	if in.Body.Account+in.Body.Secret == "" { // who binds without a name is told so by GET /phones/{family}
		return nil, badPhone("account", "is missing")
	}
	out := new(PhoneFillOutput)
	out.Body.Family = a.phoneFamily(f, in.Body.Language)
	out.Body.Secrets, err = a.settings(f, in.Body.PhoneTarget, in.Body.Account, in.Body.Secret)
	if err != nil {
		return nil, err
	}
	return out, nil
}
