package web

import (
	"testing"

	"annuaire/directory"
)

// invited gives the token of somebody's invitation.
func (s *site) invited(first string) string {
	s.t.Helper()
	contact, _, err := s.d.CreateContact(s.t.Context(), directory.ContactDraft{FirstName: first, LastName: "Person", Email: first + "@example.com"})
	if err != nil {
		s.t.Fatal(err)
	}
	var token string
	if _, err := s.d.Invite(s.t.Context(), contact.ID, 0, nil, func(_ directory.LinkInfo, made string) error {
		token = made
		return nil
	}); err != nil {
		s.t.Fatal(err)
	}
	return token
}

func TestAnInvitationIsOpenedByItsCode(t *testing.T) {
	s := newSite(t)
	token := s.invited("anne")
	b := s.browser()
	b.get("/link").want(200, `name="token"`)
	b.post("/link", "token", "nonsense").want(410, "used already or is too old")
	b.post("/link", "token", token).want(200, "For anne@example.com, until", `type="hidden" name="token" value="`+token)
	b.post("/link/password", "token", token, "password", "short").want(422, `href="#password"`, `name="token" value="`+token).without(`value="short"`)
	b.post("/link/password", "token", token, "password", password).want(200, "anne Person")
	b.post("/link", "token", token).want(410)
}

func TestWhoForgotThePasswordLearnsNothingAboutOthers(t *testing.T) {
	s := newSite(t)
	s.browser().get("/forgotten").want(200, `name="email"`)
	s.browser().post("/forgotten", "email", adminEmail).want(503, "No mail server has been set up")
}
