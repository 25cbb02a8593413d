package config

import "fmt"

// key is one key of config.toml: its full name, and what takes its value.
type key struct {
	name string
	set  setter
}

// keys is every key there is outside [[ldap.listener]], with what takes its value into c.
func (c *Config) keys() []key {
	d, l, m, a := &c.Directory, &c.LDAP, &c.LDAP.Limits, &c.LDAP.Anonymous
	return []key{
		{"directory.name", text(&d.Name, 1, 128)},
		{"directory.base_dn", baseDN(&d.BaseDN)},
		{"directory.store", text(&d.Store, 1, 4096)},
		{"directory.country", country(&d.Country)},
		{"directory.language", languageTag(&d.Language)},
		{"directory.outside_prefix", digits(&d.OutsidePrefix, 4)},
		{"directory.bin_days", whole(&d.BinDays, 1, 3650)},
		{"directory.journal_days", whole(&d.JournalDays, 1, 36500)},

		{"ldap.listen", address(&l.Listen)},
		{"ldap.listen_tls", address(&l.ListenTLS)},
		{"ldap.tls_cert", text(&l.TLSCert, 0, 4096)},
		{"ldap.tls_key", text(&l.TLSKey, 0, 4096)},

		{"ldap.limits.message_anonymous", size(&m.MessageAnonymous, 1<<10, 1<<30)},
		{"ldap.limits.message_bound", size(&m.MessageBound, 1<<10, 1<<30)},
		{"ldap.limits.filter_depth", whole(&m.FilterDepth, 1, 1000)},
		{"ldap.limits.filter_nodes", whole(&m.FilterNodes, 1, 100_000)},
		{"ldap.limits.first_request", duration(&m.FirstRequest)},
		{"ldap.limits.idle", duration(&m.Idle)},
		{"ldap.limits.write_stall", duration(&m.WriteStall)},
		{"ldap.limits.connections", whole(&m.Connections, 1, 1_000_000)},
		{"ldap.limits.connections_per_address", whole(&m.ConnectionsPerAddress, 1, 1_000_000)},
		{"ldap.limits.size", whole(&m.Size, 1, 1_000_000)},
		{"ldap.limits.look_through", duration(&m.LookThrough)},
		{"ldap.limits.drain", duration(&m.Drain)},

		{"ldap.anonymous.networks", networks(&a.Networks)},
		{"ldap.anonymous.folders", folders(&a.Folders)},
	}
}

// keys is every key of the i-th [[ldap.listener]].
func (l *Listener) keys(i int) []key {
	at := fmt.Sprintf("ldap.listener[%d].", i)
	return []key{
		{at + "address", address(&l.Address)},
		{at + "tls", boolean(&l.TLS)},
		{at + "min_version", tlsVersion(&l.MinVersion)},
	}
}
