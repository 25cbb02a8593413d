package web

import (
	"net/url"
	"testing"

	"github.com/go-ldap/ldap/v3"
	"github.com/google/uuid"

	"annuaire/directory"
)

// connectPages are the pages of LDAP accounts and of connecting phones, on a site whose phones have asked for something.
func connectPages(t testing.TB) (*site, []walked) {
	o := connectSite(t)
	sales := o.folder(o.d.Root().ID, "Ventes")
	account, secret, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard", Attributes: []string{"mobile", "mail"}})
	if err == nil {
		_, _, err = o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "hall", Folders: []uuid.UUID{sales.ID}})
	}
	if err == nil {
		_, _, err = o.d.AddDeviceAccount(t.Context(), o.device.ID, 0, directory.AccountDraft{})
	}
	if err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(adminEmail)
	b.get("/connect/requests")
	p := o.phone()
	p.bind("standard", "wrong", ldap.LDAPResultInvalidCredentials)
	p.bind("standard", secret, ldap.LDAPResultSuccess)
	p.search("dc=xyz", "(cn=ler*)", -ldap.LDAPResultNoSuchObject)
	p.search(baseDN, "(mobile=0123456789)", 0)
	p.search(baseDN, "(|(cn=ler*)(sn=ler*))", 1)
	b.until("/connect/requests", "1 person shown")
	known := "?" + url.Values{"account": {"standard"}, "security": {"none"}}.Encode()
	return o.site, []walked{
		{name: "accounts", address: "/accounts"},
		{name: "account-new", address: "/accounts/new"},
		{name: "account", address: "/accounts/" + account.ID.String()},
		{name: "account-secret", address: "/accounts/" + account.ID.String() + "/secret"},
		{name: "account-delete", address: "/accounts/" + account.ID.String() + "/delete"},
		{name: "connect", address: "/connect"},
		{name: "connect-device", address: "/connect/yealink?device=" + o.device.ID.String()},
		{name: "connect-family", address: "/connect/linphone?account=standard"},
		{name: "connect-settings", address: "/connect/yealink/settings" + known},
		{name: "connect-file-alone", address: "/connect/mitel/settings" + known},
		{name: "connect-anonymous", address: "/connect/yealink/settings?anonymous=true"},
		{name: "requests", address: "/connect/requests"},
		{name: "requests-none", address: "/connect/requests?account=hall"},
	}
}

func TestEveryPageOfConnectingPhonesIsAccessibleAndFitsItsWindow(t *testing.T) {
	s, pages := connectPages(t)
	s.walk(pages)
}
