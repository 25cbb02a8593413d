package web

import (
	"errors"
	"io"
	"net"
	"sync/atomic"
	"testing"

	"github.com/emersion/go-smtp"

	"annuaire/provisioning/mail"
)

// letterbox is an SMTP server in this process that counts what it accepts.
type letterbox struct{ mails atomic.Int64 }

// letterboxMailer writes through a server that ends with the test.
func letterboxMailer(t testing.TB) (*mail.Mailer, *letterbox) {
	t.Helper()
	box := &letterbox{}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return letterSession{box}, nil }))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	t.Cleanup(func() {
		_ = l.Close() // which it may not have got to serve
		<-ended
		if err := server.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	m, err := mail.New(mail.Options{Server: l.Addr().String(), From: "annuaire@example.com", Directory: func() string { return "Ateliers" }, Language: "fr"})
	if err != nil {
		t.Fatal(err)
	}
	return m, box
}

type letterSession struct{ box *letterbox }

func (letterSession) Mail(string, *smtp.MailOptions) error { return nil }
func (letterSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (letterSession) Reset()                               {}
func (letterSession) Logout() error                        { return nil }

func (s letterSession) Data(r io.Reader) error {
	s.box.mails.Add(1)
	_, err := io.Copy(io.Discard, r)
	return err
}
