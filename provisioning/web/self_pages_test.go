package web

import (
	"testing"
	"time"

	"annuaire/directory"
	"annuaire/provisioning/api"
)

// installed is what the program of a test says of itself.
func installed() (api.Installation, error) {
	return api.Installation{
		ConfigFile: "/etc/annuaire/config.toml", Store: api.StoreFile{Path: "/var/lib/annuaire/annuaire.db", Bytes: 40 << 20},
		LDAP: api.LDAPSettings{
			Addresses: []string{"ldap://annuaire.example.com:389", "ldaps://annuaire.example.com:636"}, StartTLS: true,
			Certificate:  &api.Certificate{Until: time.Now().Add(10 * 24 * time.Hour), SHA256: "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89"},
			DialPrefixes: []string{"L0#"}, Anonymous: []string{"192.168.10.0/24"},
			Limits: api.LDAPLimits{Connections: 10000, ConnectionsPerAddress: 1000, AnonymousMessageBytes: 64 << 10, BoundMessageBytes: 1 << 20, SizeLimit: 500, LookThrough: 5, FirstRequest: 30, Idle: 900},
		},
		HTTP: api.HTTPSettings{Address: "https://localhost:443", URL: "https://annuaire.example.com", Proxies: []string{}},
		Mail: api.MailSettings{Server: "mail.example.com:587", From: "annuaire@example.com"},
	}, nil
}

// ownPages are the pages of settings and of one's own account, and who goes to them.
func ownPages(s *site) (email string, pages []walked) {
	s.t.Helper()
	email = s.login("Helene", directory.Permission{Section: directory.SectionSettings, Access: directory.Read}, directory.Permission{Section: directory.SectionDirectory, Access: directory.Write})
	return email, []walked{
		{name: "settings", address: "/settings"}, {name: "self", address: "/self"},
		{name: "help", address: "/help"}, {name: "help-topic", address: "/help/connect"}, {name: "help-document", address: "/help/docs/operations"},
		{name: "help-phone", address: "/help/docs/phones/yealink"}, {name: "keys", address: "/keys"},
	}
}

func TestEveryPageOfOnesOwnIsAccessibleAndFitsItsWindow(t *testing.T) {
	s := newSiteOf(t, agreed{program: installed})
	s.walkAs(ownPages(s))
}
