package mail

import (
	"context"
	"crypto/tls"
	"net"
	"sync"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// send hands a message to the server and returns once it has accepted it. The end of ctx, or of the time a message may take, ends
// the connection whatever the server is doing.
func (m *Mailer) send(ctx context.Context, msg *gomail.Msg) error {
	ctx, cancel := context.WithTimeout(ctx, m.options.Timeout)
	defer cancel()
	line := &line{ctx: ctx}
	defer line.close()
	client, err := m.open(ctx, line)
	if err != nil {
		return m.failure(ctx, "does not take up the conversation", err, false)
	}
	if err := m.hand(ctx, client, msg); err != nil {
		return err
	}
	_ = client.Quit() // the message is accepted, however the goodbye goes
	return nil
}

// open connects, secures the connection and signs in.
func (m *Mailer) open(ctx context.Context, l *line) (*smtp.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(m.port), gomail.WithTimeout(2 * m.options.Timeout), // ctx ends before that
		gomail.WithTLSConfig(m.tlsConfig()),
		gomail.WithDialContextFunc(func(ctx context.Context, network, address string) (net.Conn, error) {
			return l.dial(ctx, network, address, m.options.Security == ImplicitTLS, m.tlsConfig())
		}),
	}
	switch m.options.Security {
	case ImplicitTLS:
		options = append(options, gomail.WithSSL())
	case StartTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if m.options.Username != "" {
		options = append(options,
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin, gomail.SMTPAuthCramMD5),
			gomail.WithUsername(m.options.Username), gomail.WithPassword(m.options.Password))
	}
	client, err := gomail.NewClient(m.host, options...)
	if err != nil {
		return nil, err
	}
	return client.DialToSMTPClientWithContext(ctx)
}

// hand hands the message over. Up to the recipient the server has read nothing of it, so that its words can be repeated; later they may be
// the message's.
func (m *Mailer) hand(ctx context.Context, client *smtp.Client, msg *gomail.Msg) error {
	sender, err := msg.GetSender(false)
	if err != nil {
		return m.failure(ctx, "can not be told the sender", err, true)
	}
	recipients, err := msg.GetRecipients()
	if err != nil {
		return m.failure(ctx, "can not be told the recipient", err, true)
	}
	if err := client.Mail(sender); err != nil {
		return m.failure(ctx, "refuses the sender "+sender, err, true)
	}
	for _, recipient := range recipients {
		if err := client.Rcpt(recipient); err != nil {
			return m.failure(ctx, "refuses the recipient "+recipient, err, true)
		}
	}
	w, err := client.Data()
	if err == nil {
		_, err = msg.WriteTo(w)
	}
	if err == nil { // else the end would be told of a message that is not whole
		err = w.Close()
	}
	if err != nil {
		return m.failure(ctx, "has not accepted the message", err, false)
	}
	return nil
}

// line is the connection of one message.
type line struct {
	ctx  context.Context // of the message; that of dial ends before
	mu   sync.Mutex
	conn net.Conn
	stop func() bool
}

// dial connects. The end of the message's context cuts the connection.
func (l *line) dial(ctx context.Context, network, address string, secure bool, config *tls.Config) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	l.conn = conn
	l.stop = context.AfterFunc(l.ctx, func() { _ = conn.Close() }) // closed already where all went well
	l.mu.Unlock()
	if !secure {
		return conn, nil
	}
	encrypted := tls.Client(conn, config)
	return encrypted, encrypted.HandshakeContext(ctx)
}

func (l *line) close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.conn != nil {
		l.stop()
		_ = l.conn.Close() // closed already after a goodbye
	}
}
