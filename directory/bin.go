package directory

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Bin is what was deleted and can be brought back, latest first.
type Bin struct {
	Folders  []Folder  `json:"folders"`
	Contacts []Contact `json:"contacts"`
	Devices  []Device  `json:"devices"`
	Groups   []Group   `json:"groups"`
}

// Bin gives everything in the bin.
func (d *Directory) Bin() (Bin, error) {
	var bin Bin
	err := d.view("read the bin", func(tx *store.Tx) error {
		for f, err := range d.tables.folders.By(tx, indexBin, inBin) {
			if err != nil {
				return err
			}
			bin.Folders = append(bin.Folders, *f)
		}
		for c, err := range d.tables.contacts.By(tx, indexBin, inBin) {
			if err != nil {
				return err
			}
			bin.Contacts = append(bin.Contacts, *c)
		}
		var err error
		if bin.Devices, err = collect(d.tables.devices.By(tx, indexBin, inBin)); err != nil {
			return err
		}
		bin.Groups, err = collect(d.tables.groups.By(tx, indexBin, inBin))
		return err
	})
	slices.SortFunc(bin.Folders, func(a, b Folder) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Contacts, func(a, b Contact) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Devices, func(a, b Device) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Groups, func(a, b Group) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	return bin, err
}

func latestFirst(a, b time.Time, aID, bID uuid.UUID) int {
	return cmp.Or(b.Compare(a), bytes.Compare(aID[:], bID[:]))
}

// PurgeBin removes for good what has been in the bin for longer than Config.BinDays, and frees what it held. It returns
// how many records that were. What accounts were granted stays granted: the folder's id grants nothing any more.
func (d *Directory) PurgeBin(ctx context.Context) (int, error) {
	purged := 0
	_, err := d.change(ctx, "bin.purge", "", func(e *Edit) error {
		before := e.now.AddDate(0, 0, -d.config.BinDays)
		bin, err := e.expired(before)
		if err != nil {
			return err
		}
		for _, c := range bin.Contacts {
			if err := e.forgetContact(c.ID); err != nil {
				return err
			}
			if err := d.tables.contacts.Delete(e.tx, recordKey(c.ID)); err != nil {
				return err
			}
		}
		for _, f := range bin.Folders {
			if err := d.tables.folders.Delete(e.tx, recordKey(f.ID)); err != nil {
				return err
			}
		}
		if err := e.purgePhotos(before); err != nil {
			return err
		}
		hanging, err := e.purgeHanging(e.now.AddDate(0, 0, -d.config.BinDays))
		purged = len(bin.Contacts) + len(bin.Folders) + hanging
		return err
	})
	if err != nil {
		return 0, err
	}
	return purged, nil
}

// expired gives what went to the bin before a time.
func (e *Edit) expired(before time.Time) (Bin, error) {
	var bin Bin
	for f, err := range e.d.tables.folders.By(e.tx, indexBin, inBin) {
		if err != nil {
			return bin, err
		}
		if f.DeletedAt.Before(before) {
			bin.Folders = append(bin.Folders, *f)
		}
	}
	for c, err := range e.d.tables.contacts.By(e.tx, indexBin, inBin) {
		if err != nil {
			return bin, err
		}
		if c.DeletedAt.Before(before) {
			bin.Contacts = append(bin.Contacts, *c)
		}
	}
	return bin, nil
}
