package api

import (
	"net/http"
	"testing"

	"annuaire/directory"
)

func TestOnesSessionsAreShownAndEndedElsewhere(t *testing.T) {
	s := newSite(t)
	s.login("Anne") // who has one of her own
	here := s.admin
	there := client{site: s, cookie: client{site: s}.post("/session", object{"name": founderEmail, "password": password}, "User-Agent", "Firefox").want(http.StatusCreated).cookie()}
	list := decoded[struct{ Sessions []OpenSession }](here.get("/self/sessions").want(http.StatusOK)).Sessions
	if len(list) != 2 || list[0].Agent != "Firefox" || list[0].Current || !list[1].Current || list[0].Address != "192.0.2.1" || list[0].OpenedAt.IsZero() || list[0].ExpiresAt.IsZero() {
		t.Fatalf("%+v", list)
	}
	here.cookie = here.delete("/self/sessions").want(http.StatusNoContent).cookie()
	there.get("/self").wantProblem(http.StatusUnauthorized, directory.SessionEnded)
	if list = decoded[struct{ Sessions []OpenSession }](here.get("/self/sessions").want(http.StatusOK)).Sessions; len(list) != 1 || !list[0].Current {
		t.Errorf("%+v", list)
	}
	client{site: s}.post("/session", object{"name": founderEmail, "password": password}).want(http.StatusCreated) // the password is what it was
}

func TestOneSessionIsEndedAlone(t *testing.T) {
	s := newSite(t)
	anne, _ := s.login("Anne")
	opened := func(agent string) client {
		return client{site: s, cookie: client{site: s}.post("/session", object{"name": founderEmail, "password": password}, "User-Agent", agent).want(http.StatusCreated).cookie()}
	}
	here, there, elsewhere := s.admin, opened("Firefox"), opened("Safari")
	idOf := func(agent string) string {
		for _, one := range decoded[struct{ Sessions []OpenSession }](here.get("/self/sessions").want(http.StatusOK)).Sessions {
			if one.Agent == agent {
				return one.ID.String()
			}
		}
		t.Fatalf("there is no session of %s", agent)
		return ""
	}
	firefox := idOf("Firefox")
	anne.delete("/self/sessions/"+firefox).wantProblem(http.StatusNotFound, directory.NotFound) // somebody else's
	here.delete("/self/sessions/" + firefox).want(http.StatusNoContent)
	there.get("/self").wantProblem(http.StatusUnauthorized, unauthenticated)
	here.delete("/self/sessions/"+firefox).wantProblem(http.StatusNotFound, directory.NotFound)
	here.delete("/self/sessions/"+"x").wantProblem(http.StatusNotFound, directory.NotFound)
	here.get("/self").want(http.StatusOK)
	elsewhere.delete("/self/sessions/" + idOf("Safari")).want(http.StatusNoContent) // its own
	elsewhere.get("/self").wantProblem(http.StatusUnauthorized, unauthenticated)
}

func TestATokenNeitherSeesNorEndsSessions(t *testing.T) {
	s := newSite(t)
	program := s.tokenOf(s.admin, 3600e9)
	program.get("/self/sessions").wantProblem(http.StatusForbidden, directory.Forbidden)
	program.delete("/self/sessions").wantProblem(http.StatusForbidden, directory.Forbidden)
	program.delete("/self/sessions/0199c0de-0000-7000-8000-000000000034").wantProblem(http.StatusForbidden, directory.Forbidden)
	s.admin.get("/self").want(http.StatusOK)
}
