package main

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/netip"
	"sync/atomic"
)

// certificates is the server's TLS configuration, which can be read again while it runs. The zero value has none.
type certificates struct {
	current atomic.Pointer[loadedCertificate]
	// rules are those of listeners with some of their own, by the address that each listens on; complete before the first
	// load.
	rules map[netip.AddrPort]tlsRules
}

// tlsRules are what a listener accepts.
type tlsRules struct {
	minVersion uint16   // as in crypto/tls
	suites     []uint16 // up to TLS 1.2; none: what goes with minVersion
}

// loadedCertificate is a certificate in use, and the file that it was read from.
type loadedCertificate struct {
	config *tls.Config
	file   string
}

// load reads a certificate and its key, both PEM, and puts them in place of those that were. Where it fails, those stay.
func (c *certificates) load(cert, key string) error {
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return fmt.Errorf("load the certificate: %w", err)
	}
	usual := &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12}
	special := map[netip.AddrPort]*tls.Config{}
	for address, rules := range c.rules {
		special[address] = rules.apply(usual)
	}
	current := usual.Clone()
	current.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		return special[c.listener(hello.Conn.LocalAddr())], nil // nil stands for the configuration as it is
	}
	c.current.Store(&loadedCertificate{config: current, file: cert})
	return nil
}

// config is what the next handshake is done with; nil where there is no certificate.
func (c *certificates) config() *tls.Config {
	if loaded := c.current.Load(); loaded != nil {
		return loaded.config
	}
	return nil
}

// file is where the certificate was read from; empty where there is none.
func (c *certificates) file() string {
	if loaded := c.current.Load(); loaded != nil {
		return loaded.file
	}
	return ""
}

// listener is where the listener with rules of its own listens that a connection came in by: one on that address, else one
// on that port of all addresses; zero where the usual rules stand.
func (c *certificates) listener(local net.Addr) netip.AddrPort {
	addr, ok := local.(*net.TCPAddr)
	if !ok {
		return netip.AddrPort{}
	}
	came := addr.AddrPort()
	for _, listening := range []netip.Addr{came.Addr().Unmap(), netip.IPv6Unspecified(), netip.IPv4Unspecified()} {
		address := netip.AddrPortFrom(listening, came.Port())
		if _, ok := c.rules[address]; ok {
			return address
		}
	}
	return netip.AddrPort{}
}

// apply gives the usual configuration with these rules. What speaks nothing newer than TLS 1.1 knows no newer key exchange
// and cipher either, so these are allowed with it, unless the rules name others; RC4 is not.
func (r tlsRules) apply(usual *tls.Config) *tls.Config {
	c := usual.Clone()
	c.MinVersion = r.minVersion
	if r.minVersion >= tls.VersionTLS12 || len(r.suites) > 0 {
		c.CipherSuites = r.suites
		return c
	}
	for _, suite := range tls.CipherSuites() {
		c.CipherSuites = append(c.CipherSuites, suite.ID)
	}
	c.CipherSuites = append(c.CipherSuites,
		tls.TLS_RSA_WITH_AES_128_GCM_SHA256, tls.TLS_RSA_WITH_AES_256_GCM_SHA384,
		tls.TLS_RSA_WITH_AES_128_CBC_SHA, tls.TLS_RSA_WITH_AES_256_CBC_SHA, tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA)
	return c
}
