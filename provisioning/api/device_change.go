package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// DeviceSecretOutput is a device with the secrets that were made for it, shown this once.
type DeviceSecretOutput struct {
	ETag string `header:"ETag"`
	Body struct {
		DeviceView
		Secrets *directory.DeviceSecrets `json:"secrets,omitempty" doc:"What was made for the device to sign in with. Shown once, and missing where the request is repeated with its Idempotency-Key."`
	}
}

func (a *API) deviceSecretOutput(c *caller, d directory.Device, secrets directory.DeviceSecrets, err error) (*DeviceSecretOutput, error) {
	shown, err := a.deviceOutput(c, d.ID, err)
	if err != nil {
		return nil, err
	}
	out := &DeviceSecretOutput{ETag: shown.ETag}
	out.Body.DeviceView = shown.Body
	if secrets != (directory.DeviceSecrets{}) {
		out.Body.Secrets = &secrets
	}
	return out, nil
}

// DeviceCreateInput is what a new device is made of.
type DeviceCreateInput struct {
	Body directory.DeviceDraft
}

func (in *DeviceCreateInput) places(a *API, c *caller) ([]place, error) {
	return a.placesToMake(c, in.Body)
}

// placesToMake are where a new device comes to be, and what its LDAP account sees.
func (a *API) placesToMake(c *caller, draft directory.DeviceDraft) ([]place, error) {
	places, err := a.placesToAssign(c, draft.LineID, draft.UserID)
	if err != nil {
		return nil, err
	}
	if len(places) == 0 {
		places = append(places, place{}) // spare: everywhere
	}
	if draft.Account != nil {
		places = append(places, placesToSee(draft.Account.Folders)...)
	}
	return places, nil
}

// deviceCreate makes a device and shows what it signs in with.
func (a *API) deviceCreate(ctx context.Context, c *caller, in *DeviceCreateInput) (*DeviceSecretOutput, error) {
	return a.makeDevice(ctx, c, in.Body)
}

func (a *API) makeDevice(ctx context.Context, c *caller, draft directory.DeviceDraft) (*DeviceSecretOutput, error) {
	if draft.Account != nil {
		attributes, err := a.attributes(draft.Account.Attributes)
		if err != nil {
			return nil, err
		}
		draft.Account.Attributes = attributes
	}
	d, secrets, err := a.directory.CreateDevice(ctx, draft)
	return a.deviceSecretOutput(c, d, secrets, err)
}

// UserDeviceInput is what a new device of a user is made of.
type UserDeviceInput struct {
	DeviceUser
	Body directory.DeviceDraft
}

func (in *UserDeviceInput) places(a *API, c *caller) ([]place, error) {
	of, err := in.DeviceUser.places(a, c)
	if err != nil {
		return nil, err
	}
	in.Body.UserID = in.ID.UUID
	more, err := a.placesToMake(c, in.Body)
	return append(of, more...), err
}

// userDeviceCreate makes a device of a user, whatever user_id says.
func (a *API) userDeviceCreate(ctx context.Context, c *caller, in *UserDeviceInput) (*DeviceSecretOutput, error) {
	return a.makeDevice(ctx, c, in.Body)
}

// DeviceChangeInput changes a device.
type DeviceChangeInput struct {
	GuardedDevice
	RawBody []byte
	Body    directory.DevicePatch `contentType:"application/merge-patch+json"`
}

func (in *DeviceChangeInput) places(a *API, c *caller) ([]place, error) {
	eraseNulls(in.RawBody, &in.Body)
	places, err := in.DevicePath.places(a, c)
	if err != nil {
		return nil, err
	}
	line, user := uuid.Nil, uuid.Nil
	if in.Body.LineID != nil {
		line = *in.Body.LineID
	}
	if in.Body.UserID != nil {
		user = *in.Body.UserID
	}
	more, err := a.placesToAssign(c, line, user)
	return append(places, more...), err
}

// deviceChange changes the fields that a merge patch names: assigning it to a line or a user is one of them. A device that becomes able to sign in,
// gets a password, which is shown.
func (a *API) deviceChange(ctx context.Context, c *caller, in *DeviceChangeInput) (*DeviceSecretOutput, error) {
	d, secrets, err := a.directory.UpdateDevice(ctx, in.ID.UUID, in.seen(), in.Body)
	return a.deviceSecretOutput(c, d, secrets, err)
}

// deviceUnassign takes a device from its line and its user: it is spare, and what it signs in with is void.
func (a *API) deviceUnassign(ctx context.Context, c *caller, in *GuardedDevice) (*DeviceOutput, error) {
	d, err := a.directory.UnassignDevice(ctx, in.ID.UUID, in.seen())
	return a.deviceOutput(c, d.ID, err)
}

// deviceDelete puts a device in the bin; what it signs in with is void.
func (a *API) deviceDelete(ctx context.Context, _ *caller, in *GuardedDevice) (*Empty, error) {
	return nil, a.directory.DeleteDevice(ctx, in.ID.UUID, in.seen())
}
