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
	// versions is the lowest version of TLS by the address that a listener with a rule of its own listens on; complete
	// before the first load.
	versions map[netip.AddrPort]uint16
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
	special := map[uint16]*tls.Config{}
	for _, version := range c.versions {
		special[version] = withMinVersion(usual, version)
	}
	current := usual.Clone()
	current.GetConfigForClient = func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		return special[c.minVersion(hello.Conn.LocalAddr())], nil // nil stands for the configuration as it is
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

// minVersion is the rule of the listener that a connection came in by: one on that address, else one on that port of all
// addresses; 0 where the usual rule stands.
func (c *certificates) minVersion(local net.Addr) uint16 {
	addr, ok := local.(*net.TCPAddr)
	if !ok {
		return 0
	}
	came := addr.AddrPort()
	for _, listening := range []netip.Addr{came.Addr().Unmap(), netip.IPv6Unspecified(), netip.IPv4Unspecified()} {
		if version, ok := c.versions[netip.AddrPortFrom(listening, came.Port())]; ok {
			return version
		}
	}
	return 0
}

// withMinVersion allows TLS from version on. What speaks nothing newer than TLS 1.1 knows no newer key exchange and cipher
// either, so these are allowed with it; RC4 is not.
func withMinVersion(usual *tls.Config, version uint16) *tls.Config {
	c := usual.Clone()
	c.MinVersion = version
	if version >= tls.VersionTLS12 {
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
