package api

import (
	"errors"
	"io"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"annuaire/provisioning/mail"
)

// mailServer is an SMTP server in this process. It accepts what refuse, where it is set, does not refuse.
type mailServer struct {
	address string

	mu     sync.Mutex
	refuse error
	mails  []letter
}

// letter is a mail as its reader sees it.
type letter struct{ to, subject, body string }

// serveMail starts a server that ends with the test.
func serveMail(t testing.TB) *mailServer {
	t.Helper()
	s := &mailServer{}
	back := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &mailSession{server: s}, nil }))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = l.Addr().String()
	ended := make(chan error, 1)
	go func() { ended <- back.Serve(l) }()
	t.Cleanup(func() {
		_ = l.Close() // which it may not have got to serve
		<-ended
		if err := back.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	return s
}

// mailer writes through the server, in French to who has chosen no language.
func (s *mailServer) mailer(t testing.TB) *mail.Mailer {
	t.Helper()
	m, err := mail.New(mail.Options{
		Server: s.address, From: "annuaire@example.com", Directory: func() string { return "Ateliers" }, Language: "fr", Location: time.UTC,
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// refuses has the server refuse every recipient with err; nil: none.
func (s *mailServer) refuses(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refuse = err
}

// noSuchUser is how a mail server refuses an address that it does not know.
var noSuchUser = &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}

// accepted gives the mails so far.
func (s *mailServer) accepted() []letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mails
}

// only gives the one mail there is.
func (s *mailServer) only(t testing.TB) letter {
	t.Helper()
	mails := s.accepted()
	if len(mails) != 1 {
		t.Fatalf("%d mails: %+v", len(mails), mails)
	}
	return mails[0]
}

type mailSession struct {
	server *mailServer
	to     string
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error { return nil }

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.to = to
	return s.server.refuse
}

func (s *mailSession) Data(r io.Reader) error {
	message, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	body, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	if err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.mails = append(s.server.mails, letter{
		to: s.to, subject: message.Header.Get("Subject"), body: strings.ReplaceAll(string(body), "\r\n", "\n"),
	})
	return nil
}

func (s *mailSession) Reset()        {}
func (s *mailSession) Logout() error { return nil }
