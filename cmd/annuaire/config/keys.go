package config

import (
	"fmt"
	"slices"
	"time"
)

// key is one key of config.toml: its full name, and what takes its value.
type key struct {
	name string
	set  setter
}

// keys is every key there is outside [[ldap.listener]], with what takes its value into c.
func (c *Config) keys() []key {
	d, l, m, a, web, post := &c.Directory, &c.LDAP, &c.LDAP.Limits, &c.LDAP.Anonymous, &c.HTTP, &c.Mail
	keys := []key{
		{"directory.name", text(&d.Name, 0, 128)},
		{"directory.base_dn", baseDN(&d.BaseDN)},
		{"directory.store", text(&d.Store, 1, 4096)},
		{"directory.country", country(&d.Country)},
		{"directory.language", languageTag(&d.Language)},
		{"directory.outside_prefix", digits(&d.OutsidePrefix, 4)},
		{"directory.fill_telephone", boolean(&d.FillTelephone)},
		{"directory.bin_days", whole(&d.BinDays, 1, 3650)},
		{"directory.journal_days", whole(&d.JournalDays, 1, 36500)},

		{"ldap.listen", address(&l.Listen)},
		{"ldap.listen_tls", address(&l.ListenTLS)},
		{"ldap.tls_cert", text(&l.TLSCert, 0, 4096)},
		{"ldap.tls_key", text(&l.TLSKey, 0, 4096)},
		{"ldap.passwords_in_clear", boolean(&l.PasswordsInClear)},
		{"ldap.dial_prefixes", dialPrefixes(&l.DialPrefixes)},

		{"ldap.limits.connections", whole(&m.Connections, 1, 1_000_000)},
		{"ldap.limits.connections_per_address", whole(&m.PerAddress, 1, 1_000_000)},
		{"ldap.limits.anonymous_message_bytes", size(&m.AnonymousMessage, 1<<10, 64<<20)},
		{"ldap.limits.bound_message_bytes", size(&m.BoundMessage, 1<<10, 64<<20)},
		{"ldap.limits.filter_depth", whole(&m.FilterDepth, 1, 1000)},
		{"ldap.limits.filter_nodes", whole(&m.FilterNodes, 1, 100_000)},
		{"ldap.limits.attributes", whole(&m.Attributes, 1, 100_000)},
		{"ldap.limits.first_request", duration(&m.FirstRequest, time.Second)},
		{"ldap.limits.idle", duration(&m.Idle, time.Second)},
		{"ldap.limits.write_stall", duration(&m.WriteStall, time.Second)},
		{"ldap.limits.drain", duration(&m.Drain, 0)},
		{"ldap.limits.size_limit", whole(&m.SizeLimit, 1, 1_000_000)},
		{"ldap.limits.look_through", duration(&m.LookThrough, time.Millisecond)},
		{"ldap.limits.ready_entries", size(&m.ReadyEntries, 1<<20, 4<<30)},

		{"ldap.anonymous.networks", networks(&a.Networks)},
		{"ldap.anonymous.folders", folders(&a.Folders)},
		{"ldap.anonymous.dial_format", text((*string)(&a.Options.DialFormat), 0, 16)},
		{"ldap.anonymous.outside_line", digits(&a.Options.OutsideLine, 4)},
		{"ldap.anonymous.lenient_equality", boolean(&a.Options.LenientEquality)},
		{"ldap.anonymous.truncation", text((*string)(&a.Options.Truncation), 0, 32)},
		{"ldap.anonymous.search_base", text((*string)(&a.Options.SearchBase), 0, 16)},

		{"http.listen", address(&web.Listen)},
		{"http.tls_cert", text(&web.TLSCert, 0, 4096)},
		{"http.tls_key", text(&web.TLSKey, 0, 4096)},
		{"http.url", origin(&web.URL)},
		{"http.proxies", networks(&web.Proxies)},

		{"metrics.listen", address(&c.Metrics.Listen)},

		{"mail.smtp", text(&post.SMTP, 0, 255)},
		{"mail.from", text(&post.From, 0, 512)},
		{"mail.security", text((*string)(&post.Security), 0, 16)},
		{"mail.username", text(&post.Username, 0, 255)},
		{"mail.password_file", text(&post.PasswordFile, 0, 4096)},

		{"lines.contacts_for", lineKinds(&c.Lines.ContactsFor)},
		{"voicemail.pin_digits", whole(&c.Voicemail.PINDigits, fewestPINs, mostPINs)},
	}
	return slices.Concat(keys, c.Extensions.keys(), c.Imports.keys(), licenceKeys(&c.Licence))
}

// keys is every key of the i-th [[ldap.listener]].
func (l *Listener) keys(i int) []key {
	at := fmt.Sprintf("ldap.listener[%d].", i)
	return []key{
		{at + "address", address(&l.Address)},
		{at + "tls", boolean(&l.TLS)},
		{at + "min_version", tlsVersion(&l.MinVersion)},
		{at + "cipher_suites", cipherSuites(&l.CipherSuites)},
	}
}
