package main

import (
	"net"
	"net/url"

	"annuaire/provisioning/api"
)

// ldapService is where phones find the directory: the first address of each kind that is listened on, and the host that people reach the pages by.
func (s *server) ldapService() api.LDAPService {
	service := api.LDAPService{BaseDN: s.tree.BaseDN(), StartTLS: ldapTLS(s.config) != tlsFiles{}}
	if u, err := url.Parse(s.webURL()); err == nil {
		service.Host = u.Hostname()
	}
	for _, l := range s.listening {
		port := &service.Clear
		if l.tls {
			port = &service.TLS
		}
		if *port == 0 {
			*port = l.Addr().(*net.TCPAddr).Port
		}
	}
	return service
}
