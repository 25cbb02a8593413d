package ldapserver

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/throttle"
	"annuaire/ldapserver/message"
)

const newPasswd = "another good one"

// another makes a second person with a login, in the root folder, and returns her entry's DN.
func (f *fixture) another(roles ...directory.RoleAssignment) string {
	f.t.Helper()
	ctx := context.Background()
	luc, _, err := f.directory.CreateContact(ctx, directory.ContactDraft{FirstName: "Luc", LastName: "Quint", Email: "luc@example.com"})
	if err != nil {
		f.t.Fatal(err)
	}
	var link string
	deliver := func(_ directory.LinkInfo, token string) error { link = token; return nil }
	if _, err := f.directory.Invite(ctx, luc.ID, 0, roles, deliver); err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.directory.UseLink(ctx, link, herPassword); err != nil {
		f.t.Fatal(err)
	}
	return "uid=luc.quint," + base
}

func administrator(uuid.UUID) directory.RoleAssignment {
	return directory.RoleAssignment{RoleID: directory.AdministratorRole()}
}

// securedTwice is two connections over TLS to one server of f's directory, bound as Zoé.
func (f *fixture) securedTwice() (first, second *ldap.Conn) {
	f.t.Helper()
	server, trusting := certificate(f.t)
	_, address := f.serve(Options{TLS: always(server)})
	bound := func() *ldap.Conn {
		conn := connectLibrary(f.t, address)
		if err := conn.StartTLS(trusting); err != nil {
			f.t.Fatal(err)
		}
		if err := conn.Bind("zoe@example.com", herPassword); err != nil {
			f.t.Fatal(err)
		}
		return conn
	}
	return bound(), bound()
}

func wantLDAP(t *testing.T, what string, err error, code uint16) {
	t.Helper()
	if code == ldap.LDAPResultSuccess && err != nil || code != ldap.LDAPResultSuccess && !ldap.IsErrorWithCode(err, code) {
		t.Errorf("%s: %v, want %s", what, err, ldap.LDAPResultCodeMap[code])
	}
}

func TestAPersonChangesHerPassword(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	conn, other := f.securedTwice()
	change := func(identity, old, password string) error {
		_, err := conn.PasswordModify(ldap.NewPasswordModifyRequest(identity, old, password))
		return err
	}
	wantLDAP(t, "a wrong old one", change("", "wrong", newPasswd), ldap.LDAPResultInvalidCredentials)
	wantLDAP(t, "a short one", change("", herPassword, "short"), ldap.LDAPResultConstraintViolation)
	wantLDAP(t, "her name", change("", herPassword, "zoe.quintard"), ldap.LDAPResultConstraintViolation)
	if _, err := other.WhoAmI(nil); err != nil {
		t.Errorf("before it is changed: %v", err)
	}
	wantLDAP(t, "a good one", change("", herPassword, newPasswd), ldap.LDAPResultSuccess)
	if who, err := conn.WhoAmI(nil); err != nil || who.AuthzID != "dn:"+zoeDN {
		t.Errorf("after it she is %+v, %v", who, err)
	}
	_, err := other.WhoAmI(nil)
	wantLDAP(t, "her other connection", err, ldap.LDAPResultInsufficientAccessRights)
	wantLDAP(t, "the old password", conn.Bind("zoe@example.com", herPassword), ldap.LDAPResultInvalidCredentials)
	wantLDAP(t, "the new password", conn.Bind("zoe@example.com", newPasswd), ldap.LDAPResultSuccess)
	for _, identity := range []string{"zoe@example.com", "zoe.quintard", zoeDN, "dn:" + zoeDN, "u:ZOE@example.com"} {
		wantLDAP(t, "her own, by the name "+identity, change(identity, "", newPasswd), ldap.LDAPResultSuccess)
	}
}

func TestAPasswordIsMadeWhereNoneIsGiven(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	conn, _ := f.securedTwice()
	made, err := conn.PasswordModify(ldap.NewPasswordModifyRequest("", herPassword, ""))
	if err != nil || len(made.GeneratedPassword) < 20 {
		t.Fatalf("made %q, %v", made.GeneratedPassword, err)
	}
	wantLDAP(t, "the one made", conn.Bind("zoe@example.com", made.GeneratedPassword), ldap.LDAPResultSuccess)
}

func TestAnothersPasswordIsChangedWithTheRightTo(t *testing.T) {
	for name, tt := range map[string]struct {
		has     func(uuid.UUID) directory.RoleAssignment
		another []directory.RoleAssignment
		whose   string // "": the other's DN
		code    uint16
	}{
		"by an administrator":                  {administrator, nil, "", ldap.LDAPResultSuccess},
		"by an administrator, by e-mail":       {administrator, nil, "LUC@example.com", ldap.LDAPResultSuccess},
		"by an administrator, by uid":          {administrator, nil, "luc.quint", ldap.LDAPResultSuccess},
		"by an administrator, of nobody":       {administrator, nil, "nobody@example.com", ldap.LDAPResultNoSuchObject},
		"by an administrator, of an account":   {administrator, nil, "phones", ldap.LDAPResultNoSuchObject},
		"by an administrator, of no login":     {administrator, nil, jean, ldap.LDAPResultNoSuchObject},
		"by who only reads":                    {everywhere, nil, "", ldap.LDAPResultInsufficientAccessRights},
		"by who only reads, of nobody":         {everywhere, nil, "nobody@example.com", ldap.LDAPResultInsufficientAccessRights},
		"by an administrator, of an equal":     {administrator, []directory.RoleAssignment{administrator(uuid.Nil)}, "", ldap.LDAPResultSuccess},
		"by who only reads, of administrators": {everywhere, []directory.RoleAssignment{administrator(uuid.Nil)}, "", ldap.LDAPResultInsufficientAccessRights},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			f.person(tt.has)
			whose := f.another(tt.another...)
			if tt.whose != "" {
				whose = tt.whose
			}
			conn, _ := f.securedTwice()
			_, err := conn.PasswordModify(ldap.NewPasswordModifyRequest(whose, "", newPasswd))
			wantLDAP(t, "change", err, tt.code)
			if _, err := conn.WhoAmI(nil); err != nil {
				t.Errorf("then she gets %v", err)
			}
			now := ldap.LDAPResultSuccess
			if tt.code != ldap.LDAPResultSuccess {
				now = ldap.LDAPResultInvalidCredentials
			}
			wantLDAP(t, "the other binds", conn.Bind("luc@example.com", newPasswd), uint16(now))
		})
	}
}

func TestAnAccountChangesItsOwnSecretAlone(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	f.account("others")
	conn := f.secured()
	if err := conn.Bind("phones", f.secret); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		identity, old, password string
		code                    uint16
	}{
		{"", "", "chosen by the phone", ldap.LDAPResultUnwillingToPerform},
		{"", "wrong", "", ldap.LDAPResultInvalidCredentials},
		{"others", "", "", ldap.LDAPResultInsufficientAccessRights},
		{"cn=others," + base, "", "", ldap.LDAPResultInsufficientAccessRights},
		{zoeDN, "", newPasswd, ldap.LDAPResultInsufficientAccessRights},
		{"zoe@example.com", "", newPasswd, ldap.LDAPResultInsufficientAccessRights},
		{"ou=\\", "", "", ldap.LDAPResultInsufficientAccessRights},
	} {
		_, err := conn.PasswordModify(ldap.NewPasswordModifyRequest(tt.identity, tt.old, tt.password))
		wantLDAP(t, "of "+tt.identity, err, tt.code)
	}
	secret := f.secret
	for _, identity := range []string{"", "phones", "cn=Phones," + base} {
		made, err := conn.PasswordModify(ldap.NewPasswordModifyRequest(identity, secret, ""))
		if err != nil || made.GeneratedPassword == "" {
			t.Fatalf("as %q: %+v, %v", identity, made, err)
		}
		secret = made.GeneratedPassword
		if _, err := conn.WhoAmI(nil); err != nil {
			t.Errorf("then it gets %v", err)
		}
	}
	wantLDAP(t, "the old secret", conn.Bind("phones", f.secret), ldap.LDAPResultInvalidCredentials)
	wantLDAP(t, "the new secret", conn.Bind("phones", secret), ldap.LDAPResultSuccess)
}

func TestPasswordsAreChangedOverTLSBySomebody(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	_, address := f.serve(Options{})
	c := dial(t, address)
	want := func(code message.ResultCode) {
		t.Helper()
		c.send(passwordModify(9, nil, nil, new(newPasswd)))
		if r := c.want(9, message.TagExtendedResponse, code); r.name != "" || r.value != nil {
			t.Errorf("answered %+v, want no name and no value", r)
		}
	}
	want(message.ConfidentialityRequired)
	c.wantBind(3, "phones", f.secret, message.Success)
	want(message.ConfidentialityRequired)

	_, address = f.serve(Options{PasswordsInClear: true})
	c = dial(t, address)
	want(message.InsufficientAccessRights)
	c.send(extended(9, message.OIDPasswordModify, []byte("x")))
	c.want(9, message.TagExtendedResponse, message.ProtocolError)
	c.wantBind(3, "zoe@example.com", herPassword, message.Success)
	want(message.Success)
	c.wantIdentity("dn:" + zoeDN)
}

func TestGuessesOfAnOldPasswordAreSlowed(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	f.inBubble(Options{PasswordsInClear: true}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		guess := func() time.Duration {
			began := time.Now()
			c.send(passwordModify(9, nil, new("guess"), new(newPasswd)))
			c.want(9, message.TagExtendedResponse, message.InvalidCredentials)
			return time.Since(began)
		}
		c.wantBind(3, "zoe@example.com", herPassword, message.Success)
		for range throttle.Free {
			guess()
		}
		if took := guess(); took != throttle.First {
			t.Errorf("one guess more took %v", took)
		}
	})
}

// A password that somebody sends, and one that is made for her, are neither shown to who watches nor kept in the journal.
func TestChangedPasswordsAreNowhereToBeRead(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	server, trusting := certificate(t)
	s, address := f.serve(Options{TLS: always(server)})
	w := s.watched(t, Watch{Raw: true})
	conn := connectLibrary(t, address)
	if err := conn.StartTLS(trusting); err != nil {
		t.Fatal(err)
	}
	if err := conn.Bind("zoe@example.com", herPassword); err != nil {
		t.Fatal(err)
	}
	made, err := conn.PasswordModify(ldap.NewPasswordModifyRequest("", herPassword, ""))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.PasswordModify(ldap.NewPasswordModifyRequest("", "not "+newPasswd, newPasswd)); err == nil {
		t.Fatal("a wrong old password was taken")
	}
	secrets := []string{herPassword, made.GeneratedPassword, newPasswd}
	for range 4 {
		r := <-w.shown
		for _, secret := range secrets {
			if bytes.Contains([]byte(r.Request+r.Answer+string(r.Raw)), []byte(secret)) {
				t.Errorf("a password is in %+v", r)
			}
		}
	}
	entries, err := f.directory.Journal(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(entries)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(written, []byte("login.password")) {
		t.Error("the journal does not tell that the password was changed")
	}
	for _, secret := range secrets {
		if bytes.Contains(written, []byte(secret)) {
			t.Errorf("%q is in the journal", secret)
		}
	}
}
