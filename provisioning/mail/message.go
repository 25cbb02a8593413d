package mail

import (
	"context"
	netmail "net/mail"
	"time"

	gomail "github.com/wneessen/go-mail"

	"annuaire/directory"
)

// Recipient is whom a message is for.
type Recipient struct {
	Name     string // as it is shown; "": none
	Email    string
	Language string // BCP 47, the person's own; "": the directory's
}

// To is a contact as a recipient.
func To(c directory.Contact) Recipient {
	return Recipient{Name: c.DisplayName(), Email: c.Email, Language: c.Language}
}

// Link is a one-time link, complete, and how long it can be used.
type Link struct {
	URL       string
	ExpiresAt time.Time
}

// Invite sends the link with which somebody chooses a first password. It returns mail_failed where the server has not accepted the message,
// and invalid for an address that is none.
func (m *Mailer) Invite(ctx context.Context, to Recipient, link Link) error {
	return m.write(ctx, to, "invitation", facts{URL: link.URL, expires: link.ExpiresAt})
}

// ResetPassword sends the link with which somebody chooses another password. It returns what Invite returns.
func (m *Mailer) ResetPassword(ctx context.Context, to Recipient, link Link) error {
	return m.write(ctx, to, "reset", facts{URL: link.URL, expires: link.ExpiresAt})
}

// VoicemailPIN sends the new PIN of a mailbox to its holder; login is what the mailbox asks for beside it. It returns what Invite returns.
func (m *Mailer) VoicemailPIN(ctx context.Context, to Recipient, login, pin string) error {
	return m.write(ctx, to, "pin", facts{Login: login, PIN: pin})
}

// Test sends a message that says that messages arrive. It returns what Invite returns.
func (m *Mailer) Test(ctx context.Context, to Recipient) error {
	return m.write(ctx, to, "test", facts{})
}

// write fills the message of that name in the recipient's language and sends it.
func (m *Mailer) write(ctx context.Context, to Recipient, name string, f facts) error {
	address, err := netmail.ParseAddress(to.Email)
	if err != nil || address.Name != "" || address.Address != to.Email {
		return invalid("email", to.Email, "is not an e-mail address")
	}
	text, err := m.fill(name, languageOf(to.Language, m.options.Language), to, f)
	if err != nil {
		return err
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(m.from)
	msg.ToMailAddress(&netmail.Address{Name: oneLine(to.Name), Address: address.Address})
	msg.Subject(text.subject)
	msg.SetDate()
	msg.SetMessageID()
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: nobody's absence notice answers it
	msg.SetGenHeader("Content-Language", text.language)
	msg.SetBodyString(gomail.TypeTextPlain, text.body)
	return m.send(ctx, msg)
}
