package exchange

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// apply has a contact have what a row says. What is wrong is noted in v.
func (a *accounts) apply(v *values, contact uuid.UUID) ([]directory.Warning, error) {
	has, err := a.of(contact)
	if err != nil {
		return nil, err
	}
	var warnings []directory.Warning
	for _, step := range []func(*values, uuid.UUID, account) ([]directory.Warning, error){a.applyUser, a.applyRoles, a.applyGroups} {
		warned, err := step(v, contact, has)
		if err != nil {
			return nil, err
		}
		warnings = append(warnings, warned...)
	}
	return warnings, nil
}

// applyRoles gives the contact's login the row's roles.
func (a *accounts) applyRoles(v *values, contact uuid.UUID, has account) ([]directory.Warning, error) {
	c := v.single[fieldRoles]
	if c.state == cellLeave {
		return nil, nil
	}
	roles, ok, err := a.rolesIn(v)
	if err != nil || !ok || sameSet(roles, has.roles) {
		return nil, err
	}
	_, err = a.m.edit.SetRoles(contact, 0, roles)
	return nil, v.refuseAt(err, c)
}

// applyGroups has the contact be a member of the row's call groups and no others. It comes last in those it joins.
func (a *accounts) applyGroups(v *values, contact uuid.UUID, has account) ([]directory.Warning, error) {
	c := v.single[fieldGroups]
	if c.state == cellLeave {
		return nil, nil
	}
	want, ok := a.groupsIn(v)
	if !ok {
		return nil, nil
	}
	var now []uuid.UUID
	for _, g := range has.groups {
		now = append(now, g.ID)
	}
	for _, id := range append(slices.Clone(now), want...) {
		member := slices.Contains(now, id)
		if member == slices.Contains(want, id) {
			continue
		}
		g, err := a.m.edit.Group(id)
		if err != nil {
			return nil, err
		}
		members := slices.DeleteFunc(slices.Clone(g.Members), func(other uuid.UUID) bool { return other == contact })
		if !member {
			members = append(members, contact)
		}
		if _, err := a.m.edit.UpdateGroup(id, 0, directory.GroupPatch{Members: &members}); err != nil {
			return nil, v.refuseAt(err, c)
		}
	}
	return nil, nil
}

// sameSet reports whether two lists hold the same, in whatever order and however often.
func sameSet[T comparable](a, b []T) bool {
	within := func(a, b []T) bool {
		return !slices.ContainsFunc(a, func(x T) bool { return !slices.Contains(b, x) })
	}
	return within(a, b) && within(b, a)
}
