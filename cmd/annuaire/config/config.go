package config

import (
	"crypto/tls"
	"net/netip"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/ldapserver"
	"annuaire/ldapserver/dit"
	"annuaire/provisioning/mail"
)

// Config is what config.toml says, complete: keys that the file leaves out have their defaults.
type Config struct {
	// File is the file it was read from, as it was named; empty for the defaults alone.
	File       string
	Directory  Directory
	Extensions Extensions
	Lines      Lines
	Voicemail  Voicemail
	Imports    Imports
	Licence    directory.Licence
	LDAP       LDAP
	HTTP       HTTP
	Metrics    Metrics
	Mail       Mail

	lines map[string]int // where each key stands in File
}

// Directory is [directory]: the directory itself and the file it lives in.
type Directory struct {
	Name          string // what the root folder is called when the store is made; empty: a provisional name
	BaseDN        string // RFC 4514 text
	Store         string // path of the bbolt file
	Country       string // ISO 3166-1 alpha-2, in capitals: how numbers without a country code are read
	Language      string // BCP 47: how names are ordered
	OutsidePrefix string // digits dialled for an outside line; empty: none
	FillTelephone bool   // a contact without a work number shows its first visible one as its work number
	BinDays       int    // days a deleted record can be brought back
	JournalDays   int    // days changes are remembered
}

// LDAP is [ldap]: what the server listens on and what it grants whom.
type LDAP struct {
	Listen    string // host:port with StartTLS; empty: not listened on
	ListenTLS string // host:port with TLS from the first byte; empty: not listened on
	TLSCert   string // PEM file, the certificate first, then its chain; empty: the program's own where one is needed
	TLSKey    string // PEM file
	Listeners []Listener
	// PasswordsInClear has persons bind with their passwords without TLS.
	PasswordsInClear bool
	// DialPrefixes are what telephone systems put before the numbers they ask for.
	DialPrefixes []string
	Limits       Limits
	Anonymous    Anonymous
}

// Listener is one [[ldap.listener]]: a further address, for phones that need other rules than the usual two.
type Listener struct {
	Address    string
	TLS        bool   // TLS from the first byte, else StartTLS is offered
	MinVersion uint16 // lowest TLS version, as in crypto/tls
	// CipherSuites are those allowed up to TLS 1.2, as in crypto/tls; empty: those that go with MinVersion.
	CipherSuites []uint16
}

// Limits is [ldap.limits]: what one peer may take from everybody else.
type Limits struct {
	ldapserver.Limits
	SizeLimit    int           // entries of one answer, or of one page
	LookThrough  time.Duration // of one search
	ReadyEntries int           // bytes of entries that are kept as answers have them
}

// Anonymous is [ldap.anonymous]: who reads without a bind, and what.
type Anonymous struct {
	Networks []netip.Prefix // empty: nobody
	Folders  []uuid.UUID    // each with what is below it; empty: the whole directory
	Options  directory.PhoneOptions
}

// HTTP is [http]: where administrators and their programs reach the API.
type HTTP struct {
	Listen  string         // host:port; empty: not listened on
	TLSCert string         // PEM file, the certificate first, then its chain; empty: the program's own, but none on this machine alone
	TLSKey  string         // PEM file
	URL     string         // scheme, host and port by which people reach it; empty: found out
	Proxies []netip.Prefix // whose word is taken for where a request comes from
}

// Metrics is [metrics]: where monitoring asks how the server is.
type Metrics struct {
	Listen string // host:port; empty: not listened on
}

// Mail is [mail]: the server by which the program writes to people.
type Mail struct {
	SMTP         string // host:port; empty: no mail is sent
	From         string // e-mail address, with or without a name
	Security     mail.Security
	Username     string // empty: the server asks nobody
	PasswordFile string // a file that holds the password alone
}

// Default is the configuration of an empty file, with paths relative to the working directory.
func Default() Config {
	return Config{
		Directory: Directory{
			BaseDN:        "dc=example,dc=com",
			Store:         "annuaire.db",
			Country:       "FR",
			Language:      "fr",
			FillTelephone: true,
			BinDays:       30,
			JournalDays:   365,
		},
		Extensions: Extensions{MinDigits: 2, MaxDigits: 6},
		Lines:      Lines{ContactsFor: []directory.LineKind{directory.Landline}},
		Voicemail:  Voicemail{PINDigits: 6},
		Imports:    Imports{FileMiB: exchange.DefaultBytes >> 20, Rows: exchange.DefaultRows, CellChars: exchange.DefaultCellChars},
		Licence:    directory.Licence{Currency: "EUR"},
		LDAP: LDAP{
			Listen: ":389",
			Limits: Limits{
				Limits:       ldapserver.DefaultLimits(),
				SizeLimit:    500,
				ReadyEntries: dit.DefaultReadyBytes,
				LookThrough:  5 * time.Second,
			},
		},
	}
}

// defaultListener is what a [[ldap.listener]] that only names its address gets.
func defaultListener() Listener { return Listener{MinVersion: tls.VersionTLS12} }
