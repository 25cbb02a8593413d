package directory

import (
	"context"
	"fmt"

	"github.com/google/uuid"
)

// DevicePatch changes the fields that are not nil; a pointer to the zero value erases.
type DevicePatch struct {
	Type        *DeviceType `json:"type,omitempty"` // may only say what the type is
	Name        *string     `json:"name,omitempty"`
	MAC         *string     `json:"mac,omitempty"`
	Provisioned *bool       `json:"provisioned,omitempty"`
	Number      *string     `json:"number,omitempty"`
	URI         *string     `json:"uri,omitempty"`
	SIPUser     *string     `json:"sip_user,omitempty"` // erasing it ends the password, a first one has one made
	Disabled    *bool       `json:"disabled,omitempty"`
	LineID      *uuid.UUID  `json:"line_id,omitempty"` // assigns the device; with both erased it is spare, and what it
	UserID      *uuid.UUID  `json:"user_id,omitempty"` // signs in with is revoked; a spare one that is assigned gets a new password
}

// UpdateDevice changes a device's fields that patch names. Version is the one the caller has seen, 0 for any. It returns
// not_found, stale_record with the current Device as detail, device_type_immutable and what CreateDevice returns.
func (d *Directory) UpdateDevice(ctx context.Context, id uuid.UUID, version uint64, patch DevicePatch) (Device, DeviceSecrets, error) {
	var (
		changed Device
		secrets DeviceSecrets
	)
	_, err := d.change(ctx, "device.update", "", func(e *Edit) (err error) {
		changed, secrets, err = e.UpdateDevice(id, version, patch)
		return err
	})
	return changed, secrets, err
}

// UpdateDevice is Directory.UpdateDevice within the transaction.
func (e *Edit) UpdateDevice(id uuid.UUID, version uint64, patch DevicePatch) (Device, DeviceSecrets, error) {
	return e.editDevice("update device", id, version, func(e *Edit, d *Device, secrets *DeviceSecrets) error {
		if patch.Type != nil && *patch.Type != d.Type {
			var f faults
			f.add("type", DeviceTypeImmutable, string(*patch.Type), "can not be changed: %s is a %s", d.Name, d.Type)
			return f.err("the device can not be changed")
		}
		before := *d
		set(&d.Name, patch.Name)
		set(&d.MAC, patch.MAC)
		set(&d.Provisioned, patch.Provisioned)
		set(&d.Number, patch.Number)
		set(&d.URI, patch.URI)
		set(&d.SIPUser, patch.SIPUser)
		set(&d.Disabled, patch.Disabled)
		set(&d.LineID, patch.LineID)
		set(&d.UserID, patch.UserID)
		if err := e.prepareDevice(d, "the device can not be changed"); err != nil {
			return err
		}
		return e.keepSecrets(d, before, secrets)
	})
}

// UnassignDevice takes a device from its line and its user: it is spare, and what it signs in with is revoked. It returns
// not_found and stale_record with the current Device as detail.
func (d *Directory) UnassignDevice(ctx context.Context, id uuid.UUID, version uint64) (Device, error) {
	var spare Device
	_, err := d.change(ctx, "device.unassign", "", func(e *Edit) (err error) {
		spare, err = e.UnassignDevice(id, version)
		return err
	})
	return spare, err
}

// UnassignDevice is Directory.UnassignDevice within the transaction.
func (e *Edit) UnassignDevice(id uuid.UUID, version uint64) (Device, error) {
	spare, _, err := e.editDevice("unassign device", id, version, func(e *Edit, d *Device, _ *DeviceSecrets) error {
		d.LineID, d.UserID = uuid.Nil, uuid.Nil
		return e.revoke(d)
	})
	return spare, err
}

// deviceEdit changes a device and notes the secrets that it makes.
type deviceEdit func(*Edit, *Device, *DeviceSecrets) error

// editDevice is Edit.editDevice in a transaction of its own.
func (d *Directory) editDevice(ctx context.Context, action string, id uuid.UUID, version uint64, edit deviceEdit) (Device, DeviceSecrets, error) {
	var (
		changed Device
		secrets DeviceSecrets
	)
	_, err := d.change(ctx, action, "", func(e *Edit) (err error) {
		changed, secrets, err = e.editDevice(action, id, version, edit)
		return err
	})
	return changed, secrets, err
}

// editDevice has edit change a device.
func (e *Edit) editDevice(what string, id uuid.UUID, version uint64, edit deviceEdit) (Device, DeviceSecrets, error) {
	var (
		changed Device
		secrets DeviceSecrets
	)
	err := e.do(what, func() error {
		before, err := e.device(id, version)
		if err != nil {
			return err
		}
		changed = before
		if err := edit(e, &changed, &secrets); err != nil {
			return err
		}
		return e.changeDevice(&changed, before)
	})
	if err != nil {
		return Device{}, DeviceSecrets{}, err
	}
	return changed, secrets, nil
}

// describe is how a device is called in messages.
func (d *Device) describe() string {
	if !d.DeletedAt.IsZero() {
		return fmt.Sprintf("the device %s (in the bin)", d.Name)
	}
	return "the device " + d.Name
}
