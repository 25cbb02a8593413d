package api

import (
	"context"
	"time"

	"annuaire/directory"
)

// Settings is what the program is configured with, under the names of config.toml. There is no secret in it, and nothing of what is in other files. What is
// in the store and changed over the API, but for the directory's name, has operations of its own: roles, bundles, LDAP accounts …
type Settings struct {
	Version    string            `json:"version" doc:"The program's."`
	Directory  DirectorySettings `json:"directory"`
	Extensions ExtensionSettings `json:"extensions"`
	Lines      LineSettings      `json:"lines"`
	Voicemail  VoicemailSettings `json:"voicemail"`
	Imports    ImportSettings    `json:"imports"`
	Licence    LicenceSettings   `json:"licence"`
	Revision   uint64            `json:"revision" doc:"The last change of the directory."`
	Installation
}

// Installation is what the program knows of itself beside the directory: its files, where it listens, what it takes.
type Installation struct {
	ConfigFile string          `json:"config_file,omitempty" doc:"Missing where there is none."`
	Store      StoreFile       `json:"store"`
	LDAP       LDAPSettings    `json:"ldap"`
	HTTP       HTTPSettings    `json:"http"`
	Metrics    MetricsSettings `json:"metrics"`
	Mail       MailSettings    `json:"mail"`
}

// DirectorySettings is [directory].
type DirectorySettings struct {
	Name          string `json:"name" doc:"What the root folder is called now. It is changed like every folder's name."`
	RootID        ID     `json:"root_id" doc:"The root folder."`
	BaseDN        string `json:"base_dn"`
	Country       string `json:"country"`
	Language      string `json:"language"`
	OutsidePrefix string `json:"outside_prefix"`
	FillTelephone bool   `json:"fill_telephone"`
	BinDays       int    `json:"bin_days"`
	JournalDays   int    `json:"journal_days"`
}

// ExtensionSettings is [extensions].
type ExtensionSettings struct {
	MinDigits          int                        `json:"min_digits"`
	MaxDigits          int                        `json:"max_digits"`
	First              string                     `json:"first"`
	Ranges             []directory.ExtensionRange `json:"ranges"`
	Reserved           []string                   `json:"reserved"`
	DialPrefixConflict directory.DialPrefixRule   `json:"dial_prefix_conflict" doc:"warn, refuse, or nothing."`
}

// LineSettings is [lines].
type LineSettings struct {
	ContactsFor []directory.LineKind `json:"contacts_for"`
}

// VoicemailSettings is [voicemail].
type VoicemailSettings struct {
	PINDigits int `json:"pin_digits"`
}

// ImportSettings is [imports].
type ImportSettings struct {
	FileBytes int64 `json:"file_bytes"`
	Rows      int   `json:"rows"`
	CellChars int   `json:"cell_chars"`
}

// LicenceSettings is [licence].
type LicenceSettings struct {
	Enabled              int    `json:"enabled" doc:"Users that are enabled now."`
	Included             int    `json:"included"`
	Limit                int    `json:"limit" doc:"0: any number."`
	UnitPriceCents       int64  `json:"unit_price_cents" doc:"Hundredths; 0: not said."`
	ActivationPriceCents int64  `json:"activation_price_cents" doc:"Hundredths; 0: not said."`
	Currency             string `json:"currency"`
}

// StoreFile is the file that holds everything.
type StoreFile struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
}

// Certificate is what a server shows to who connects.
type Certificate struct {
	Until  time.Time `json:"until"`
	Own    bool      `json:"own" doc:"The program has made it, and renews it."`
	SHA256 string    `json:"sha256" doc:"The fingerprint, as other programs show it: AB:CD:…"`
}

// LDAPSettings is [ldap].
type LDAPSettings struct {
	Addresses        []string     `json:"addresses" doc:"What is listened on: ldap://…, ldaps://…"`
	StartTLS         bool         `json:"start_tls" doc:"A connection to ldap:// can go over to TLS."`
	Certificate      *Certificate `json:"certificate,omitempty"`
	PasswordsInClear bool         `json:"passwords_in_clear"`
	DialPrefixes     []string     `json:"dial_prefixes"`
	Anonymous        []string     `json:"anonymous" doc:"The networks from which the directory is read without a bind."`
	Limits           LDAPLimits   `json:"limits"`
}

// LDAPLimits is [ldap.limits]; times are in seconds.
type LDAPLimits struct {
	Connections           int     `json:"connections"`
	ConnectionsPerAddress int     `json:"connections_per_address"`
	AnonymousMessageBytes int     `json:"anonymous_message_bytes"`
	BoundMessageBytes     int     `json:"bound_message_bytes"`
	SizeLimit             int     `json:"size_limit"`
	LookThrough           float64 `json:"look_through"`
	FirstRequest          float64 `json:"first_request"`
	Idle                  float64 `json:"idle"`
}

// HTTPSettings is [http].
type HTTPSettings struct {
	Address     string       `json:"address" doc:"What is listened on."`
	URL         string       `json:"url" doc:"What people reach it by."`
	Proxies     []string     `json:"proxies"`
	Certificate *Certificate `json:"certificate,omitempty"`
}

// MetricsSettings is [metrics].
type MetricsSettings struct {
	Address string `json:"address" doc:"What is listened on; nothing: nowhere."`
}

// MailSettings is [mail].
type MailSettings struct {
	Server string `json:"smtp" doc:"Nothing: nobody is written to."`
	From   string `json:"from"`
}

// SettingsOutput is what the program is configured with.
type SettingsOutput struct{ Body Settings }

// settingsShow gives what the program is configured with.
func (a *API) settingsShow(context.Context, *caller, *Empty) (*SettingsOutput, error) {
	c, root := a.directory.Config(), a.directory.Root()
	s := Settings{
		Version: a.Version, Revision: a.directory.Revision(),
		Directory: DirectorySettings{
			Name: root.Name, RootID: ID{root.ID}, BaseDN: a.LDAP.BaseDN, Country: c.Country, Language: c.Language, OutsidePrefix: c.OutsidePrefix,
			FillTelephone: c.FillTelephone, BinDays: c.BinDays, JournalDays: int(c.JournalFor / (24 * time.Hour)),
		},
		Extensions: ExtensionSettings{
			MinDigits: c.MinShortDigits, MaxDigits: c.MaxShortDigits, First: c.FirstExtension,
			Ranges: append([]directory.ExtensionRange{}, c.ExtensionRanges...), Reserved: append([]string{}, c.Reserved...), DialPrefixConflict: c.DialPrefixConflict,
		},
		Lines:     LineSettings{append([]directory.LineKind{}, c.AutoContactKinds...)},
		Voicemail: VoicemailSettings{c.PINDigits},
		Imports:   ImportSettings{a.Imports.Bytes, a.Imports.Rows, a.Imports.CellChars},
		Licence: LicenceSettings{
			Enabled: a.directory.LicenceUse().Enabled, Included: c.Licence.Included, Limit: c.Licence.Limit,
			UnitPriceCents: c.Licence.UnitPriceCents, ActivationPriceCents: c.Licence.ActivationPriceCents, Currency: c.Licence.Currency,
		},
	}
	if a.Installed == nil {
		s.LDAP.Addresses, s.LDAP.DialPrefixes, s.LDAP.Anonymous, s.HTTP.Proxies = []string{}, []string{}, []string{}, []string{}
		return &SettingsOutput{s}, nil
	}
	installed, err := a.Installed()
	if err != nil {
		return nil, err
	}
	s.Installation = installed
	return &SettingsOutput{s}, nil
}
