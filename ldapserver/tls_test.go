package ldapserver

import (
	"crypto/tls"
	"errors"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"

	"annuaire/ldapserver/message"
)

// upgrade has the client begin TLS.
func (c *client) upgrade(config *tls.Config) {
	c.t.Helper()
	secured := tls.Client(c.conn, config)
	if err := c.conn.SetDeadline(time.Now().Add(c.patience)); err != nil {
		c.t.Fatal(err)
	}
	if err := secured.Handshake(); err != nil {
		c.t.Fatalf("TLS handshake: %v", err)
	}
	c.note("-- TLS")
	c.conn = secured
}

func TestStartTLS(t *testing.T) {
	server, trusting := certificate(t)
	_, address, f := startServer(t, Options{TLS: always(server)})
	c := dial(t, address)
	c.send(startTLS(1))
	if r := c.want(1, message.TagExtendedResponse, message.Success); r.name != message.OIDStartTLS {
		t.Errorf("response name %q", r.name)
	}
	c.upgrade(trusting)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.wantIdentity(bound)

	c.send(startTLS(2))
	if r := c.want(2, message.TagExtendedResponse, message.OperationsError); r.name != message.OIDStartTLS {
		t.Errorf("a second time: response name %q", r.name)
	}
	c.wantIdentity(bound)
}

func TestWhoIsBoundInTheClearIsAnonymousUnderTLS(t *testing.T) {
	server, trusting := certificate(t)
	_, address, f := startServer(t, Options{TLS: always(server)})
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	c.upgrade(trusting)
	c.wantIdentity(nobody)
}

func TestStartTLSOverLDAPS(t *testing.T) {
	server, trusting := certificate(t)
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{TLS: always(server)})
	c := dial(t, f.listen(s, s.ServeTLS))
	c.upgrade(trusting)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.OperationsError)
	c.wantAlive()
}

func TestStartTLSThatCanNotBeDone(t *testing.T) {
	server, _ := certificate(t)
	for name, tt := range map[string]struct {
		tls   func() *tls.Config
		value []byte
		code  message.ResultCode
	}{
		"not configured":          {nil, nil, message.ProtocolError},
		"not there at the moment": {always(nil), nil, message.Unavailable},
		"with a value":            {always(server), []byte("x"), message.ProtocolError},
	} {
		t.Run(name, func(t *testing.T) {
			_, address, _ := startServer(t, Options{TLS: tt.tls})
			c := dial(t, address)
			c.send(extended(1, message.OIDStartTLS, tt.value))
			if r := c.want(1, message.TagExtendedResponse, tt.code); r.name != message.OIDStartTLS {
				t.Errorf("response name %q (RFC 4511 section 4.14.2: StartTLS's)", r.name)
			}
			c.wantAlive()
		})
	}
}

// What an attacker in between puts behind StartTLS must not be read as if it had come over TLS (CVE-2011-0411).
func TestRequestsSentBehindStartTLSAreNotCarriedOut(t *testing.T) {
	server, _ := certificate(t)
	s, address, f := startServer(t, Options{TLS: always(server)})
	c := dial(t, address)
	c.send(startTLS(1), simpleBind(2, 3, "phones", f.secret))
	c.want(1, message.TagExtendedResponse, message.OperationsError)
	c.wantNotice(message.ProtocolError)
	if n := s.Stats().Requests["bind"]; n != 0 {
		t.Errorf("%d binds carried out", n)
	}
}

func TestPlaintextInsteadOfAHandshakeEndsTheConnection(t *testing.T) {
	server, _ := certificate(t)
	s, address, f := startServer(t, Options{TLS: always(server)})
	c := dial(t, address)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	c.send(simpleBind(2, 3, "phones", f.secret))
	for {
		if r, err := c.receive(); err != nil {
			break
		} else if r.id == 2 {
			t.Fatalf("the bind is answered: %+v", r)
		}
	}
	if n := s.Stats().Requests["bind"]; n != 0 {
		t.Errorf("%d binds carried out", n)
	}
	dial(t, address).wantAlive()
}

func TestAHandshakeThatNeverComesIsClosed(t *testing.T) {
	server, _ := certificate(t)
	inBubble(t, Options{TLS: always(server)}, func(t *testing.T, s *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		c.wantAlive()
		c.send(startTLS(1))
		c.want(1, message.TagExtendedResponse, message.Success)
		time.Sleep(29 * time.Second)
		c.wantOpen()
		time.Sleep(2 * time.Second)
		c.wantClosed()
	})
}

func TestLDAPS(t *testing.T) {
	server, trusting := certificate(t)
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{TLS: always(server)})
	address := f.listen(s, s.ServeTLS)

	conn, err := ldap.DialURL("ldaps://"+address, ldap.DialWithTLSConfig(trusting), ldap.DialWithDialer(&net.Dialer{Timeout: patience}))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	}()
	conn.SetTimeout(patience)
	if err := conn.Bind("cn=phones,"+base, f.secret); err != nil {
		t.Fatal(err)
	}
	who, err := conn.WhoAmI(nil)
	if err != nil {
		t.Fatal(err)
	}
	if who.AuthzID != bound {
		t.Errorf("bound as %q, want %q", who.AuthzID, bound)
	}
}

func TestPlainLDAPOnAPortForLDAPSCostsOneConnection(t *testing.T) {
	server, trusting := certificate(t)
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{TLS: always(server)})
	address := f.listen(s, s.ServeTLS)
	c := dial(t, address)
	c.send(simpleBind(1, 3, "phones", f.secret))
	for {
		if _, err := c.conn.Read(make([]byte, 64)); err != nil { // TLS alert, then the end
			break
		}
	}
	d := dial(t, address)
	d.upgrade(trusting)
	d.wantAlive()
}

func TestLDAPSWithoutTLSConfigurationDoesNotServe(t *testing.T) {
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.ServeTLS(l); err == nil {
		t.Error("serves")
	}
	if err := l.Close(); !errors.Is(err, net.ErrClosed) {
		t.Errorf("the listener is left open: %v", err)
	}
}

func TestLDAPSWithoutACertificateAtTheMomentClosesTheConnection(t *testing.T) {
	f := newFixture(t)
	s := New(f.directory, f.tree, Options{TLS: always(nil)})
	c := dial(t, f.listen(s, s.ServeTLS))
	c.wantClosed()
}

func TestANewCertificateIsUsedFromTheNextHandshakeOn(t *testing.T) {
	old, trustingOld := certificate(t)
	renewed, trustingNew := certificate(t)
	var current atomic.Pointer[tls.Config]
	current.Store(old)
	_, address, _ := startServer(t, Options{TLS: current.Load})
	begin := func(config *tls.Config) *client {
		c := dial(t, address)
		c.send(startTLS(1))
		c.want(1, message.TagExtendedResponse, message.Success)
		c.upgrade(config)
		return c
	}
	before := begin(trustingOld)
	current.Store(renewed)
	begin(trustingNew).wantAlive()
	before.wantAlive()
}
