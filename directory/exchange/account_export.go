package exchange

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// accountExport writes what contacts have beside their own records, as far as an export's reader may know.
type accountExport struct {
	d       *directory.Directory
	opts    *ExportOptions
	columns []field
	names   names
	roles   map[uuid.UUID][]directory.RoleAssignment // contact → those of its login
	groups  map[uuid.UUID][]directory.Group          // contact → those it is a member of
}

func newAccountExport(ctx context.Context, d *directory.Directory, opts *ExportOptions) (*accountExport, error) {
	a := &accountExport{d: d, opts: opts, roles: map[uuid.UUID][]directory.RoleAssignment{}, groups: map[uuid.UUID][]directory.Group{}}
	for _, f := range accountFields() {
		if opts.Rights == nil || opts.Rights.MaySomewhere(sectionOf(f), directory.Read) {
			a.columns = append(a.columns, f)
		}
	}
	roles, err := d.Roles()
	if err != nil {
		return nil, err
	}
	logins, err := d.Logins()
	if err != nil {
		return nil, err
	}
	for _, l := range logins {
		if l.State != directory.LoginClosed {
			a.roles[l.ContactID] = l.Roles
		}
	}
	groups, err := d.Groups(ctx)
	if err != nil {
		return nil, err
	}
	for _, g := range groups {
		for _, member := range g.Members {
			a.groups[member] = append(a.groups[member], g)
		}
	}
	tree := d.Snapshot().Tree
	a.names = newNames(roles, groups, func(folder uuid.UUID) (string, error) {
		if _, living := tree.Folder(folder); !living {
			return folder.String(), nil
		}
		return treePath(tree, folder, nil), nil
	})
	return a, nil
}

// add puts a contact's cells to a record.
func (a *accountExport) add(record []string, c *directory.Contact) ([]string, error) {
	if len(a.columns) == 0 {
		return record, nil
	}
	has := account{roles: a.roles[c.ID], groups: a.groups[c.ID]}
	user, err := a.d.UserOf(c.ID)
	switch {
	case err == nil:
		has.user = &user
	case directory.CodeOf(err) != directory.NotFound:
		return nil, err
	}
	for _, f := range a.columns {
		text := ""
		if a.mayRead(f, c.FolderID, has) {
			if text, err = a.names.text(f, has); err != nil {
				return nil, err
			}
		}
		record = append(record, guard(text))
	}
	return record, nil
}

// mayRead reports whether the reader may know all that a cell would hold. What she may know in part is left out: an import takes a list as whole.
func (a *accountExport) mayRead(f field, folder uuid.UUID, has account) bool {
	rights := a.opts.Rights
	if rights == nil {
		return true
	}
	may := func(folder uuid.UUID) bool { return rights.May(sectionOf(f), directory.Read, folder) }
	switch f {
	case fieldRoles:
		return may(folder) && !slices.ContainsFunc(has.roles, func(r directory.RoleAssignment) bool { return r.FolderID != uuid.Nil && !may(r.FolderID) })
	case fieldGroups:
		return may(folder) && !slices.ContainsFunc(has.groups, func(g directory.Group) bool { return !may(g.FolderID) })
	}
	return may(folder)
}
