package directory

import (
	"context"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// DeviceInfo is a device with what is not its own record: how it is and whose.
type DeviceInfo struct {
	Device
	State     DeviceState `json:"state"`
	StateAt   time.Time   `json:"state_at,omitzero"`    // when that was last heard; zero where it was not
	ContactID uuid.UUID   `json:"contact_id,omitzero"`  // whose line it is of, else whose user's it is
	HasSecret bool        `json:"has_secret,omitempty"` // a password to register with
}

// DeviceFilter says which devices are wanted; its zero value wants all that are not in the bin.
type DeviceFilter struct {
	Type   DeviceType  `json:"type,omitempty"`
	Spare  *bool       `json:"spare,omitempty"`
	LineID uuid.UUID   `json:"line_id,omitzero"`
	UserID uuid.UUID   `json:"user_id,omitzero"`
	State  DeviceState `json:"state,omitempty"`
	Text   string      `json:"text,omitempty"` // must occur in the name, the MAC address, the SIP user, the number or the URI
	// Readable tells by whose it is, as Rights.ReaderOf does, which devices are neither given nor counted; nil: all are.
	Readable func(owners []Owner) bool `json:"-"`
}

// ReportDevice notes what the telephone system says about a device: registered or not_registered. That is not journalled.
// It returns not_found and invalid.
func (d *Directory) ReportDevice(ctx context.Context, id uuid.UUID, state DeviceState) error {
	if state != DeviceRegistered && state != DeviceNotRegistered {
		return &Error{Code: Invalid, Message: "a device is reported as registered or not_registered"}
	}
	_, err := d.change(ctx, "device.report", "", func(e *Edit) error {
		if _, err := e.device(id, 0); err != nil {
			return err
		}
		return d.tables.deviceReports.Put(e.tx, &deviceReport{DeviceID: id, State: state, At: e.now})
	})
	return err
}

// Device finds a device that is not in the bin. It returns not_found.
func (d *Directory) Device(id uuid.UUID) (DeviceInfo, error) {
	var info DeviceInfo
	err := d.view("read a device", func(tx *store.Tx) error {
		device, found, err := d.tables.devices.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found || !device.DeletedAt.IsZero() {
			return &Error{Code: NotFound, Message: "there is no device " + id.String()}
		}
		info, err = d.tables.deviceInfo(tx, *device)
		return err
	})
	return info, err
}

// DeviceOfAccount finds the device that an LDAP account is of its own; found is false for an account that several phones share.
func (d *Directory) DeviceOfAccount(account uuid.UUID) (device Device, found bool, err error) {
	err = d.view("find an account's device", func(tx *store.Tx) error {
		own, is, err := d.tables.devices.One(tx, indexDeviceAccount, string(account[:]))
		if is {
			device, found = *own, true
		}
		return err
	})
	return device, found, err
}

// Devices gives the devices that filter finds, in the order they were made. It returns invalid for an unknown type.
func (d *Directory) Devices(ctx context.Context, filter DeviceFilter) ([]DeviceInfo, error) {
	list, _, err := d.ListDevices(ctx, filter, 0, math.MaxInt)
	return list, err
}

// ListDevices gives at most limit of the devices that filter finds, in the order they were made, without the first from, and how many there are in all.
// It returns invalid for an unknown type.
func (d *Directory) ListDevices(ctx context.Context, filter DeviceFilter, from, limit int) (list []DeviceInfo, total int, err error) {
	if filter.Type != "" && !filter.Type.Valid() {
		return nil, 0, &Error{Code: Invalid, Message: "there is no type of device " + string(filter.Type)}
	}
	list = []DeviceInfo{}
	err = d.view("read devices", func(tx *store.Tx) error {
		for device, err := range d.tables.devices.All(tx) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			found, err := d.finds(tx, filter, device)
			if err != nil {
				return err
			}
			if !found {
				continue
			}
			if total++; total <= from || len(list) == limit {
				continue
			}
			info, err := d.tables.deviceInfo(tx, *device)
			if err != nil {
				return err
			}
			list = append(list, info)
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	return list, total, nil
}

// finds reports whether filter finds a device.
func (d *Directory) finds(tx *store.Tx, filter DeviceFilter, device *Device) (bool, error) {
	if !filter.finds(device) {
		return false, nil
	}
	if filter.State != "" {
		info, err := d.tables.deviceInfo(tx, *device)
		if err != nil || filter.State != info.State {
			return false, err
		}
	}
	return d.readable(tx, filter.Readable, belonging{LineID: device.LineID, UserID: device.UserID})
}

// DevicesOf gives the devices of a contact: those of its lines, the default line's first, then those that only its user has. It returns not_found.
func (d *Directory) DevicesOf(contact uuid.UUID) ([]DeviceInfo, error) {
	list := []DeviceInfo{}
	err := d.view("read a contact's devices", func(tx *store.Tx) error {
		if _, err := d.tables.livingContact(tx, contact); err != nil {
			return err
		}
		lines, err := d.tables.linesOf(tx, contact)
		if err != nil {
			return err
		}
		add := func(index string, of uuid.UUID) error {
			for device, err := range d.tables.devices.By(tx, index, string(of[:])) {
				if err != nil {
					return err
				}
				if slices.ContainsFunc(list, func(known DeviceInfo) bool { return known.ID == device.ID }) {
					continue
				}
				info, err := d.tables.deviceInfo(tx, *device)
				if err != nil {
					return err
				}
				list = append(list, info)
			}
			return nil
		}
		for _, l := range lines[contact] {
			if err := add(indexDeviceLine, l.ID); err != nil {
				return err
			}
		}
		u, has, err := d.tables.userOf(tx, contact)
		if err != nil || !has {
			return err
		}
		return add(indexDeviceUser, u.ID)
	})
	if err != nil {
		return nil, err
	}
	return list, nil
}

func (filter DeviceFilter) finds(d *Device) bool {
	switch {
	case !d.DeletedAt.IsZero(),
		filter.Type != "" && d.Type != filter.Type,
		filter.Spare != nil && *filter.Spare != d.Spare(),
		filter.LineID != uuid.Nil && filter.LineID != d.LineID,
		filter.UserID != uuid.Nil && filter.UserID != d.UserID:
		return false
	}
	if filter.Text == "" {
		return true
	}
	text := search.Fold(filter.Text)
	for _, value := range []string{d.Name, d.MAC, strings.ReplaceAll(d.MAC, ":", ""), d.SIPUser, d.Number, d.URI} {
		if strings.Contains(search.Fold(value), text) {
			return true
		}
	}
	return false
}

// deviceInfo finds out how a device is and whose.
func (t tables) deviceInfo(tx *store.Tx, d Device) (DeviceInfo, error) {
	info := DeviceInfo{Device: d, State: DeviceUnknown}
	report, reported, err := t.deviceReports.Get(tx, recordKey(d.ID))
	if err != nil {
		return info, err
	}
	if reported {
		info.State, info.StateAt = report.State, report.At
	}
	if d.Disabled {
		info.State = DeviceDisabled
	}
	if _, info.HasSecret, err = t.deviceSecrets.Get(tx, recordKey(d.ID)); err != nil {
		return info, err
	}
	if l, found, err := t.lines.Get(tx, recordKey(d.LineID)); err != nil {
		return info, err
	} else if found {
		info.ContactID = l.ContactID
	}
	if info.ContactID != uuid.Nil {
		return info, nil
	}
	u, found, err := t.users.Get(tx, recordKey(d.UserID))
	if found {
		info.ContactID = u.ContactID
	}
	return info, err
}
