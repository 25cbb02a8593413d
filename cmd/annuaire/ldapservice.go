package main

import (
	"net"
	"net/url"
	"os"

	"annuaire/provisioning/api"
)

// ldapService is where phones find the directory: the first address of each kind that is listened on.
func (s *server) ldapService() api.LDAPService {
	anonymous := s.config.LDAP.Anonymous
	service := api.LDAPService{
		BaseDN: s.tree.BaseDN(), StartTLS: ldapTLS(s.config) != tlsFiles{},
		Anonymous: anonymous.Networks, AnonymousFolders: anonymous.Folders, AnonymousOptions: anonymous.Options,
	}
	machine, err := os.Hostname()
	if err != nil {
		machine = "localhost"
	}
	for _, l := range s.listening {
		address := l.Addr().(*net.TCPAddr)
		port := &service.Clear
		if l.tls {
			port = &service.TLS
		}
		if *port == 0 {
			*port = address.Port
		}
		if service.Host == "" {
			service.Host = ldapHost(s.config.HTTP.URL, address, machine)
		}
	}
	return service
}

// ldapHost is what phones reach an address by: the host that people have the pages from, where it is configured; else the address itself, or the
// machine's name where it stands for all.
func ldapHost(configured string, address *net.TCPAddr, machine string) string {
	if u, err := url.Parse(configured); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	if address.IP.IsUnspecified() {
		return machine
	}
	return address.IP.String()
}
