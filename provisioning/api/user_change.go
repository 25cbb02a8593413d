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

// UserReplaceOutput is a user after its replacement.
type UserReplaceOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		User
		Reprovision []directory.Reprovision `json:"reprovision,omitempty" doc:"The devices that must be set up anew, to whoever may read devices; what they sign in with from now on, to whoever may write them and, of an LDAP account, sees what it sees: shown once, and missing where the request is repeated with its Idempotency-Key."`
	}
}

// userReplace hands a leaver's extensions, external numbers, devices and mailboxes to another person.
func (a *API) userReplace(ctx context.Context, c *caller, in *UserReplaceInput) (*UserReplaceOutput, error) {
	if in.Body.Contact != nil {
		if err := refuseOrigin(*in.Body.Contact); err != nil {
			return nil, err
		}
	}
	var devices []directory.Reprovision
	user, err := a.changeUser(ctx, c, "user.replace", func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error) {
		over, err := e.ReplaceUser(in.ID.UUID, in.seen(), in.Body)
		devices = over.Reprovision
		return over.UserDetails, over.Warnings, err
	})
	if err != nil {
		return nil, err
	}
	out := &UserReplaceOutput{ETag: user.ETag}
	out.Body.User = user.Body
	out.Body.Reprovision, err = a.reprovision(c, devices)
	return out, err
}

// reprovision gives the devices that must be set up anew and that the caller may read, with what they sign in with from now on where it could have that
// made anew itself.
func (a *API) reprovision(c *caller, devices []directory.Reprovision) ([]directory.Reprovision, error) {
	var list []directory.Reprovision
	for _, r := range devices {
		path := DeviceRotateInput{GuardedDevice{DevicePath: DevicePath{ID: ID{r.ID}}}}
		of, err := path.DevicePath.places(a, c)
		if directory.CodeOf(err) == directory.NotFound || err == nil && may(directory.SectionDevices, directory.Read, inFolder).mayTouch(c, of) != nil {
			continue
		}
		if err != nil {
			return nil, err
		}
		whole, err := path.places(a, c)
		if err != nil {
			return nil, err
		}
		writes := may(directory.SectionDevices, directory.Write, inFolder)
		switch {
		case writes.mayTouch(c, of) != nil:
			r.Secrets = directory.DeviceSecrets{}
		case writes.mayTouch(c, whole) != nil: // its LDAP account sees more than the caller
			r.Secrets.AccountSecret = ""
		}
		list = append(list, r)
	}
	return list, nil
}
