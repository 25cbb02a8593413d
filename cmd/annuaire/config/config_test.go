package config

import (
	"crypto/tls"
	"errors"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver"
	"annuaire/provisioning/mail"
)

var values = cmp.Options{
	cmpopts.IgnoreUnexported(Config{}),
	cmpopts.IgnoreFields(Config{}, "File"),
	cmp.Comparer(func(a, b netip.Prefix) bool { return a == b }),
	cmpopts.EquateEmpty(),
}

// shipped is the commented file that users start from.
const shipped = "../../../config.toml"

func TestTheShippedFileIsTheDefaults(t *testing.T) {
	data, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Parse("config.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Default(), got, values); diff != "" {
		t.Errorf("config.toml differs from the defaults (-default +file):\n%s", diff)
	}
}

func TestTheShippedFileShowsEveryKey(t *testing.T) {
	data, err := os.ReadFile(shipped)
	if err != nil {
		t.Fatal(err)
	}
	lines := keyLines(data)
	c := Default()
	for _, k := range c.keys() {
		if lines[k.name] == 0 {
			t.Errorf("%s is not in config.toml", k.name)
		}
	}
	for _, k := range new(Listener).keys(0) {
		name := k.name[strings.LastIndexByte(k.name, '.')+1:]
		if !strings.Contains(string(data), "\n# "+name+" = ") {
			t.Errorf("config.toml does not show %s of a listener", name)
		}
	}
}

func TestParseReadsEveryKey(t *testing.T) {
	got, err := Parse("config.toml", []byte(`
[directory]
name = "Ville d'Étretat"
base_dn = "o=Étretat,c=fr"
store = "/var/lib/annuaire/annuaire.db"
country = "ch"
language = "de-CH"
outside_prefix = "0"
fill_telephone = false
bin_days = 7
journal_days = 90

[extensions]
min_digits = 3
max_digits = 4
first = "200"
ranges = ["1000-1999", "600 - 649"]
reserved = ["333", "1234"]

[lines]
contacts_for = []

[voicemail]
pin_digits = 8

[imports]
file_mib = 100
rows = 300000
cell_chars = 500

[licence]
included = 5
limit = 50
unit_price = "4.9"
activation_price = "12"
currency = "chf"

[ldap]
listen = "127.0.0.1:3389"
listen_tls = "[::1]:ldaps"
tls_cert = "cert.pem"
tls_key = "key.pem"
passwords_in_clear = true
dial_prefixes = ["L0#", "9"]

[[ldap.listener]]
address = ":1389"

[[ldap.listener]]
address = ":1636"
tls = true
min_version = "1.0"
cipher_suites = ["TLS_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_3DES_EDE_CBC_SHA"]

[ldap.limits]
connections = 10
connections_per_address = 11
anonymous_message_bytes = 2048
bound_message_bytes = "2 MiB"
filter_depth = 5
filter_nodes = 6
attributes = 15
first_request = "7s"
idle = "1h30m"
write_stall = "9s"
drain = "0s"
size_limit = 12
look_through = "130ms"
ready_entries = "3MiB"

[ldap.anonymous]
networks = [
  "10.1.2.3/16", # the phones
  "::1",
]
folders = ["01997b7e-8f1c-7c3a-9d2e-1a2b3c4d5e6f"]
dial_format = "national"
outside_line = "0"
lenient_equality = true
truncation = "success"
search_base = "any"

[http]
listen = ":443"
tls_cert = "web.pem"
tls_key = "web-key.pem"
url = "https://annuaire.example.com:8443/"
proxies = ["10.0.0.7", "fd00::/8"]

[metrics]
listen = "127.0.0.1:9090"

[mail]
smtp = "mail.example.com:465"
from = "Étretat <annuaire@example.com>"
security = "tls"
username = "annuaire"
password_file = "password"
`))
	if err != nil {
		t.Fatal(err)
	}
	want := Config{
		Directory: Directory{
			Name: "Ville d'Étretat", BaseDN: "o=Étretat,c=fr", Store: "/var/lib/annuaire/annuaire.db", Country: "CH",
			Language: "de-CH", OutsidePrefix: "0", BinDays: 7, JournalDays: 90,
		},
		Extensions: Extensions{
			MinDigits: 3, MaxDigits: 4, First: "200", Reserved: []string{"333", "1234"},
			Ranges: []directory.ExtensionRange{{First: "1000", Last: "1999"}, {First: "600", Last: "649"}},
		},
		Voicemail: Voicemail{PINDigits: 8},
		Imports:   Imports{FileMiB: 100, Rows: 300_000, CellChars: 500},
		Licence:   directory.Licence{Included: 5, Limit: 50, UnitPriceCents: 490, ActivationPriceCents: 1200, Currency: "CHF"},
		LDAP: LDAP{
			PasswordsInClear: true,
			DialPrefixes:     []string{"L0#", "9"},
			Listen:           "127.0.0.1:3389", ListenTLS: "[::1]:ldaps", TLSCert: "cert.pem", TLSKey: "key.pem",
			Listeners: []Listener{
				{Address: ":1389", MinVersion: tls.VersionTLS12},
				{Address: ":1636", TLS: true, MinVersion: tls.VersionTLS10, CipherSuites: []uint16{
					tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA,
				}},
			},
			Limits: Limits{Limits: ldapserver.Limits{
				Connections: 10, PerAddress: 11, AnonymousMessage: 2048, BoundMessage: 2 << 20, FilterDepth: 5, FilterNodes: 6,
				Attributes: 15, FirstRequest: 7 * time.Second, Idle: 90 * time.Minute, WriteStall: 9 * time.Second,
			}, SizeLimit: 12, LookThrough: 130 * time.Millisecond, ReadyEntries: 3 << 20},
			Anonymous: Anonymous{
				Networks: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("::1/128")},
				Folders:  []uuid.UUID{uuid.MustParse("01997b7e-8f1c-7c3a-9d2e-1a2b3c4d5e6f")},
				Options: directory.PhoneOptions{
					DialFormat: directory.DialNational, OutsideLine: "0", LenientEquality: true,
					Truncation: directory.TruncationSuccess, SearchBase: directory.BaseAny,
				},
			},
		},
		HTTP: HTTP{
			Listen: ":443", TLSCert: "web.pem", TLSKey: "web-key.pem", URL: "https://annuaire.example.com:8443",
			Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.7/32"), netip.MustParsePrefix("fd00::/8")},
		},
		Metrics: Metrics{Listen: "127.0.0.1:9090"},
		Mail: Mail{
			SMTP: "mail.example.com:465", From: "Étretat <annuaire@example.com>", Security: mail.ImplicitTLS,
			Username: "annuaire", PasswordFile: "password",
		},
	}
	if diff := cmp.Diff(want, got, values); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLoadReadsPathsFromTheFolderOfTheFile(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "config.toml")
	text := "[directory]\nstore = \"data/a.db\"\n[ldap]\ntls_cert = \"/etc/ssl/cert.pem\"\ntls_key = \"key.pem\"\n" +
		"[mail]\nsmtp = \"localhost:25\"\nfrom = \"a@example.com\"\nusername = \"u\"\npassword_file = \"mail.password\"\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(folder, "data/a.db"); c.Directory.Store != want {
		t.Errorf("store %q, want %q", c.Directory.Store, want)
	}
	if want := filepath.Join(folder, "mail.password"); c.Mail.PasswordFile != want {
		t.Errorf("password file %q, want %q", c.Mail.PasswordFile, want)
	}
	if c.LDAP.TLSCert != "/etc/ssl/cert.pem" || c.LDAP.TLSKey != filepath.Join(folder, "key.pem") {
		t.Errorf("certificate %q, key %q", c.LDAP.TLSCert, c.LDAP.TLSKey)
	}
}

func TestLoadOfAMissingFile(t *testing.T) {
	_, err := Load(filepath.Join(t.TempDir(), "none.toml"))
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want one that is os.ErrNotExist", err)
	}
}

func TestAProblemFoundLaterNamesTheLine(t *testing.T) {
	c, err := Parse("c.toml", []byte("[ldap.anonymous]\n# who\nfolders = [\"01997b7e-8f1c-7c3a-9d2e-1a2b3c4d5e6f\"]\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := c.Problem("ldap.anonymous.folders", errors.New("no such folder")).Error()
	if want := "c.toml:3: ldap.anonymous.folders: no such folder"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	d := Default()
	got = d.Problem("ldap.listen", errors.New("taken")).Error()
	if want := "default configuration: ldap.listen: taken"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
