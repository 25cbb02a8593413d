package directory

import (
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
)

// setCallGroups makes the user's contact a member of the groups that the feature names, last in their order, and of no others. Turned off, it
// remembers which those were.
func (e *Edit) setCallGroups(u *User, f *faults, has UserDetails, feature Feature) (changed bool, err error) {
	if feature.Settings.Groups == nil {
		feature.Settings.Groups = has.Feature(FeatureCallGroups).Settings.Groups
	}
	u.Features = maps.Clone(u.Features)
	delete(u.Features, FeatureCallGroups)
	var wanted []uuid.UUID
	switch {
	case feature.Enabled && len(feature.Settings.Groups) == 0:
		f.add("settings.groups", Required, "", "are missing: say which call groups")
		return false, nil
	case feature.Enabled:
		wanted = feature.Settings.Groups
	case len(feature.Settings.Groups) > 0:
		if u.Features == nil {
			u.Features = map[FeatureName]Feature{}
		}
		u.Features[FeatureCallGroups] = feature
	}
	for _, ref := range has.CallGroups {
		if !slices.Contains(wanted, ref.ID) {
			changed = true
			if err := e.leaveGroup(ref.ID, has.ContactID); err != nil {
				return false, err
			}
		}
	}
	for i, id := range wanted {
		if slices.ContainsFunc(has.CallGroups, func(ref GroupRef) bool { return ref.ID == id }) {
			continue
		}
		changed = true
		err := e.joinGroup(id, has.ContactID)
		if CodeOf(err) == GroupUnknown {
			f.add(indexed("settings.groups", i), GroupUnknown, id.String(), "there is no such call group")
		} else if err != nil {
			return false, err
		}
	}
	return changed, nil
}

func (e *Edit) joinGroup(group, contact uuid.UUID) error {
	g, err := e.groupToFill(group)
	if err != nil {
		return err
	}
	members := append(slices.Clone(g.Members), contact)
	_, err = e.UpdateGroup(group, 0, GroupPatch{Members: &members})
	return err
}

func (e *Edit) leaveGroup(group, contact uuid.UUID) error {
	g, err := e.groupToFill(group)
	if err != nil {
		return err
	}
	members := slices.DeleteFunc(slices.Clone(g.Members), func(id uuid.UUID) bool { return id == contact })
	_, err = e.UpdateGroup(group, 0, GroupPatch{Members: &members})
	return err
}

// groupToFill finds a call group whose members the actor may change. One that it may not read is as unknown as one that is not there.
func (e *Edit) groupToFill(id uuid.UUID) (Group, error) {
	unknown := &Error{Code: GroupUnknown, Message: "there is no call group " + id.String()}
	g, err := e.group(id, 0)
	if CodeOf(err) == NotFound {
		return Group{}, unknown
	}
	if err != nil {
		return Group{}, err
	}
	for _, access := range []Access{Read, Write} {
		may, err := e.may(Permission{SectionGroups, access}, g.FolderID)
		switch {
		case err != nil:
			return Group{}, err
		case !may && access == Read:
			return Group{}, unknown
		case !may:
			return Group{}, &Error{Code: Forbidden, Message: fmt.Sprintf("you may not change who is in the call group %s", g.Name)}
		}
	}
	return g, nil
}

// passGroupsOn puts a successor in a leaver's place in the leaver's call groups, or takes the leaver out of them.
func (e *Edit) passGroupsOn(leaver, successor uuid.UUID) error {
	groups, err := collect(e.d.tables.groups.By(e.tx, indexGroupMember, string(leaver[:])))
	if err != nil {
		return err
	}
	for _, before := range groups {
		g := before
		g.Members = slices.Clone(before.Members)
		at := slices.Index(g.Members, leaver)
		if slices.Contains(g.Members, successor) {
			g.Members = slices.Delete(g.Members, at, at+1)
		} else {
			g.Members[at] = successor
		}
		if err := e.changeGroup(&g, before); err != nil {
			return err
		}
	}
	return nil
}
