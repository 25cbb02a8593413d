package directory

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Bin is what was deleted and can be brought back, latest first.
type Bin struct {
	Folders   []Folder  `json:"folders"`
	Contacts  []Contact `json:"contacts"`
	Users     []User    `json:"users"`
	Mailboxes []Mailbox `json:"mailboxes"`
	Devices   []Device  `json:"devices"`
	Groups    []Group   `json:"groups"`
}

// Bin gives everything in the bin.
func (d *Directory) Bin() (Bin, error) {
	var bin Bin
	err := d.view("read the bin", func(tx *store.Tx) error {
		return errors.Join(
			binned(tx, d.tables.folders, &bin.Folders), binned(tx, d.tables.contacts, &bin.Contacts),
			binned(tx, d.tables.users, &bin.Users), binned(tx, d.tables.mailboxes, &bin.Mailboxes),
			binned(tx, d.tables.devices, &bin.Devices), binned(tx, d.tables.groups, &bin.Groups),
		)
	})
	slices.SortFunc(bin.Folders, func(a, b Folder) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Contacts, func(a, b Contact) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Users, func(a, b User) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Mailboxes, func(a, b Mailbox) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Devices, func(a, b Device) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	slices.SortFunc(bin.Groups, func(a, b Group) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	return bin, err
}

// binned collects the records of a table that are in the bin.
func binned[T any](tx *store.Tx, table *store.Table[T], list *[]T) error {
	for rec, err := range table.By(tx, indexBin, inBin) {
		if err != nil {
			return err
		}
		*list = append(*list, *rec)
	}
	return nil
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
		for _, m := range bin.Mailboxes {
			if err := e.removeMailbox(m.ID); err != nil {
				return err
			}
		}
		for _, u := range bin.Users {
			if err := e.removeUser(u); err != nil {
				return err
			}
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
		purged = len(bin.Contacts) + len(bin.Folders) + len(bin.Users) + len(bin.Mailboxes) + hanging
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
	err := errors.Join(
		binned(e.tx, e.d.tables.folders, &bin.Folders), binned(e.tx, e.d.tables.contacts, &bin.Contacts),
		binned(e.tx, e.d.tables.users, &bin.Users), binned(e.tx, e.d.tables.mailboxes, &bin.Mailboxes),
	)
	bin.Folders = slices.DeleteFunc(bin.Folders, func(f Folder) bool { return !f.DeletedAt.Before(before) })
	bin.Contacts = slices.DeleteFunc(bin.Contacts, func(c Contact) bool { return !c.DeletedAt.Before(before) })
	bin.Users = slices.DeleteFunc(bin.Users, func(u User) bool { return !u.DeletedAt.Before(before) })
	bin.Mailboxes = slices.DeleteFunc(bin.Mailboxes, func(m Mailbox) bool { return !m.DeletedAt.Before(before) })
	return bin, err
}
