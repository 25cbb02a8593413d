package api

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/throttle"
)

func TestABrowserSignsInAndOut(t *testing.T) {
	s := newSite(t)
	_, contact := s.login("Anne", grant(directory.SectionDirectory, directory.Read, uuid.Nil))
	for _, name := range []string{contact.Email, strings.ToUpper(contact.Email), contact.UID} {
		a := client{site: s}.post("/session", object{"name": name, "password": password}).want(http.StatusCreated)
		set := a.Header().Get("Set-Cookie")
		for _, part := range []string{sessionCookie + "=", "; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"} {
			if !strings.Contains(set, part) {
				t.Errorf("no %s in %s", part, set)
			}
		}
		if strings.Contains(set, "Domain") {
			t.Error(set)
		}
		self := decoded[Self](a)
		if self.Login.ContactID != contact.ID || len(self.Grants) != 1 {
			t.Errorf("%+v", self)
		}
		c := client{site: s, cookie: a.cookie()}
		c.get("/self").want(http.StatusOK)
		c.delete("/session").want(http.StatusNoContent)
		c.get("/self").wantProblem(http.StatusUnauthorized, unauthenticated)
	}
}

func TestSigningInGivesAnotherSession(t *testing.T) {
	s := newSite(t)
	again := s.admin.post("/session", object{"name": founderEmail, "password": password}).want(http.StatusCreated)
	if again.cookie() == s.admin.cookie {
		t.Error("the session is the one it was before")
	}
	s.admin.get("/self").wantProblem(http.StatusUnauthorized, unauthenticated)
}

func TestARefusalToSignInSaysNothingAndComesLate(t *testing.T) {
	s := newSite(t)
	var waits []time.Duration
	s.api.guesses.wait = func(_ context.Context, d time.Duration) { waits = append(waits, d) }
	wrong := client{site: s}.post("/session", object{"name": founderEmail, "password": "guessed wrongly"})
	unknown := client{site: s}.post("/session", object{"name": "nobody@example.com", "password": "guessed wrongly"})
	if a, b := wrong.wantProblem(401, directory.InvalidCredentials), unknown.wantProblem(401, directory.InvalidCredentials); a.Detail != b.Detail {
		t.Errorf("%q %q", a.Detail, b.Detail)
	}
	for range 7 {
		client{site: s}.post("/session", object{"name": founderEmail, "password": "guessed wrongly"}).want(401)
	}
	if len(waits) < 3 || waits[0] != throttle.First || waits[2] != 4*throttle.First {
		t.Errorf("%v", waits)
	}
	before := len(waits)
	client{site: s}.post("/session", object{"name": founderEmail, "password": password}).want(http.StatusCreated)
	if len(waits) != before {
		t.Error("the right password is held up")
	}
	for _, secret := range []string{"guessed wrongly", password} {
		if strings.Contains(s.log.String(), secret) {
			t.Error("the log has a password")
		}
	}
}

func TestRefusalsThatAreHeldBackAreBounded(t *testing.T) {
	g := newGuesses()
	waits := 0
	g.wait = func(context.Context, time.Duration) { waits++ }
	for range throttle.Free + 1 {
		g.failed(t.Context(), "anne", "192.0.2.7")
	}
	if waits != 1 {
		t.Fatalf("%d refusals were held back, want the last", waits)
	}
	for range heldAtOnce {
		g.held <- struct{}{}
	}
	if g.failed(t.Context(), "anne", "192.0.2.7"); waits != 1 {
		t.Error("one more is held back than may be")
	}
}

func TestAPasswordIsChangedByItsPerson(t *testing.T) {
	s := newSite(t)
	c, contact := s.login("Anne", grant(directory.SectionDirectory, directory.Read, uuid.Nil))
	other := client{site: s, cookie: client{site: s}.post("/session", object{"name": contact.Email, "password": password}).want(201).cookie()}
	c.put("/self/password", object{"old": "not this one", "new": "a donkey, a cart"}).wantProblem(401, directory.InvalidCredentials)
	c.put("/self/password", object{"old": password, "new": "short"}).wantProblem(422, directory.WeakPassword)
	changed := c.put("/self/password", object{"old": password, "new": "a donkey, a cart"}).want(204)
	client{site: s, cookie: changed.cookie()}.get("/self").want(200)
	other.get("/self").wantProblem(401, directory.SessionEnded)
	client{site: s}.post("/session", object{"name": contact.Email, "password": password}).want(401)
	client{site: s}.post("/session", object{"name": contact.Email, "password": "a donkey, a cart"}).want(201)
	s.tokenOf(s.admin, time.Hour).put("/self/password", object{"old": password, "new": "a donkey, a cart"}).wantProblem(403, directory.Forbidden)
}

func TestAOneTimeLinkIsShownUsedAndThenVoid(t *testing.T) {
	s := newSite(t)
	contact := s.person(uuid.Nil, "Anne", "Martin")
	var token string
	_, err := s.d.Invite(t.Context(), contact.ID, 0, nil, func(_ directory.LinkInfo, made string) error { token = made; return nil })
	if err != nil {
		t.Fatal(err)
	}
	nobody := client{site: s}
	shown := decoded[struct{ Purpose, Email string }](nobody.post("/links/show", object{"token": token}).want(200))
	if shown.Purpose != "invitation" || shown.Email != contact.Email {
		t.Errorf("%+v", shown)
	}
	nobody.post("/links/use", object{"token": token, "password": "short"}).wantProblem(422, directory.WeakPassword)
	a := nobody.post("/links/use", object{"token": token, "password": password}).want(201)
	client{site: s, cookie: a.cookie()}.get("/self").want(200)
	nobody.post("/links/use", object{"token": token, "password": password}).wantProblem(410, directory.LinkInvalid)
	nobody.post("/links/show", object{"token": token}).wantProblem(410, directory.LinkInvalid)
	if strings.Contains(s.log.String(), token) {
		t.Error("the log has a link")
	}
}

func TestAProgramHasATokenOfItsPerson(t *testing.T) {
	s := newSite(t)
	c, _ := s.login("Anne", grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	c.post("/tokens", object{"name": "x", "roles": []object{{"role_id": directory.AdministratorRole()}}}).wantProblem(403, directory.PrivilegeEscalation)
	made := c.post("/tokens", object{"name": "x", "roles": []object{{"role_id": directory.StandardRole()}}}).want(201)
	token := decoded[struct {
		ID     ID
		Secret string
	}](made)
	program := client{site: s, token: token.Secret}
	program.get("/contacts").want(200)
	program.post("/folders", object{"name": "x"}).wantProblem(403, directory.Forbidden)
	program.post("/tokens", object{"name": "y", "roles": []object{{"role_id": directory.StandardRole()}}}).wantProblem(403, directory.Forbidden)
	if list := decoded[struct{ Tokens []directory.APIToken }](c.get("/tokens").want(200)); len(list.Tokens) != 1 || list.Tokens[0].Hash != nil {
		t.Errorf("%+v", list)
	}
	other, _ := s.login("Paul")
	if list := decoded[struct{ Total int }](other.get("/tokens").want(200)); list.Total != 0 {
		t.Errorf("%+v", list)
	}
	other.delete("/tokens/"+token.ID.String()).wantProblem(404, directory.NotFound)
	c.delete("/tokens/" + token.ID.String()).want(204)
	program.get("/contacts").wantProblem(401, directory.InvalidCredentials)
	program.get("/contacts", "Authorization", "Basic YTpi").wantProblem(401, unauthenticated)
	if strings.Contains(s.log.String(), token.Secret) {
		t.Error("the log has a token")
	}
}
