package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// DeviceRotateInput names a device that is to sign in with something else.
type DeviceRotateInput struct{ GuardedDevice }

func (in *DeviceRotateInput) places(a *API, c *caller) ([]place, error) {
	places, err := in.DevicePath.places(a, c)
	if err != nil {
		return nil, err
	}
	d, err := a.directory.Device(in.ID.UUID)
	if err != nil || d.AccountID == uuid.Nil {
		return places, err
	}
	if account, found := a.directory.Snapshot().Account(d.AccountID); found {
		places = append(places, placesToSee(account.Folders)...)
	}
	return places, nil
}

// deviceRotate gives a device a new SIP password and its LDAP account a new secret; the old ones are void.
func (a *API) deviceRotate(ctx context.Context, c *caller, in *DeviceRotateInput) (*DeviceSecretOutput, error) {
	d, secrets, err := a.directory.RotateDevice(ctx, in.ID.UUID, in.seen())
	return a.deviceSecretOutput(c, d, secrets, err)
}

// deviceRevoke ends at once what a device signs in with.
func (a *API) deviceRevoke(ctx context.Context, c *caller, in *GuardedDevice) (*DeviceOutput, error) {
	d, err := a.directory.RevokeDevice(ctx, in.ID.UUID, in.seen())
	return a.deviceOutput(c, d.ID, err)
}

// DeviceAccountInput is what a device's own LDAP account is made of; its name is made of the device's where it is missing.
type DeviceAccountInput struct {
	GuardedDevice
	Body directory.AccountDraft
}

func (in *DeviceAccountInput) places(a *API, c *caller) ([]place, error) {
	places, err := in.DevicePath.places(a, c)
	return append(places, placesToSee(in.Body.Folders)...), err
}

// deviceAccountCreate makes an LDAP account that only this device binds as.
func (a *API) deviceAccountCreate(ctx context.Context, c *caller, in *DeviceAccountInput) (*DeviceSecretOutput, error) {
	attributes, err := a.attributes(in.Body.Attributes)
	if err != nil {
		return nil, err
	}
	in.Body.Attributes = attributes
	d, secrets, err := a.directory.AddDeviceAccount(ctx, in.ID.UUID, in.seen(), in.Body)
	return a.deviceSecretOutput(c, d, secrets, err)
}

// DeviceStateInput is what the telephone system says about a device.
type DeviceStateInput struct {
	DevicePath
	Body struct {
		State directory.DeviceState `json:"state" doc:"registered or not_registered."`
	}
}

// deviceState notes what the telephone system says about a device.
func (a *API) deviceState(ctx context.Context, c *caller, in *DeviceStateInput) (*DeviceOutput, error) {
	return a.deviceOutput(c, in.ID.UUID, a.directory.ReportDevice(ctx, in.ID.UUID, in.Body.State))
}
