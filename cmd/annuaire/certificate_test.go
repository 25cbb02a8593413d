package main

import (
	"crypto/tls"
	"net"
	"net/netip"
	"path/filepath"
	"slices"
	"testing"
)

func TestListenersAreToldByTheAddressThatWasCalled(t *testing.T) {
	c := certificates{versions: map[netip.AddrPort]uint16{
		netip.MustParseAddrPort("[::]:1636"):      tls.VersionTLS10,
		netip.MustParseAddrPort("10.0.0.1:2636"):  tls.VersionTLS11,
		netip.MustParseAddrPort("0.0.0.0:3636"):   tls.VersionTLS13,
		netip.MustParseAddrPort("10.0.0.1:3636"):  tls.VersionTLS10,
		netip.MustParseAddrPort("[fe80::1]:4636"): tls.VersionTLS10,
	}}
	for called, want := range map[string]uint16{
		"10.0.0.1:1636":          tls.VersionTLS10, // all addresses of the port
		"[2001:db8::1]:1636":     tls.VersionTLS10,
		"10.0.0.1:2636":          tls.VersionTLS11,
		"[::ffff:10.0.0.1]:2636": tls.VersionTLS11, // as a listener on both families has it
		"10.0.0.2:2636":          0,
		"10.0.0.1:3636":          tls.VersionTLS10, // the narrower one
		"10.0.0.2:3636":          tls.VersionTLS13,
		"10.0.0.1:636":           0,
	} {
		if got := c.minVersion(net.TCPAddrFromAddrPort(netip.MustParseAddrPort(called))); got != want {
			t.Errorf("%s: %s, want %s", called, tls.VersionName(got), tls.VersionName(want))
		}
	}
	if got := c.minVersion(&net.UnixAddr{Name: "x"}); got != 0 {
		t.Errorf("a Unix socket: %s", tls.VersionName(got))
	}
}

func TestOldVersionsComeWithTheirCiphersButRC4(t *testing.T) {
	usual := &tls.Config{MinVersion: tls.VersionTLS12}
	if c := withMinVersion(usual, tls.VersionTLS13); c.MinVersion != tls.VersionTLS13 || c.CipherSuites != nil {
		t.Errorf("TLS 1.3: %+v", c)
	}
	old := withMinVersion(usual, tls.VersionTLS10)
	if old.MinVersion != tls.VersionTLS10 || !slices.Contains(old.CipherSuites, tls.TLS_RSA_WITH_AES_128_CBC_SHA) {
		t.Errorf("TLS 1.0: %+v", old)
	}
	for _, suite := range []uint16{tls.TLS_RSA_WITH_RC4_128_SHA, tls.TLS_ECDHE_RSA_WITH_RC4_128_SHA, tls.TLS_ECDHE_ECDSA_WITH_RC4_128_SHA} {
		if slices.Contains(old.CipherSuites, suite) {
			t.Errorf("TLS 1.0 allows %s", tls.CipherSuiteName(suite))
		}
	}
	if usual.MinVersion != tls.VersionTLS12 {
		t.Error("the usual rule has changed with it")
	}
}

func TestACertificateThatCanNotBeReadChangesNothing(t *testing.T) {
	var c certificates
	before := &tls.Config{MinVersion: tls.VersionTLS13}
	c.current.Store(&loadedCertificate{config: before, file: "cert.pem"})
	if err := c.load(filepath.Join(t.TempDir(), "none.pem"), "none.pem"); err == nil {
		t.Error("a file that is not there is loaded")
	}
	if c.config() != before || c.file() != "cert.pem" {
		t.Error("the configuration is another one")
	}
}

func TestWithoutACertificateThereIsNone(t *testing.T) {
	if c := new(certificates); c.config() != nil || c.file() != "" {
		t.Errorf("%v, %q", c.config(), c.file())
	}
}
