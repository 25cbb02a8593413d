package api

import (
	"context"

	"annuaire/directory"
)

// ContactChangeInput changes a contact.
type ContactChangeInput struct {
	GuardedContact
	RevokeAccess bool `query:"revoke_access" doc:"Closes the contact's login where the change takes away what a login needs."`
	RawBody      []byte
	Body         directory.ContactPatch `contentType:"application/merge-patch+json"`
}

func (in *ContactChangeInput) places(a *API, c *caller) ([]place, error) {
	eraseNulls(in.RawBody, &in.Body)
	places, err := in.ContactPath.places(a, c)
	if err == nil && in.Body.FolderID != nil {
		places = append(places, a.destination(*in.Body.FolderID, "folder_id"))
	}
	return places, err
}

// contactChange changes the fields that a merge patch names.
func (a *API) contactChange(ctx context.Context, _ *caller, in *ContactChangeInput) (*ContactOutput, error) {
	var (
		contact  directory.Contact
		warnings []directory.Warning
	)
	in.Body.RevokeAccess = in.RevokeAccess
	_, err := a.directory.Apply(ctx, "contact.update", func(e *directory.Edit) error {
		now, err := e.Contact(in.ID.UUID)
		if err != nil {
			return err
		}
		if in.Body.Address != nil {
			address, err := merged(in.RawBody, "address", now.Address)
			if err != nil {
				return err
			}
			in.Body.Address = &address
		}
		contact, warnings, err = e.UpdateContact(in.ID.UUID, in.seen(), in.Body)
		return err
	})
	if err != nil {
		return nil, err
	}
	return contactOutput(contact, warnings), nil
}

// contactDelete puts a contact in the bin.
func (a *API) contactDelete(ctx context.Context, _ *caller, in *GuardedContact) (*Empty, error) {
	return nil, a.directory.DeleteContact(ctx, in.ID.UUID, in.seen())
}
