package ldapserver

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"
)

// connectLibrary connects with go-ldap.
func connectLibrary(t *testing.T, address string) *ldap.Conn {
	t.Helper()
	conn, err := ldap.DialURL("ldap://"+address, ldap.DialWithDialer(&net.Dialer{Timeout: patience}))
	if err != nil {
		t.Fatal(err)
	}
	conn.SetTimeout(patience)
	t.Cleanup(func() {
		if err := conn.Close(); err != nil {
			t.Error(err)
		}
	})
	return conn
}

func TestAClientLibraryUnderstandsEveryAnswer(t *testing.T) {
	server, trusting := certificate(t)
	_, address, f := startServer(t, Options{TLS: always(server)})
	conn := connectLibrary(t, address)
	if err := conn.StartTLS(trusting); err != nil {
		t.Fatal(err)
	}
	if err := conn.Bind("phones", "wrong"); !ldap.IsErrorWithCode(err, ldap.LDAPResultInvalidCredentials) {
		t.Errorf("wrong bind: %v", err)
	}
	if err := conn.UnauthenticatedBind("phones"); !ldap.IsErrorWithCode(err, ldap.LDAPResultUnwillingToPerform) {
		t.Errorf("bind without secret: %v", err)
	}
	if err := conn.Bind("cn=phones,"+base, f.secret); err != nil {
		t.Fatal(err)
	}
	found, err := conn.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		"(telephoneNumber=0123456789)", []string{"CN", "sn"}, nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Entries) != 1 || found.Entries[0].DN != jean || found.Entries[0].GetAttributeValue("CN") != "Jean Martin" {
		t.Errorf("found %+v", found.Entries)
	}
	if same, err := conn.Compare(jean, "sn", "martin"); err != nil || !same {
		t.Errorf("compare: %v, %v", same, err)
	}
	for name, write := range map[string]func() error{
		"add":      func() error { return conn.Add(ldap.NewAddRequest("cn=x,"+base, nil)) },
		"modify":   func() error { return conn.Modify(ldap.NewModifyRequest(jean, nil)) },
		"delete":   func() error { return conn.Del(ldap.NewDelRequest(jean, nil)) },
		"modifyDN": func() error { return conn.ModifyDN(ldap.NewModifyDNRequest(jean, "uid=x", true, "")) },
	} {
		if err := write(); !ldap.IsErrorWithCode(err, ldap.LDAPResultUnwillingToPerform) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err = conn.PasswordModify(ldap.NewPasswordModifyRequest("", "", "x"))
	if !ldap.IsErrorWithCode(err, ldap.LDAPResultUnwillingToPerform) { // an account's secret is not chosen
		t.Errorf("password modify: %v", err)
	}
	_, err = conn.SearchWithPaging(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		"(cn=*)", nil, []ldap.Control{ldap.NewControlString(unheard, true, "")}), 10)
	if !ldap.IsErrorWithCode(err, ldap.LDAPResultUnavailableCriticalExtension) {
		t.Errorf("critical control: %v", err)
	}
	if err := conn.Unbind(); err != nil {
		t.Error(err)
	}
}

func TestTheRootDSEListsWhatTheServerDoes(t *testing.T) {
	_, address, _ := startServer(t, Options{})
	conn := connectLibrary(t, address)
	found, err := conn.Search(ldap.NewSearchRequest("", ldap.ScopeBaseObject, ldap.NeverDerefAliases, 0, 0, false,
		"(objectClass=*)", []string{"supportedExtension"}, nil))
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(found.Entries[0].GetAttributeValues("supportedExtension"), " ")
	if want := strings.Join(Extensions(true, false), " "); got != want {
		t.Errorf("supportedExtension %s, want %s", got, want)
	}
	for n, offered := range [][]string{nil, Extensions(false, false), Extensions(false, true), Extensions(true, true)} {
		if len(offered) != n {
			t.Errorf("%q are offered, want %d", offered, n)
		}
	}
}

func TestAnswersLongerThanTheBufferComeWholeAndInOrder(t *testing.T) {
	_, address, f := startServer(t, Options{})
	const people = 200
	for i := range people {
		f.addNoted(fmt.Sprintf("Person %03d", i), strings.Repeat("note ", 200))
	}
	conn := connectLibrary(t, address)
	if err := conn.Bind("everything", f.account("everything", "*")); err != nil {
		t.Fatal(err)
	}
	found, err := conn.Search(ldap.NewSearchRequest(base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		"(sn=person*)", nil, nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(found.Entries) != people {
		t.Fatalf("%d entries, want %d", len(found.Entries), people)
	}
	for i, e := range found.Entries {
		if want := fmt.Sprintf("Person %03d", i); e.GetAttributeValue("sn") != want || len(e.GetAttributeValue("description")) < 900 {
			t.Fatalf("entry %d is %q, want %q", i, e.GetAttributeValue("sn"), want)
		}
	}
}
