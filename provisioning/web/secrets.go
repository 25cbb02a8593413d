package web

import "net/http"

// withSecrets is a telephone with what was made for it to sign in with.
type withSecrets struct {
	telephone
	Secrets *secrets `json:"secrets"`
}

// secrets are what is shown once: they stand on the page that answers the POST, and nowhere else.
type secrets struct {
	SIP           string `json:"sip_secret"`
	AccountName   string `json:"account_name"`
	AccountSecret string `json:"account_secret"`
	Token         string
}

// secretsPage is what the page shows that shows secrets.
type secretsPage struct {
	Done    string // what was done
	Secrets []disclosed
	Next    string // where one goes on to
}

// disclosed is secrets of one thing.
type disclosed struct {
	Name string
	*secrets
}

// doneWithSecrets ends a POST like done; where secrets were made, it shows them on a page of their own, once, which then leads on.
func (v *visit) doneWithSecrets(d withSecrets, address string, text words, about string) error {
	if d.Secrets == nil {
		return v.done(address, text, about)
	}
	return v.showSecrets(v.say(text, about), address, disclosed{d.Name, d.Secrets})
}

// showSecrets shows secrets, once.
func (v *visit) showSecrets(done, next string, list ...disclosed) error {
	return v.showAs(http.StatusOK, "secrets", v.say("Secrets"), secretsPage{Done: done, Secrets: list, Next: next})
}
