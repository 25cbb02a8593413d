package ldapserver

import (
	"testing"

	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/message"
)

// startTLSServer is a server that offers TLS, and a client that has begun it.
func startTLSServer(t *testing.T) (c *client, f *fixture) {
	t.Helper()
	server, trusting := certificate(t)
	f = newFixture(t)
	var err error
	if f.tree, err = dit.New(f.directory, dit.Options{BaseDN: base, Mechanisms: Mechanisms(true)}); err != nil {
		t.Fatal(err)
	}
	_, address := f.serve(Options{TLS: always(server)})
	c = dial(t, address)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	c.upgrade(trusting)
	return c, f
}

func TestPlainOverTLS(t *testing.T) {
	c, f := startTLSServer(t)
	secret := f.secret
	for name, tt := range map[string]struct {
		message  string
		code     message.ResultCode
		identity string
	}{
		"a name":                        {"\x00phones\x00" + secret, message.Success, bound},
		"a DN":                          {"\x00cn=phones," + base + "\x00" + secret, message.Success, bound},
		"as oneself":                    {"u:Phones\x00phones\x00" + secret, message.Success, bound},
		"as oneself, by DN":             {"dn:cn=phones," + base + "\x00phones\x00" + secret, message.Success, bound},
		"as somebody else":              {"u:boss\x00phones\x00" + secret, message.InsufficientAccessRights, nobody},
		"as who is no identity":         {"phones\x00phones\x00" + secret, message.InsufficientAccessRights, nobody},
		"as somebody else, without one": {"u:boss\x00phones\x00wrong", message.InvalidCredentials, nobody},
		"a wrong secret":                {"\x00phones\x00wrong", message.InvalidCredentials, nobody},
		"no secret":                     {"\x00phones\x00", message.InvalidCredentials, nobody},
		"no name":                       {"\x00\x00" + secret, message.InvalidCredentials, nobody},
		"one zero":                      {"phones\x00" + secret, message.InvalidCredentials, nobody},
		"three zeros":                   {"\x00phones\x00" + secret + "\x00", message.InvalidCredentials, nobody},
		"an empty message":              {"", message.InvalidCredentials, nobody},
	} {
		t.Run(name, func(t *testing.T) {
			c.note("-- %s", name)
			c.send(saslBind(2, "PLAIN", tt.message))
			c.want(2, message.TagBindResponse, tt.code)
			c.wantIdentity(tt.identity)
		})
	}
	c.send(saslBind(3, "plain"))
	c.want(3, message.TagBindResponse, message.SaslBindInProgress)
	c.send(saslBind(4, "plain", "\x00phones\x00"+secret))
	c.want(4, message.TagBindResponse, message.Success)
	c.wantIdentity(bound)
}

func TestPlainIsRefusedInTheClear(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.send(saslBind(1, "PLAIN", "\x00phones\x00"+f.secret))
	c.want(1, message.TagBindResponse, message.ConfidentialityRequired)
	c.wantIdentity(nobody)
}

func TestMechanismsArePublishedOverTLSAlone(t *testing.T) {
	c, f := startTLSServer(t)
	c.send(search(2, "", message.BaseObject, present("supportedSASLMechanisms")))
	c.wantEntries(2, message.Success, "")
	_, address := f.serve(Options{})
	clear := dial(t, address)
	clear.send(search(2, "", message.BaseObject, present("supportedSASLMechanisms")))
	clear.wantEntries(2, message.Success)
	if Mechanisms(false) != nil {
		t.Error("a server without TLS offers mechanisms")
	}
}

// Guessing over SASL is slowed as guessing in simple binds is, and counted under the name that was guessed at.
func TestAWrongPlainIsAFailedBind(t *testing.T) {
	server, trusting := certificate(t)
	f := newFixture(t)
	s, address := f.serve(Options{TLS: always(server)})
	c := dial(t, address)
	c.send(startTLS(1))
	c.want(1, message.TagExtendedResponse, message.Success)
	c.upgrade(trusting)
	c.send(saslBind(2, "PLAIN", "\x00phones\x00wrong"))
	c.want(2, message.TagBindResponse, message.InvalidCredentials)
	if n := s.Stats().BindsFailed; n != 1 {
		t.Errorf("%d failed binds are counted", n)
	}
}
