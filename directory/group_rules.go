package directory

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/google/uuid"
)

// maxMembers is how many members a call group has at most.
const maxMembers = 256

// cleanGroup brings g's own fields into the form they are stored in and notes in f every rule that they break; before is
// the group as it was, zero for a new one: its number is not measured again.
func (f *faults) cleanGroup(g *Group, before Group, rules shortNumberRules) {
	g.Name = f.line("name", g.Name, maxName)
	f.required("name", g.Name)
	f.checkUID("uid", g.UID)
	switch g.Number = trim(g.Number); {
	case g.Number == "":
		f.required("number", "")
	case g.Number != before.Number:
		rules.check(f, "number", g.Number)
	}
	if g.Strategy == "" {
		g.Strategy = RingAll
	}
	if !g.Strategy.Valid() {
		f.add("strategy", Invalid, string(g.Strategy), "is not a strategy; they are ring_all, sequential, round_robin and longest_idle")
	}
	if len(g.Members) > maxMembers {
		f.add("members", Invalid, "", "has %d members; at most %d are allowed", len(g.Members), maxMembers)
	}
	for i, id := range g.Members {
		if slices.Contains(g.Members[:i], id) {
			f.add(fmt.Sprintf("members[%d]", i), Invalid, id.String(), "is given twice")
		}
	}
	if len(g.Members) == 0 {
		g.Members = nil
	}
}

// prepareGroup brings g into the form it is stored in, in place of before, and checks every rule. Asked opens an error's
// message.
func (e *Edit) prepareGroup(g *Group, before Group, asked string) error {
	var f faults
	f.cleanGroup(g, before, e.d.rules.short)
	if err := e.placeGroup(g, before, &f); err != nil {
		return err
	}
	if len(g.Members) <= maxMembers {
		if err := e.checkMembers(*g, before, &f); err != nil {
			return err
		}
	}
	if err := e.claimKey(&f, indexDialling, g.Number, recordKey(g.ID), "number", g.Number); err != nil {
		return err
	}
	if g.Number != before.Number {
		if err := e.checkDialPrefix(&f, "number", g.Number, g.ID); err != nil {
			return err
		}
	}
	if g.UID != "" {
		if err := e.claimKey(&f, indexLogin, loginKey(g.UID), recordKey(g.ID), "uid", g.UID); err != nil {
			return err
		}
	}
	if err := f.err(asked); err != nil {
		return err
	}
	if g.UID == "" {
		g.UID = e.freeUID(slug(&Contact{Company: g.Name}))
	}
	return nil
}

func (e *Edit) placeGroup(g *Group, before Group, f *faults) error {
	if g.FolderID == before.FolderID && g.FolderID != uuid.Nil {
		return nil
	}
	place, err := e.place(g.FolderID)
	if CodeOf(err) == FolderUnknown {
		f.add("folder_id", FolderUnknown, g.FolderID.String(), "there is no such folder")
		return nil
	}
	g.FolderID = place
	return err
}

func (e *Edit) checkMembers(g, before Group, f *faults) error {
	for i, id := range g.Members {
		if slices.Contains(before.Members, id) {
			continue
		}
		_, err := e.livingContact(id)
		if CodeOf(err) == NotFound {
			f.add(fmt.Sprintf("members[%d]", i), ContactUnknown, id.String(), "there is no such contact")
			continue
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// group finds a call group that is not in the bin.
func (e *Edit) group(id uuid.UUID, version uint64) (Group, error) {
	g, found, err := e.d.tables.groups.Get(e.tx, recordKey(id))
	switch {
	case err != nil:
		return Group{}, err
	case !found || !g.DeletedAt.IsZero():
		return Group{}, &Error{Code: NotFound, Message: "there is no call group " + id.String()}
	case version != 0 && version != g.Version:
		return Group{}, stale("the call group "+g.Name, version, g.Version, *g)
	}
	return *g, nil
}

// changeGroup writes a changed call group with its next version; one that says the same keeps the one it has.
func (e *Edit) changeGroup(g *Group, before Group) error {
	g.Version, g.UpdatedAt = before.Version, before.UpdatedAt
	if reflect.DeepEqual(*g, before) {
		return nil
	}
	g.Version, g.UpdatedAt = e.nextVersion(recordKey(g.ID), before.Version), e.now
	return putRecord(e, e.d.tables.groups, recordKey(g.ID), *g)
}

// groupsAt gives the call groups under one key of indexFolder.
func (e *Edit) groupsAt(key string) ([]Group, error) {
	return collect(e.d.tables.groups.By(e.tx, indexFolder, key))
}
