package web

import (
	"slices"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory"
	"annuaire/ldapserver/dit"
	"annuaire/ldapserver/schema"
)

// accountsSite is a site that answers phones, with a folder.
func accountsSite(t testing.TB) (*site, directory.Folder) {
	s := newSiteOf(t, agreed{phones: true})
	return s, s.folder(s.d.Root().ID, "Ventes")
}

func TestAnLDAPAccountIsMadeChangedRotatedAndRemoved(t *testing.T) {
	s, sales := accountsSite(t)
	b := s.signedIn(adminEmail)
	b.get("/accounts").want(200, "There is no LDAP account yet.", `href="/connect"`)
	b.get("/accounts/new").want(200, "Phones at the front desk may see everybody", `name="sees.mobile"`)
	b.post("/accounts/new", "name", "").want(422, `href="#name"`)
	made := b.post("/accounts/new", "name", "accueil", "folder.0", sales.ID.String(), "sees", "chosen", "sees.mobile", "on", "sees.address", "on",
		"dial_format", "national", "outside_line", "0", "lenient_equality", "on", "truncation", "success", "search_base", "any").
		want(200, "The LDAP account accueil has been added.", "shown this once", "data-copy=")
	secret := secretOn(t, made)
	s.phone().bind("accueil", secret, ldap.LDAPResultSuccess)
	account := s.d.Accounts()[0]
	if want := (directory.PhoneOptions{DialFormat: "national", OutsideLine: "0", LenientEquality: true, Truncation: "success", SearchBase: "any"}); account.PhoneOptions != want {
		t.Errorf("%+v", account.PhoneOptions)
	}
	page := "/accounts/" + account.ID.String()
	b.get("/accounts").want(200, `href="`+page+`"`, "Ventes", "names and 2 kinds of details", "in use", "127.0.0.1", "shared by phones").without(secret)
	b.get(page).want(200, `value="chosen" selected`, `name="sees.address" checked`, `name="lenient_equality" checked`, `value="national" selected`).without(secret)
	b.post(page, "version", "1", "name", "hall", "sees", "", "folder.0", "").want(200, "The LDAP account hall has been changed.")
	if account = s.d.Accounts()[0]; len(account.Folders)+len(account.Attributes) != 0 || account.PhoneOptions != (directory.PhoneOptions{}) {
		t.Errorf("%+v", account)
	}
	b.post(page, "version", "1", "name", "entrance", "was.name", "accueil").want(412, "Changed meanwhile")
	b.post(page, "version", "2", "name", "hall", "outside_line", "zero").want(422, `href="#outside_line"`)
	b.get(page+"/secret").want(200, "Its old secret is void at once", "127.0.0.1")
	other := secretOn(t, b.post(page+"/secret").want(200, "hall has a new secret."))
	if other == secret {
		t.Error("the secret is the same")
	}
	s.phone().bind("hall", secret, ldap.LDAPResultInvalidCredentials)
	b.get("/accounts/named?name=HALL").want(200, "<h1>hall</h1>")
	b.get("/accounts/named?name=nobody").want(404)
	b.get(page+"/delete").want(200, "It can not be brought back.")
	b.post(page+"/delete").want(200, "The LDAP account hall has been removed.").without("Undo")
	b.get(page).want(404)
	if strings.Contains(s.log.String(), secret) || strings.Contains(s.log.String(), other) {
		t.Error("a secret is in the log")
	}
}

// secretOn is the secret that a page shows, which every secret's alphabet tells from other code.
func secretOn(t testing.TB, page shown) string {
	t.Helper()
	rest := page.body
	for {
		_, after, found := strings.Cut(rest, "<code>")
		if !found {
			t.Fatalf("there is no secret in\n%s", page.body)
		}
		code, _, _ := strings.Cut(after, "</code>")
		if len(code) == 26 && strings.Trim(code, "0123456789abcdefghjkmnpqrstvwxyz") == "" {
			return code
		}
		rest = after
	}
}

func TestALongListOfAccountsHasPagesAndASearch(t *testing.T) {
	s, _ := accountsSite(t)
	for i := range 60 {
		if _, _, err := s.d.AddAccount(t.Context(), directory.AccountDraft{Name: "phone" + string(rune('a'+i/26)) + string(rune('a'+i%26))}); err != nil {
			t.Fatal(err)
		}
	}
	b := s.signedIn(adminEmail)
	first := b.get("/accounts").want(200, "60 accounts", "phoneaa", "Next page").without("phonech")
	b.get(unescaped(between(t, first.body, `<nav class="pager" aria-label="Pages of the list"><a class="button" href="`, `"`))).want(200, "phonech", "To the beginning").without("phoneaa")
	b.get("/accounts?q=ch").want(200, "1 account<", "phonech").without("phoneaa")
	b.get("/accounts?q=zz").want(200, "No account is called so.")
}

func TestWhatAnAccountSeesCanAllBeTicked(t *testing.T) {
	var known []string
	for _, one := range sights() {
		known = append(known, one.Attributes...)
	}
	always := []string{"objectclass", "name", "cn", "sn", "displayname", "uid", "dc"}
	for _, a := range schema.AttributeTypes() {
		if name := strings.ToLower(a.Name); a.Usage == schema.User && !slices.Contains(always, name) && !slices.Contains(known, name) {
			t.Errorf("%s can not be ticked", a.Name)
		}
	}
	for _, name := range known {
		if _, _, is := schema.Lookup(name); !is {
			t.Errorf("%s is no attribute", name)
		}
	}
	usual := []string{"givenname", "o", "telephonenumber", "mobile", "shortnumber", "ou"} // the names of folders are an ou too
	for _, name := range dit.DefaultAttributes() {
		if name = strings.ToLower(name); !slices.Contains(usual, name) && slices.Contains(known, name) {
			t.Errorf("%s is usual, and the page does not say so", name)
		}
	}
}

func TestWhatIsSeenAndHasNoTickIsKept(t *testing.T) {
	s, _ := accountsSite(t)
	account, _, err := s.d.AddAccount(t.Context(), directory.AccountDraft{Name: "hall", Attributes: []string{"sn", "l", "mobile", "mail"}})
	if err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	page := "/accounts/" + account.ID.String()
	b.get(page).want(200, `name="sees.mobile" checked`, `name="sees.email" checked`).without(`name="sees.address" checked`)
	b.post(page, "name", "hall", "sees", "chosen", "sees.email", "on", "sees.fax", "on").want(200, "has been changed")
	if got := s.d.Accounts()[0].Attributes; !slices.Equal(slices.Sorted(slices.Values(got)), []string{"facsimiletelephonenumber", "l", "mail", "sn"}) {
		t.Errorf("it sees %q", got)
	}
	b.post(page, "name", "hall", "sees", "all").want(200, `value="all" selected`)
	b.post(page, "name", "hall", "sees", "chosen").want(200, `value="chosen" selected`)
	if got := s.d.Accounts()[0].Attributes; !slices.Equal(got, []string{"cn"}) {
		t.Errorf("with nothing ticked it sees %q", got)
	}
}

func TestAccountsAreShownToWhoMayReadThem(t *testing.T) {
	s, _ := accountsSite(t)
	account, _, err := s.d.AddAccount(t.Context(), directory.AccountDraft{Name: "hall"})
	if err != nil {
		t.Fatal(err)
	}
	page := "/accounts/" + account.ID.String()
	reader := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionAccess, Access: directory.Read}))
	reader.get("/accounts").want(200, "hall", `href="/accounts"`).without("/accounts/new")
	reader.get(page).want(200, "hall", "disabled").without(">Save<", page+"/secret", page+"/delete", "Folder that it sees")
	for _, refused := range []string{page, page + "/secret", page + "/delete", "/accounts/new"} {
		reader.post(refused, "name", "more").want(403, "Your roles do not allow this.")
	}
	stranger := s.signedIn(s.login("Otto", directory.Permission{Section: directory.SectionDirectory, Access: directory.Write}))
	for _, refused := range []string{"/accounts", page, "/connect", "/connect/yealink", "/connect/requests", "/connect/requests/live"} {
		stranger.get(refused).want(403).without(`href="/accounts"`, `href="/connect"`)
	}
}
