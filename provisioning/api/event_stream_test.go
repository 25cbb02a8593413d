package api

import (
	"bufio"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// wantEnd reads a stream to its end, which says why.
func wantEnd(t *testing.T, lines *bufio.Scanner) {
	t.Helper()
	until(t, lines, "event: session_ended")
	for lines.Scan() && lines.Text() != "" {
		_ = lines.Text()
	}
	if lines.Scan() {
		t.Errorf("the stream goes on: %s", lines.Text())
	}
}

func TestAStreamOfEventsEndsWithTheRightToRead(t *testing.T) {
	reads := grant(directory.SectionDirectory, directory.Read, uuid.Nil)
	for name, end := range map[string]func(*testing.T, *site, client, directory.Contact){
		"she signs out": func(_ *testing.T, _ *site, c client, _ directory.Contact) {
			c.delete("/session").want(204)
		},
		"her login is closed": func(t *testing.T, s *site, _ client, contact directory.Contact) {
			login, err := s.d.LoginOf(contact.ID)
			if err != nil {
				t.Fatal(err)
			}
			s.admin.delete("/logins/" + login.ID.String()).want(204)
		},
		"her role is taken away": func(_ *testing.T, s *site, _ client, contact directory.Contact) {
			s.admin.put("/contacts/"+contact.ID.String()+"/roles", object{"roles": []object{}}).want(200)
		},
		"she changes her password": func(_ *testing.T, _ *site, c client, _ directory.Contact) {
			c.put("/self/password", object{"old": password, "new": "a donkey, a cart"}).want(204)
		},
		"somebody else signs in with that browser": func(_ *testing.T, _ *site, c client, _ directory.Contact) {
			c.post("/session", object{"name": founderEmail, "password": password}).want(201)
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			c, contact := s.login("Rita", reads)
			other, _ := s.login("Otto", reads)
			lines, others := s.listen(t, c, "/events"), s.listen(t, other, "/events")
			end(t, s, c, contact)
			wantEnd(t, lines)
			s.folder(uuid.Nil, "Ventes")
			until(t, others, "data:")
		})
	}
}

func TestAStreamOfEventsEndsWithTheToken(t *testing.T) {
	t.Run("revoked", func(t *testing.T) {
		s := newSite(t)
		program := s.tokenOf(s.admin, time.Hour)
		lines := s.listen(t, program, "/events")
		list := decoded[struct{ Tokens []directory.APIToken }](s.admin.get("/tokens").want(200))
		s.admin.delete("/tokens/" + list.Tokens[0].ID.String()).want(204)
		wantEnd(t, lines)
	})
	t.Run("expired", func(t *testing.T) {
		s := newSite(t)
		s.api.keepAlive = time.Millisecond
		lines := s.listen(t, s.tokenOf(s.admin, time.Hour), "/events")
		s.clock.move(2 * time.Hour)
		wantEnd(t, lines)
	})
}

func TestAStreamOfEventsEndsWithTheSession(t *testing.T) {
	s := newSite(t)
	s.api.keepAlive = time.Millisecond
	lines := s.listen(t, s.admin, "/events")
	s.clock.move(sessionFor + time.Hour)
	wantEnd(t, lines)
}

func TestABellWakesThoseWhoWaitAndNobodyLater(t *testing.T) {
	var b bell
	b.ring()
	first, same := b.next(), b.next()
	b.ring()
	<-first
	<-same
	select {
	case <-b.next():
		t.Error("it rings before it is rung")
	default:
	}
}
