package api

import (
	"context"

	"annuaire/directory"
)

// DeviceListInput says which devices are wanted.
type DeviceListInput struct {
	Paging
	Type  directory.DeviceType  `query:"type" enum:"sip_device,cellphone,smartphone,softphone,landline,fax,ata,sip_uri"`
	State directory.DeviceState `query:"state" enum:"registered,not_registered,disabled,unknown"`
	Spare string                `query:"spare" enum:"true,false" doc:"true: only those of no line and no user."`
	Line  ID                    `query:"line_id" doc:"Only those of this line."`
	User  ID                    `query:"user_id" doc:"Only those of this user."`
	Text  string                `query:"q" doc:"A part of the name, the MAC address, the SIP user, the number or the URI."`
}

// DeviceListOutput is a page of devices, in the order they were made.
type DeviceListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Devices []DeviceView `json:"devices"`
		Next    string       `json:"next,omitempty"`
		Total   int          `json:"total"`
	}
}

// deviceList gives the devices of contacts in sight where the caller may read devices; spare ones, where it may everywhere.
func (a *API) deviceList(ctx context.Context, c *caller, in *DeviceListInput) (*DeviceListOutput, error) {
	filter := directory.DeviceFilter{Type: in.Type, State: in.State, LineID: in.Line.UUID, UserID: in.User.UUID, Text: in.Text}
	if in.Spare != "" {
		spare := in.Spare == "true"
		filter.Spare = &spare
	}
	return a.devicesFound(ctx, c, &in.Paging, filter)
}

func (a *API) devicesFound(ctx context.Context, c *caller, paging *Paging, filter directory.DeviceFilter) (*DeviceListOutput, error) {
	from, err := paging.offset()
	if err != nil {
		return nil, err
	}
	filter.Readable = c.reader(directory.SectionDevices)
	page, total, err := a.directory.ListDevices(ctx, filter, from, paging.Limit)
	if err != nil {
		return nil, err
	}
	var out DeviceListOutput
	out.Body.Total, out.Body.Next = total, paging.next(from, len(page), total)
	out.Link = paging.link(out.Body.Next)
	out.Body.Devices = make([]DeviceView, 0, len(page))
	for _, d := range page {
		view, err := a.deviceView(c, d)
		if err != nil {
			return nil, err
		}
		out.Body.Devices = append(out.Body.Devices, view)
	}
	return &out, nil
}

// reader tells which records of a section the caller may read, by whose they are; nil: all.
func (c *caller) reader(section directory.Section) func([]directory.Owner) bool {
	if c.seesEverything() {
		return nil
	}
	return c.Rights.ReaderOf(section, c.sight())
}

// UserDevicesInput names a user whose devices are wanted.
type UserDevicesInput struct {
	DeviceUser
	Paging
}

// DeviceUser names a user in a path about its devices.
type DeviceUser struct {
	ID ID `path:"id"`
}

func (in *DeviceUser) places(a *API, c *caller) ([]place, error) {
	p, err := a.placeOfUser(c, in.ID)
	return []place{p}, err
}

// userDevices gives the devices of a user.
func (a *API) userDevices(ctx context.Context, c *caller, in *UserDevicesInput) (*DeviceListOutput, error) {
	return a.devicesFound(ctx, c, &in.Paging, directory.DeviceFilter{UserID: in.ID.UUID})
}

// ContactDevicesOutput are a contact's devices.
type ContactDevicesOutput struct {
	Body struct {
		Devices []directory.DeviceInfo `json:"devices" doc:"Those of the default line first. They are assigned where the line is, or the user."`
	}
}

// contactDevices gives the devices of a contact, for reading: a device is assigned to a line or a user.
func (a *API) contactDevices(_ context.Context, c *caller, in *OwnerPath) (*ContactDevicesOutput, error) {
	var (
		out ContactDevicesOutput
		err error
	)
	out.Body.Devices, err = a.devicesOf(c, in.ID)
	return &out, err
}

func (a *API) devicesOf(c *caller, contact ID) ([]directory.DeviceInfo, error) {
	devices, err := a.directory.DevicesOf(contact.UUID)
	if err != nil {
		return nil, err
	}
	seen, mayRead := []directory.DeviceInfo{}, c.Rights.ReaderOf(directory.SectionDevices, c.sight())
	for _, d := range devices {
		owners, err := a.directory.DeviceOwners(d.Device)
		if err != nil {
			return nil, err
		}
		if mayRead(owners) {
			seen = append(seen, d)
		}
	}
	return seen, nil
}
