package web

import (
	"strings"
	"testing"

	"annuaire/directory"
)

func TestEverybodyChangesTheirTitleAndPrivateNumbers(t *testing.T) {
	s := newSite(t)
	email := s.login("Anne") // who may do nothing else
	b := s.signedIn(email)
	b.get("/").want(200, `href="/self"`)
	b.get("/self").want(200, "Anne Person", email, `name="title"`, "You have no role", `name="numbers[0].raw"`).without("<table")
	b.post("/self", "version", "1", "title", "Directrice", "numbers[0].raw", "06 39 98 10 24", "numbers[0].kind", "mobile").
		want(200, "Your details have been changed.", `value="Directrice"`, `value="06 39 98 10 24"`, `name="numbers[1].raw"`, `action="/undo"`)
	contact, err := s.d.ContactByEmail(email)
	if err != nil || !contact.Numbers[0].Hidden {
		t.Errorf("%+v %v", contact, err)
	}
	b.post("/self", "version", "1", "title", "Chef", "was.title", "").want(412, "Changed meanwhile", `value="Directrice"`)
	b.post("/self", "version", "2", "title", strings.Repeat("x", 200)).want(422, `href="#title"`, `id="title-error"`)
	taken := b.post("/self", "version", "2", "title", "Directrice", "numbers[0].raw", "").want(200).without(`value="06 39 98 10 24"`)
	b.post("/undo", "revision", between(t, taken.body, `name="revision" value="`, `"`), "back", "/self").want(200, "taken back", `value="06 39 98 10 24"`)
}

func TestOnesRolesAreToldInWords(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionDirectory, Access: directory.Write}, directory.Permission{Section: directory.SectionInvoices, Access: directory.Read}))
	b.get("/self").want(200, "<strong>Rita</strong>", "see and change", ">Invoices</th>", "everywhere")
}

func TestAPasswordIsChangedAndEndsWhatIsOpenElsewhere(t *testing.T) {
	s := newSite(t)
	here, there := s.signedIn(adminEmail), s.signedIn(adminEmail)
	here.get("/self").want(200, "Sign out everywhere else").without("My details") // the founder is no contact
	here.post("/self/password", "old", "wrong", "password", "agrafe cheval juste pile").want(422, `href="#old"`, "This is not your present password.")
	here.post("/self/password", "old", password, "password", "short").want(422, `href="#password"`, `id="password-error"`)
	here.post("/self/password", "old", password, "password", "agrafe cheval juste pile").want(200, "Your password has been changed.").without(`action="/undo"`)
	if got := there.get("/self"); got.path != "/sign-in" {
		t.Errorf("who was signed in with the old password is shown %s", got.path)
	}
	there.post("/sign-in", "name", adminEmail, "password", "agrafe cheval juste pile").want(200)
	here.post("/self/sessions/end").want(200, "You are signed out everywhere else.").without(`action="/self/sessions/end"`)
	if got := there.get("/self"); got.path != "/sign-in" {
		t.Errorf("who was signed in elsewhere is shown %s", got.path)
	}
}

func TestOneSessionIsEndedAlone(t *testing.T) {
	s := newSite(t)
	here, there, elsewhere := s.signedIn(adminEmail), s.browser(), s.signedIn(adminEmail)
	there.header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0")
	there.post("/sign-in", "name", adminEmail, "password", password).want(200)
	page := here.get("/self").want(200, "Firefox, Windows", "End this session")
	if n := strings.Count(page.body, "/self/sessions/end-one"); n != 2 {
		t.Fatalf("%d sessions of three can be ended alone: the others than this one can", n)
	}
	id := between(t, page.body[strings.Index(page.body, "Firefox, Windows"):], `name="id" value="`, `"`)
	here.post("/self/sessions/end-one", "id", id).want(200, "The session has been ended.").without("Firefox, Windows", `action="/undo"`)
	if got := there.get("/self"); got.path != "/sign-in" {
		t.Errorf("who was signed in there is shown %s", got.path)
	}
	here.post("/self/sessions/end-one", "id", id).want(200, "The session has been ended.") // twice
	elsewhere.get("/self").want(200)
}

func TestBrowsersAreCalledAsPeopleCallThem(t *testing.T) {
	for agent, name := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0":                                                        "Firefox, Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0":           "Edge, Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1": "Safari, iOS",
		"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36":                            "Chrome, Android",
		"curl/8.14.1": "curl",
		"":            "",
	} {
		if got := (openSession{Agent: agent}).Browser(); got != name {
			t.Errorf("%q: %q instead of %q", agent, got, name)
		}
	}
}

func TestALanguageThatWasChosenHereStandsBeforeTheAccounts(t *testing.T) {
	s := newSite(t)
	email := s.login("Anne")
	contact, err := s.d.ContactByEmail(email)
	if err != nil {
		t.Fatal(err)
	}
	french := "fr"
	if _, _, err := s.d.UpdateContact(t.Context(), contact.ID, 0, directory.ContactPatch{Language: &french}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(email)
	b.get("/self").want(200, `<html lang="fr"`)
	b.post("/preferences", "language", "en", "back", "/self").want(200, `<html lang="en"`)
}
