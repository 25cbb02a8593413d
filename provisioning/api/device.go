package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// DevicePath names a device.
type DevicePath struct {
	ID ID `path:"id"`
}

func (in *DevicePath) places(a *API, c *caller) ([]place, error) {
	d, err := a.directory.Device(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	return a.placesOfDevice(c, d.Device, notFound("device", in.ID))
}

// placesOfDevice are where a device is.
func (a *API) placesOfDevice(c *caller, d directory.Device, unseen error) ([]place, error) {
	owners, err := a.directory.DeviceOwners(d)
	if err != nil {
		return nil, err
	}
	return placesOfOwners(c, owners, "", unseen)
}

// placesToAssign are where a device comes to be that is assigned to a line and a user; none for zero ids. What is out of sight is unknown.
func (a *API) placesToAssign(c *caller, line, user uuid.UUID) ([]place, error) {
	var places []place
	if line != uuid.Nil {
		unknown := unknownRecord(directory.LineUnknown, "line_id", line, "there is no such line")
		of, err := a.placesOfLine(c, ID{line}, "")
		if err != nil {
			return nil, unknownFor(err, unknown)
		}
		places = append(places, hiding(of, unknown)...)
	}
	if user != uuid.Nil {
		unknown := unknownRecord(directory.UserUnknown, "user_id", user, "there is no such user")
		of, err := a.placeOfUser(c, ID{user})
		if err != nil {
			return nil, unknownFor(err, unknown)
		}
		places = append(places, hiding([]place{of}, unknown)...)
	}
	return places, nil
}

// unknownFor is unknown in place of not_found, and any other error as it is.
func unknownFor(err, unknown error) error {
	if directory.CodeOf(err) == directory.NotFound {
		return unknown
	}
	return err
}

// hiding has unseen be the answer where one of the places is out of sight.
func hiding(places []place, unseen error) []place {
	for i := range places {
		places[i].unseen = unseen
	}
	return places
}

// placesToSee are where somebody must be allowed to read the directory who is told the secret of an LDAP account that sees these folders; all of it
// where there are none. So nobody gets to see more with a telephone than without.
func placesToSee(folders []uuid.UUID) []place {
	if len(folders) == 0 {
		return []place{{section: directory.SectionDirectory, access: directory.Read}}
	}
	var places []place
	for _, folder := range folders {
		places = append(places, place{
			folder: folder, section: directory.SectionDirectory, access: directory.Read,
			unseen: unknownRecord(directory.FolderUnknown, "folders", folder, "there is no such folder"),
		})
	}
	return places
}

// GuardedDevice names a device in the version that its sender has seen.
type GuardedDevice struct {
	DevicePath
	Guard
}

// DeviceView is a device, and whose it is as far as that is in sight.
type DeviceView struct {
	directory.DeviceInfo
	Contact *directory.ContactRef `json:"contact,omitempty" doc:"Whose it is, by its line or its user; missing where that contact is out of sight."`
}

// DeviceOutput is a device.
type DeviceOutput struct {
	ETag string `header:"ETag"`
	Body DeviceView
}

func (a *API) deviceView(c *caller, d directory.DeviceInfo) (DeviceView, error) {
	who, err := a.contactRef(c, d.ContactID)
	return DeviceView{DeviceInfo: d, Contact: who}, err
}

// deviceOutput is a device as it is after a change, or before any.
func (a *API) deviceOutput(c *caller, id uuid.UUID, err error) (*DeviceOutput, error) {
	if err != nil {
		return nil, err
	}
	d, err := a.directory.Device(id)
	if err != nil {
		return nil, err
	}
	view, err := a.deviceView(c, d)
	return &DeviceOutput{ETag: etag(d.Version), Body: view}, err
}

// deviceShow gives one device.
func (a *API) deviceShow(_ context.Context, c *caller, in *DevicePath) (*DeviceOutput, error) {
	return a.deviceOutput(c, in.ID.UUID, nil)
}
