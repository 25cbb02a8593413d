package web

import (
	"time"
)

// settings is what the program is configured with, as the API has it.
type settings struct {
	Version    string `json:"version"`
	ConfigFile string `json:"config_file"`
	Revision   uint64 `json:"revision"`
	Store      struct {
		Path  string `json:"path"`
		Bytes int64  `json:"bytes"`
	} `json:"store"`
	Directory struct {
		Name          string `json:"name"`
		RootID        string `json:"root_id"`
		BaseDN        string `json:"base_dn"`
		Country       string `json:"country"`
		Language      string `json:"language"`
		OutsidePrefix string `json:"outside_prefix"`
		FillTelephone bool   `json:"fill_telephone"`
		BinDays       int    `json:"bin_days"`
		JournalDays   int    `json:"journal_days"`
	} `json:"directory"`
	Extensions struct {
		MinDigits int    `json:"min_digits"`
		MaxDigits int    `json:"max_digits"`
		First     string `json:"first"`
		Ranges    []struct {
			First, Last string
		} `json:"ranges"`
		Reserved           []string `json:"reserved"`
		DialPrefixConflict string   `json:"dial_prefix_conflict"`
	} `json:"extensions"`
	Lines struct {
		ContactsFor []string `json:"contacts_for"`
	} `json:"lines"`
	Voicemail struct {
		PINDigits int `json:"pin_digits"`
	} `json:"voicemail"`
	Imports struct {
		FileBytes int64 `json:"file_bytes"`
		Rows      int   `json:"rows"`
		CellChars int   `json:"cell_chars"`
	} `json:"imports"`
	Licence struct {
		Enabled              int    `json:"enabled"`
		Included             int    `json:"included"`
		Limit                int    `json:"limit"`
		UnitPriceCents       int64  `json:"unit_price_cents"`
		ActivationPriceCents int64  `json:"activation_price_cents"`
		Currency             string `json:"currency"`
	} `json:"licence"`
	LDAP ldapSettings `json:"ldap"`
	HTTP struct {
		Address     string       `json:"address"`
		URL         string       `json:"url"`
		Proxies     []string     `json:"proxies"`
		Certificate *certificate `json:"certificate"`
	} `json:"http"`
	Metrics struct {
		Address string `json:"address"`
	} `json:"metrics"`
	Mail struct {
		Server string `json:"smtp"`
		From   string `json:"from"`
	} `json:"mail"`
}

// ldapSettings are those of the phones' side.
type ldapSettings struct {
	Addresses        []string     `json:"addresses"`
	StartTLS         bool         `json:"start_tls"`
	Certificate      *certificate `json:"certificate"`
	PasswordsInClear bool         `json:"passwords_in_clear"`
	DialPrefixes     []string     `json:"dial_prefixes"`
	Anonymous        []string     `json:"anonymous"`
	Limits           struct {
		Connections           int     `json:"connections"`
		ConnectionsPerAddress int     `json:"connections_per_address"`
		AnonymousMessageBytes int64   `json:"anonymous_message_bytes"`
		BoundMessageBytes     int64   `json:"bound_message_bytes"`
		SizeLimit             int     `json:"size_limit"`
		LookThrough           float64 `json:"look_through"`
		FirstRequest          float64 `json:"first_request"`
		Idle                  float64 `json:"idle"`
	} `json:"limits"`
}

// certificate is what a server shows to who connects.
type certificate struct {
	Until  time.Time `json:"until"`
	Own    bool      `json:"own"`
	SHA256 string    `json:"sha256"`
}

// settings shows what the program is configured with.
func (v *visit) settings() error {
	var s settings
	if err := v.api.get("/settings", &s); err != nil {
		return err
	}
	parts := []settingsPart{
		v.directorySettings(s), v.numberSettings(s), v.licenceSettings(s), v.keepingSettings(s),
		v.phoneSettings(s.LDAP), v.pageSettings(s), v.mailSettings(s), v.limitSettings(s.LDAP), v.programSettings(s),
	}
	return v.show("settings", v.say("Settings"), parts)
}
