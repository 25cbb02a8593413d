package api

import (
	"context"

	"annuaire/directory"
)

// MailboxPath names a mailbox. A mailbox is where its holder's contact, or its call group, is, and seen by who sees that.
type MailboxPath struct {
	ID ID `path:"id"`
}

func (in *MailboxPath) places(a *API, c *caller) ([]place, error) {
	m, err := a.directory.HeldMailbox(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	return placesOfOwners(c, []directory.Owner{m.Owner}, "", notFound("mailbox", in.ID))
}

// GuardedMailbox names a mailbox in the version that its sender has seen.
type GuardedMailbox struct {
	MailboxPath
	Guard
}

// MailboxOutput is a mailbox and whose it is.
type MailboxOutput struct {
	ETag string `header:"ETag"`
	Body directory.HeldMailbox
}

// MailboxListInput says which page of the mailboxes is wanted.
type MailboxListInput struct{ Paging }

// MailboxListOutput is a page of mailboxes.
type MailboxListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Mailboxes []directory.HeldMailbox `json:"mailboxes" doc:"In the order of their holders' names."`
		Next      string                  `json:"next,omitempty"`
		Total     int                     `json:"total"`
	}
}

// mailboxList gives the mailboxes in sight.
func (a *API) mailboxList(ctx context.Context, c *caller, in *MailboxListInput) (*MailboxListOutput, error) {
	sight := c.sight().Within(c.Rights, directory.SectionVoicemail)
	from, err := in.offset()
	if err != nil {
		return nil, err
	}
	page, err := a.directory.Mailboxes(ctx, &sight, from, in.Limit)
	if err != nil {
		return nil, err
	}
	var out MailboxListOutput
	out.Body.Mailboxes, out.Body.Total = page.Mailboxes, page.Total
	out.Body.Next = in.next(from, len(page.Mailboxes), page.Total)
	out.Link = in.link(out.Body.Next)
	return &out, nil
}

// mailboxShow gives one mailbox.
func (a *API) mailboxShow(_ context.Context, _ *caller, in *MailboxPath) (*MailboxOutput, error) {
	m, err := a.directory.HeldMailbox(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	return &MailboxOutput{ETag: etag(m.Version), Body: m}, nil
}
