package exchange

import (
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// accounts reads and changes, within an import, what contacts have beside their own records. It is made only for files that have columns for that.
type accounts struct {
	m         *importer
	columns   []field // those of the file
	roles     []directory.Role
	groups    []directory.Group
	templates []directory.Template
	names     names
}

// newAccounts gives nil where a file has no column of an account.
func newAccounts(m *importer) (*accounts, error) {
	a := &accounts{m: m}
	for _, c := range m.file.columns {
		if isAccountField(c.field) {
			a.columns = append(a.columns, c.field)
		}
	}
	if a.columns == nil {
		return nil, nil
	}
	var err error
	if a.roles, err = a.m.edit.Roles(); err != nil {
		return nil, err
	}
	if a.groups, err = a.m.edit.Groups(); err != nil {
		return nil, err
	}
	if a.templates, err = a.m.edit.Templates(); err != nil {
		return nil, err
	}
	a.names = newNames(a.roles, a.groups, func(folder uuid.UUID) (string, error) {
		path, err := a.m.folders.path(folder)
		if directory.CodeOf(err) == directory.NotFound {
			return folder.String(), nil
		}
		return path, err
	})
	return a, nil
}

// of reads what a contact has now, as far as the file has columns for it.
func (a *accounts) of(contact uuid.UUID) (account, error) {
	var has account
	user, found, err := a.m.edit.UserOf(contact)
	if err != nil {
		return account{}, err
	}
	if found {
		has.user = &user
	}
	if has.roles, err = a.m.edit.RolesOf(contact); err != nil {
		return account{}, err
	}
	has.groups, err = a.m.edit.GroupsOf(contact)
	return has, err
}

// texts are what the account columns hold of an account.
func (a *accounts) texts(has account) (map[field]string, error) {
	texts := map[field]string{}
	for _, f := range accountFields() {
		text, err := a.names.text(f, has)
		if err != nil {
			return nil, err
		}
		texts[f] = text
	}
	return texts, nil
}

// textsOf are what the account columns hold of a contact now.
func (a *accounts) textsOf(contact uuid.UUID) (map[field]string, error) {
	has, err := a.of(contact)
	if err != nil {
		return nil, err
	}
	return a.texts(has)
}

// differs reports whether a row may change what a contact has: whether a cell says anything else than texts, which the export would write.
func (a *accounts) differs(v *values, has account, texts map[field]string) bool {
	for _, f := range a.columns {
		c := v.single[f]
		switch {
		case c.state == cellLeave, f == fieldTemplate && has.user != nil:
		case c.state == cellErase && (texts[f] == "" || f == fieldVoicemail && texts[f] == "no"):
		case c.state == cellErase, c.text != texts[f]:
			return true
		}
	}
	return false
}

// rolesIn reads the roles of a row; ok is false where a problem is noted.
func (a *accounts) rolesIn(v *values) (roles []directory.RoleAssignment, ok bool, err error) {
	c, before := v.single[fieldRoles], len(v.problems)
	for _, item := range splitList(v.text(fieldRoles)) {
		name, path, scoped := splitRole(item)
		role, found := called(a.roles, name, func(r directory.Role) string { return r.Name })
		if !found {
			v.failItem(c, item, directory.RoleUnknown, "there is no such role")
			continue
		}
		assignment := directory.RoleAssignment{RoleID: role.ID}
		if gone, err := uuid.Parse(path); scoped && err == nil { // a folder in the bin is written by its id
			assignment.FolderID = gone
		} else if scoped {
			folder, exists, err := a.m.folders.find(path)
			if err != nil && directory.CodeOf(err) != directory.Invalid {
				return nil, false, err
			}
			if err != nil || !exists {
				v.failItem(c, item, directory.FolderUnknown, "there is no such folder")
				continue
			}
			assignment.FolderID = folder
		}
		roles = append(roles, assignment)
	}
	return roles, len(v.problems) == before, nil
}

// groupsIn reads the call groups of a row; ok is false where a problem is noted.
func (a *accounts) groupsIn(v *values) (groups []uuid.UUID, ok bool) {
	c, before := v.single[fieldGroups], len(v.problems)
	for _, item := range splitList(v.text(fieldGroups)) {
		switch found := groupsCalled(a.groups, unescapeItem(item)); len(found) {
		case 0:
			v.failItem(c, item, directory.NotFound, "there is no such call group")
		case 1:
			groups = append(groups, found[0].ID)
		default:
			v.failItem(c, item, directory.Invalid, fmt.Sprintf("is the name of %d call groups; give the number", len(found)))
		}
	}
	return groups, len(v.problems) == before
}

// called finds what has a name, compared folded.
func called[T any](list []T, name string, of func(T) string) (T, bool) {
	for _, one := range list {
		if search.Fold(of(one)) == search.Fold(name) {
			return one, true
		}
	}
	var none T
	return none, false
}

// failItem notes what is wrong with one item of a cell.
func (v *values) failItem(c cell, item string, code directory.Code, message string) {
	c.text = item
	v.fail(c, code, message)
}
