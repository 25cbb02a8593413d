package directory

import (
	"fmt"

	"github.com/google/uuid"
)

// mayGrant refuses permissions that the actor does not have itself, in folder and below; everywhere where folder is zero.
func (e *Edit) mayGrant(permissions []Permission, folder uuid.UUID) error {
	if len(permissions) == 0 {
		return nil
	}
	for _, p := range permissions {
		may, err := e.may(p, folder)
		if err != nil {
			return err
		}
		if !may {
			return &Error{Code: PrivilegeEscalation, Message: fmt.Sprintf("you can not give, take or touch a right that you do not have: %s %s", p.Access, p.Section)}
		}
	}
	return nil
}

// may reports whether the actor has a permission, as the transaction has its roles and the folder; everywhere where folder is zero.
func (e *Edit) may(p Permission, folder uuid.UUID) (bool, error) {
	r, err := e.d.rightsOf(e.tx, actorOf(e.ctx))
	if err != nil {
		return false, err
	}
	folders, err := e.path(folder)
	if err != nil {
		return false, err
	}
	path := make([]uuid.UUID, len(folders))
	for i, f := range folders {
		path[i] = f.ID
	}
	return r.allows(p, path), nil
}

// mayAssign refuses roles of which the actor could not grant each permission itself.
func (e *Edit) mayAssign(roles []RoleAssignment) error {
	for _, a := range roles {
		r, _, err := e.d.tables.role(e.tx, a.RoleID)
		if err != nil {
			return err
		}
		if err := e.mayGrant(r.Permissions, a.FolderID); err != nil {
			return err
		}
	}
	return nil
}

// keepAdministrator runs change and refuses it where nobody is left who may give rights, although somebody was.
func (e *Edit) keepAdministrator(change func() error) error {
	before, err := e.hasAdministrator()
	if err != nil {
		return err
	}
	if err := change(); err != nil {
		return err
	}
	after, err := e.hasAdministrator()
	if err == nil && before && !after {
		err = &Error{Code: LastAdministrator, Message: "nobody would be left who may give rights; make another administrator first"}
	}
	return err
}

// hasAdministrator reports whether somebody can sign in and give rights everywhere.
func (e *Edit) hasAdministrator() (bool, error) {
	for l, err := range e.d.tables.logins.All(e.tx) {
		if err != nil {
			return false, err
		}
		if l.State != LoginActive {
			continue
		}
		grants, err := e.d.tables.grants(e.tx, l.Roles)
		if err != nil {
			return false, err
		}
		if covers(grants, Permission{SectionAccess, Write}, nil) {
			return true, nil
		}
	}
	return false, nil
}
