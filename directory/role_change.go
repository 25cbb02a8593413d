package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"
)

// RoleDraft is what a new role is made of.
type RoleDraft struct {
	Name        string       `json:"name"`
	Description string       `json:"description,omitempty"`
	Permissions []Permission `json:"permissions,omitempty"`
}

// RolePatch changes the fields that are not nil.
type RolePatch struct {
	Name        *string       `json:"name,omitempty"`
	Description *string       `json:"description,omitempty"`
	Permissions *[]Permission `json:"permissions,omitempty"` // all of them
}

// CreateRole makes a role. It returns invalid, required, role_name_taken, and privilege_escalation for a permission that
// the actor does not have everywhere.
func (d *Directory) CreateRole(ctx context.Context, draft RoleDraft) (Role, error) {
	var made Role
	_, err := d.change(ctx, "role.create", draft.Name, func(e *Edit) (err error) {
		made, err = e.CreateRole(draft)
		return err
	})
	return made, err
}

// CreateRole is Directory.CreateRole within the transaction.
func (e *Edit) CreateRole(draft RoleDraft) (Role, error) {
	var made Role
	err := e.do("create role", func() error {
		made = Role{Name: draft.Name, Description: draft.Description, Permissions: draft.Permissions}
		var f faults
		if err := e.cleanRole(&f, &made); err != nil {
			return err
		}
		if err := f.err("the role can not be made"); err != nil {
			return err
		}
		if err := e.mayGrant(made.Permissions, uuid.Nil); err != nil {
			return err
		}
		var err error
		if made.ID, err = newID(); err != nil {
			return err
		}
		made.CreatedAt, made.UpdatedAt, made.Version = e.now, e.now, 1
		return putRecord(e, e.d.tables.roles, recordKey(made.ID), made)
	})
	if err != nil {
		return Role{}, err
	}
	return made, nil
}

// CopyRole makes a role of another one, built in or not, under a name of its own. It returns not_found and what CreateRole returns.
func (d *Directory) CopyRole(ctx context.Context, id uuid.UUID, name string) (Role, error) {
	var made Role
	_, err := d.change(ctx, "role.copy", name, func(e *Edit) error {
		from, found, err := d.tables.role(e.tx, id)
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "there is no role " + id.String()}
		}
		made, err = e.CreateRole(RoleDraft{Name: name, Description: from.Description, Permissions: from.Permissions})
		return err
	})
	return made, err
}

// UpdateRole changes a role's fields that patch names; whoever has the role has its new permissions at once. Version is the one the
// caller has seen, 0 for any. It returns not_found, stale_record with the current Role as detail, role_immutable for one
// that is built in, last_administrator, privilege_escalation for a permission added or taken away that the actor does not have
// everywhere, and what CreateRole returns.
func (d *Directory) UpdateRole(ctx context.Context, id uuid.UUID, version uint64, patch RolePatch) (Role, error) {
	var changed Role
	_, err := d.change(ctx, "role.update", "", func(e *Edit) (err error) {
		changed, err = e.UpdateRole(id, version, patch)
		return err
	})
	return changed, err
}

// UpdateRole is Directory.UpdateRole within the transaction.
func (e *Edit) UpdateRole(id uuid.UUID, version uint64, patch RolePatch) (Role, error) {
	var changed Role
	err := e.do("update role", func() error {
		before, err := e.roleToChange(id, version)
		if err != nil {
			return err
		}
		changed = before
		set(&changed.Name, patch.Name)
		set(&changed.Description, patch.Description)
		set(&changed.Permissions, patch.Permissions)
		var f faults
		if err := e.cleanRole(&f, &changed); err != nil {
			return err
		}
		if err := f.err("the role can not be changed"); err != nil {
			return err
		}
		if sameRole(changed, before) {
			changed = before
			return nil
		}
		if err := e.mayGrant(differing(before.Permissions, changed.Permissions), uuid.Nil); err != nil {
			return err
		}
		changed.Version, changed.UpdatedAt = before.Version+1, e.now
		return e.keepAdministrator(func() error {
			return putRecord(e, e.d.tables.roles, recordKey(changed.ID), changed)
		})
	})
	if err != nil {
		return Role{}, err
	}
	return changed, nil
}

func sameRole(a, b Role) bool {
	return a.Name == b.Name && a.Description == b.Description && slices.Equal(a.Permissions, b.Permissions)
}

// differing gives what is in one of two lists only.
func differing[T comparable](a, b []T) []T {
	var only []T
	for _, v := range a {
		if !slices.Contains(b, v) {
			only = append(only, v)
		}
	}
	for _, v := range b {
		if !slices.Contains(a, v) {
			only = append(only, v)
		}
	}
	return only
}
