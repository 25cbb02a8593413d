package web

import (
	"net/http"
	"net/url"
	"time"
)

// token is what a program signs in with.
type token struct {
	ID        string         `json:"id"`
	Name      string         `json:"name"`
	LoginID   string         `json:"login_id"`
	Roles     []assignedRole `json:"roles"`
	ExpiresAt time.Time      `json:"expires_at"`
	Owner     string         `json:"-"`
}

// tokensPage is what the list of API tokens shows.
type tokensPage struct {
	Tokens []token
	Pager  pager
	Tabs   []tab
	Roles  []role
	Form   *form
	Ticked map[string]bool // the roles that were ticked
}

// tokensPage asks for the list.
func (v *visit) tokensPage() (tokensPage, error) {
	p := tokensPage{Tabs: v.accessTabs(), Ticked: map[string]bool{}}
	var list struct {
		Tokens []token `json:"tokens"`
		Next   string  `json:"next"`
	}
	if err := v.api.get("/tokens?"+v.asked("50").Encode(), &list); err != nil {
		return p, err
	}
	var logins struct {
		Logins []login `json:"logins"`
	}
	if err := v.api.get("/logins?limit=1000", &logins); err != nil {
		return p, err
	}
	var err error
	if p.Roles, err = v.allRoles(); err != nil {
		return p, err
	}
	for i := range list.Tokens {
		nameRoles(list.Tokens[i].Roles, p.Roles)
		for _, l := range logins.Logins {
			if l.ID == list.Tokens[i].LoginID {
				list.Tokens[i].Owner = l.Email
			}
		}
	}
	p.Tokens, p.Pager = list.Tokens, v.pager(list.Next)
	p.Form = newForm(v, "Make a token", "", []*field{
		{Name: "name", Label: "What it is for", Required: true, Most: 128},
		{Name: "days", Label: "Good for", Kind: "select", Required: true, Options: []option{
			{Value: "30", Label: "30 days"}, {Value: "90", Label: "90 days"}, {Value: "365", Label: "one year"},
		}, Value: "90"},
		{Name: "roles", Label: "What it may do", Kind: "hidden"}, // ticked one by one
	})
	return p, nil
}

// tokens shows the list.
func (v *visit) tokens() error {
	p, err := v.tokensPage()
	if err != nil {
		return err
	}
	return v.show("tokens", v.say("API tokens"), p)
}

// tokenCreate makes an API token of the visitor's own, and shows it once.
func (v *visit) tokenCreate() error {
	p, err := v.tokensPage()
	if err != nil {
		return err
	}
	f := p.Form
	f.read(v)
	roles := []assignedRole{}
	for _, id := range v.r.PostForm["roles"] {
		roles = append(roles, assignedRole{RoleID: id})
		p.Ticked[id] = true
	}
	days, err := time.ParseDuration(f.Field("days").Value + "h")
	if err != nil {
		return refusal(http.StatusBadRequest, "invalid")
	}
	body := map[string]any{"name": f.Field("name").Value, "roles": roles, "expires_at": time.Now().Add(24 * days)}
	var made struct{ Name, Secret string }
	if err := v.api.post("/tokens", body, &made); err != nil {
		return v.refused(f, err, func(status int) error { return v.showAs(status, "tokens", v.say("API tokens"), p) })
	}
	return v.showSecrets(v.say("The token “%s” has been made.", made.Name), "/access/tokens", disclosed{made.Name, &secrets{Token: made.Secret}})
}

// tokenRevoke makes an API token void.
func (v *visit) tokenRevoke() error {
	if err := v.api.delete("/tokens/" + url.PathEscape(v.r.PathValue("id"))); err != nil {
		return err
	}
	v.api.revision = 0 // a token that is void stays void
	return v.done("/access/tokens", "The token is void.", "")
}
