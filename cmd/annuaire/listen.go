package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"strconv"
	"strings"
)

// listening is an address that is open for LDAP.
type listening struct {
	net.Listener
	tls bool // from the first byte
}

// listen opens every address of the configuration. An error names the key.
func (s *server) listen() error {
	c := s.config.LDAP
	usual := tlsRules{minVersion: tls.VersionTLS12}
	if c.Listen != "" {
		if err := s.open("ldap.listen", c.Listen, false, usual); err != nil {
			return err
		}
	}
	if c.ListenTLS != "" {
		if err := s.open("ldap.listen_tls", c.ListenTLS, true, usual); err != nil {
			return err
		}
	}
	for i, l := range c.Listeners {
		if err := s.open(fmt.Sprintf("ldap.listener[%d].address", i), l.Address, l.TLS, tlsRules{l.MinVersion, l.CipherSuites}); err != nil {
			return err
		}
	}
	return nil
}

func (s *server) open(key, address string, secure bool, rules tlsRules) error {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return s.config.Problem(key, err)
	}
	s.listening = append(s.listening, listening{l, secure})
	if rules.minVersion != tls.VersionTLS12 || len(rules.suites) > 0 {
		s.tls.rules[l.Addr().(*net.TCPAddr).AddrPort()] = rules
	}
	return nil
}

// uri is what clients are given: ldap://127.0.0.1:3389.
func (l listening) uri() string {
	scheme := "ldap"
	if l.tls {
		scheme = "ldaps"
	}
	return scheme + "://" + hostPort(l.Addr())
}

// hostPort is where a client on this machine reaches a listener.
func hostPort(a net.Addr) string {
	addr := a.(*net.TCPAddr)
	host := addr.IP.String()
	if addr.IP.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, strconv.Itoa(addr.Port))
}

// uris lists where the server answers, in the order of the configuration.
func (s *server) uris() string {
	uris := make([]string, len(s.listening), len(s.listening)+1)
	for i, l := range s.listening {
		uris[i] = l.uri()
	}
	if s.web.listener != nil {
		uris = append(uris, s.web.uri())
	}
	if s.metrics.listener != nil {
		uris = append(uris, s.metrics.uri())
	}
	return strings.Join(uris, " ")
}
