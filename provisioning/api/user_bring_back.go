package api

import (
	"context"

	"annuaire/directory"
)

// userInBin is what a user in the bin is called in the list of the bin.
const userInBin directory.HitKind = "user"

// binnedUsers gives the users in the bin that the caller may read, each where its contact is, or was, and after them the mailboxes.
func (a *API) binnedUsers(c *caller, bin binContents) ([]BinItem, error) {
	sight := c.sight().Within(c.Rights, directory.SectionUsers)
	var items []BinItem
	for _, u := range bin.Users {
		contact, _, err := a.holderOfBinned(bin, u)
		if err != nil {
			return nil, err
		}
		if seen, is := sight.Contact(contact); is {
			items = append(items, BinItem{Kind: userInBin, ID: u.ID, Name: seen.DisplayName(), DeletedAt: u.DeletedAt, FolderPath: c.sight().Path(seen.FolderID)})
		}
	}
	mailboxes, err := a.binnedMailboxes(c, bin)
	return append(items, mailboxes...), err
}

// holderOfBinned gives the contact of a user in the bin, in the nearest folder that is not in the bin itself, and whether the contact is.
func (a *API) holderOfBinned(bin binContents, u directory.User) (contact directory.Contact, inBin bool, err error) {
	for _, contact := range bin.Contacts {
		if contact.ID == u.ContactID {
			contact.FolderID = bin.livingPlace(a, contact.FolderID)
			return contact, true, nil
		}
	}
	contact, err = a.directory.Contact(u.ContactID)
	return contact, false, err
}

// UserBackInput names a user in the bin.
type UserBackInput struct {
	ID   ID `path:"id"`
	Body *struct {
		AcceptCharges bool `json:"accept_charges,omitempty"`
	} `required:"false"`
}

func (in *UserBackInput) places(a *API, c *caller) ([]place, error) {
	bin, err := a.readBin()
	if err != nil {
		return nil, err
	}
	missing := notFound("user in the bin", in.ID)
	for _, u := range bin.Users {
		if u.ID != in.ID.UUID {
			continue
		}
		contact, inBin, err := a.holderOfBinned(bin, u)
		if err != nil {
			return nil, err
		}
		if _, seen := c.sight().Contact(contact); !seen {
			return nil, missing
		}
		places := []place{{folder: contact.FolderID, unseen: missing}}
		if inBin { // it comes back with the user
			to := place{folder: contact.FolderID, section: directory.SectionDirectory, access: directory.Write, unseen: missing}
			places = append(places, to)
		}
		return places, nil
	}
	return nil, missing
}

// UserBackOutput is a user from the bin and what it left there.
type UserBackOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		User    User                `json:"user"`
		LeftOff []directory.LeftOff `json:"left_off" doc:"What it could not bring back, because others have it now."`
	}
}

// userBringBack fetches a user from the bin, and its contact where that is there too.
func (a *API) userBringBack(ctx context.Context, c *caller, in *UserBackInput) (*UserBackOutput, error) {
	var (
		row     directory.UserRow
		leftOff []directory.LeftOff
	)
	_, err := a.directory.Apply(ctx, "user.bring_back", func(e *directory.Edit) error {
		if in.Body != nil && in.Body.AcceptCharges {
			e.AcceptCharges()
		}
		details, left, err := e.BringBackUser(in.ID.UUID)
		if err != nil {
			return err
		}
		leftOff = left
		row, err = e.UserRow(details.ID, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	out := &UserBackOutput{ETag: etag(row.Version)}
	out.Body.User, out.Body.LeftOff = seenUser(c, row, nil), append([]directory.LeftOff{}, leftOff...)
	return out, nil
}
