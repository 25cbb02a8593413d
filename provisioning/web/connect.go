package web

import (
	"net/url"
	"strings"
)

// phoneFamily is phones that are set up alike.
type phoneFamily struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Models   string   `json:"models"`
	Menu     string   `json:"menu"`
	Security []string `json:"security"`
	File     bool     `json:"file"`
	Needs    struct {
		DialFormat      string `json:"dial_format"`
		Truncation      string `json:"truncation"`
		LenientEquality bool   `json:"lenient_equality"`
	} `json:"needs"`
}

// Encrypts reports whether the phones can have TLS with the server.
func (f phoneFamily) Encrypts() bool { return len(f.Security) > 0 && f.Security[0] != "none" }

// familyShown is a family with what to type into its phones, without a secret.
type familyShown struct {
	Family   phoneFamily   `json:"family"`
	Settings phoneSettings `json:"settings"`
}

// familyShown asks for the family that the address names, with what to type for a target.
func (v *visit) familyShown(target url.Values) (familyShown, error) {
	var shown familyShown
	err := v.api.get("/phones/"+url.PathEscape(v.r.PathValue("family"))+"?"+target.Encode(), &shown)
	return shown, err
}

// connectPage is what the page shows on which one chooses what sort of phone is to be connected.
type connectPage struct {
	Tabs     []tab
	Text     string
	Families []phoneFamily
	Answers  bool       // phones are answered here
	Device   *telephone // that is to be connected; nil: any
	Account  string     // the name of the account that it is to bind as; "": to be chosen
}

// Link leads on to a family, with what is known already.
func (p connectPage) Link(f phoneFamily) string {
	query := url.Values{}
	if p.Device != nil {
		query.Set("device", p.Device.ID)
	}
	if p.Account != "" {
		query.Set("account", p.Account)
	}
	if len(query) == 0 {
		return "/connect/" + f.ID
	}
	return "/connect/" + f.ID + "?" + query.Encode()
}

// connectTabs lead from connecting a phone to watching it.
func (v *visit) connectTabs() []tab {
	if !v.self.MayEverywhere("access", "read") { // what phones ask is not shown to everybody
		return nil
	}
	return []tab{
		{Label: "Connect a phone", Address: "/connect", Current: v.r.URL.Path == "/connect"},
		{Label: "What phones ask", Address: "/connect/requests", Current: v.r.URL.Path == "/connect/requests"},
	}
}

// connect shows the families of phones to choose from.
func (v *visit) connect() error {
	p := connectPage{Tabs: v.connectTabs(), Text: v.r.FormValue("q"), Account: v.r.FormValue("account")}
	var err error
	if p.Device, err = v.deviceToConnect(); err != nil {
		return err
	}
	var list struct {
		Families []phoneFamily `json:"families"`
	}
	if err := v.api.get("/phones?language="+v.language, &list); err != nil {
		return err
	}
	for _, f := range list.Families {
		p.Answers = p.Answers || len(f.Security) > 0
		if containsFolded(f.Name+" "+f.Models, p.Text) {
			p.Families = append(p.Families, f)
		}
	}
	return v.show("connect", v.say("Connect a phone"), p)
}

// containsFolded reports whether each word of some is in text, whatever the capitals.
func containsFolded(text, some string) bool {
	for _, word := range strings.Fields(strings.ToLower(some)) {
		if !strings.Contains(strings.ToLower(text), word) {
			return false
		}
	}
	return true
}

// deviceToConnect is the telephone that the address names; nil where it names none.
func (v *visit) deviceToConnect() (*telephone, error) {
	id := v.r.FormValue("device")
	if id == "" {
		return nil, nil
	}
	var d telephone
	err := v.api.get("/devices/"+url.PathEscape(id), &d)
	return &d, err
}
