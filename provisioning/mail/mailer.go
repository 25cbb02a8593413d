package mail

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	netmail "net/mail"
	"strconv"
	"text/template"
	"time"

	"annuaire/directory"
)

// Security says how a connection to the SMTP server is protected.
type Security string

const (
	// SecurityUsual is StartTLS, or None where the server is this machine itself.
	SecurityUsual Security = ""
	StartTLS      Security = "starttls" // TLS is asked for, and nothing is sent without it
	ImplicitTLS   Security = "tls"      // TLS from the first byte, usually on port 465
	None          Security = "none"     // everybody on the way reads along
)

// Valid reports whether s is one of the above.
func (s Security) Valid() bool {
	return s == SecurityUsual || s == StartTLS || s == ImplicitTLS || s == None
}

// DefaultTimeout is the time one message may take.
const DefaultTimeout = 30 * time.Second

// Options says by which server messages leave, and how they look.
type Options struct {
	Server   string // host:port of the SMTP server
	From     string // "annuaire@example.com" or "Annuaire <annuaire@example.com>"
	Security Security
	RootCAs  *x509.CertPool // nil: the system's
	// Username and Password are what the server wants to know; both empty: it asks nobody.
	Username, Password string
	Timeout            time.Duration // of one message; 0: DefaultTimeout

	Directory func() string  // what the directory is called
	Language  string         // BCP 47: of those who have chosen none
	Location  *time.Location // of the times in messages; nil: the machine's
}

// Mailer writes to people. It keeps no connection open and is safe for concurrent use.
type Mailer struct {
	options   Options
	host      string
	port      int
	from      *netmail.Address
	templates *template.Template
}

// New makes a Mailer. It connects to nothing yet. It returns invalid for options that can not work, with the name of the field as a
// configuration has it: smtp, from, security, username.
func New(o Options) (*Mailer, error) {
	o.Timeout = cmp.Or(o.Timeout, DefaultTimeout)
	o.Location = cmp.Or(o.Location, time.Local)
	host, portText, err := net.SplitHostPort(o.Server)
	if err != nil || host == "" {
		return nil, invalid("smtp", o.Server, `want the mail server's name and port, such as "mail.example.com:587"`)
	}
	port, err := strconv.ParseUint(portText, 10, 16)
	if err != nil || port == 0 {
		return nil, invalid("smtp", o.Server, "the port must be a number from 1 to 65535")
	}
	from, err := parseFrom(o.From)
	if err != nil {
		return nil, err
	}
	if !o.Security.Valid() {
		return nil, invalid("security", string(o.Security), "must be starttls, tls or none")
	}
	if o.Security == SecurityUsual {
		o.Security = StartTLS
		if isThisMachine(host) {
			o.Security = None
		}
	}
	if (o.Username == "") != (o.Password == "") {
		return nil, invalid("username", o.Username, "user name and password come together, or not at all")
	}
	if o.Username != "" && o.Security == None && !isThisMachine(host) {
		return nil, invalid("username", o.Username, "a password is not sent without TLS")
	}
	templates, err := parseTemplates()
	if err != nil {
		return nil, err
	}
	return &Mailer{options: o, host: host, port: int(port), from: from, templates: templates}, nil
}

func parseFrom(from string) (*netmail.Address, error) {
	a, err := netmail.ParseAddress(from)
	if err != nil {
		return nil, invalid("from", from, `want an e-mail address, such as "annuaire@example.com" or "Annuaire <annuaire@example.com>"`)
	}
	return &netmail.Address{Name: oneLine(a.Name), Address: a.Address}, nil
}

// isThisMachine reports whether what is sent to host stays on the machine.
func isThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (m *Mailer) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: m.host, RootCAs: m.options.RootCAs, MinVersion: tls.VersionTLS12}
}

func invalid(field, value, message string) error {
	return &directory.Error{
		Code: directory.Invalid, Message: "mail can not be sent like this",
		Fields: []directory.FieldError{{Field: field, Code: directory.Invalid, Message: fmt.Sprintf("%q: %s", value, message), Value: value}},
	}
}
