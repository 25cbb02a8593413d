package directory

import (
	"context"
	"time"

	"github.com/google/uuid"
)

// DeviceRef names a device.
type DeviceRef struct {
	ID   uuid.UUID `json:"id"`
	Name string    `json:"name"`
}

// DeleteDevice puts a device in the bin, where it keeps its MAC address and SIPUser for itself; what it signs in with is
// revoked at once. Version is the one the caller has seen, 0 for any. It returns not_found and stale_record with the
// current Device as detail.
func (d *Directory) DeleteDevice(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "device.delete", "", func(e *Edit) error {
		return e.DeleteDevice(id, version)
	})
	return err
}

// DeleteDevice is Directory.DeleteDevice within the transaction.
func (e *Edit) DeleteDevice(id uuid.UUID, version uint64) error {
	_, _, err := e.editDevice("delete device", id, version, func(e *Edit, d *Device, _ *DeviceSecrets) error {
		d.DeletedAt = e.now
		return e.revoke(d)
	})
	return err
}

// BringBackDevice fetches a device from the bin, to its line and user where they still exist. What it signed in with stays
// revoked; RotateDevice makes it anew. It returns not_found for what is not in the bin.
func (d *Directory) BringBackDevice(ctx context.Context, id uuid.UUID) (Device, error) {
	var back Device
	_, err := d.change(ctx, "device.bring_back", "", func(e *Edit) (err error) {
		back, err = e.BringBackDevice(id)
		return err
	})
	return back, err
}

// BringBackDevice is Directory.BringBackDevice within the transaction.
func (e *Edit) BringBackDevice(id uuid.UUID) (Device, error) {
	var back Device
	err := e.do("bring device back", func() error {
		d, found, err := e.d.tables.devices.Get(e.tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found || d.DeletedAt.IsZero() {
			return &Error{Code: NotFound, Message: "there is no device " + id.String() + " in the bin"}
		}
		back = *d
		back.DeletedAt = time.Time{}
		_, err = e.line(back.LineID, LineUnknown)
		if CodeOf(err) == LineUnknown {
			back.LineID, err = uuid.Nil, nil
		}
		if err != nil {
			return err
		}
		_, err = e.d.tables.livingUser(e.tx, back.UserID)
		if CodeOf(err) == NotFound {
			back.UserID, err = uuid.Nil, nil
		}
		if err != nil {
			return err
		}
		return e.changeDevice(&back, *d)
	})
	if err != nil {
		return Device{}, err
	}
	return back, nil
}

// takeLine takes a line that is gone from its devices: those that are no user's become spare.
func (e *Edit) takeLine(line uuid.UUID) ([]DeviceRef, error) {
	devices, err := e.devicesUnder(indexDeviceLine, line)
	if err != nil {
		return nil, err
	}
	var taken []DeviceRef
	for _, device := range devices {
		d := device
		d.LineID = uuid.Nil
		if d.Spare() {
			if err := e.revoke(&d); err != nil {
				return nil, err
			}
		}
		if err := e.changeDevice(&d, device); err != nil {
			return nil, err
		}
		taken = append(taken, DeviceRef{ID: d.ID, Name: d.Name})
	}
	return taken, nil
}

// partWithDevices takes a user that is going to the bin from its devices, or has these go there too. Those that are left without
// a line become spare.
func (e *Edit) partWithDevices(u User, trash bool) error {
	devices, err := e.devicesUnder(indexDeviceUser, u.ID)
	if err != nil {
		return err
	}
	for _, device := range devices {
		if trash {
			if err := e.DeleteDevice(device.ID, 0); err != nil {
				return err
			}
			continue
		}
		d := device
		d.UserID = uuid.Nil
		if d.Spare() {
			if err := e.revoke(&d); err != nil {
				return err
			}
		}
		if err := e.changeDevice(&d, device); err != nil {
			return err
		}
	}
	return nil
}

// forgetAccount takes an LDAP account that is gone from the device that had it.
func (e *Edit) forgetAccount(account uuid.UUID) error {
	device, found, err := e.d.tables.devices.One(e.tx, indexDeviceAccount, string(account[:]))
	if err != nil || !found {
		return err
	}
	d := *device
	d.AccountID = uuid.Nil
	return e.changeDevice(&d, *device)
}

// purgeHanging removes for good the devices and call groups that went to the bin before a time, and returns how many that
// were.
func (e *Edit) purgeHanging(before time.Time) (int, error) {
	devices, err := e.purgeDevices(before)
	if err != nil {
		return 0, err
	}
	groups, err := e.purgeGroups(before)
	return devices + groups, err
}

// purgeDevices removes for good the devices that went to the bin before a time, and returns how many that were.
func (e *Edit) purgeDevices(before time.Time) (int, error) {
	binned, err := collect(e.d.tables.devices.By(e.tx, indexBin, inBin))
	if err != nil {
		return 0, err
	}
	purged := 0
	for _, d := range binned {
		if !d.DeletedAt.Before(before) {
			continue
		}
		if err := removeRecord(e, e.d.tables.devices, recordKey(d.ID)); err != nil {
			return 0, err
		}
		if err := removeRecord(e, e.d.tables.deviceReports, recordKey(d.ID)); err != nil {
			return 0, err
		}
		purged++
	}
	return purged, nil
}
