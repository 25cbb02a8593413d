package mail

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"annuaire/directory"
)

const secretLink = "https://annuaire.example.com/link#4gq0kz7m2x9w5v8b3n6t1c0rdy"

var soon = time.Date(2026, 11, 29, 4, 21, 0, 0, time.UTC)

func newMailer(t *testing.T, s *server, change ...func(*Options)) *Mailer {
	t.Helper()
	o := Options{
		Server: s.address, From: "Annuaire <annuaire@example.com>", RootCAs: s.roots,
		Directory: func() string { return "Ateliers Vauban" }, Language: "fr", Location: time.UTC,
	}
	for _, c := range change {
		c(&o)
	}
	m, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func jean(language string) Recipient {
	return Recipient{Name: "Hélène Œuvrard", Email: "helene@example.com", Language: language}
}

func TestMessagesAsTheirReadersSeeThem(t *testing.T) {
	for _, tc := range []struct {
		name, language, subject string
		send                    func(*Mailer, Recipient) error
		says                    []string
	}{
		{
			"an invitation in French", "fr-CA", "Ateliers Vauban\u202f: votre accès",
			func(m *Mailer, to Recipient) error {
				return m.Invite(context.Background(), to, Link{URL: secretLink, ExpiresAt: soon})
			},
			[]string{"Bonjour Hélène Œuvrard,", "\n" + secretLink + "\n", "jusqu'au 29/11/2026 à 04:21 (UTC)"},
		},
		{
			"an invitation in English", "en", "Ateliers Vauban: your access",
			func(m *Mailer, to Recipient) error {
				return m.Invite(context.Background(), to, Link{URL: secretLink, ExpiresAt: soon})
			},
			[]string{"Hello Hélène Œuvrard,", "\n" + secretLink + "\n", "until 29 November 2026 at 04:21 (UTC)"},
		},
		{
			"a reset in the directory's language", "", "Ateliers Vauban\u202f: nouveau mot de passe",
			func(m *Mailer, to Recipient) error {
				return m.ResetPassword(context.Background(), to, Link{URL: secretLink, ExpiresAt: soon})
			},
			[]string{"\n" + secretLink + "\n", "votre mot de passe reste le même"},
		},
		{
			"a reset in English", "en-GB", "Ateliers Vauban: new password",
			func(m *Mailer, to Recipient) error {
				return m.ResetPassword(context.Background(), to, Link{URL: secretLink, ExpiresAt: soon})
			},
			[]string{"\n" + secretLink + "\n", "your password stays as it is"},
		},
		{
			"a PIN to somebody who reads neither", "de", "Ateliers Vauban\u202f: code de votre messagerie vocale",
			func(m *Mailer, to Recipient) error {
				return m.VoicemailPIN(context.Background(), to, "+33199001024", "730592")
			},
			[]string{"Identifiant\u202f: +33199001024\n", "Code\u202f: 730592\n"},
		},
		{
			"a PIN in English", "en", "Ateliers Vauban: PIN of your voicemail",
			func(m *Mailer, to Recipient) error {
				return m.VoicemailPIN(context.Background(), to, "+33199001024", "730592")
			},
			[]string{"Login: +33199001024\n", "PIN: 730592\n"},
		},
		{
			"a test", "", "Ateliers Vauban\u202f: message d'essai",
			func(m *Mailer, to Recipient) error { return m.Test(context.Background(), to) },
			[]string{"peut vous écrire"},
		},
		{
			"a test in English", "en", "Ateliers Vauban: test message",
			func(m *Mailer, to Recipient) error { return m.Test(context.Background(), to) },
			[]string{"can write to you"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, &server{}, false, false)
			if err := tc.send(newMailer(t, s), jean(tc.language)); err != nil {
				t.Fatal(err)
			}
			got := s.messages()
			if len(got) != 1 || got[0].from != "annuaire@example.com" || got[0].to != "helene@example.com" {
				t.Fatalf("accepted %+v", got)
			}
			msg := open(t, got[0].raw)
			if msg.subject != tc.subject {
				t.Errorf("subject %q, want %q", msg.subject, tc.subject)
			}
			for _, says := range tc.says {
				if !strings.Contains(msg.body, says) {
					t.Errorf("%q is not in:\n%s", says, msg.body)
				}
			}
			to, err := msg.header.AddressList("To")
			if err != nil || len(to) != 1 || to[0].Name != "Hélène Œuvrard" || to[0].Address != "helene@example.com" {
				t.Errorf("to %v, error %v", to, err)
			}
			if got := msg.header.Get("Content-Type"); got != "text/plain; charset=UTF-8" {
				t.Errorf("type %q", got)
			}
			if got := msg.header.Get("Auto-Submitted"); got != "auto-generated" {
				t.Errorf("Auto-Submitted %q", got)
			}
			if strings.Contains(msg.subject, "730592") || strings.Contains(msg.body, "{{") || strings.Contains(msg.body, "<no value>") {
				t.Errorf("the message is %q:\n%s", msg.subject, msg.body)
			}
		})
	}
}

// wantFailed checks that err is mail_failed, says these words, and no secret.
func wantFailed(t *testing.T, err error, words ...string) {
	t.Helper()
	if directory.CodeOf(err) != directory.MailFailed {
		t.Fatalf("error %v, want mail_failed", err)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
	for _, secret := range []string{secretLink, "4gq0kz7m2x9w5v8b3n6t1c0rdy", serverPassword, "wrong password"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("error %q says the secret %q", err, secret)
		}
	}
}

func invite(ctx context.Context, m *Mailer) error {
	return m.Invite(ctx, jean(""), Link{URL: secretLink, ExpiresAt: soon})
}

func TestWhatTheServerDoesNotAcceptHasFailed(t *testing.T) {
	refusal := func(code int, enhanced smtp.EnhancedCode, words string) error {
		return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: words}
	}
	for _, tc := range []struct {
		name   string
		server *server
		says   []string
	}{
		{
			"the sender is refused", &server{refuseSender: refusal(553, smtp.EnhancedCode{5, 7, 1}, "not your address")},
			[]string{"refuses the sender <annuaire@example.com>", "553", "not your address"},
		},
		{
			"the recipient is refused", &server{refuseRecipient: refusal(550, smtp.EnhancedCode{5, 1, 1}, "no such user here")},
			[]string{"refuses the recipient <helene@example.com>", "550", "5.1.1", "no such user here"},
		},
		{
			"the recipient is put off", &server{refuseRecipient: refusal(451, smtp.EnhancedCode{4, 7, 1}, "greylisted\nfor a while")},
			[]string{"451", "greylisted"},
		},
		{
			"the message is refused with its own words", &server{refuseMessage: refusal(554, smtp.EnhancedCode{5, 7, 1}, "looks like spam: "+secretLink)},
			[]string{"has not accepted the message", "554 5.7.1"},
		},
		{"a user name is wanted", &server{needUser: true}, []string{"refuses the sender", "502"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, tc.server, false, false)
			wantFailed(t, invite(t.Context(), newMailer(t, s)), tc.says...)
			if got := s.messages(); len(got) != 0 {
				t.Errorf("accepted %d messages", len(got))
			}
		})
	}
}

func TestAServerThatIsGone(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &server{address: l.Addr().String()}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	wantFailed(t, invite(t.Context(), newMailer(t, s)), s.address, "connection refused")
}

// speak answers every connection as talk does, until the test ends.
func speak(t *testing.T, talk func(net.Conn)) *server {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			talk(conn)
			_ = conn.Close()
		}
	}()
	t.Cleanup(func() {
		_ = l.Close()
		<-ended
	})
	return &server{address: l.Addr().String()}
}

func TestAServerThatHangsUpOrTalksNonsense(t *testing.T) {
	hangUp := speak(t, func(net.Conn) {})
	wantFailed(t, invite(t.Context(), newMailer(t, hangUp)), "does not take up the conversation")
	nonsense := speak(t, func(c net.Conn) {
		_, _ = c.Write([]byte("* OK IMAP4rev1 " + secretLink + "\r\n"))
		_, _ = c.Read(make([]byte, 100))
	})
	wantFailed(t, invite(t.Context(), newMailer(t, nonsense)), "is not SMTP")
}

func TestASlowServerIsLeftWhenTheContextEnds(t *testing.T) {
	s := serve(t, &server{silent: make(chan struct{})}, false, false)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := invite(ctx, newMailer(t, s))
	wantFailed(t, err, "has not accepted the message")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the context's", err)
	}
}

func TestAServerThatSaysNothingIsLeftWhenTheTimeIsUp(t *testing.T) {
	s := speak(t, func(c net.Conn) { _, _ = c.Read(make([]byte, 1)) })
	err := invite(t.Context(), newMailer(t, s, func(o *Options) { o.Timeout = 50 * time.Millisecond }))
	wantFailed(t, err, "does not take up the conversation")
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the end of its time", err)
	}
}

func TestACancelledContextSendsNothing(t *testing.T) {
	s := serve(t, &server{}, false, false)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	wantFailed(t, invite(ctx, newMailer(t, s)))
	if got := s.messages(); len(got) != 0 {
		t.Errorf("accepted %d messages", len(got))
	}
}

func TestConnectionsAreProtected(t *testing.T) {
	with := func(security Security, user, password string) func(*Options) {
		return func(o *Options) { o.Security, o.Username, o.Password = security, user, password }
	}
	for _, tc := range []struct {
		name              string
		secure, immediate bool
		options           func(*Options)
		encrypted         bool
	}{
		{"StartTLS", true, false, with(StartTLS, "", ""), true},
		{"StartTLS and a password", true, false, with(StartTLS, serverUser, serverPassword), true},
		{"TLS from the first byte", true, true, with(ImplicitTLS, "", ""), true},
		{"TLS from the first byte and a password", true, true, with(ImplicitTLS, serverUser, serverPassword), true},
		{"on this machine without TLS", false, false, with(SecurityUsual, "", ""), false},
		{"on this machine without TLS and a password", false, false, with(None, serverUser, serverPassword), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := serve(t, &server{}, tc.secure, tc.immediate)
			m := newMailer(t, s, tc.options)
			if err := invite(t.Context(), m); err != nil {
				t.Fatal(err)
			}
			got := s.messages()
			if len(got) != 1 || got[0].encrypted != tc.encrypted || got[0].user != m.options.Username {
				t.Errorf("accepted %+v", got)
			}
		})
	}
}

func TestUnprotectedConnectionsAreNotUsed(t *testing.T) {
	t.Run("the server has no TLS", func(t *testing.T) {
		s := serve(t, &server{}, false, false)
		wantFailed(t, invite(t.Context(), newMailer(t, s, func(o *Options) { o.Security = StartTLS })), "STARTTLS")
	})
	t.Run("the certificate is nobody's", func(t *testing.T) {
		s := serve(t, &server{}, true, false)
		wantFailed(t, invite(t.Context(), newMailer(t, s, func(o *Options) { o.Security, o.RootCAs = StartTLS, nil })), "certificate")
	})
	t.Run("the certificate is nobody's, TLS from the first byte", func(t *testing.T) {
		s := serve(t, &server{}, true, true)
		wantFailed(t, invite(t.Context(), newMailer(t, s, func(o *Options) { o.Security, o.RootCAs = ImplicitTLS, nil })), "certificate")
	})
	t.Run("the password is wrong", func(t *testing.T) {
		s := serve(t, &server{}, true, false)
		err := invite(t.Context(), newMailer(t, s, func(o *Options) {
			o.Security, o.Username, o.Password = StartTLS, serverUser, "wrong password"
		}))
		wantFailed(t, err, "535")
	})
}

func TestNoNameCanWriteAHeader(t *testing.T) {
	s := serve(t, &server{}, false, false)
	m := newMailer(t, s, func(o *Options) {
		o.Directory = func() string { return "Vauban\r\nBcc: all@example.com\r\n\r\nWin!" }
	})
	for _, name := range []string{
		"Jean\r\nBcc: all@example.com", "Jean\nBcc: all@example.com\n\nWin", "Jean\u2028Bcc: all@example.com", `" <all@example.com>, "`, "Jean\x00",
	} {
		to := jean("en")
		to.Name = name
		if err := m.Invite(t.Context(), to, Link{URL: secretLink + "\r\nBcc: all@example.com", ExpiresAt: soon}); err != nil {
			t.Fatal(err)
		}
	}
	for _, got := range s.messages() {
		msg := open(t, got.raw)
		to, err := msg.header.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != "helene@example.com" || got.to != "helene@example.com" {
			t.Errorf("to %v (%s), error %v", to, got.to, err)
		}
		if len(msg.header["Bcc"]) > 0 || strings.ContainsAny(msg.subject, "\r\n") || strings.ContainsAny(to[0].Name, "\r\n\x00") {
			t.Errorf("headers %v", msg.header)
		}
		if !strings.HasPrefix(msg.body, "Hello ") {
			t.Errorf("the body begins otherwise:\n%s", msg.body)
		}
	}
}

func TestAddressesThatAreNoneAreRefused(t *testing.T) {
	s := serve(t, &server{}, false, false)
	m := newMailer(t, s)
	for _, address := range []string{
		"", "jean", "jean@", "Jean <jean@example.com>", "jean@example.com, all@example.com", "jean@example.com\r\nRCPT TO:<all@example.com>",
		"<jean@example.com>", "jean@example.com> NOTIFY=NEVER",
	} {
		to := jean("")
		to.Email = address
		if err := m.Test(t.Context(), to); directory.CodeOf(err) != directory.Invalid {
			t.Errorf("%q: error %v, want invalid", address, err)
		}
	}
	if got := s.messages(); len(got) != 0 {
		t.Errorf("accepted %+v", got)
	}
}

func TestOptionsThatCanNotWork(t *testing.T) {
	good := Options{Server: "mail.example.com:587", From: "annuaire@example.com", Directory: func() string { return "" }}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, field string
		change      func(*Options)
	}{
		{"no server", "smtp", func(o *Options) { o.Server = "" }},
		{"no host", "smtp", func(o *Options) { o.Server = ":587" }},
		{"no port", "smtp", func(o *Options) { o.Server = "mail.example.com" }},
		{"a port that is none", "smtp", func(o *Options) { o.Server = "mail.example.com:smtp" }},
		{"port 0", "smtp", func(o *Options) { o.Server = "mail.example.com:0" }},
		{"no sender", "from", func(o *Options) { o.From = "" }},
		{"a sender that is no address", "from", func(o *Options) { o.From = "Annuaire" }},
		{"a security there is not", "security", func(o *Options) { o.Security = "ssl3" }},
		{"a user without password", "username", func(o *Options) { o.Username = "x" }},
		{"a password without user", "username", func(o *Options) { o.Password = "wrong password" }},
		{"a password in clear", "username", func(o *Options) { o.Security, o.Username, o.Password = None, "x", "wrong password" }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := good
			tc.change(&o)
			_, err := New(o)
			var e *directory.Error
			if !errors.As(err, &e) || e.Code != directory.Invalid || len(e.Fields) != 1 || e.Fields[0].Field != tc.field {
				t.Errorf("error %v, want invalid for %s", err, tc.field)
			}
			if err != nil && strings.Contains(err.Error(), "wrong password") {
				t.Errorf("error %v says the password", err)
			}
		})
	}
}

func TestLanguages(t *testing.T) {
	for _, tc := range []struct {
		wanted []string
		want   string
	}{
		{[]string{"fr", "en"}, "fr"}, {[]string{"fr-CH", "en"}, "fr"}, {[]string{"", "fr"}, "fr"}, {[]string{"de", "fr"}, "fr"},
		{[]string{"en-US", "fr"}, "en"}, {[]string{"de", "it"}, "en"}, {nil, "en"}, {[]string{"français", "fr"}, "fr"},
	} {
		if got := languageOf(tc.wanted...); got != tc.want {
			t.Errorf("%q: %s, want %s", tc.wanted, got, tc.want)
		}
	}
}

func TestAContactAsARecipient(t *testing.T) {
	got := To(directory.Contact{FirstName: "Jean", LastName: "Martin", Email: "jean@example.com", Language: "en"})
	if want := (Recipient{"Jean Martin", "jean@example.com", "en"}); got != want {
		t.Errorf("recipient %+v, want %+v", got, want)
	}
}
