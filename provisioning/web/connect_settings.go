package web

import (
	"mime"
	"net/http"
	"net/url"
	"strconv"
)

// phoneSettings are all there is to tell a phone.
type phoneSettings struct {
	Host   string         `json:"host"`
	Port   int            `json:"port"`
	BaseDN string         `json:"base_dn"`
	Fields []phoneSetting `json:"fields"`
	File   *phoneFile     `json:"file"`
	Notes  []string       `json:"notes"`
}

// phoneSetting is one setting: what its place is called on the phone's page, "" where it is in the file alone, and what goes there.
type phoneSetting struct {
	Label     string `json:"label"`
	Key       string `json:"key"`
	Value     string `json:"value"`
	HasSecret bool   `json:"has_secret"`
}

// phoneFile is what the provisioning of a phone reads.
type phoneFile struct {
	Name        string `json:"name"`
	ContentType string `json:"content_type"`
	Content     string `json:"content"`
}

// settingsPage is what the page shows that says what to type into a phone.
type settingsPage struct {
	Family    phoneFamily
	Settings  phoneSettings
	Account   ldapAccount      // none where Anonymous is
	Anonymous *anonymousPhones // what the phone sees, that binds without an account
	Secret    string           // shown once; "": where it is to be typed stands what the API has for it
	Target    url.Values       // how the phone is connected, without the secret
	Typed     []phoneSetting
	Lacks     bool // the account has not the options that these phones need
	Live      *live
}

// OnPage reports whether there is a page of the phone's to type on; otherwise there is the file alone.
func (p settingsPage) OnPage() bool { return len(p.Typed) > 0 }

// Again is the address of the same page without the secret.
func (p settingsPage) Again() string {
	return "/connect/" + p.Family.ID + "/settings?" + p.Target.Encode()
}

// showSettings shows what to type, and waits for the phone.
func (v *visit) showSettings(p settingsPage) error {
	query := url.Values{} // of the account's phones, or of all where there is none
	if p.Anonymous == nil {
		p.Target.Set("account", p.Account.Name)
		query.Set("account", p.Account.Name)
	}
	for _, one := range p.Settings.Fields {
		if one.Label != "" {
			p.Typed = append(p.Typed, one)
		}
	}
	dial, truncation, lenient := p.Account.DialFormat, p.Account.Truncation, p.Account.LenientEquality
	if a := p.Anonymous; a != nil {
		dial, truncation, lenient = a.DialFormat, a.Truncation, a.LenientEquality
	}
	needs := p.Family.Needs
	known := p.Account.ID != "" || p.Anonymous != nil // whose options are seen
	p.Lacks = known && (needs.DialFormat != "" && needs.DialFormat != dial || needs.Truncation != "" && needs.Truncation != truncation || needs.LenientEquality && !lenient)
	if !v.self.MayEverywhere("access", "read") { // what phones ask is not shown to everybody
		return v.show("connect_settings", v.say("Connect %s", p.Family.Name), p)
	}
	var err error
	if p.Live, err = v.liveOf(query); err != nil {
		return err
	}
	return v.show("connect_settings", v.say("Connect %s", p.Family.Name), p)
}

// connectSettings shows what to type into phones that bind as an account whose secret is known to who types.
func (v *visit) connectSettings() error {
	p := settingsPage{Target: url.Values{}}
	if err := v.whoBinds(&p); err != nil {
		return err
	}
	for _, name := range []string{"account", "anonymous", "security", "host", "label"} {
		if value := v.r.FormValue(name); value != "" {
			p.Target.Set(name, value)
		}
	}
	query := url.Values{"language": {v.language}}
	for name, values := range p.Target {
		query[name] = values
	}
	shown, err := v.familyShown(query)
	if err != nil {
		return err
	}
	p.Family, p.Settings = shown.Family, shown.Settings
	return v.showSettings(p)
}

// whoBinds finds the account that the address names, or what phones see without one.
func (v *visit) whoBinds(p *settingsPage) error {
	var err error
	if v.r.FormValue("anonymous") != "" {
		if p.Anonymous, err = v.anonymousPhones(); err == nil && p.Anonymous == nil {
			err = refusal(http.StatusNotFound, "not_found")
		}
		return err
	}
	if !v.self.MayEverywhere("access", "read") { // the name was typed, and whether there is such an account is not told
		p.Account.Name = v.r.FormValue("account")
		return nil
	}
	var found bool
	if p.Account, found, err = v.findAccount(v.r.FormValue("account")); err == nil && !found {
		err = refusal(http.StatusNotFound, "not_found")
	}
	return err
}

// connectFile answers with the file that a phone reads. The secret comes in the form, so that it is in no address.
func (v *visit) connectFile() error {
	settings, err := v.settingsToSave()
	if err != nil {
		return err
	}
	file := settings.File
	if file == nil {
		return refusal(http.StatusNotFound, "not_found")
	}
	header := v.w.Header()
	header.Set("Content-Type", file.ContentType)
	header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file.Name}))
	header.Set("Content-Length", strconv.Itoa(len(file.Content)))
	_, _ = v.w.Write([]byte(file.Content)) // a browser that has gone needs no answer
	return nil
}

// settingsToSave asks for the settings that the form names; without an account, those of phones that need none.
func (v *visit) settingsToSave() (phoneSettings, error) {
	body, query := map[string]any{"language": v.language}, url.Values{"language": {v.language}}
	for _, name := range []string{"account", "anonymous", "secret", "security", "host", "label"} {
		if value := v.r.PostForm.Get(name); value != "" {
			body[name] = value
			query.Set(name, value)
		}
	}
	if query.Has("anonymous") {
		query.Del("secret")
		shown, err := v.familyShown(query)
		return shown.Settings, err
	}
	var made connected
	err := v.api.post("/phones/"+url.PathEscape(v.r.PathValue("family"))+"/settings:fill", body, &made)
	return made.Secrets, err
}
