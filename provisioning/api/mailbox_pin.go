package api

import (
	"context"
	"slices"

	"annuaire/directory"
	"annuaire/provisioning/mail"
)

// PINSetInput is the PIN that an administrator has chosen for a mailbox.
type PINSetInput struct {
	MailboxPath
	Body struct {
		PIN string `json:"pin" format:"password" doc:"Digits: no sequence, and not one digit repeated. It is never shown again."`
	}
}

// pinSet gives a mailbox a PIN.
func (a *API) pinSet(ctx context.Context, _ *caller, in *PINSetInput) (*Empty, error) {
	return nil, a.directory.SetPIN(ctx, in.ID.UUID, in.Body.PIN)
}

// HolderPath names a contact that is to have a mailbox.
type HolderPath struct {
	ID ID `path:"id"`
}

func (in *HolderPath) places(a *API, c *caller) ([]place, error) {
	p, err := a.placeOfContact(c, in.ID)
	return []place{p}, err
}

// pinRenew makes a PIN for the mailbox of a contact and writes it to the contact's address. The PIN that there was stays where the mail server does not
// accept the message.
func (a *API) pinRenew(ctx context.Context, _ *caller, in *HolderPath) (*Empty, error) {
	u, err := a.directory.UserOf(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	own := slices.IndexFunc(u.Mailboxes, func(m directory.MailboxDetails) bool { return !m.Additional })
	if own < 0 {
		return nil, &directory.Error{Code: directory.NotFound, Message: u.Contact.DisplayName() + " has no mailbox"}
	}
	return nil, a.directory.RenewPIN(ctx, u.Mailboxes[own].ID, func(p directory.PINDelivery) error {
		mailer, err := a.mailer()
		if err != nil {
			return err
		}
		login := p.Mailbox.AnswersAt
		if p.Mailbox.Login != nil {
			login = *p.Mailbox.Login
		}
		return mailer.VoicemailPIN(ctx, mail.To(p.Contact), login, p.PIN)
	})
}
