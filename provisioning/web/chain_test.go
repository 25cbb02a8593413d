package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"annuaire/directory"
)

func TestWhoIsNotSignedInIsAskedToAndComesBack(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	asked := b.get("/templates?x=1").want(200, `name="next" value="/templates?x=1"`)
	if asked.path != "/sign-in" {
		t.Errorf("leads to %s", asked.path)
	}
	b.post("/sign-in", "next", "/templates", "name", adminEmail, "password", "wrong").
		want(401, "The name or the password is wrong.", `value="`+adminEmail+`"`, `name="next" value="/templates"`).without(`value="wrong"`)
	if got := b.post("/sign-in", "next", "/templates", "name", adminEmail, "password", password).want(200); got.path != "/templates" {
		t.Errorf("leads to %s", got.path)
	}
	if got := b.post("/sign-out").want(200); got.path != "/sign-in" {
		t.Errorf("leads to %s", got.path)
	}
	b.get("/").want(200, "Sign in")
}

func TestNobodyIsSentToAnotherSite(t *testing.T) {
	for _, address := range []string{"https://elsewhere.example", "//elsewhere.example/x", `/\elsewhere.example`, "javascript:alert(1)", "templates", "", "\x00"} {
		if got := local(address); got != "/" {
			t.Errorf("%q leads to %q", address, got)
		}
	}
	if got := local("/templates?q=a#b"); got != "/templates?q=a#b" {
		t.Errorf("leads to %q", got)
	}
}

func TestWhatAnotherSiteSendsIsRefused(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.header.Set("Sec-Fetch-Site", "cross-site")
	b.post("/templates/new", "name", "Front desk").want(403, "sent from another site")
	b.get("/templates").want(200, "There is no template yet") // a link in a mail
}

func TestAFormThatIsTooLargeIsRefused(t *testing.T) {
	s := newSite(t, func(o *Options) { o.FormBytes = 100 })
	b := s.browser()
	const form = len("name=")
	b.post("/sign-in", "name", strings.Repeat("a", 100-form)).want(401)
	b.post("/sign-in", "name", strings.Repeat("a", 101-form)).want(413, "What you sent is too large.")
}

func TestUnknownPagesSaySoInTheFrameOfWhoVisits(t *testing.T) {
	s := newSite(t)
	s.browser().get("/nowhere").want(404, "There is nothing here").without("Sign out")
	s.signedIn(adminEmail).get("/nowhere").want(404, "There is nothing here", "Sign out")
	s.browser().ask("DELETE", "/templates", nil).want(404)
}

func TestAPanicEndsItsRequestAlone(t *testing.T) {
	s := newSite(t)
	s.web.mux.HandleFunc("GET /panic", func(http.ResponseWriter, *http.Request) { panic("at the disco") })
	s.browser().get("/panic").want(500, "Something went wrong inside").without("disco")
	if !strings.Contains(s.log.String(), "disco") {
		t.Errorf("the log does not say why: %s", s.log)
	}
	s.browser().get("/sign-in").want(200)
}

func TestPagesAreNotKeptAndAssetsAre(t *testing.T) {
	s := newSite(t)
	page := s.browser().get("/sign-in").want(200)
	if got := page.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page is kept: %q", got)
	}
	if policy := page.header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || strings.Contains(policy, "http") {
		t.Errorf("the policy is %q", policy)
	}
	for name, address := range s.web.assets.addresses {
		asset := s.browser().get(address).want(200)
		if got := asset.header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
			t.Errorf("%s is kept as %q", name, got)
		}
		if asset.header.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", name)
		}
	}
	s.browser().get("/assets/app.css").want(404)
}

func TestAPageThatIsReadChangesNothing(t *testing.T) {
	s := newSite(t)
	c := &client{api: s.web.API, visitor: httptest.NewRequest(http.MethodGet, "/", nil)}
	if err := c.post("/folders", nil, nil); err == nil || !strings.Contains(err.Error(), "changes nothing") {
		t.Error(err)
	}
}

func TestTheLogHasNoSecrets(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/search?q=secretname")
	for _, secret := range []string{password, "secretname", b.cookies["__Host-annuaire"]} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log says %q:\n%s", secret, s.log)
		}
	}
}

func TestLanguageAndColoursAreRemembered(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.get("/sign-in").want(200, `lang="en"`)
	b.post("/preferences", "language", "fr", "back", "/sign-in").want(200, `<html lang="fr"`, "Se connecter")
	b.post("/preferences", "theme", "dark", "back", "/forgotten").want(200, `data-theme="dark"`, "Mot de passe oublié")
	b.post("/preferences", "theme", "system", "back", "/sign-in").want(200).without("data-theme=\"")
	b.header.Set("Accept-Language", "de, en;q=0.5")
	b.get("/sign-in").want(200, `<html lang="fr"`)
	delete(b.cookies, languageCookie)
	b.get("/sign-in").want(200, `<html lang="en"`)
	b.header.Set("Accept-Language", "de")
	b.get("/sign-in").want(200, `<html lang="fr"`)
}

func TestAnAccountsLanguageStandsBeforeTheBrowsers(t *testing.T) {
	s := newSite(t)
	email := s.login("Anne")
	contact, err := s.d.ContactByEmail(email)
	if err != nil {
		t.Fatal(err)
	}
	french := "fr-CA"
	if _, _, err := s.d.UpdateContact(t.Context(), contact.ID, 0, directory.ContactPatch{Language: &french}); err != nil {
		t.Fatal(err)
	}
	s.signedIn(email).get("/").want(200, `<html lang="fr"`, "Se déconnecter")
}

func TestTimesAreWrittenAsTheirReadersDo(t *testing.T) {
	s := newSite(t)
	at := time.Date(2026, 11, 2, 9, 4, 0, 0, time.UTC)
	if fr, en := s.web.moment("fr", at), s.web.moment("en", at); fr != "02/11/2026 09:04" || en != "2 Nov 2026, 09:04" {
		t.Errorf("%q, %q", fr, en)
	}
}
