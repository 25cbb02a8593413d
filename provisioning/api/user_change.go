package api

import (
	"context"

	"annuaire/directory"
)

// UserChangeInput changes a user.
type UserChangeInput struct {
	GuardedUser
	RawBody []byte
	Body    directory.UserPatch `contentType:"application/merge-patch+json"`
}

// userChange changes the fields that a merge patch names. The name and the addresses of a user are its contact's.
func (a *API) userChange(ctx context.Context, c *caller, in *UserChangeInput) (*UserOutput, error) {
	eraseNulls(in.RawBody, &in.Body)
	return a.changeUser(ctx, c, "user.update", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		if in.Body.AcceptCharges {
			e.AcceptCharges()
		}
		return e.UpdateUser(in.ID.UUID, in.seen(), in.Body)
	})
}

// UserReplaceInput names a user and who takes the place of its contact.
type UserReplaceInput struct {
	GuardedUser
	Body directory.Replacement
}

func (in *UserReplaceInput) places(a *API, c *caller) ([]place, error) {
	of, err := a.placeOfUser(c, in.ID)
	if err != nil {
		return nil, err
	}
	places := []place{of}
	if in.Body.TrashContact {
		of.section, of.access = directory.SectionDirectory, directory.Write
		places = append(places, of)
	}
	successor, err := a.placesOfHolder(c, in.Body.ContactID, in.Body.Contact, in.Body.TemplateID)
	return append(places, successor...), err
}

// userReplace hands a leaver's extensions, external numbers, devices and mailboxes to another person.
func (a *API) userReplace(ctx context.Context, c *caller, in *UserReplaceInput) (*UserOutput, error) {
	if in.Body.Contact != nil {
		if err := refuseOrigin(*in.Body.Contact); err != nil {
			return nil, err
		}
	}
	return a.changeUser(ctx, c, "user.replace", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		return e.ReplaceUser(in.ID.UUID, in.seen(), in.Body)
	})
}
