package web

import (
	"regexp"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory"
)

// connectSite is a site that answers phones, with Marie Leroy and somebody to be found.
func connectSite(t testing.TB) *office {
	s := newSiteOf(t, agreed{phones: true})
	return newOffice(s)
}

func TestAPhoneIsConnectedStepByStepWithoutJavaScript(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	b.get("/connect").want(200, `href="/connect/yealink"`, "T2 to T5", "with a file", "Linphone", "<h2>Avaya J100</h2>", "wants an encrypted connection")
	b.get("/connect?q=grandstream").want(200, `href="/connect/grandstream"`).without("yealink")
	b.get("/connect?q=abacus").want(200, "No phone that is known is called so.")
	b.get("/connect/abacus").want(404)
	b.get("/connect/yealink").want(200, `value="new" checked`, "not encrypted", `value="127.0.0.1"`).without(`value="again"`)
	b.post("/connect/yealink", "how", "new", "security", "none", "host", "a b").want(422, `href="#host"`, `value="a b"`)
	b.post("/connect/yealink", "how", "nonsense", "security", "none", "host", "127.0.0.1").want(400)
	if len(o.d.Accounts()) != 0 {
		t.Fatal("an account has been made for a phone that can not be told")
	}
	made := b.post("/connect/yealink", "how", "new", "name", "", "folder", "", "security", "none", "host", "192.0.2.10", "label", "Vauban").
		want(200, "once and never again", "Directory → LDAP", `<th scope="row">Server Address</th><td><code>192.0.2.10</code>`,
			`<th scope="row">User Name</th><td><code>yealink</code>`, `data-copy="dc=vauban"`, "Download annuaire-yealink.cfg", "A filter may have 99 characters")
	secret := secretOn(t, made)
	if made.path != "/connect/yealink" || regexp.MustCompile(`(href|action|data-live)="[^"]*`+secret).MatchString(made.body) {
		t.Errorf("the secret is in an address of\n%s", made.body)
	}
	p := o.phone()
	p.bind("yealink", secret, ldap.LDAPResultSuccess)
	p.search(baseDN, "(|(cn=ler*)(sn=ler*))", 1)
	file := b.post("/connect/yealink/file", "account", "yealink", "secret", secret, "security", "none", "host", "192.0.2.10").want(200, "ldap.host = 192.0.2.10", "ldap.password = "+secret)
	if got := file.header.Get("Content-Disposition"); got != "attachment; filename=annuaire-yealink.cfg" {
		t.Errorf("the file comes as %q", got)
	}
	b.post("/connect/jitsi/file", "account", "yealink", "secret", secret, "security", "none", "host", "192.0.2.10").want(404)
	again := unescaped(between(t, made.body, `class="beside-live quiet"><a href="`, `"`))
	b.until(again, "1 person shown").want(200, "Where SECRET stands", "<code>SECRET</code>", "Bound as yealink", "Searched “ler” under Ateliers Vauban").without(secret)
	if strings.Contains(o.log.String(), secret) {
		t.Error("the secret is in the log")
	}
}

// TestAPhoneOfANetworkThatNeedsNoAccountIsConnectedWithoutOne: who sees what, and from where, is said before and after.
func TestAPhoneOfANetworkThatNeedsNoAccountIsConnectedWithoutOne(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	says := []string{"192.0.2.0/24", "They see the whole directory.", "So does everybody in these networks"}
	b.get("/connect/yealink").want(200, append(says, `name="how" value="none"`)...)
	shown := b.post("/connect/yealink", "how", "none", "account", "", "security", "none", "host", "192.0.2.10").want(200, append(says, `<code>192.0.2.10</code>`,
		`<th scope="row">User Name</th><td><span class="quiet">leave it empty</span></td>`, `name="anonymous" value="true"`)...).without("SECRET", "It binds as")
	if shown.path != "/connect/yealink/settings" || len(o.d.Accounts()) != 0 {
		t.Errorf("%s, and %d accounts", shown.path, len(o.d.Accounts()))
	}
	b.post("/connect/yealink/file", "anonymous", "true", "security", "none", "host", "192.0.2.10").want(200, "ldap.user = \n", "ldap.password = \n")
	b.get("/connect/jitsi/settings?anonymous=true").want(200, "These phones work best with other options than phones without an account have.")
	newSite(t).signedIn(adminEmail).get("/connect/yealink/settings?anonymous=true").want(404)
}

func TestAPhoneIsConnectedWithAnAccountThatIsThere(t *testing.T) {
	o := connectSite(t)
	account, known, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"})
	if err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(adminEmail)
	b.get("/connect?account=standard").want(200, `href="/connect/snom?account=standard"`)
	b.get("/connect/snom?account=standard").want(200, `value="again" checked`, `<option value="standard" selected>`)
	form := []string{"account", "standard", "security", "none", "host", "192.0.2.10"}
	b.post("/connect/snom", append(form, "how", "known")...).want(200, "Where SECRET stands", "<code>standard</code>")
	b.post("/connect/snom", append(form, "how", "known", "secret", known)...).want(200, "<code>"+known+"</code>", "once and never again")
	b.post("/connect/linphone", append(form, "how", "known", "secret", known)...).want(200, "work best with other options", "/accounts/"+account.ID.String()+"#dial_format")
	o.phone().bind("standard", known, ldap.LDAPResultSuccess)
	b.post("/connect/snom", "how", "again", "account", "nobody", "security", "none", "host", "192.0.2.10").want(422, `href="#account"`)
	secret := secretOn(t, b.post("/connect/snom", append(form, "how", "again")...).want(200))
	o.phone().bind("standard", known, ldap.LDAPResultInvalidCredentials)
	o.phone().bind("standard", secret, ldap.LDAPResultSuccess)
	b.get("/connect/snom/settings?account=nobody").want(404)
}

func TestATelephoneIsConnectedWithAnAccountOfItsOwn(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	device := o.device.ID.String()
	b.get("/devices/"+device).want(200, `href="/connect?device=`+device+`"`)
	b.get(o.address("/phones")).want(200, `href="/connect?device=`+device+`"`)
	b.get("/directory/contacts/"+o.user.ContactID.String()+"/details").want(200, `href="/connect?device=`+device+`"`)
	b.get("/connect?device="+device).want(200, "For the phone Bureau accueil.", `href="/connect/linphone?device=`+device+`"`)
	b.get("/connect/linphone?device="+device).want(200, `value="own" checked`, "an account of this phone&#39;s own, made now")
	form := []string{"how", "own", "security", "none", "host", "192.0.2.10", "device", device, "folder", ""}
	made := b.post("/connect/linphone", form...).want(200, "cn=phone001565aabb01,dc=vauban").without("work best with other options")
	first := secretOn(t, made)
	o.phone().bind("phone001565aabb01", first, ldap.LDAPResultSuccess)
	if a := o.d.Accounts()[0]; a.DialFormat != directory.DialInternational {
		t.Errorf("%+v", a)
	}
	b.get("/accounts").want(200, `href="/devices/`+device+`"`, "Bureau accueil")
	b.get("/connect/linphone?device="+device).want(200, "own account, with a new secret")
	second := secretOn(t, b.post("/connect/linphone", form...).want(200))
	o.phone().bind("phone001565aabb01", first, ldap.LDAPResultInvalidCredentials)
	o.phone().bind("phone001565aabb01", second, ldap.LDAPResultSuccess)
	b.get("/connect?device=00000000-0000-7000-8000-000000000000").want(404)
}

func TestWhatPhonesAskIsShownWithoutJavaScript(t *testing.T) {
	o := connectSite(t)
	_, secret, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"})
	if err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(adminEmail)
	all := "/connect/requests"
	b.get(all).want(200, "Nothing has been asked yet.", `href="/connect/requests?">Look again`)
	b.get(all+"?account=standard").want(200, "What was asked since")
	b.get(all+"?address=phone").want(422, "There is something to put right")
	p := o.phone()
	p.bind("standard", "wrong", ldap.LDAPResultInvalidCredentials)
	p.bind("standart", secret, ldap.LDAPResultInvalidCredentials)
	p.bind("standard", secret, ldap.LDAPResultSuccess)
	p.search("dc=xyz", "(cn=ler*)", -ldap.LDAPResultNoSuchObject)
	p.search(baseDN, "(telephoneNumber=0123456789)", 0)
	p.search(baseDN, "(|(cn=ler*)(sn=ler*))", 1)
	says := []string{
		"Wrong password for standard.", "Give the account a new secret", "There is no account called standart.", "Bound as standard",
		"It searches under dc=xyz, which is not here: change Base to dc=vauban.", `data-copy="dc=vauban"`, "/accounts/named?name=standard#search_base",
		"It asked for 0123456789; nobody has that number.", "/search?q=0123456789", "Searched “ler” under Ateliers Vauban", "1 person shown",
	}
	b.until(all, "1 person shown")
	b.get(all).want(200, says...)
	b.until(all+"?account=standard", "1 person shown").want(200, "Wrong password for standard.").without("standart")
	b.get(all+"?outcome=trouble").want(200, "Wrong password").without("1 person shown", "Bound as")
	b.get(all+"?outcome=fine").want(200, "1 person shown", "Bound as").without("Wrong password")
	b.get(all+"?address=127.0.0.1").want(200, "Nothing has been asked yet.") // it is kept from the first look on
	b.header.Set("Accept-Language", "fr")
	b.get(all).want(200, "Mot de passe erroné pour standard.", "Il n’y a pas de compte standart.", "Connecté comme standard",
		"Il cherche sous dc=xyz, qui n’est pas ici\u202f: remplacez Base par dc=vauban.", "Il a demandé 0123456789\u202f; personne n’a ce numéro.",
		"Recherche de «\u202fler\u202f» sous Ateliers Vauban", "1 fiche affichée")
}

func TestAPhoneThatSignsOffIsNotShownAsASuccess(t *testing.T) {
	o := connectSite(t)
	if _, _, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"}); err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(adminEmail)
	b.get("/connect/requests")
	p := o.phone()
	p.bind("standard", "wrong", ldap.LDAPResultInvalidCredentials)
	if err := p.conn.Unbind(); err != nil {
		t.Fatal(err)
	}
	b.until("/connect/requests", "The phone has signed off").want(200, "Wrong password for standard.", `class="asked left"`).without(`class="asked fine"`)
	b.header.Set("Accept-Language", "fr")
	b.get("/connect/requests").want(200, "Le téléphone s’est déconnecté").without("Fait<")
}

func TestAServerThatAnswersNoPhonesSaysSo(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/connect/requests").want(200, "This server answers no phones.")
	b.get("/connect").want(200, "This server answers no phones.").without("yealink")
}

func TestWhoMayReadAccountsAloneIsToldWhatToTypeWithoutASecret(t *testing.T) {
	o := connectSite(t)
	if _, _, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"}); err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(o.login("Rita", directory.Permission{Section: directory.SectionAccess, Access: directory.Read}))
	b.get("/connect/yealink").want(200, `value="known" checked`).without(`value="new"`, `value="again"`)
	b.post("/connect/yealink", "how", "known", "account", "standard", "security", "none", "host", "192.0.2.10").want(200, "<code>SECRET</code>")
	b.post("/connect/yealink", "how", "new", "security", "none", "host", "192.0.2.10").want(403)
	b.post("/connect/yealink", "how", "again", "account", "standard", "security", "none", "host", "192.0.2.10").want(403)
	if len(o.d.Accounts()) != 1 || o.d.Accounts()[0].SecretVersion != 1 {
		t.Error("something has changed")
	}
}

// TestATechnicianConnectsAPhoneWithAnAccountOfItsOwn: who may write telephones and nothing of the access, sees neither the accounts nor what phones ask, and
// changes no secret but of the telephone's own.
func TestATechnicianConnectsAPhoneWithAnAccountOfItsOwn(t *testing.T) {
	o := connectSite(t)
	if _, _, err := o.d.AddAccount(t.Context(), directory.AccountDraft{Name: "standard"}); err != nil {
		t.Fatal(err)
	}
	b := o.signedIn(o.login("Tom", directory.BuiltInRoles()[1].Permissions...))
	device := o.device.ID.String()
	b.get("/").want(200, `href="/connect"`).without(`href="/accounts"`)
	b.get("/connect").want(200, `href="/connect/yealink"`).without(`href="/connect/requests"`)
	b.get("/connect/yealink").want(200, `value="known" checked`, "open it under “Equipment”").without(`value="new"`, `value="again"`, ">standard<")
	b.get("/devices/"+device).want(200, `href="/connect?device=`+device+`"`)
	b.get("/connect/linphone?device="+device).want(200, `value="own" checked`).without(`value="new"`, `value="again"`)
	own := []string{"how", "own", "security", "none", "host", "192.0.2.10", "device", device, "folder", ""}
	made := b.post("/connect/linphone", own...).want(200, "cn=phone001565aabb01,dc=vauban", "once and never again").without("data-live", `href="/accounts`)
	o.phone().bind("phone001565aabb01", secretOn(t, made), ldap.LDAPResultSuccess)
	b.get(unescaped(between(t, made.body, `class="beside-live quiet"><a href="`, `"`))).want(200, "<code>SECRET</code>")
	b.get("/connect/linphone?device="+device).want(200, `value="known" checked`, "This phone has an account of its own already").without(`value="own"`)

	known := []string{"security", "none", "host", "192.0.2.10", "how", "known"}
	b.post("/connect/snom", known...).want(422, `href="#account"`)
	b.post("/connect/snom", append(known, "account", "standard")...).want(200, "<code>SECRET</code>")
	b.post("/connect/snom", append(known, "account", "standard", "secret", "noted")...).want(200, "<code>noted</code>")
	b.post("/connect/snom", "how", "new", "security", "none", "host", "192.0.2.10").want(403)
	b.post("/connect/linphone", own...).want(403) // its secret is changed on its own page, with the others that it has
	b.get("/connect/requests").want(403)
	b.get("/accounts").want(403)
	for _, a := range o.d.Accounts() {
		if a.SecretVersion != 1 {
			t.Errorf("%s has another secret", a.Name)
		}
	}
}

func TestWhatPhonesAreCalledIsSaidInTheReadersLanguage(t *testing.T) {
	o := connectSite(t)
	b := o.signedIn(adminEmail)
	b.get("/connect").want(200, "J129 to J189", "GXP, GRP, GXV, WP, DP and HT series")
	b.header.Set("Accept-Language", "fr")
	b.get("/connect?q=séries").want(200, "séries GXP, GRP, GXV, WP, DP et HT").without("series", "J129")
	b.get("/connect/grandstream").want(200, "séries GXP, GRP, GXV, WP, DP et HT")
}
