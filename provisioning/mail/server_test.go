package mail

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"math/big"
	"mime"
	"mime/quotedprintable"
	"net"
	netmail "net/mail"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Names that the tests' server knows.
const (
	serverUser     = "annuaire"
	serverPassword = "a password of the server's"
)

// received is a message that the server has accepted.
type received struct {
	from, to  string
	encrypted bool
	user      string
	raw       []byte
}

// server is an SMTP server in this process that does what its fields say.
type server struct {
	address string
	roots   *x509.CertPool // trust its certificate

	refuseSender, refuseRecipient, refuseMessage error
	needUser                                     bool
	silent                                       chan struct{} // not nil: it says nothing to a message until closed

	mu       sync.Mutex
	accepted []received
}

// serve starts a server. With secure it offers StartTLS, or with immediate TLS from the first byte.
func serve(t *testing.T, s *server, secure, immediate bool) *server {
	t.Helper()
	back := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: s, conn: c}, nil }))
	back.Domain = "mail.example.com"
	back.EnableSMTPUTF8 = true
	back.ErrorLog = log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = l.Addr().String()
	if secure {
		certificate, roots := selfSigned(t)
		back.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}}
		s.roots = roots
	}
	if immediate {
		l = tls.NewListener(l, back.TLSConfig)
	}
	back.AllowInsecureAuth = !secure
	ended := make(chan error, 1)
	go func() { ended <- back.Serve(l) }()
	t.Cleanup(func() {
		if s.silent != nil {
			close(s.silent)
		}
		_ = l.Close() // which it may not have got to serve
		<-ended
		if err := back.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
	})
	return s
}

func (s *server) messages() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.accepted
}

// session is one connection.
type session struct {
	server         *server
	conn           *smtp.Conn
	from, to, user string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if username != serverUser || password != serverPassword {
			return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: "not " + password}
		}
		s.user = username
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.needUser && s.user == "" {
		return smtp.ErrAuthRequired
	}
	s.from = from
	return s.server.refuseSender
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	return s.server.refuseRecipient
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	if s.server.silent != nil {
		<-s.server.silent
	}
	if s.server.refuseMessage != nil {
		return s.server.refuseMessage
	}
	_, encrypted := s.conn.TLSConnectionState()
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	s.server.accepted = append(s.server.accepted, received{from: s.from, to: s.to, encrypted: encrypted, user: s.user, raw: raw})
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// opened is a message as its reader sees it.
type opened struct {
	header  netmail.Header
	subject string
	body    string
}

func open(t *testing.T, raw []byte) opened {
	t.Helper()
	msg, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("%v in:\n%s", err, raw)
	}
	if got := msg.Header.Get("Content-Transfer-Encoding"); got != "quoted-printable" {
		t.Fatalf("encoding %q", got)
	}
	body, err := io.ReadAll(quotedprintable.NewReader(msg.Body))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(msg.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	return opened{header: msg.Header, subject: subject, body: string(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))}
}

func selfSigned(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(certificate)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}
