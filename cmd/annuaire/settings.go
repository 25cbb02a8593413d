package main

import (
	"fmt"
	"net"
	"net/netip"
	"os"
	"path/filepath"

	"annuaire/provisioning/api"
)

// installed is what the settings tell of the program beside the directory, as it is now.
func (s *server) installed() (api.Installation, error) {
	c := s.config
	told := api.Installation{
		ConfigFile: absolute(c.File), Store: api.StoreFile{Path: absolute(c.Directory.Store)},
		LDAP: s.ldapSettings(), HTTP: api.HTTPSettings{Address: s.web.uri(), URL: s.webURL(), Proxies: texts(c.HTTP.Proxies)},
		Mail: api.MailSettings{Server: c.Mail.SMTP, From: c.Mail.From},
	}
	file, err := os.Stat(c.Directory.Store)
	if err != nil {
		return api.Installation{}, fmt.Errorf("look at the store: %w", err)
	}
	told.Store.Bytes = file.Size()
	if s.metrics.listener != nil {
		told.Metrics.Address = s.metrics.uri()
	}
	told.LDAP.Certificate, told.HTTP.Certificate = s.told(&s.tls), s.told(&s.web.tls)
	return told, nil
}

func (s *server) ldapSettings() api.LDAPSettings {
	machine, err := os.Hostname()
	if err != nil {
		machine = "localhost"
	}
	limits := s.limits.Load()
	told := api.LDAPSettings{
		Addresses: []string{}, StartTLS: s.tls.config() != nil, PasswordsInClear: s.config.LDAP.PasswordsInClear,
		DialPrefixes: append([]string{}, s.config.LDAP.DialPrefixes...), Anonymous: texts(s.config.LDAP.Anonymous.Networks),
		Limits: api.LDAPLimits{
			Connections: limits.Connections, ConnectionsPerAddress: limits.PerAddress,
			AnonymousMessageBytes: limits.AnonymousMessage, BoundMessageBytes: limits.BoundMessage,
			SizeLimit: limits.SizeLimit, LookThrough: limits.LookThrough.Seconds(),
			FirstRequest: limits.FirstRequest.Seconds(), Idle: limits.Idle.Seconds(),
		},
	}
	for _, l := range s.listening {
		scheme := "ldap"
		if l.tls {
			scheme = "ldaps"
		}
		told.Addresses = append(told.Addresses, urlOf(scheme, l.Addr().(*net.TCPAddr), machine))
	}
	return told
}

// told is what a certificate shows of itself; nil where there is none.
func (s *server) told(c *certificates) *api.Certificate {
	config := c.config()
	if config == nil {
		return nil
	}
	leaf := config.Certificates[0].Leaf
	return &api.Certificate{Until: leaf.NotAfter, Own: c.file() == s.own.path, SHA256: fingerprint(leaf)}
}

// absolute is where a file lies, wherever the program was started; "" for none.
func absolute(path string) string {
	if path == "" {
		return ""
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

func texts(networks []netip.Prefix) []string {
	list := make([]string, len(networks))
	for i, network := range networks {
		list[i] = network.String()
	}
	return list
}
