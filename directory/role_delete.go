package directory

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
)

// RoleUse counts who has a role.
type RoleUse struct {
	Logins int `json:"logins"`
	Tokens int `json:"tokens"`
}

// DeleteRole deletes a role. Version is the one the caller has seen, 0 for any. A role that is in use is only deleted where replaceWith
// names another that takes its place, for the same folders, in every login and API token. It returns not_found,
// stale_record, role_immutable, role_in_use with a RoleUse as detail, role_unknown for replaceWith, last_administrator and
// privilege_escalation.
func (d *Directory) DeleteRole(ctx context.Context, id uuid.UUID, version uint64, replaceWith uuid.UUID) error {
	_, err := d.change(ctx, "role.delete", "", func(e *Edit) error {
		return e.DeleteRole(id, version, replaceWith)
	})
	return err
}

// DeleteRole is Directory.DeleteRole within the transaction.
func (e *Edit) DeleteRole(id uuid.UUID, version uint64, replaceWith uuid.UUID) error {
	return e.do("delete role", func() error {
		r, err := e.roleToChange(id, version)
		if err != nil {
			return err
		}
		logins, tokens, err := e.holdersOf(id)
		if err != nil {
			return err
		}
		use := RoleUse{Logins: len(logins), Tokens: len(tokens)}
		if use != (RoleUse{}) && replaceWith == uuid.Nil {
			return &Error{Code: RoleInUse, Detail: use, Message: fmt.Sprintf("the role %s is in use by %d logins and %d API tokens", r.Name, use.Logins, use.Tokens)}
		}
		if use != (RoleUse{}) {
			if err := e.checkReplacement(r, replaceWith); err != nil {
				return err
			}
		}
		return e.keepAdministrator(func() error {
			if err := e.replaceRole(id, replaceWith, logins, tokens); err != nil {
				return err
			}
			return removeRecord(e, e.d.tables.roles, recordKey(id))
		})
	})
}

func (e *Edit) holdersOf(role uuid.UUID) (logins []Login, tokens []APIToken, err error) {
	for l, err := range e.d.tables.logins.By(e.tx, indexOfRole, string(role[:])) {
		if err != nil {
			return nil, nil, err
		}
		logins = append(logins, *l)
	}
	for t, err := range e.d.tables.tokens.All(e.tx) {
		if err != nil {
			return nil, nil, err
		}
		if slices.ContainsFunc(t.Roles, func(a RoleAssignment) bool { return a.RoleID == role }) {
			tokens = append(tokens, *t)
		}
	}
	return logins, tokens, nil
}

// checkReplacement refuses a role in the place of r that is none, is r itself, or differs from r by what the actor may not grant.
func (e *Edit) checkReplacement(r Role, with uuid.UUID) error {
	other, found, err := e.d.tables.role(e.tx, with)
	if err != nil {
		return err
	}
	if !found || with == r.ID {
		var f faults
		f.add("replace_with", RoleUnknown, with.String(), "must be another role")
		return f.err("the role can not be deleted")
	}
	return e.mayGrant(differing(r.Permissions, other.Permissions), uuid.Nil)
}

func (e *Edit) replaceRole(id, with uuid.UUID, logins []Login, tokens []APIToken) error {
	replaced := func(list []RoleAssignment) []RoleAssignment {
		list = slices.Clone(list)
		for i := range list {
			if list[i].RoleID == id {
				list[i].RoleID = with
			}
		}
		return sortedAssignments(list)
	}
	for _, before := range logins {
		l := before
		l.Roles = replaced(l.Roles)
		if err := e.changeLogin(&l, before); err != nil {
			return err
		}
	}
	for _, t := range tokens {
		t.Roles = replaced(t.Roles)
		if err := putRecord(e, e.d.tables.tokens, recordKey(t.ID), t); err != nil {
			return err
		}
	}
	return nil
}
