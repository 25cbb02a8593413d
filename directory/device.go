package directory

import (
	"time"

	"github.com/google/uuid"
)

// DeviceType is what sort of telephone a device is. It never changes.
type DeviceType string

const (
	SIPDevice      DeviceType = "sip_device" // a desk phone or a cordless base
	Cellphone      DeviceType = "cellphone"
	Smartphone     DeviceType = "smartphone"
	Softphone      DeviceType = "softphone"
	LandlineDevice DeviceType = "landline"
	FaxDevice      DeviceType = "fax"
	ATA            DeviceType = "ata" // an adapter for analogue telephones
	SIPAddress     DeviceType = "sip_uri"
)

// DeviceTypes lists the types in the order pages show them.
func DeviceTypes() []DeviceType {
	return []DeviceType{SIPDevice, Cellphone, Smartphone, Softphone, LandlineDevice, FaxDevice, ATA, SIPAddress}
}

// Device is a telephone. It belongs to a line, to a user or to both; one that belongs to neither is spare.
type Device struct {
	ID   uuid.UUID  `json:"id"`
	Type DeviceType `json:"type"`
	Name string     `json:"name"`
	// MAC is its hardware address, "00:04:13:2a:3b:4c", no other device's, of a sip_device or an ata. Provisioned ones,
	// which fetch their configuration, must have one.
	MAC         string `json:"mac,omitempty"`
	Provisioned bool   `json:"provisioned,omitempty"`
	Number      string `json:"number,omitempty"`   // what it is called by, as typed
	URI         string `json:"uri,omitempty"`      // of a sip_uri
	SIPUser     string `json:"sip_user,omitempty"` // what it registers as, no other device's
	Disabled    bool   `json:"disabled,omitempty"`

	LineID    uuid.UUID `json:"line_id,omitzero"`
	UserID    uuid.UUID `json:"user_id,omitzero"`
	AccountID uuid.UUID `json:"account_id,omitzero"` // the LDAP account that only it binds as

	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	DeletedAt time.Time `json:"deleted_at,omitzero"` // set: in the bin
	Version   uint64    `json:"version"`
}

// Spare reports whether the device belongs to no line and no user.
func (d *Device) Spare() bool { return d.LineID == uuid.Nil && d.UserID == uuid.Nil }

// DeviceSecrets are what a command has made for a device to sign in with; each is shown this once.
type DeviceSecrets struct {
	SIP           string `json:"sip_secret,omitempty"` // the password that goes with SIPUser
	AccountName   string `json:"account_name,omitempty"`
	AccountSecret string `json:"account_secret,omitempty"`
}

// deviceSecret is the password a device registers with. It is kept as it is: SIP's digests (RFC 3261 section 22) can not
// be answered with a hash of our own.
type deviceSecret struct {
	DeviceID  uuid.UUID `json:"device_id"`
	SIP       string    `json:"sip"`
	CreatedAt time.Time `json:"created_at"`
}

// DeviceState says whether a device can be called.
type DeviceState string

const (
	DeviceRegistered    DeviceState = "registered"
	DeviceNotRegistered DeviceState = "not_registered"
	DeviceDisabled      DeviceState = "disabled" // by an administrator
	DeviceUnknown       DeviceState = "unknown"  // nothing was heard of it
)

// deviceReport is what the telephone system last said about a device.
type deviceReport struct {
	DeviceID uuid.UUID   `json:"device_id"`
	State    DeviceState `json:"state"`
	At       time.Time   `json:"at"`
}
