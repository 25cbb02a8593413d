package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/tls"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"annuaire/cmd/annuaire/config"
)

// ownAt is an own certificate in an empty folder, at a time that tests move.
func ownAt(t *testing.T) (o *ownCertificate, now *time.Time, log *bytes.Buffer) {
	t.Helper()
	now, log = new(time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)), &bytes.Buffer{}
	return &ownCertificate{
		path: filepath.Join(t.TempDir(), "annuaire.pem"),
		names: func() certificateNames {
			return certificateNames{[]string{"desk", "localhost"}, []net.IP{net.IPv4(127, 0, 0, 1)}}
		},
		now: func() time.Time { return *now },
		log: slog.New(slog.NewTextHandler(log, nil)),
	}, now, log
}

func (o *ownCertificate) mustKeep(t *testing.T, wantChanged bool) tls.Certificate {
	t.Helper()
	changed, err := o.keep()
	if err != nil || changed != wantChanged {
		t.Fatalf("changed %t, error %v", changed, err)
	}
	pair, err := tls.LoadX509KeyPair(o.path, o.path)
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

func TestTheOwnCertificateIsMadeOnceAndRenewedInTime(t *testing.T) {
	o, now, log := ownAt(t)
	first := o.mustKeep(t, true)
	if names := first.Leaf.DNSNames; !slices.Equal(names, []string{"desk", "localhost"}) || len(first.Leaf.IPAddresses) != 1 || first.Leaf.IsCA {
		t.Errorf("%+v", first.Leaf)
	}
	if info, err := os.Stat(o.path); err != nil || info.Mode() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if !strings.Contains(log.String(), fingerprint(first.Leaf)) || strings.Contains(log.String(), "PRIVATE") {
		t.Errorf("the log says %s", log)
	}
	*now = first.Leaf.NotAfter.Add(-ownRenewal - time.Second)
	if same := o.mustKeep(t, false); !same.Leaf.Equal(first.Leaf) {
		t.Error("another one, although the first is good for more than a month")
	}
	*now = first.Leaf.NotAfter.Add(-ownRenewal)
	renewed := o.mustKeep(t, true)
	if !renewed.Leaf.NotAfter.Equal(now.Add(ownFor)) || renewed.Leaf.SerialNumber.Cmp(first.Leaf.SerialNumber) == 0 {
		t.Errorf("renewed until %v", renewed.Leaf.NotAfter)
	}
	if !renewed.PrivateKey.(*ecdsa.PrivateKey).Equal(first.PrivateKey) {
		t.Error("the key is another one")
	}
	files, err := os.ReadDir(filepath.Dir(o.path))
	if err != nil || len(files) != 1 {
		t.Errorf("%v, %v", files, err)
	}
}

func TestWhatTheProgramHasNotMadeStaysAsItIs(t *testing.T) {
	o, now, _ := ownAt(t)
	if err := os.WriteFile(o.path, []byte("nothing of the kind"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.keep(); err == nil || !strings.Contains(err.Error(), o.path+" is no certificate with its key") {
		t.Errorf("error %v", err)
	}
	if content, err := os.ReadFile(o.path); err != nil || string(content) != "nothing of the kind" {
		t.Errorf("%s, %v", content, err)
	}
	if err := os.Remove(o.path); err != nil {
		t.Fatal(err)
	}
	made := o.mustKeep(t, true)
	made.Leaf.Subject.Organization = []string{"somebody else"}
	if madeByUs(made.Leaf) {
		t.Error("somebody else's is taken for the own one")
	}
	*now = now.Add(2 * ownFor)
	o.mustKeep(t, true) // it is still the own one in the file
}

func TestWhereItCanNotBeKeptItIsSaid(t *testing.T) {
	o, _, _ := ownAt(t)
	o.path = filepath.Join(filepath.Dir(o.path), "none", "annuaire.pem")
	if _, err := o.keep(); err == nil || !strings.Contains(err.Error(), "keep the certificate that was made") {
		t.Errorf("error %v", err)
	}
}

func TestARenewedCertificateIsTakenUpByWhoHasTheOwnOne(t *testing.T) {
	o, now, _ := ownAt(t)
	first := o.mustKeep(t, true)
	s := &server{own: o, tls: certificates{rules: map[netip.AddrPort]tlsRules{}}}
	if err := s.renewOwn(); err != nil {
		t.Fatal(err)
	}
	if err := s.tls.load(o.path, o.path); err != nil {
		t.Fatal(err)
	}
	*now = first.Leaf.NotAfter
	if err := s.renewOwn(); err != nil {
		t.Fatal(err)
	}
	if used := s.tls.config().Certificates[0]; used.Leaf.Equal(first.Leaf) {
		t.Error("the first one is still in use")
	}
	if s.web.tls.config() != nil {
		t.Error("a server that has no certificate got one")
	}
}

func TestWhichCertificateAServerHas(t *testing.T) {
	own, configured := tlsFiles{"data/annuaire.pem", "data/annuaire.pem"}, tlsFiles{"cert.pem", "key.pem"}
	for name, tc := range map[string]struct {
		change    func(*config.Config)
		ldap, web tlsFiles
	}{
		"on this machine alone": {func(*config.Config) {}, tlsFiles{}, tlsFiles{}},
		"LDAP for everybody":    {func(c *config.Config) { c.LDAP.Listen = ":389" }, own, tlsFiles{}},
		"LDAPS on this machine": {func(c *config.Config) { c.LDAP.ListenTLS = "localhost:636" }, own, tlsFiles{}},
		"LDAPS alone":           {func(c *config.Config) { c.LDAP.Listen, c.LDAP.ListenTLS = "", "127.0.0.1:636" }, own, tlsFiles{}},
		"a further listener": {func(c *config.Config) {
			c.LDAP.Listeners = []config.Listener{{Address: "127.0.0.1:1389"}, {Address: "192.0.2.7:1389"}}
		}, own, tlsFiles{}},
		"a further listener with TLS": {func(c *config.Config) {
			c.LDAP.Listeners = []config.Listener{{Address: "127.0.0.1:1636", TLS: true}}
		}, own, tlsFiles{}},
		"HTTP for everybody": {func(c *config.Config) { c.HTTP.Listen = "0.0.0.0:443" }, tlsFiles{}, own},
		"a configured certificate": {func(c *config.Config) {
			c.LDAP.TLSCert, c.LDAP.TLSKey, c.LDAP.Listen = "cert.pem", "key.pem", ":389"
			c.HTTP.Listen = ":443"
		}, configured, own},
		"configured certificates on this machine": {func(c *config.Config) {
			c.LDAP.TLSCert, c.LDAP.TLSKey, c.HTTP.TLSCert, c.HTTP.TLSKey = "cert.pem", "key.pem", "cert.pem", "key.pem"
		}, configured, configured},
	} {
		c := config.Default()
		c.Directory.Store, c.LDAP.Listen, c.HTTP.Listen = "data/annuaire.db", "127.0.0.1:389", "[::1]:8080"
		tc.change(&c)
		if got := ldapTLS(c); got != tc.ldap {
			t.Errorf("%s: LDAP has %q, want %q", name, got, tc.ldap)
		}
		if got := webTLS(c); got != tc.web {
			t.Errorf("%s: HTTP has %q, want %q", name, got, tc.web)
		}
	}
}

func TestTheOwnCertificateNamesTheMachine(t *testing.T) {
	for url, want := range map[string]string{"https://annuaire.example.com:8443": "annuaire.example.com", "": "", "https://192.0.2.7": "192.0.2.7"} {
		names := namesOfMachine(url)
		all := slices.Clone(names.hosts)
		for _, ip := range names.addresses {
			all = append(all, ip.String())
		}
		for _, name := range []string{want, "localhost", "127.0.0.1", "::1"} {
			if name != "" && !slices.Contains(all, name) {
				t.Errorf("with %q, %s is not in %v", url, name, all)
			}
		}
	}
}
