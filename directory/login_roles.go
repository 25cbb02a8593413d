package directory

import (
	"context"

	"github.com/google/uuid"
)

// SetRoles gives a contact these roles in place of those it has. Where it has no login, or a closed one, it gets one that waits for a
// password: see Invite and IssueLink. Version is the one the caller has seen of the login, 0 for any. It returns not_found
// and stale_record with the current Login as detail, email_required_for_access for a contact that has no e-mail address or is external,
// role_unknown and folder_unknown, privilege_escalation where a role that is given or taken away grants what the actor does not have
// there, and last_administrator.
func (d *Directory) SetRoles(ctx context.Context, contact uuid.UUID, version uint64, roles []RoleAssignment) (Login, error) {
	return d.changeAccess(ctx, "login.roles", func(e *Edit) (Login, error) { return e.SetRoles(contact, version, roles) })
}

// SetRoles is Directory.SetRoles within the transaction.
func (e *Edit) SetRoles(contact uuid.UUID, version uint64, roles []RoleAssignment) (Login, error) {
	var l Login
	err := e.do("set roles", func() error {
		c, err := e.livingContact(contact)
		if err != nil {
			return err
		}
		before, err := e.openLogin(c)
		if err != nil {
			return err
		}
		l, err = e.setRoles(before, version, roles)
		return err
	})
	return l, err
}

// SetFounderRoles is SetRoles for the founder. It returns not_found where there is none.
func (d *Directory) SetFounderRoles(ctx context.Context, version uint64, roles []RoleAssignment) (Login, error) {
	return d.changeAccess(ctx, "login.roles", func(e *Edit) (Login, error) {
		l, err := e.founder()
		if err != nil {
			return Login{}, err
		}
		return e.setRoles(l, version, roles)
	})
}

func (e *Edit) setRoles(before Login, version uint64, roles []RoleAssignment) (Login, error) {
	if version != 0 && version != before.Version {
		return Login{}, stale("the login", version, before.Version, before)
	}
	var (
		f   faults
		err error
		l   = before
	)
	if l.Roles, err = e.assignments(&f, roles, before.Roles); err != nil {
		return Login{}, err
	}
	if err := f.err("the roles can not be given"); err != nil {
		return Login{}, err
	}
	if err := e.mayAssign(differing(before.Roles, l.Roles)); err != nil {
		return Login{}, err
	}
	err = e.keepAdministrator(func() error { return e.changeLogin(&l, before) })
	if err != nil {
		return Login{}, err
	}
	return l, nil
}

// changeAccess runs a command that changes one login and gives it as readers see it.
func (d *Directory) changeAccess(ctx context.Context, action string, fn func(*Edit) (Login, error)) (Login, error) {
	var shown Login
	_, err := d.change(ctx, action, "", func(e *Edit) error {
		l, err := fn(e)
		if err != nil {
			return err
		}
		shown, err = d.tables.shownLogin(e.tx, l)
		return err
	})
	if err != nil {
		return Login{}, err
	}
	return shown, nil
}
