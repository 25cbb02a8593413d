package ldapserver

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"log/slog"
	"math/big"
	"net"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/dit"
)

const base = "dc=phonebook"

// fixture is a directory of three people with an account that phones bind as.
type fixture struct {
	t         *testing.T
	directory *directory.Directory
	tree      *dit.DIT
	secret    string // of the account "phones"
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{
		Name: "Acme", NoSync: true, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	f := &fixture{t: t, directory: d}
	f.secret = f.account("phones")
	f.add("Martin", "Jean", "+33 1 23 45 67 89")
	f.add("Martinez", "Ana", "+33 1 23 45 67 90")
	f.add("Müller", "Hélène", "+33 6 12 34 56 78")
	if f.tree, err = dit.New(d, dit.Options{
		BaseDN: base, SizeLimit: 500, AnonymousFolders: []uuid.UUID{d.Root().ID}, Extensions: Extensions(true, false),
	}); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *fixture) add(last, first, number string) {
	f.t.Helper()
	f.create(directory.ContactDraft{
		LastName: last, FirstName: first, Numbers: []directory.Number{{Kind: directory.WorkNumber, Raw: number}},
	})
}

func (f *fixture) addNoted(last, note string) {
	f.t.Helper()
	f.create(directory.ContactDraft{LastName: last, FirstName: "Ann", Note: note})
}

func (f *fixture) create(draft directory.ContactDraft) {
	f.t.Helper()
	if _, _, err := f.directory.CreateContact(context.Background(), draft); err != nil {
		f.t.Fatal(err)
	}
}

// account makes an account that sees attributes, and returns its secret.
func (f *fixture) account(name string, attributes ...string) string {
	f.t.Helper()
	_, secret, err := f.directory.AddAccount(context.Background(), directory.AccountDraft{Name: name, Attributes: attributes})
	if err != nil {
		f.t.Fatal(err)
	}
	return secret
}

// serve starts a server on a port of this machine and stops it when the test ends.
func (f *fixture) serve(opts Options) (s *Server, address string) {
	f.t.Helper()
	s = New(f.directory, f.tree, opts)
	return s, f.listen(s, s.Serve)
}

// listen has one more listener of s served.
func (f *fixture) listen(s *Server, serve func(net.Listener) error) (address string) {
	f.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		f.t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- serve(l) }()
	f.t.Cleanup(func() {
		if err := s.Shutdown(context.Background()); err != nil {
			f.t.Error(err)
		}
		if err := <-served; err != nil {
			f.t.Errorf("Serve returned: %v", err)
		}
	})
	return l.Addr().String()
}

// startServer is a server on a directory of its own.
func startServer(t *testing.T, opts Options) (s *Server, address string, f *fixture) {
	t.Helper()
	f = newFixture(t)
	s, address = f.serve(opts)
	return s, address, f
}

// loopback makes everybody in a test welcome without a name.
func loopback() []netip.Prefix { return []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }

// certificate makes a server's TLS configuration, and one of a client that trusts it.
func certificate(t *testing.T) (server, client *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "phonebook"},
		DNSNames:     []string{"phonebook"},
		NotBefore:    time.Now().Add(-time.Hour),
		NotAfter:     time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(leaf)
	return &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key, Leaf: leaf}}},
		&tls.Config{RootCAs: roots, ServerName: "phonebook"}
}

// always has a server use one TLS configuration.
func always(config *tls.Config) func() *tls.Config {
	return func() *tls.Config { return config }
}
