package directory

import (
	"fmt"
	"net"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// need says what a type of device has to do with a field.
type need uint8

const (
	without need = iota
	may
	must
)

// deviceShape is which fields a type of device has.
type deviceShape struct{ mac, number, uri, sip need }

func (t DeviceType) shape() (deviceShape, bool) {
	switch t {
	case SIPDevice, ATA:
		return deviceShape{mac: may, number: may, sip: may}, true
	case Smartphone, Softphone:
		return deviceShape{number: may, sip: may}, true
	case Cellphone, LandlineDevice:
		return deviceShape{number: must}, true
	case FaxDevice:
		return deviceShape{number: may}, true
	case SIPAddress:
		return deviceShape{uri: must}, true
	}
	return deviceShape{}, false
}

// Valid reports whether t is one of DeviceTypes.
func (t DeviceType) Valid() bool {
	_, valid := t.shape()
	return valid
}

// cleanDevice brings d's own fields into the form they are stored in and notes in f every rule that they break.
func (f *faults) cleanDevice(d *Device) {
	shape, valid := d.Type.shape()
	if !valid {
		f.deviceType(d.Type)
		return
	}
	d.Name = f.line("name", d.Name, maxName)
	f.required("name", d.Name)
	if d.Provisioned && shape.mac == may {
		shape.mac = must
	} else if d.Provisioned {
		f.add("provisioned", Invalid, "true", "does not go with a %s: only a sip_device and an ata fetch a configuration", d.Type)
	}
	d.MAC = f.shaped("mac", d.MAC, d.Type, shape.mac, f.mac)
	d.Number = f.shaped("number", d.Number, d.Type, shape.number, f.deviceNumber)
	d.URI = f.shaped("uri", d.URI, d.Type, shape.uri, f.sipURI)
	d.SIPUser = f.shaped("sip_user", d.SIPUser, d.Type, shape.sip, f.sipUser)
}

func (f *faults) deviceType(t DeviceType) {
	if t == "" {
		f.required("type", "")
		return
	}
	var types []string
	for _, known := range DeviceTypes() {
		types = append(types, string(known))
	}
	f.add("type", Invalid, string(t), "is not a type of device; the types are %s", strings.Join(types, ", "))
}

// shaped cleans the value of a field that a type of device has, may have or must not have.
func (f *faults) shaped(field, value string, t DeviceType, n need, clean func(string) string) string {
	value = trim(value)
	switch {
	case value == "" && n == must:
		f.add(field, Required, "", "is missing, and this %s needs it", t)
	case value == "":
	case n == without:
		f.add(field, Invalid, value, "does not go with a %s", t)
	default:
		return clean(value)
	}
	return value
}

// mac makes "00:04:13:2a:3b:4c" of the usual ways to write a hardware address (IEEE 802).
func (f *faults) mac(value string) string {
	digits := strings.Map(func(r rune) rune {
		if strings.ContainsRune(":-. ", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, value)
	if len(digits) != 12 || strings.Trim(digits, "0123456789abcdef") != "" {
		f.add("mac", Invalid, value, "is not a MAC address; it looks like 00:04:13:2a:3b:4c")
		return value
	}
	var pairs []string
	for i := 0; i < len(digits); i += 2 {
		pairs = append(pairs, digits[i:i+2])
	}
	written := strings.Join(pairs, ":")
	if address, err := net.ParseMAC(written); err != nil || address[0]&1 != 0 || digits == "000000000000" {
		f.add("mac", Invalid, value, "is no single device's address")
	}
	return written
}

func (f *faults) deviceNumber(value string) string {
	before := len(*f)
	if value = f.line("number", value, maxNumber); len(*f) == before {
		f.checkRaw("number", value)
	}
	return value
}

func (f *faults) sipURI(value string) string {
	before := len(*f)
	value = f.line("uri", value, maxEmail)
	if len(*f) == before && (!isSIP(value) || strings.ContainsFunc(value, unicode.IsSpace)) {
		f.add("uri", Invalid, value, "is not a SIP address; it looks like sip:alice@example.com")
	}
	return value
}

func (f *faults) sipUser(value string) string {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_+"
	switch {
	case strings.Trim(value, allowed) != "":
		f.add("sip_user", Invalid, value, "may contain the letters a to z, digits and . - _ + only")
	case len(value) > maxUID:
		f.add("sip_user", Invalid, value, "has %d characters; at most %d are allowed", len(value), maxUID)
	}
	return value
}

// prepareDevice cleans d and checks that nothing of it is another device's, and that the line and the user it belongs to exist.
func (e *Edit) prepareDevice(d *Device, asked string) error {
	var f faults
	f.cleanDevice(d)
	if err := e.claimKey(&f, indexMAC, d.MAC, recordKey(d.ID), "mac", d.MAC); err != nil {
		return err
	}
	if err := e.claimKey(&f, indexSIPUser, sipUserKey(d.SIPUser), recordKey(d.ID), "sip_user", d.SIPUser); err != nil {
		return err
	}
	if d.LineID != uuid.Nil {
		_, err := e.line(d.LineID, LineUnknown)
		if CodeOf(err) == LineUnknown {
			f.add("line_id", LineUnknown, d.LineID.String(), "there is no such line")
		} else if err != nil {
			return err
		}
	}
	if d.UserID != uuid.Nil {
		_, err := e.d.tables.livingUser(e.tx, d.UserID)
		if CodeOf(err) == NotFound {
			f.add("user_id", UserUnknown, d.UserID.String(), "there is no such user")
		} else if err != nil {
			return err
		}
	}
	return f.err(asked)
}

// devicesUnder gives the devices, not in the bin, of a line (indexDeviceLine) or a user (indexDeviceUser).
func (e *Edit) devicesUnder(index string, id uuid.UUID) ([]Device, error) {
	return collect(e.d.tables.devices.By(e.tx, index, string(id[:])))
}

// device finds a device that is not in the bin.
func (e *Edit) device(id uuid.UUID, version uint64) (Device, error) {
	d, found, err := e.d.tables.devices.Get(e.tx, recordKey(id))
	switch {
	case err != nil:
		return Device{}, err
	case !found || !d.DeletedAt.IsZero():
		return Device{}, &Error{Code: NotFound, Message: "there is no device " + id.String()}
	case version != 0 && version != d.Version:
		return Device{}, stale(fmt.Sprintf("the device %s", d.Name), version, d.Version, *d)
	}
	return *d, nil
}

// changeDevice writes a changed device with its next version; one that says the same keeps the one it has.
func (e *Edit) changeDevice(d *Device, before Device) error {
	d.Version, d.UpdatedAt = before.Version, before.UpdatedAt
	if *d == before {
		return nil
	}
	d.Version, d.UpdatedAt = e.nextVersion(recordKey(d.ID), before.Version), e.now
	return putRecord(e, e.d.tables.devices, recordKey(d.ID), *d)
}
