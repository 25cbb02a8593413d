package api

import (
	"net/http"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/provisioning/mail"
)

func TestWithoutAMailServerItIsSaidThatThereIsNone(t *testing.T) {
	if _, err := new(API).mailer(); directory.CodeOf(err) != directory.MailNotConfigured {
		t.Errorf("error %v", err)
	}
}

func TestAMailThatIsNotAcceptedIsToldAndItsReasonLogged(t *testing.T) {
	s := newSite(t)
	m, err := s.api.mailer()
	if err != nil {
		t.Fatal(err)
	}
	s.mail.refuses(noSuchUser)
	p := problemOf(m.Test(t.Context(), mail.Recipient{Email: "nobody@example.com"}))
	if p.Code != directory.MailFailed || p.Status != http.StatusBadGateway {
		t.Errorf("%+v", p)
	}
	s.api.logInternal(t.Context(), "test", p)
	for _, said := range []string{"a mail was not sent", "it answers 550 5.1.1 no such user"} {
		if !strings.Contains(s.log.String(), said) {
			t.Errorf("the log does not say %q: %s", said, s.log)
		}
	}
	if len(s.mail.accepted()) != 0 {
		t.Errorf("accepted %+v", s.mail.accepted())
	}
	s.mail.refuses(nil)
	if err := m.Test(t.Context(), mail.Recipient{Email: "somebody@example.com"}); err != nil {
		t.Fatal(err)
	}
	if got := s.mail.only(t); got.to != "somebody@example.com" {
		t.Errorf("%+v", got)
	}
}

func TestStatusesOfMail(t *testing.T) {
	for code, want := range map[directory.Code]int{
		directory.MailFailed: 502, directory.MailNotConfigured: 503, directory.EmailRequired: 422, directory.TooManyPINs: 429,
	} {
		if got := statusOf(code); got != want {
			t.Errorf("%s: %d, want %d", code, got, want)
		}
	}
}
