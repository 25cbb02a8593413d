package api

import (
	"errors"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// UserDevice is a device that a user begins with. Lines and LDAP accounts are given to it afterwards.
type UserDevice struct {
	Type        directory.DeviceType `json:"type" enum:"sip_device,cellphone,smartphone,softphone,landline,fax,ata,sip_uri"`
	Name        string               `json:"name"`
	MAC         string               `json:"mac,omitempty"`
	Provisioned bool                 `json:"provisioned,omitempty" doc:"It fetches its configuration, and must have a MAC address."`
	Number      string               `json:"number,omitempty"`
	URI         string               `json:"uri,omitempty"`
	SIPUser     string               `json:"sip_user,omitempty" doc:"What it registers as, no other device's; it gets a password to go with it."`
	Disabled    bool                 `json:"disabled,omitempty"`
}

// SetUpDevice is a device that was made with its user, and what it signs in with.
type SetUpDevice struct {
	directory.DeviceRef
	Secrets directory.DeviceSecrets `json:"secrets,omitzero" doc:"Shown once, and missing where the request is repeated with its Idempotency-Key."`
}

// equip makes the devices that a new user begins with.
func equip(e *directory.Edit, user uuid.UUID, devices []UserDevice) ([]SetUpDevice, error) {
	var list []SetUpDevice
	for i, d := range devices {
		made, secrets, err := e.CreateDevice(directory.DeviceDraft{
			Type: d.Type, Name: d.Name, MAC: d.MAC, Provisioned: d.Provisioned, Number: d.Number, URI: d.URI, SIPUser: d.SIPUser, Disabled: d.Disabled, UserID: user,
		})
		if err != nil {
			return nil, fieldsWithin(fmt.Sprintf("devices[%d].", i), err)
		}
		list = append(list, SetUpDevice{directory.DeviceRef{ID: made.ID, Name: made.Name}, secrets})
	}
	return list, nil
}

// fieldsWithin names the fields of an error as those of a part of the request.
func fieldsWithin(part string, err error) error {
	e, is := errors.AsType[*directory.Error](err)
	if !is {
		return err
	}
	within := *e
	within.Fields = slices.Clone(e.Fields)
	for i := range within.Fields {
		within.Fields[i].Field = part + within.Fields[i].Field
	}
	return &within
}
