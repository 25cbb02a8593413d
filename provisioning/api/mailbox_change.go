package api

import (
	"context"

	"annuaire/directory"
)

// ChangedMailboxOutput is a mailbox as it is after a change.
type ChangedMailboxOutput struct {
	ETag string `header:"ETag"`
	Body directory.MailboxDetails
}

func changedMailbox(m directory.MailboxDetails, err error) (*ChangedMailboxOutput, error) {
	if err != nil {
		return nil, err
	}
	return &ChangedMailboxOutput{ETag: etag(m.Version), Body: m}, nil
}

// MailboxAddInput is a user's own mailbox.
type MailboxAddInput struct {
	UserPath
	Body directory.MailboxDraft
}

// mailboxAdd gives a user its own mailbox, without a PIN.
func (a *API) mailboxAdd(ctx context.Context, _ *caller, in *MailboxAddInput) (*ChangedMailboxOutput, error) {
	return changedMailbox(a.directory.AddMailbox(ctx, in.ID.UUID, in.Body))
}

// MailboxChangeInput changes a mailbox.
type MailboxChangeInput struct {
	GuardedMailbox
	RawBody []byte
	Body    directory.MailboxPatch `contentType:"application/merge-patch+json"`
}

// mailboxChange changes the fields that a merge patch names. What a mailbox is opened with from elsewhere is its holder's number, and not changed here.
func (a *API) mailboxChange(ctx context.Context, _ *caller, in *MailboxChangeInput) (*ChangedMailboxOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	return changedMailbox(a.directory.UpdateMailbox(ctx, in.ID.UUID, in.seen(), in.Body))
}

// mailboxDelete puts a mailbox in the bin.
func (a *API) mailboxDelete(ctx context.Context, _ *caller, in *GuardedMailbox) (*Empty, error) {
	return nil, a.directory.DeleteMailbox(ctx, in.ID.UUID, in.seen())
}

// mailboxInBin is what a mailbox in the bin is called in the list of the bin.
const mailboxInBin directory.HitKind = "mailbox"

// binnedMailboxes gives the mailboxes in the bin that the caller may read, each where its holder's contact or its call group is, or was.
func (a *API) binnedMailboxes(c *caller, bin binContents) ([]BinItem, error) {
	mailboxes, err := a.directory.BinnedMailboxes()
	if err != nil {
		return nil, err
	}
	sight := c.sight().Within(c.Rights, directory.SectionVoicemail)
	var items []BinItem
	for _, m := range mailboxes {
		folder := bin.livingPlace(a, m.Owner.Folder())
		if sight.Owner(m.Owner.In(folder)) {
			items = append(items, BinItem{
				Kind: mailboxInBin, ID: m.ID, Name: m.Name, DeletedAt: m.DeletedAt, DeletedWith: m.DeletedWith, FolderPath: c.sight().Path(folder),
			})
		}
	}
	return items, nil
}

// MailboxBackInput names a mailbox in the bin.
type MailboxBackInput struct {
	ID ID `path:"id"`
}

func (in *MailboxBackInput) places(a *API, c *caller) ([]place, error) {
	mailboxes, err := a.directory.BinnedMailboxes()
	if err != nil {
		return nil, err
	}
	missing := notFound("mailbox in the bin", in.ID)
	for _, m := range mailboxes {
		if m.ID == in.ID.UUID {
			return placesOfOwners(c, []directory.Owner{m.Owner}, "", missing)
		}
	}
	return nil, missing
}

// mailboxBringBack fetches a mailbox from the bin, with its PIN.
func (a *API) mailboxBringBack(ctx context.Context, _ *caller, in *MailboxBackInput) (*ChangedMailboxOutput, error) {
	return changedMailbox(a.directory.BringBackMailbox(ctx, in.ID.UUID))
}
