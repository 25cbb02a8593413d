package main

import (
	"context"
	"net"
	"slices"
	"time"

	"annuaire/cmd/annuaire/config"
)

// tlsFiles are the PEM files of a certificate and its key; empty: there is no TLS.
type tlsFiles struct{ cert, key string }

// ldapTLS is the certificate for LDAP: as configured, else the own one where TLS is asked for or other machines can connect.
func ldapTLS(c config.Config) tlsFiles {
	l := c.LDAP
	secure := l.ListenTLS != "" || l.Listen != "" && reachable(l.Listen) ||
		slices.ContainsFunc(l.Listeners, func(l config.Listener) bool { return l.TLS || reachable(l.Address) })
	return filesFor(c, l.TLSCert, l.TLSKey, secure)
}

// webTLS is the certificate for HTTP: as configured, else the own one where other machines can connect.
func webTLS(c config.Config) tlsFiles {
	return filesFor(c, c.HTTP.TLSCert, c.HTTP.TLSKey, c.HTTP.Listen != "" && reachable(c.HTTP.Listen))
}

func filesFor(c config.Config, cert, key string, secure bool) tlsFiles {
	own := ownCertificatePath(c.Directory.Store)
	switch {
	case cert != "":
		return tlsFiles{cert, key}
	case secure:
		return tlsFiles{own, own}
	}
	return tlsFiles{}
}

// reachable reports whether other machines can connect to an address of this one. One that can not be found is taken for it: who opens it says what is
// wrong.
func reachable(address string) bool {
	addr, err := net.ResolveTCPAddr("tcp", address)
	return err != nil || !addr.IP.IsLoopback()
}

// keepOwnCertificate makes or renews the own certificate, where one of c's servers has it.
func (s *server) keepOwnCertificate(c config.Config) (changed bool, err error) {
	own := tlsFiles{s.own.path, s.own.path}
	if ldapTLS(c) != own && webTLS(c) != own {
		return false, nil
	}
	return s.own.keep()
}

// renewCertificate renews the own certificate in time, until ctx ends.
func (s *server) renewCertificate(ctx context.Context) {
	ticker := time.NewTicker(houseKeeping)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			if err := s.renewOwn(); err != nil {
				s.log.Error("can not renew the own certificate", "error", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

// renewOwn has the servers that use the own certificate use it as it is now.
func (s *server) renewOwn() error {
	users := slices.DeleteFunc([]*certificates{&s.tls, &s.web.tls}, func(c *certificates) bool { return c.file() != s.own.path })
	if len(users) == 0 {
		return nil
	}
	changed, err := s.own.keep()
	if err != nil || !changed {
		return err
	}
	for _, user := range users {
		if err := user.load(s.own.path, s.own.path); err != nil {
			return err
		}
	}
	return nil
}
