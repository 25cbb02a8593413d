package ldapserver

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"annuaire/directory"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

const (
	bound    = "dn:cn=phones," + base
	nobody   = ""
	manageIT = message.OIDManageDsaIT
	unheard  = "1.3.6.1.4.1.99999.1" // a control nobody knows
)

// wantIdentity checks who the server takes the client for.
func (c *client) wantIdentity(want string) {
	c.t.Helper()
	c.send(whoAmI(77))
	r := c.want(77, message.TagExtendedResponse, message.Success)
	if r.value == nil || *r.value != want || r.name != "" {
		c.t.Fatalf("answer %+v, want the value %q and no name", r, want)
	}
}

// wantBind binds and checks the result.
func (c *client) wantBind(version int64, name, secret string, code message.ResultCode) response {
	c.t.Helper()
	c.send(simpleBind(7, version, name, secret))
	return c.want(7, message.TagBindResponse, code)
}

func TestFormsOfBind(t *testing.T) {
	f := newFixture(t)
	forms := map[string]struct {
		version      int64
		name, secret string
		code         message.ResultCode
		identity     string
	}{
		"by DN":                              {3, "cn=phones," + base, f.secret, message.Success, bound},
		"by DN with space and capital":       {3, "CN=Phones, DC=Phonebook", f.secret, message.Success, bound},
		"by plain name":                      {3, "phones", f.secret, message.Success, bound},
		"by plain name in capitals":          {3, "PHONES", f.secret, message.Success, bound},
		"LDAPv2":                             {2, "cn=phones," + base, f.secret, message.Success, bound},
		"LDAPv1":                             {1, "cn=phones," + base, f.secret, message.ProtocolError, nobody},
		"LDAPv4":                             {4, "cn=phones," + base, f.secret, message.ProtocolError, nobody},
		"LDAPv0":                             {0, "phones", f.secret, message.ProtocolError, nobody},
		"user@domain, which is no account's": {3, "DavidLee@cv2bu.com", f.secret, message.ConfidentialityRequired, nobody},
		"wrong secret":                       {3, "phones", "wrong", message.InvalidCredentials, nobody},
		"wrong name":                         {3, "phone", f.secret, message.InvalidCredentials, nobody},
		"wrong base":                         {3, "cn=phones,dc=example", f.secret, message.InvalidCredentials, nobody},
		"DN with a typo":                     {3, "cn-phones," + base, f.secret, message.InvalidCredentials, nobody},
		"an entry that is no account":        {3, "uid=jean.martin," + base, f.secret, message.ConfidentialityRequired, nobody},
		"secret of another length":           {3, "phones", f.secret + "0", message.InvalidCredentials, nobody},
		"secret without name":                {3, "", f.secret, message.InvalidCredentials, nobody},
		"name without secret":                {3, "phones", "", message.UnwillingToPerform, nobody},
		"unknown name without secret":        {3, "asterisk", "", message.UnwillingToPerform, nobody},
		"anonymous":                          {3, "", "", message.InappropriateAuthentication, nobody},
		"anonymous LDAPv2":                   {2, "", "", message.InappropriateAuthentication, nobody},
		"name that is no text":               {3, "\xff\xfe", "x", message.InvalidCredentials, nobody},
		"name of 60,000 characters":          {3, strings.Repeat("x", 60_000), "x", message.InvalidCredentials, nobody},
	}
	f.inBubble(Options{}, func(t *testing.T, _ *Server, p *pipes) {
		for name, tt := range forms {
			c := p.connect(t, "192.0.2.1")
			c.note("-- %s", name)
			c.wantBind(tt.version, tt.name, tt.secret, tt.code)
			c.wantIdentity(tt.identity)
		}
	})
}

func TestWrongNameAndWrongSecretLookTheSame(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	secret := c.wantBind(3, "phones", "wrong", message.InvalidCredentials)
	name := c.wantBind(3, "nobody", f.secret, message.InvalidCredentials)
	dn := c.wantBind(3, "cn=phones,dc=example", f.secret, message.InvalidCredentials)
	if secret != name || secret != dn {
		t.Errorf("answers differ: %+v, %+v, %+v", secret, name, dn)
	}
	if secret.text != "" || secret.matched != "" {
		t.Errorf("the answer says more than the code: %+v", secret)
	}
}

func TestOtherBindsThanSimpleOnes(t *testing.T) {
	_, address, _ := startServer(t, Options{Anonymous: loopback()})
	kerberos := ber.AppendInteger(nil, ber.Integer, 2)
	kerberos = ber.AppendString(kerberos, ber.OctetString, "cn=phones")
	kerberos = ber.AppendString(kerberos, ber.Context|1, "ticket")
	for name, request := range map[string][]byte{
		"DIGEST-MD5":         saslBind(7, "DIGEST-MD5"),
		"EXTERNAL":           saslBind(7, "EXTERNAL"),
		"no mechanism":       saslBind(7, ""),
		"Kerberos of LDAPv2": pack(7, message.TagBindRequest, kerberos),
	} {
		t.Run(name, func(t *testing.T) {
			c := dial(t, address)
			c.send(request)
			c.want(7, message.TagBindResponse, message.AuthMethodNotSupported)
			c.wantBind(3, "", "", message.Success)
		})
	}
}

func TestAFailedBindMakesTheSessionAnonymous(t *testing.T) {
	_, address, f := startServer(t, Options{})
	truncated := pack(7, message.TagBindRequest, ber.AppendInteger(nil, ber.Integer, 3))
	for name, tt := range map[string]struct {
		request []byte
		code    message.ResultCode
	}{
		"wrong secret":     {simpleBind(7, 3, "phones", "wrong"), message.InvalidCredentials},
		"no secret":        {simpleBind(7, 3, "phones", ""), message.UnwillingToPerform},
		"version":          {simpleBind(7, 9, "phones", f.secret), message.ProtocolError},
		"SASL":             {saslBind(7, "CRAM-MD5"), message.AuthMethodNotSupported},
		"unknown control":  {simpleBind(7, 3, "phones", f.secret, control{unheard, true}), message.UnavailableCriticalExtension},
		"cut short inside": {truncated, message.ProtocolError},
	} {
		t.Run(name, func(t *testing.T) {
			c := dial(t, address)
			c.wantBind(3, "phones", f.secret, message.Success)
			c.wantIdentity(bound)
			c.send(tt.request)
			c.want(7, message.TagBindResponse, tt.code)
			c.wantIdentity(nobody)
			c.wantBind(3, "phones", f.secret, message.Success)
			c.wantIdentity(bound)
		})
	}
}

func TestAnonymousBindsAreForTheNetworksThatMay(t *testing.T) {
	prefixes := []netip.Prefix{netip.MustParsePrefix("192.0.2.0/25"), netip.MustParsePrefix("2001:db8::/64")}
	inBubble(t, Options{Anonymous: prefixes}, func(t *testing.T, _ *Server, p *pipes) {
		for ip, code := range map[string]message.ResultCode{
			"192.0.2.0":        message.Success,
			"192.0.2.127":      message.Success,
			"192.0.2.128":      message.InappropriateAuthentication,
			"::ffff:192.0.2.9": message.Success,
			"2001:db8::5":      message.Success,
			"2001:db8:0:1::5":  message.InappropriateAuthentication,
			"127.0.0.1":        message.InappropriateAuthentication,
		} {
			p.connect(t, ip).wantBind(3, "", "", code)
		}
	})
}

func TestABoundClientMaySendMore(t *testing.T) {
	_, address, f := startServer(t, Options{})
	long := extended(5, unheard, make([]byte, 100<<10))
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	c.send(long)
	c.want(5, message.TagExtendedResponse, message.ProtocolError)

	c.wantBind(3, "phones", "wrong", message.InvalidCredentials) // anonymous again
	c.send(long)
	c.wantNotice(message.ProtocolError)
}

func TestARemovedAccountSeesNothingMoreOnItsOpenConnections(t *testing.T) {
	for name, request := range map[string]struct {
		bytes    []byte
		response message.Tag
	}{
		"search":   {search(5, base, message.WholeSubtree, present("cn")), message.TagSearchDone},
		"compare":  {compare(5, "uid=jean.martin,"+base), message.TagCompareResponse},
		"Who am I": {whoAmI(5), message.TagExtendedResponse},
	} {
		t.Run(name, func(t *testing.T) {
			_, address, f := startServer(t, Options{Anonymous: loopback()})
			c := dial(t, address)
			c.wantBind(3, "phones", f.secret, message.Success)
			if err := f.directory.RemoveAccount(context.Background(), "phones"); err != nil {
				t.Fatal(err)
			}
			c.send(request.bytes)
			c.want(5, request.response, message.InsufficientAccessRights)
			c.wantNotice(message.StrongerAuthRequired)
		})
	}
}

func TestARotatedSecretEndsConnectionsThatWereBoundWithTheOldOne(t *testing.T) {
	_, address, f := startServer(t, Options{})
	old, rebound := dial(t, address), dial(t, address)
	old.wantBind(3, "phones", f.secret, message.Success)
	rebound.wantBind(3, "phones", f.secret, message.Success)
	secret, err := f.directory.RotateAccount(context.Background(), "phones")
	if err != nil {
		t.Fatal(err)
	}
	rebound.wantBind(3, "phones", f.secret, message.InvalidCredentials)
	rebound.wantBind(3, "phones", secret, message.Success)
	rebound.wantIdentity(bound)
	old.send(search(5, base, message.WholeSubtree, present("cn")))
	old.want(5, message.TagSearchDone, message.InsufficientAccessRights)
	old.wantNotice(message.StrongerAuthRequired)
}

func TestAnAccountThatIsChangedStaysBound(t *testing.T) {
	_, address, f := startServer(t, Options{})
	c := dial(t, address)
	c.wantBind(3, "phones", f.secret, message.Success)
	attributes := []string{"cn"}
	if _, err := f.directory.UpdateAccount(context.Background(), "phones", 0, directory.AccountPatch{Attributes: &attributes}); err != nil {
		t.Fatal(err)
	}
	c.wantIdentity(bound)
}

func TestAnAccountMayBeNamedAsAnEMailAddress(t *testing.T) {
	_, address, f := startServer(t, Options{})
	_, secret, err := f.directory.AddAccount(context.Background(), directory.AccountDraft{Name: "DavidLee@cv2bu.com"})
	if err != nil {
		t.Fatal(err)
	}
	c := dial(t, address)
	c.wantBind(3, "davidlee@cv2bu.com", secret, message.Success)
	c.wantIdentity("dn:cn=DavidLee@cv2bu.com," + base)
}

func TestGuessingIsSlowAndARightSecretIsNot(t *testing.T) {
	f := newFixture(t)
	synctest.Test(t, func(t *testing.T) {
		s := New(f.directory, f.tree, Options{Anonymous: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}})
		p := newPipes()
		served := make(chan error, 1)
		go func() { served <- s.Serve(p) }()

		guesser := p.connect(t, "192.0.2.1")
		began := time.Now()
		for range 20 {
			guesser.wantBind(3, "phones", "guess", message.InvalidCredentials)
		}
		if d := time.Since(began); d < 30*time.Second { // of the bubble's time, which is exact
			t.Errorf("20 guesses took %v", d)
		}
		began = time.Now()
		guesser.wantBind(3, "", "", message.Success)
		guesser.wantBind(3, "phones", f.secret, message.Success)
		phone := p.connect(t, "192.0.2.1")
		phone.wantBind(3, "phones", f.secret, message.Success)
		phone.wantBind(2, "", "", message.Success)
		if d := time.Since(began); d != 0 {
			t.Errorf("right binds took %v", d)
		}

		guesser.send(simpleBind(8, 3, "phones", "guess"))
		synctest.Wait() // the answer is held back now
		began = time.Now()
		done := make(chan error, 1)
		go func() { done <- s.Shutdown(context.Background()) }()
		guesser.want(8, message.TagBindResponse, message.InvalidCredentials)
		guesser.wantNotice(message.Unavailable)
		phone.wantClosed() // LDAPv2 has no notice
		if err := <-done; err != nil {
			t.Error(err)
		}
		if d := time.Since(began); d != 0 {
			t.Errorf("the held back answer delayed the shutdown by %v", d)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
		if n := s.Stats().BindsFailed; n != 21 {
			t.Errorf("%d failed binds counted, want 21", n)
		}
	})
}

func TestABindThatCanNotBeCheckedIsNoWrongOne(t *testing.T) {
	for name, tt := range map[string]struct {
		err    error
		code   message.ResultCode
		logged bool
	}{
		"wrong":             {&directory.Error{Code: directory.InvalidCredentials}, message.InvalidCredentials, false},
		"shutting down":     {fmt.Errorf("authenticate: %w", context.Canceled), message.Unavailable, false},
		"a store that ails": {&directory.Error{Code: directory.Internal}, message.Other, true},
		"an unknown error":  {errors.New("x"), message.Other, true},
	} {
		res, err := bindFailure(tt.err)
		if res.Code != tt.code || (err != nil) != tt.logged {
			t.Errorf("%s: %v, %v; want %v", name, res.Code, err, tt.code)
		}
	}
}
