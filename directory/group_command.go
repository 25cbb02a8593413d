package directory

import (
	"context"

	"github.com/google/uuid"
)

// CreateGroup makes a call group. It returns invalid, required, folder_unknown, contact_unknown, number_taken,
// extension_reserved and uid_taken: with more than one field at fault, the code of the first, and all of them in Fields.
func (d *Directory) CreateGroup(ctx context.Context, draft GroupDraft) (Group, error) {
	var made Group
	_, err := d.change(ctx, "group.create", "", func(e *Edit) (err error) {
		made, err = e.CreateGroup(draft)
		return err
	})
	return made, err
}

// CreateGroup is Directory.CreateGroup within the transaction.
func (e *Edit) CreateGroup(draft GroupDraft) (Group, error) {
	var made Group
	err := e.do("create call group", func() (err error) {
		made = Group{
			UID: draft.UID, Name: draft.Name, Number: draft.Number, FolderID: draft.FolderID, Members: draft.Members,
			Strategy: draft.Strategy, Hidden: draft.Hidden, CreatedAt: e.now, UpdatedAt: e.now, Version: 1,
		}
		if err := e.prepareGroup(&made, Group{}, "the call group can not be made"); err != nil {
			return err
		}
		if made.ID, err = newID(); err != nil {
			return err
		}
		return putRecord(e, e.d.tables.groups, recordKey(made.ID), made)
	})
	if err != nil {
		return Group{}, err
	}
	return made, nil
}

// UpdateGroup changes a call group's fields that patch names. Version is the one the caller has seen, 0 for any. It returns
// not_found, stale_record with the current Group as detail, and what CreateGroup returns.
func (d *Directory) UpdateGroup(ctx context.Context, id uuid.UUID, version uint64, patch GroupPatch) (Group, error) {
	var changed Group
	_, err := d.change(ctx, "group.update", "", func(e *Edit) (err error) {
		changed, err = e.UpdateGroup(id, version, patch)
		return err
	})
	return changed, err
}

// UpdateGroup is Directory.UpdateGroup within the transaction.
func (e *Edit) UpdateGroup(id uuid.UUID, version uint64, patch GroupPatch) (Group, error) {
	var changed Group
	err := e.do("update call group", func() error {
		before, err := e.group(id, version)
		if err != nil {
			return err
		}
		changed = patch.apply(before)
		if err := e.prepareGroup(&changed, before, "the call group can not be changed"); err != nil {
			return err
		}
		return e.changeGroup(&changed, before)
	})
	if err != nil {
		return Group{}, err
	}
	return changed, nil
}

// DeleteGroup puts a call group in the bin, where it keeps its number and uid for itself. Version is the one the caller
// has seen, 0 for any. It returns not_found and stale_record with the current Group as detail.
func (d *Directory) DeleteGroup(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "group.delete", "", func(e *Edit) error {
		return e.DeleteGroup(id, version)
	})
	return err
}

// DeleteGroup is Directory.DeleteGroup within the transaction.
func (e *Edit) DeleteGroup(id uuid.UUID, version uint64) error {
	return e.do("delete call group", func() error {
		g, err := e.group(id, version)
		if err != nil {
			return err
		}
		return e.trashGroup(g, uuid.Nil)
	})
}

// BringBackGroup fetches a call group from the bin, into the root where its folder is gone, without members that are gone.
// It returns not_found for what is not in the bin.
func (d *Directory) BringBackGroup(ctx context.Context, id uuid.UUID) (Group, error) {
	var back Group
	_, err := d.change(ctx, "group.bring_back", "", func(e *Edit) (err error) {
		back, err = e.BringBackGroup(id)
		return err
	})
	return back, err
}

// BringBackGroup is Directory.BringBackGroup within the transaction.
func (e *Edit) BringBackGroup(id uuid.UUID) (Group, error) {
	var back Group
	err := e.do("bring call group back", func() error {
		g, found, err := e.d.tables.groups.Get(e.tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found || g.DeletedAt.IsZero() {
			return &Error{Code: NotFound, Message: "there is no call group " + id.String() + " in the bin"}
		}
		back, err = e.groupBack(*g)
		return err
	})
	if err != nil {
		return Group{}, err
	}
	return back, nil
}
