package api

import (
	"context"
	"errors"
	"net/netip"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/provisioning/phones"
)

// LDAPService is where phones find the directory.
type LDAPService struct {
	BaseDN string
	Host   string // a name or an IP address, as phones reach it
	Clear  int    // the port for connections that begin in the clear; 0: there is none
	TLS    int    // the port for TLS from the first byte; 0: there is none
	// StartTLS has connections on Clear go over to TLS.
	StartTLS bool
	// Anonymous are the networks whose phones read without an account; none: each needs one.
	Anonymous []netip.Prefix
	// AnonymousFolders is what they see, each with what is below it; none: everything.
	AnonymousFolders []uuid.UUID
	// AnonymousOptions suit them.
	AnonymousOptions directory.PhoneOptions
}

// port is where a connection with this over it goes; 0: nowhere.
func (s LDAPService) port(over phones.Security) int {
	switch {
	case over == phones.LDAPS:
		return s.TLS
	case over == phones.StartTLS && !s.StartTLS:
		return 0
	}
	return s.Clear
}

// PhoneFamily is phones that are set up alike.
type PhoneFamily struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Models   string            `json:"models"`
	Menu     string            `json:"menu,omitempty" doc:"Where the fields are on the phone's own pages."`
	Security []phones.Security `json:"security" enum:"none,starttls,ldaps" doc:"What phone and server can both have over the connection, what is best first."`
	File     bool              `json:"file" doc:"Whether its phones read the settings from a file."`
	Search   PhoneSearch       `json:"search"`
	Needs    PhoneNeeds        `json:"needs" doc:"The options that its LDAP account is to have."`
}

// PhoneSearch is how a family's phones search.
type PhoneSearch struct {
	Name     string          `json:"name,omitempty" doc:"The filter for names; missing where the phone makes it itself."`
	Number   string          `json:"number,omitempty" doc:"The filter for numbers; missing where the phone makes it itself."`
	Wildcard phones.Wildcard `json:"wildcard" enum:"phone,template,built_in" doc:"Who adds the asterisk."`
}

// PhoneNeeds are options of an account.
type PhoneNeeds struct {
	DialFormat      directory.DialFormat `json:"dial_format,omitempty"`
	Truncation      directory.Truncation `json:"truncation,omitempty"`
	LenientEquality bool                 `json:"lenient_equality,omitempty"`
}

// options are the needs as options of a new account.
func (n PhoneNeeds) options() directory.PhoneOptions {
	return directory.PhoneOptions{DialFormat: n.DialFormat, Truncation: n.Truncation, LenientEquality: n.LenientEquality}
}

func (a *API) phoneFamily(f *phones.Family, language string) PhoneFamily {
	needs := PhoneNeeds{directory.DialFormat(f.Account.DialFormat), directory.Truncation(f.Account.Truncation), f.Account.LenientEquality}
	return PhoneFamily{
		ID: f.ID, Name: f.Name, Models: f.Models.In(language), Menu: f.Menu, Security: a.securities(f), File: f.HasFile(), Needs: needs,
		Search: PhoneSearch{f.NameFilter, f.NumberFilter, f.Wildcard},
	}
}

// securities are what phones of a family and the server can both have.
func (a *API) securities(f *phones.Family) []phones.Security {
	shared := []phones.Security{}
	for _, s := range f.Security {
		if a.LDAP.port(s) != 0 {
			shared = append(shared, s)
		}
	}
	return shared
}

// PhoneListOutput is every family of phones.
type PhoneListOutput struct {
	Body struct {
		Families  []PhoneFamily    `json:"families" doc:"In the order of their ids."`
		Anonymous *AnonymousPhones `json:"anonymous,omitempty" doc:"What phones are shown that bind without an account, for who may read access; missing where each needs one."`
	}
}

// PhoneListInput says in which language families are described.
type PhoneListInput struct {
	Language string `query:"language" enum:"fr,en" doc:"Of what the models are called; English without it."`
}

// phoneList gives the families of phones that are known.
func (a *API) phoneList(_ context.Context, c *caller, in *PhoneListInput) (*PhoneListOutput, error) {
	out := new(PhoneListOutput)
	for _, f := range phones.Families() {
		out.Body.Families = append(out.Body.Families, a.phoneFamily(f, in.Language))
	}
	if c.Rights.May(directory.SectionAccess, directory.Read, uuid.Nil) { // it names networks, and folders that are in sight of who reads accounts
		out.Body.Anonymous = a.anonymousPhones()
	}
	return out, nil
}

// PhoneTarget is what a phone is to be told, beside who to bind as.
type PhoneTarget struct {
	Security phones.Security `json:"security,omitempty" query:"security" enum:"none,starttls,ldaps" doc:"What is over the connection; without it, the best that phone and server can both have."`
	Host     string          `json:"host,omitempty" query:"host" maxLength:"255" doc:"The name or IP address that the phone reaches the server by; without it, the server's own."`
	Label    string          `json:"label,omitempty" query:"label" maxLength:"40" doc:"What the phone calls the directory."`
	Language string          `json:"language,omitempty" query:"language" enum:"fr,en" doc:"Of the notes and of what the models are called; English without it."`
}

// PhoneSettings is all there is to tell a phone.
type PhoneSettings struct {
	Host     string          `json:"host"`
	Port     int             `json:"port"`
	Security phones.Security `json:"security" enum:"none,starttls,ldaps"`
	BaseDN   string          `json:"base_dn"`
	Fields   []PhoneField    `json:"fields" doc:"In the order of the phone's page."`
	File     *PhoneFile      `json:"file,omitempty" doc:"Missing where its phones read none."`
	Notes    []string        `json:"notes" doc:"What its phones can not do, or what to know."`
}

// PhoneField is one setting of a phone.
type PhoneField struct {
	Label  string `json:"label,omitempty" doc:"What it is called on the phone's page; missing where it is in the file alone."`
	Key    string `json:"key,omitempty" doc:"What it is called in a file; missing where it is on the page alone."`
	Value  string `json:"value" doc:"What to type or to choose."`
	InFile string `json:"in_file,omitempty" doc:"What the file has, where that is something else."`
	// HasSecret is set where the value is, or has in it, the account's secret.
	HasSecret bool `json:"has_secret,omitempty"`
}

// PhoneFile is what the provisioning of a phone reads.
type PhoneFile struct {
	Name        string `json:"name"`
	ContentType string `json:"content_type"`
	Content     string `json:"content"`
}

// settings are those of a family's phones that bind as account with secret; without both, of those that bind without a name. It returns invalid for
// what they can not be told.
func (a *API) settings(f *phones.Family, in PhoneTarget, account, secret string) (PhoneSettings, error) {
	target := phones.Target{
		Host: in.Host, Security: in.Security, Base: a.LDAP.BaseDN, Account: account, Secret: secret, Nameless: account+secret == "",
		Label: in.Label, Language: in.Language,
	}
	if target.Host == "" {
		target.Host = a.LDAP.Host
	}
	shared := a.securities(f)
	if target.Security == "" && len(shared) > 0 {
		target.Security = shared[0]
	}
	if !slices.Contains(shared, target.Security) {
		return PhoneSettings{}, badPhone("security", "phone and server have no such connection in common")
	}
	target.Port = a.LDAP.port(target.Security)
	made, err := f.For(target)
	var refused *phones.Refusal
	if errors.As(err, &refused) {
		return PhoneSettings{}, badPhone(refused.Field, refused.Message)
	}
	if err != nil {
		return PhoneSettings{}, err
	}
	s := PhoneSettings{Host: target.Host, Port: target.Port, Security: target.Security, BaseDN: target.Base, Notes: made.Notes}
	for _, one := range made.Fields {
		s.Fields = append(s.Fields, PhoneField{one.Label, one.Key, one.Value, one.InFile, one.Secret})
	}
	if made.File != nil {
		s.File = &PhoneFile{made.File.Name, made.File.ContentType, string(made.File.Content)}
	}
	return s, nil
}

func badPhone(field, message string) error {
	return &directory.Error{
		Code: directory.Invalid, Message: "these phones can not be connected so",
		Fields: []directory.FieldError{{Field: field, Code: directory.Invalid, Message: message}},
	}
}
