package directory

import (
	"context"

	"github.com/google/uuid"
)

// DeviceDraft is what a new device is made of. Without LineID and UserID it is spare.
type DeviceDraft struct {
	Type        DeviceType `json:"type"`
	Name        string     `json:"name"`
	MAC         string     `json:"mac,omitempty"`
	Provisioned bool       `json:"provisioned,omitempty"`
	Number      string     `json:"number,omitempty"`
	URI         string     `json:"uri,omitempty"`
	SIPUser     string     `json:"sip_user,omitempty"`
	Disabled    bool       `json:"disabled,omitempty"`
	LineID      uuid.UUID  `json:"line_id,omitzero"`
	UserID      uuid.UUID  `json:"user_id,omitzero"`
	// Account asks for an LDAP account of the device's own; without a name it gets one made from the device's.
	Account *AccountDraft `json:"account,omitempty"`
}

// CreateDevice makes a device, a password for it where it has a SIPUser, and the LDAP account that is asked for. The
// secrets are shown this once. It returns invalid, required, mac_taken, sip_user_taken, line_unknown, user_unknown and, of the account,
// what AddAccount returns.
func (d *Directory) CreateDevice(ctx context.Context, draft DeviceDraft) (Device, DeviceSecrets, error) {
	var (
		made    Device
		secrets DeviceSecrets
	)
	_, err := d.change(ctx, "device.create", "", func(e *Edit) (err error) {
		made, secrets, err = e.CreateDevice(draft)
		return err
	})
	return made, secrets, err
}

// CreateDevice is Directory.CreateDevice within the transaction.
func (e *Edit) CreateDevice(draft DeviceDraft) (Device, DeviceSecrets, error) {
	var (
		made    Device
		secrets DeviceSecrets
	)
	err := e.do("create device", func() (err error) {
		made = Device{
			Type: draft.Type, Name: draft.Name, MAC: draft.MAC, Provisioned: draft.Provisioned, Number: draft.Number, URI: draft.URI,
			SIPUser: draft.SIPUser, Disabled: draft.Disabled, LineID: draft.LineID, UserID: draft.UserID,
			CreatedAt: e.now, UpdatedAt: e.now, Version: 1,
		}
		if err := e.prepareDevice(&made, "the device can not be made"); err != nil {
			return err
		}
		if made.ID, err = newID(); err != nil {
			return err
		}
		if draft.Account != nil {
			if err := e.openAccount(&made, *draft.Account, &secrets); err != nil {
				return err
			}
		}
		if err := putRecord(e, e.d.tables.devices, recordKey(made.ID), made); err != nil {
			return err
		}
		secrets.SIP, err = e.completeSIP(made)
		return err
	})
	if err != nil {
		return Device{}, DeviceSecrets{}, err
	}
	return made, secrets, nil
}
