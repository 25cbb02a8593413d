package ldapserver

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"testing"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/throttle"
	"annuaire/ldapserver/message"
)

const herPassword = "correct horse battery"

// person makes Zoé Quintard in a folder Sales, with a photo and a login that may read the directory in a folder.
func (f *fixture) person(reads func(sales uuid.UUID) directory.RoleAssignment) directory.Contact {
	f.t.Helper()
	ctx := context.Background()
	sales, err := f.directory.CreateFolder(ctx, directory.FolderDraft{Name: "Sales"})
	if err != nil {
		f.t.Fatal(err)
	}
	zoe, _, err := f.directory.CreateContact(ctx, directory.ContactDraft{
		FirstName: "Zoé", LastName: "Quintard", Email: "zoe@example.com", FolderID: sales.ID, Note: "mornings",
	})
	if err != nil {
		f.t.Fatal(err)
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 8, 8))); err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.directory.SetPhoto(ctx, zoe.ID, 0, picture.Bytes()); err != nil {
		f.t.Fatal(err)
	}
	var link string
	deliver := func(_ directory.LinkInfo, token string) error { link = token; return nil }
	if _, err := f.directory.Invite(ctx, zoe.ID, 0, []directory.RoleAssignment{reads(sales.ID)}, deliver); err != nil {
		f.t.Fatal(err)
	}
	if _, err := f.directory.UseLink(ctx, link, herPassword); err != nil {
		f.t.Fatal(err)
	}
	return zoe
}

func everywhere(uuid.UUID) directory.RoleAssignment {
	return directory.RoleAssignment{RoleID: directory.StandardRole()}
}

func inSales(sales uuid.UUID) directory.RoleAssignment {
	return directory.RoleAssignment{RoleID: directory.StandardRole(), FolderID: sales}
}

// secured is a connection over TLS to a server of f's directory.
func (f *fixture) secured() *ldap.Conn {
	f.t.Helper()
	server, trusting := certificate(f.t)
	_, address := f.serve(Options{TLS: always(server)})
	conn := connectLibrary(f.t, address)
	if err := conn.StartTLS(trusting); err != nil {
		f.t.Fatal(err)
	}
	return conn
}

const zoeDN = "uid=zoe.quintard,ou=Sales," + base

func TestAPersonBindsWithHerPassword(t *testing.T) {
	f := newFixture(t)
	zoe := f.person(everywhere)
	conn := f.secured()
	for _, tt := range []struct {
		name, password string
		code           uint16
	}{
		{"zoe@example.com", herPassword, ldap.LDAPResultSuccess},
		{"ZOE@example.com", herPassword, ldap.LDAPResultSuccess},
		{"zoe.quintard", herPassword, ldap.LDAPResultSuccess},
		{zoeDN, herPassword, ldap.LDAPResultSuccess},
		{"uid=zoe.quintard," + base, herPassword, ldap.LDAPResultSuccess},
		{"entryUUID=" + zoe.ID.String() + "," + base, herPassword, ldap.LDAPResultSuccess},
		{"zoe@example.com", "another", ldap.LDAPResultInvalidCredentials},
		{"luc@example.com", herPassword, ldap.LDAPResultInvalidCredentials},
		{"uid=zoe.quintard,ou=Purchasing," + base, herPassword, ldap.LDAPResultInvalidCredentials},
		{jean, herPassword, ldap.LDAPResultInvalidCredentials},
		{"phones", herPassword, ldap.LDAPResultInvalidCredentials},
		{"phones", f.secret, ldap.LDAPResultSuccess},
	} {
		err := conn.Bind(tt.name, tt.password)
		if tt.code == ldap.LDAPResultSuccess && err != nil || tt.code != ldap.LDAPResultSuccess && !ldap.IsErrorWithCode(err, tt.code) {
			t.Errorf("bind as %s: %v, want %d", tt.name, err, tt.code)
		}
		if err == nil && tt.name != "phones" {
			if who, err := conn.WhoAmI(nil); err != nil || who.AuthzID != "dn:"+zoeDN {
				t.Errorf("bound as %s she is %+v, %v", tt.name, who, err)
			}
		}
	}
}

func TestAPersonSeesWhatHerRightsLetHerRead(t *testing.T) {
	search := func(t *testing.T, conn *ldap.Conn, filter string) ([]*ldap.Entry, error) {
		t.Helper()
		found, err := conn.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false, filter, nil, nil))
		if err != nil {
			return nil, err
		}
		return found.Entries, nil
	}
	for name, tt := range map[string]struct {
		reads func(uuid.UUID) directory.RoleAssignment
		finds int // people
	}{
		"the whole directory": {everywhere, 4},
		"one folder":          {inSales, 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t)
			zoe := f.person(tt.reads)
			conn := f.secured()
			if err := conn.Bind("zoe@example.com", herPassword); err != nil {
				t.Fatal(err)
			}
			people, err := search(t, conn, "(objectClass=person)")
			if err != nil || len(people) != tt.finds {
				t.Fatalf("found %d people, %v", len(people), err)
			}
			noted, err := search(t, conn, "(description=mornings)")
			if err != nil || len(noted) != 1 || noted[0].DN != zoeDN {
				t.Errorf("found %v, %v", noted, err)
			}
			if _, err := f.directory.SetRoles(context.Background(), zoe.ID, 0, nil); err != nil {
				t.Fatal(err)
			}
			if _, err := search(t, conn, "(objectClass=person)"); !ldap.IsErrorWithCode(err, ldap.LDAPResultInsufficientAccessRights) {
				t.Errorf("without rights she gets %v", err)
			}
		})
	}
}

func TestAPersonWhosePasswordChangesMustBindAgain(t *testing.T) {
	f := newFixture(t)
	zoe := f.person(everywhere)
	conn := f.secured()
	if err := conn.Bind("zoe@example.com", herPassword); err != nil {
		t.Fatal(err)
	}
	login, err := f.directory.LoginOf(zoe.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.directory.CloseLogin(context.Background(), login.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.WhoAmI(nil); !ldap.IsErrorWithCode(err, ldap.LDAPResultInsufficientAccessRights) {
		t.Errorf("after her login was closed she gets %v", err)
	}
}

func TestAPersonsPasswordIsNotTakenInTheClear(t *testing.T) {
	f := newFixture(t)
	f.person(everywhere)
	_, address := f.serve(Options{})
	c := dial(t, address)
	for name, code := range map[string]message.ResultCode{
		"zoe@example.com":    message.ConfidentialityRequired,
		"nobody@example.com": message.ConfidentialityRequired,
		zoeDN:                message.ConfidentialityRequired,
		"uid=nobody," + base: message.ConfidentialityRequired,
		"zoe.quintard":       message.InvalidCredentials,
		"nobody":             message.InvalidCredentials,
	} {
		c.note("-- %s", name)
		c.wantBind(3, name, herPassword, code)
		c.wantIdentity(nobody)
	}
	_, address = f.serve(Options{PasswordsInClear: true})
	c = dial(t, address)
	c.wantBind(3, "zoe@example.com", herPassword, message.Success)
	c.wantIdentity("dn:" + zoeDN)
}

func TestGuessesOfAPasswordAreSlowed(t *testing.T) {
	f := newFixture(t)
	f.inBubble(Options{}, func(t *testing.T, _ *Server, p *pipes) {
		c := p.connect(t, "192.0.2.1")
		for range throttle.Free {
			c.wantBind(3, "zoe@example.com", "guess", message.ConfidentialityRequired)
		}
		began := time.Now()
		c.wantBind(3, "zoe@example.com", "guess", message.ConfidentialityRequired)
		if took := time.Since(began); took != throttle.First {
			t.Errorf("one guess more took %v", took)
		}
	})
}

func TestAPhotoIsSentToWhoAsksForItByName(t *testing.T) {
	f := newFixture(t)
	zoe := f.person(everywhere)
	thumbnail, _, err := f.directory.Photo(zoe.ID, directory.Thumbnail)
	if err != nil {
		t.Fatal(err)
	}
	shown, plain := f.account("shown", "jpegPhoto"), f.account("plain")
	all := f.account("all", "*")
	_, address := f.serve(Options{})
	conn := connectLibrary(t, address)
	for _, tt := range []struct {
		account, secret string
		ask             []string
		sent            string // the attribute's name; "": none
	}{
		{"shown", shown, []string{"cn", "jpegPhoto"}, "jpegPhoto"},
		{"shown", shown, []string{"thumbnailPhoto"}, "thumbnailPhoto"},
		{"shown", shown, []string{"*"}, ""},
		{"shown", shown, nil, ""},
		{"all", all, []string{"photo"}, "photo"},
		{"all", all, []string{"*", "+"}, ""},
		{"plain", plain, []string{"jpegPhoto"}, ""},
	} {
		if err := conn.Bind(tt.account, tt.secret); err != nil {
			t.Fatal(err)
		}
		found, err := conn.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false, "(sn=Quintard)", tt.ask, nil))
		if err != nil || len(found.Entries) != 1 {
			t.Fatalf("%s: %v, %v", tt.account, found, err)
		}
		for _, name := range []string{"jpegPhoto", "thumbnailPhoto", "photo"} {
			sent := found.Entries[0].GetRawAttributeValue(name)
			if want := name == tt.sent; want != bytes.Equal(sent, thumbnail) || !want && len(sent) > 0 {
				t.Errorf("%s asks for %q: %d bytes as %s", tt.account, tt.ask, len(sent), name)
			}
		}
	}
}
