package directory

import (
	"cmp"
	"context"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// completeSIP gives a device that has a SIPUser a password where it has none, and takes it from one that has no SIPUser.
// It returns the password that is new, "" for none.
func (e *Edit) completeSIP(d Device) (string, error) {
	key := recordKey(d.ID)
	if d.SIPUser == "" {
		return "", removeRecord(e, e.d.tables.deviceSecrets, key)
	}
	if _, found, err := e.d.tables.deviceSecrets.Get(e.tx, key); err != nil || found {
		return "", err
	}
	secret := deviceSecret{DeviceID: d.ID, SIP: newSecret(), CreatedAt: e.now}
	return secret.SIP, putRecord(e, e.d.tables.deviceSecrets, key, secret)
}

// keepSecrets has what a device signs in with follow a change of it: all is revoked where it becomes spare; a password
// comes and goes with SIPUser, and comes again with a line or a user.
func (e *Edit) keepSecrets(d *Device, before Device, secrets *DeviceSecrets) (err error) {
	switch {
	case d.Spare() && !before.Spare():
		return e.revoke(d)
	case d.SIPUser == "", before.SIPUser == "", before.Spare() && !d.Spare():
		secrets.SIP, err = e.completeSIP(*d)
	}
	return err
}

// openAccount makes an LDAP account that only d binds as. The caller writes d.
func (e *Edit) openAccount(d *Device, draft AccountDraft, secrets *DeviceSecrets) error {
	if draft.Name == "" {
		base := "phone-" + cmp.Or(strings.ReplaceAll(d.MAC, ":", ""), asciiWord(d.Name), "device")
		draft.Name = e.freeUID(strings.Trim(base[:min(len(base), slugLength)], "-"))
	}
	account, secret, err := e.addAccount(draft)
	if err != nil {
		return err
	}
	d.AccountID, secrets.AccountName, secrets.AccountSecret = account.ID, account.Name, secret
	return nil
}

// revoke ends at once what a device signs in with: its password and its LDAP account. The caller writes d.
func (e *Edit) revoke(d *Device) error {
	if err := removeRecord(e, e.d.tables.deviceSecrets, recordKey(d.ID)); err != nil {
		return err
	}
	if d.AccountID == uuid.Nil {
		return nil
	}
	if err := removeRecord(e, e.d.tables.secrets, recordKey(d.AccountID)); err != nil {
		return err
	}
	err := removeRecord(e, e.d.tables.accounts, recordKey(d.AccountID))
	d.AccountID = uuid.Nil
	return err
}

// AddDeviceAccount makes an LDAP account that only this device binds as; without a name it gets one made from the
// device's. Its secret is shown this once. It returns not_found, stale_record with the current Device as detail,
// device_has_account and what AddAccount returns.
func (d *Directory) AddDeviceAccount(ctx context.Context, id uuid.UUID, version uint64, draft AccountDraft) (Device, DeviceSecrets, error) {
	return d.editDevice(ctx, "device.add_account", id, version, func(e *Edit, device *Device, secrets *DeviceSecrets) error {
		if device.AccountID != uuid.Nil {
			return &Error{Code: DeviceHasAccount, Message: "the device " + device.Name + " has an LDAP account already"}
		}
		return e.openAccount(device, draft, secrets)
	})
}

// RevokeDevice ends at once what a device signs in with: its SIP password and its LDAP account. It returns not_found and
// stale_record with the current Device as detail.
func (d *Directory) RevokeDevice(ctx context.Context, id uuid.UUID, version uint64) (Device, error) {
	changed, _, err := d.editDevice(ctx, "device.revoke", id, version, func(e *Edit, device *Device, _ *DeviceSecrets) error {
		return e.revoke(device)
	})
	return changed, err
}

// RotateDevice gives a device a new SIP password where it has a SIPUser, and its LDAP account, if it has one, a new secret.
// They are shown this once; the old ones are void at once. It returns not_found and stale_record with the current Device
// as detail.
func (d *Directory) RotateDevice(ctx context.Context, id uuid.UUID, version uint64) (Device, DeviceSecrets, error) {
	return d.editDevice(ctx, "device.rotate", id, version, func(e *Edit, device *Device, secrets *DeviceSecrets) error {
		return e.rotate(*device, secrets)
	})
}

func (e *Edit) rotate(d Device, secrets *DeviceSecrets) error {
	if err := removeRecord(e, e.d.tables.deviceSecrets, recordKey(d.ID)); err != nil {
		return err
	}
	var err error
	if secrets.SIP, err = e.completeSIP(d); err != nil || d.AccountID == uuid.Nil {
		return err
	}
	a, found, err := e.d.tables.accounts.Get(e.tx, recordKey(d.AccountID))
	if err != nil || !found {
		return err
	}
	secrets.AccountName = a.Name
	secrets.AccountSecret, err = e.rotateAccount(*a)
	return err
}

// SIPSecret gives what a device registers with, for a telephone system or a provisioning file. It returns not_found, also
// for a device without password.
func (d *Directory) SIPSecret(ctx context.Context, id uuid.UUID) (user, secret string, err error) {
	if err := ctx.Err(); err != nil {
		return "", "", asError("read a device's password", err)
	}
	err = d.view("read a device's password", func(tx *store.Tx) error {
		device, found, err := d.tables.devices.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		kept, ok, err := d.tables.deviceSecrets.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found || !ok {
			return &Error{Code: NotFound, Message: "there is no password of a device " + id.String()}
		}
		user, secret = device.SIPUser, kept.SIP
		return nil
	})
	return user, secret, err
}
