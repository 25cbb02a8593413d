package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/provisioning/mail"
)

// linkPath is where people choose a password. What follows it in a link is the token, behind a #, so that no server or proxy on the way logs it.
const linkPath = "/link"

// InvitationInput invites a contact to sign in.
type InvitationInput struct {
	GuardedContact
	Body *Invitation
}

// Invitation is what goes with an invitation.
type Invitation struct {
	Roles []directory.RoleAssignment `json:"roles,omitempty" doc:"All the roles the contact is to have; without them, those it has. Without folder_id, a role is for everywhere."`
}

// LinkSentOutput is a one-time link that the mail server has accepted, without the link.
type LinkSentOutput struct {
	ETag string `header:"ETag"`
	Body directory.LinkInfo
}

func linkSentOutput(info directory.LinkInfo, err error) (*LinkSentOutput, error) {
	if err != nil {
		return nil, err
	}
	return &LinkSentOutput{ETag: etag(info.Login.Version), Body: info}, nil
}

// contactInvite gives a contact a login where it has none and writes it a link to choose a password with; who has one gets a link to choose another.
// Where the mail is not accepted, nothing has changed.
func (a *API) contactInvite(ctx context.Context, _ *caller, in *InvitationInput) (*LinkSentOutput, error) {
	var roles []directory.RoleAssignment // nil: those it has
	if in.Body != nil {
		roles = in.Body.Roles
	}
	return linkSentOutput(a.directory.Invite(ctx, in.ID.UUID, in.seen(), roles, a.deliver(ctx)))
}

// loginReset writes somebody who can sign in, the founder included, a link to choose another password; who never chose one, an invitation.
func (a *API) loginReset(ctx context.Context, _ *caller, in *LoginPath) (*LinkSentOutput, error) {
	return linkSentOutput(a.directory.IssueLink(ctx, in.ID.UUID, a.deliver(ctx)))
}

// deliver takes links to their people by mail.
func (a *API) deliver(ctx context.Context) directory.Deliver {
	return func(info directory.LinkInfo, token string) error {
		mailer, err := a.mailer()
		if err != nil {
			return err
		}
		to, err := a.recipient(info.Login)
		if err != nil {
			return err
		}
		link := mail.Link{URL: a.URL + linkPath + "#" + token, ExpiresAt: info.ExpiresAt}
		if info.Purpose == directory.InvitationLink {
			return mailer.Invite(ctx, to, link)
		}
		return mailer.ResetPassword(ctx, to, link)
	}
}

// recipient is the person of a login.
func (a *API) recipient(l directory.Login) (mail.Recipient, error) {
	if l.ContactID == uuid.Nil {
		return mail.Recipient{Email: l.Email}, nil
	}
	contact, err := a.directory.Contact(l.ContactID)
	return mail.To(contact), err
}
