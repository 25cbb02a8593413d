package main

import (
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/rogpeppe/go-internal/testscript"
)

type runningMailServer struct{}

// mailServer is the SMTP server of one script: it accepts all but what is for nobody@example.com, from the user annuaire with the password
// "sesame" alone.
type mailServer struct {
	mu       sync.Mutex
	accepted []string // messages
}

// last is the last message as its reader sees it: to whom, about what, and its text.
func (s *mailServer) last() (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.accepted) == 0 {
		return "", errors.New("no message has been accepted")
	}
	message, err := mail.ReadMessage(strings.NewReader(s.accepted[len(s.accepted)-1]))
	if err != nil {
		return "", err
	}
	var head strings.Builder
	for _, name := range []string{"To", "Subject"} {
		value, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get(name))
		if err != nil {
			return "", err
		}
		head.WriteString(name + ": " + value + "\n")
	}
	text, err := io.ReadAll(quotedprintable.NewReader(message.Body))
	if err != nil {
		return "", err
	}
	return head.String() + "\n" + strings.TrimSpace(string(text)) + "\n", nil
}

// cmdMailServer is "mailserver": an SMTP server, at $SMTP.
func cmdMailServer(ts *testscript.TestScript, _ bool, _ []string) {
	at, stop, err := ts.Value(runningMailServer{}).(*mailServer).listen()
	ts.Check(err)
	ts.Defer(stop)
	ts.Setenv("SMTP", at)
}

// listen serves until stop is called.
func (s *mailServer) listen() (at string, stop func(), err error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	back := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &mailSession{server: s}, nil }))
	back.AllowInsecureAuth = true
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = back.Serve(l) // ends as the listener does
	}()
	return l.Addr().String(), func() {
		_ = l.Close()
		<-ended
		_ = back.Close() // complains of the listener, which is closed
	}, nil
}

// cmdMails is "mails": what the mail server has accepted becomes the standard output of the last command.
func cmdMails(ts *testscript.TestScript, _ bool, _ []string) {
	s := ts.Value(runningMailServer{}).(*mailServer)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := io.WriteString(ts.Stdout(), strings.Join(s.accepted, ""))
	ts.Check(err)
}

type mailSession struct {
	server *mailServer
	known  bool
}

func (s *mailSession) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if s.known = username == "annuaire" && password == "sesame"; !s.known {
			return smtp.ErrAuthFailed
		}
		return nil
	}), nil
}

func (s *mailSession) Mail(string, *smtp.MailOptions) error {
	if !s.known {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if to == "nobody@example.com" {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	message, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.accepted = append(s.server.accepted, strings.ReplaceAll(string(message), "\r\n", "\n"))
	return nil
}

func (s *mailSession) Reset()        {}
func (s *mailSession) Logout() error { return nil }
