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
	c := certificates{rules: map[netip.AddrPort]tlsRules{}}
	for _, address := range []string{"[::]:1636", "10.0.0.1:2636", "0.0.0.0:3636", "10.0.0.1:3636", "[fe80::1]:4636"} {
		c.rules[netip.MustParseAddrPort(address)] = tlsRules{}
	}
	for called, want := range map[string]string{
		"10.0.0.1:1636":          "[::]:1636", // all addresses of the port
		"[2001:db8::1]:1636":     "[::]:1636",
		"10.0.0.1:2636":          "10.0.0.1:2636",
		"[::ffff:10.0.0.1]:2636": "10.0.0.1:2636", // as a listener on both families has it
		"10.0.0.2:2636":          "",
		"10.0.0.1:3636":          "10.0.0.1:3636", // the narrower one
		"10.0.0.2:3636":          "0.0.0.0:3636",
		"10.0.0.1:636":           "",
	} {
		got := c.listener(net.TCPAddrFromAddrPort(netip.MustParseAddrPort(called)))
		if want == "" && got.IsValid() || want != "" && got != netip.MustParseAddrPort(want) {
			t.Errorf("%s: %v, want %s", called, got, want)
		}
	}
	if got := c.listener(&net.UnixAddr{Name: "x"}); got.IsValid() {
		t.Errorf("a Unix socket: %v", got)
	}
}

func TestOldVersionsComeWithTheirCiphersButRC4(t *testing.T) {
	usual := &tls.Config{MinVersion: tls.VersionTLS12}
	if c := (tlsRules{minVersion: tls.VersionTLS13}).apply(usual); c.MinVersion != tls.VersionTLS13 || c.CipherSuites != nil {
		t.Errorf("TLS 1.3: %+v", c)
	}
	old := tlsRules{minVersion: tls.VersionTLS10}.apply(usual)
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

func TestCipherSuitesThatAreNamedAreTheOnlyOnes(t *testing.T) {
	suites := []uint16{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA}
	for _, version := range []uint16{tls.VersionTLS10, tls.VersionTLS12} {
		if c := (tlsRules{version, suites}).apply(&tls.Config{}); c.MinVersion != version || !slices.Equal(c.CipherSuites, suites) {
			t.Errorf("%+v", c)
		}
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
