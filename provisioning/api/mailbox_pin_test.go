package api

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/throttle"
)

// pinned gives somebody a mailbox that has the PIN 274951, and a second user.
func pinned(t *testing.T) (s *site, u directory.UserDetails, mailbox string) {
	s = newSite(t)
	s.ownNumber("0123456789")
	u = s.user(uuid.Nil, "Anne", "Martin", "1001")
	s.user(uuid.Nil, "Paul", "Neuf", "1002")
	s.admin.patch("/users/"+u.ID.String(), object{"numbers": []string{"0123456789"}}).want(200)
	m := decoded[directory.MailboxDetails](s.admin.post("/users/"+u.ID.String()+"/mailbox", object{}).want(201))
	s.admin.put("/mailboxes/"+m.ID.String()+"/pin", object{"pin": "274951"}).want(204)
	return s, u, "/mailboxes/" + m.ID.String()
}

// verdict is what the telephone system is told.
func (c client) verdict(login, pin, from string) string {
	c.site.t.Helper()
	a := c.post("/voicemail/verify", object{"login": login, "pin": pin, "calling_number": from}).want(200)
	return decoded[struct{ Verdict string }](a).Verdict
}

func TestAPINIsChosenAndNeverShown(t *testing.T) {
	s, _, path := pinned(t)
	for _, weak := range []string{"12345", "123456", "777777", "27495x"} {
		refused := s.admin.put(path+"/pin", object{"pin": weak})
		refused.wantProblem(422, directory.WeakPIN)
		if strings.Contains(refused.Body.String(), weak) {
			t.Errorf("%s", refused.Body)
		}
	}
	if shown := decoded[directory.HeldMailbox](s.admin.get(path).want(200)); !shown.HasPIN {
		t.Errorf("%+v", shown)
	}
	if got := s.admin.verdict("1001", "274951", ""); got != "allowed" {
		t.Error(got)
	}
	for _, where := range []string{s.log.String(), s.admin.get("/journal?limit=1000").Body.String(), s.admin.get(path).Body.String()} {
		if strings.Contains(where, "274951") {
			t.Errorf("the PIN is in %s", where)
		}
	}
}

func TestThePINIsAskedForFromOtherLinesOnly(t *testing.T) {
	s, _, path := pinned(t)
	for name, test := range map[string]struct{ login, pin, from, want string }{
		"from the own extension":              {"1001", "", "1001", "allowed"},
		"from the own number":                 {"+33123456789", "", "01 23 45 67 89", "allowed"},
		"from elsewhere without a PIN":        {"+33123456789", "", "0699999999", "pin_required"},
		"from elsewhere with the PIN":         {"+33123456789", "274951", "0699999999", "allowed"},
		"from elsewhere with another PIN":     {"+33123456789", "274952", "0699999998", "denied"},
		"a mailbox that there is not":         {"+33123456780", "274951", "0699999999", "denied"},
		"none, without a PIN":                 {"9999", "", "0699999999", "pin_required"},
		"withheld, with the PIN":              {"1001", "274951", "", "allowed"},
		"from a colleague's, without the PIN": {"1001", "", "1002", "pin_required"},
	} {
		if got := s.admin.verdict(test.login, test.pin, test.from); got != test.want {
			t.Errorf("%s: %s", name, got)
		}
	}
	program := s.tokenOf(s.admin, time.Hour)
	if got := program.verdict("1001", "274951", ""); got != "allowed" {
		t.Error(got)
	}
	s.admin.patch(path, object{"enabled": false}).want(200)
	if got := s.admin.verdict("1001", "274951", ""); got != "denied" {
		t.Error(got)
	}
	again := s.admin.post("/voicemail/verify", object{"login": "1001", "pin": "274951"}, "Idempotency-Key", "verify").want(200)
	if s.admin.post("/voicemail/verify", object{"login": "1001"}, "Idempotency-Key", "verify").want(200); again.Header().Get(replayedHeader) != "" {
		t.Error("a PIN is remembered")
	}
}

func TestWhoTriesPINsWaitsForRightAndWrongAnswersAlike(t *testing.T) {
	s, _, _ := pinned(t)
	var waits []time.Duration
	s.api.pins.wait = func(_ context.Context, d time.Duration) { waits = append(waits, d) }
	waited := func(login, pin, from string) (longest time.Duration) {
		waits = nil
		s.admin.verdict(login, pin, from)
		for _, d := range waits {
			longest = max(longest, d)
		}
		return longest
	}
	for i := range throttle.Free {
		if d := waited("1001", "27495"+string(rune('2'+i)), ""); d != 0 {
			t.Errorf("try %d waits %v", i+1, d)
		}
	}
	if right, wrong := waited("1001", "274951", ""), waited("1001", "274952", ""); right == 0 || right != wrong {
		t.Errorf("the right PIN waits %v, a wrong one %v", right, wrong)
	}
	if d := waited("1001", "274951", "0611111111"); d == 0 {
		t.Error("another number is not held back")
	}
	for _, from := range []string{"1001", "0123456789"} {
		if d := waited("1001", "", from); d != 0 {
			t.Errorf("a call from the own line waits %v", d)
		}
	}
	if d := waited("1001", "", "0611111111"); d != 0 {
		t.Errorf("being asked for the PIN waits %v", d)
	}
	for range throttle.Free {
		waited("4711", "274951", "") // there is no such mailbox
	}
	if d := waited(" 4711", "274951", ""); d == 0 {
		t.Error("one that there is not is told by its quick answer")
	}
	for i := range throttle.Free {
		waited("47"+string(rune('0'+i)), "274951", "0622222222") // one caller, many mailboxes
	}
	if d := waited("1002", "274951", "0622222222"); d == 0 {
		t.Error("who tries many mailboxes is not held back")
	}
	for range pinsHeldAtOnce {
		s.api.pins.held <- struct{}{}
	}
	for _, pin := range []string{"274951", "274952"} {
		s.admin.post("/voicemail/verify", object{"login": "1001", "pin": pin}).wantProblem(429, tooManyRequests)
	}
	if got := s.admin.verdict("1001", "", "1001"); got != "allowed" {
		t.Error(got)
	}
}

func TestANewPINIsWrittenToItsContact(t *testing.T) {
	s, u, path := pinned(t)
	renew := "/contacts/" + u.ContactID.String() + "/voicemail/pin"
	s.mail.refuses(noSuchUser)
	s.admin.post(renew, nil).wantProblem(502, directory.MailFailed)
	if got := s.admin.verdict("1001", "274951", ""); got != "allowed" {
		t.Errorf("the PIN that there was is void: %s", got)
	}
	s.mail.refuses(nil)
	answer := s.admin.post(renew, nil, "Idempotency-Key", "new PIN").want(204)
	letter := s.mail.only(t)
	pin := regexp.MustCompile(`\b[0-9]{6}\b`).FindString(letter.body)
	if letter.to != "anne.martin@example.com" || pin == "" || !strings.Contains(letter.body, "+33123456789") {
		t.Errorf("%+v", letter)
	}
	if got := s.admin.verdict("1001", pin, ""); got != "allowed" {
		t.Error(got)
	}
	if got := s.admin.verdict("1001", "274951", ""); got != "denied" {
		t.Error(got)
	}
	for _, where := range []string{s.log.String(), s.admin.get("/journal?limit=1000").Body.String(), answer.Body.String()} {
		if strings.Contains(where, pin) {
			t.Errorf("the PIN is in %s", where)
		}
	}
	s.admin.post(renew, nil, "Idempotency-Key", "new PIN").want(204) // the same request: no other mail
	s.mail.only(t)
	s.admin.post(renew, nil).want(204)
	s.admin.post(renew, nil).want(204)
	s.admin.post(renew, nil).wantProblem(429, directory.TooManyPINs)
	s.clock.move(time.Hour)
	s.admin.patch("/contacts/"+u.ContactID.String(), object{"email": nil}).want(200)
	s.admin.post(renew, nil).wantProblem(422, directory.EmailRequired)
	s.admin.delete(path).want(204)
	s.admin.post(renew, nil).wantProblem(404, directory.NotFound)
	s.api.Mailer = nil
	nobody := s.person(uuid.Nil, "Eva", "Neuf")
	s.admin.post("/contacts/"+nobody.ID.String()+"/voicemail/pin", nil).wantProblem(404, directory.NotFound)
}

func TestNoPINIsMadeWhereNoMailIsSent(t *testing.T) {
	s, u, _ := pinned(t)
	s.api.Mailer = nil
	s.admin.post("/contacts/"+u.ContactID.String()+"/voicemail/pin", nil).wantProblem(503, directory.MailNotConfigured)
	if got := s.admin.verdict("1001", "274951", ""); got != "allowed" {
		t.Error(got)
	}
}
