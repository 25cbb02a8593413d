package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// What devices and call groups in the bin are called in its list.
const (
	deviceInBin directory.HitKind = "device"
	groupInBin  directory.HitKind = directory.GroupHit
)

// binnedDevices gives the devices in the bin that the caller may read, each where the contact is that has its line.
func (a *API) binnedDevices(c *caller, bin binContents) ([]BinItem, error) {
	var items []BinItem
	mayRead := c.Rights.ReaderOf(directory.SectionDevices, c.sight())
	for _, d := range bin.Devices {
		owners, err := a.directory.DeviceOwners(d)
		if err != nil {
			return nil, err
		}
		if mayRead(owners) {
			items = append(items, BinItem{
				Kind: deviceInBin, ID: d.ID, Name: d.Name, DeletedAt: d.DeletedAt, FolderPath: c.sight().Path(owners[0].Folder()),
			})
		}
	}
	return items, nil
}

// binnedGroups gives the call groups in the bin of folders where the caller may read call groups.
func (a *API) binnedGroups(c *caller, bin binContents) []BinItem {
	var items []BinItem
	for _, g := range bin.Groups {
		if folder := bin.livingPlace(a, g.FolderID); c.Rights.May(directory.SectionGroups, directory.Read, folder) {
			items = append(items, BinItem{
				Kind: groupInBin, ID: g.ID, Name: g.Name, DeletedAt: g.DeletedAt, DeletedWith: g.DeletedWith, FolderPath: c.sight().Path(folder),
			})
		}
	}
	return items
}

// DeviceBackInput names a device in the bin.
type DeviceBackInput struct {
	ID ID `path:"id"`
}

func (in *DeviceBackInput) places(a *API, c *caller) ([]place, error) {
	bin, err := a.readBin()
	if err != nil {
		return nil, err
	}
	missing := notFound("device in the bin", in.ID)
	for _, d := range bin.Devices {
		if d.ID == in.ID.UUID {
			return a.placesOfDevice(c, d, missing)
		}
	}
	return nil, missing
}

// deviceBringBack fetches a device from the bin, to its line and its user where they still exist. What it signed in with stays void.
func (a *API) deviceBringBack(ctx context.Context, c *caller, in *DeviceBackInput) (*DeviceOutput, error) {
	d, err := a.directory.BringBackDevice(ctx, in.ID.UUID)
	return a.deviceOutput(c, d.ID, err)
}

// GroupBackInput names a call group in the bin.
type GroupBackInput struct {
	ID ID `path:"id"`
}

func (in *GroupBackInput) places(a *API, _ *caller) ([]place, error) {
	bin, err := a.readBin()
	if err != nil {
		return nil, err
	}
	missing := notFound("call group in the bin", in.ID)
	for _, g := range bin.Groups {
		if g.ID == in.ID.UUID {
			var places []place
			for _, folder := range []uuid.UUID{bin.livingPlace(a, g.FolderID), a.comesBackTo(g.FolderID)} {
				places = append(places, place{folder: folder, unseen: missing})
			}
			return places, nil
		}
	}
	return nil, missing
}

// groupBringBack fetches a call group from the bin, without members who are gone.
func (a *API) groupBringBack(ctx context.Context, c *caller, in *GroupBackInput) (*GroupOutput, error) {
	g, err := a.directory.BringBackGroup(ctx, in.ID.UUID)
	return a.groupOutput(c, g, err)
}
