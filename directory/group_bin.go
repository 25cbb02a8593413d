package directory

import (
	"slices"
	"time"

	"github.com/google/uuid"
)

func (e *Edit) trashGroup(g Group, with uuid.UUID) error {
	before := g
	g.DeletedAt, g.DeletedWith = e.now, with
	return e.changeGroup(&g, before)
}

// trashGroups puts the call groups in a folder and below it in the bin, before the contacts there: so they keep these as
// members, to come back with them.
func (e *Edit) trashGroups(folder, with uuid.UUID) error {
	groups, err := e.groupsAt(string(folder[:]))
	if err != nil {
		return err
	}
	for _, g := range groups {
		if err := e.trashGroup(g, with); err != nil {
			return err
		}
	}
	children, err := e.children(folder)
	if err != nil {
		return err
	}
	for _, child := range children {
		if err := e.trashGroups(child.ID, with); err != nil {
			return err
		}
	}
	return nil
}

// bringBackGroups fetches the call groups that went to the bin with a folder's deletion and whose own folder is back.
func (e *Edit) bringBackGroups(with uuid.UUID) error {
	binned, err := collect(e.d.tables.groups.By(e.tx, indexBin, inBin))
	if err != nil {
		return err
	}
	for _, g := range binned {
		if g.DeletedWith != with {
			continue
		}
		_, err := e.livingFolder(g.FolderID, FolderUnknown)
		if CodeOf(err) == FolderUnknown {
			continue
		}
		if err == nil {
			_, err = e.groupBack(g)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// groupBack makes g living again, in the root where its folder is gone, without members that are gone.
func (e *Edit) groupBack(g Group) (Group, error) {
	before := g
	_, err := e.livingFolder(g.FolderID, FolderUnknown)
	if CodeOf(err) == FolderUnknown {
		g.FolderID, err = e.rootFolder()
	}
	if err != nil {
		return Group{}, err
	}
	g.DeletedAt, g.DeletedWith, g.Members = time.Time{}, uuid.Nil, nil
	for _, id := range before.Members {
		_, err := e.livingContact(id)
		if CodeOf(err) == NotFound {
			continue
		}
		if err != nil {
			return Group{}, err
		}
		g.Members = append(g.Members, id)
	}
	return g, e.changeGroup(&g, before)
}

// leaveGroups takes a contact that goes to the bin out of its call groups.
func (e *Edit) leaveGroups(contact uuid.UUID) error {
	groups, err := collect(e.d.tables.groups.By(e.tx, indexGroupMember, string(contact[:])))
	if err != nil {
		return err
	}
	for _, before := range groups {
		g := before
		g.Members = slices.DeleteFunc(slices.Clone(g.Members), func(id uuid.UUID) bool { return id == contact })
		if len(g.Members) == 0 {
			g.Members = nil
		}
		if err := e.changeGroup(&g, before); err != nil {
			return err
		}
	}
	return nil
}

func (e *Edit) moveGroups(groups []Group, to uuid.UUID) error {
	for _, before := range groups {
		g := before
		g.FolderID = to
		if err := e.changeGroup(&g, before); err != nil {
			return err
		}
	}
	return nil
}

// purgeGroups removes for good the call groups that went to the bin before a time, and returns how many that were.
func (e *Edit) purgeGroups(before time.Time) (int, error) {
	binned, err := collect(e.d.tables.groups.By(e.tx, indexBin, inBin))
	if err != nil {
		return 0, err
	}
	purged := 0
	for _, g := range binned {
		if !g.DeletedAt.Before(before) {
			continue
		}
		if err := e.removeMailboxesOf(g.ID); err != nil {
			return 0, err
		}
		if err := removeRecord(e, e.d.tables.groups, recordKey(g.ID)); err != nil {
			return 0, err
		}
		purged++
	}
	return purged, nil
}
