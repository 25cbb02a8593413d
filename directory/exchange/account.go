package exchange

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/search"
)

// account is what a contact has beside its own record.
type account struct {
	user   *directory.UserDetails // nil: none
	roles  []directory.RoleAssignment
	groups []directory.Group
}

// accountFields are the columns of an account, in the order the export writes them. A template is not among them: it is gone once it was applied.
func accountFields() []field {
	return []field{fieldExtensions, fieldDID, fieldVoicemail, fieldRoles, fieldGroups}
}

// sectionOf is the section of rights that a column of an account belongs to.
func sectionOf(f field) directory.Section {
	switch f {
	case fieldVoicemail:
		return directory.SectionVoicemail
	case fieldRoles:
		return directory.SectionAccess
	case fieldGroups:
		return directory.SectionGroups
	}
	return directory.SectionUsers
}

// names are what files call roles and call groups.
type names struct {
	roles  map[uuid.UUID]string
	groups map[uuid.UUID]string
	path   func(folder uuid.UUID) (string, error)
}

// newNames names roles by their names, and call groups too where only one has the name; another one by its number.
func newNames(roles []directory.Role, groups []directory.Group, path func(uuid.UUID) (string, error)) names {
	n := names{roles: map[uuid.UUID]string{}, groups: map[uuid.UUID]string{}, path: path}
	for _, r := range roles {
		n.roles[r.ID] = r.Name
	}
	for _, g := range groups {
		if len(groupsCalled(groups, g.Name)) == 1 {
			n.groups[g.ID] = g.Name
		} else {
			n.groups[g.ID] = g.Number
		}
	}
	return n
}

// groupsCalled gives the call groups that a file means by a number or a name.
func groupsCalled(groups []directory.Group, called string) []directory.Group {
	var found []directory.Group
	for _, g := range groups {
		if g.Number == called {
			return []directory.Group{g}
		}
		if search.Fold(g.Name) == search.Fold(called) {
			found = append(found, g)
		}
	}
	return found
}

// text is what a column holds of an account; "" where there is nothing of that kind.
func (n *names) text(f field, a account) (string, error) {
	switch {
	case f == fieldRoles:
		return n.rolesText(a.roles)
	case f == fieldGroups:
		return n.groupsText(a.groups), nil
	case a.user == nil:
		return "", nil
	case f == fieldExtensions:
		return formatExtensions(a.user.Extensions), nil
	case f == fieldDID:
		numbers := make([]string, len(a.user.Numbers))
		for i, number := range a.user.Numbers {
			numbers[i] = number.E164
		}
		return strings.Join(numbers, ","), nil
	case f == fieldVoicemail:
		return flagText(ownMailbox(a.user).Enabled), nil
	}
	return "", nil
}

func (n *names) rolesText(roles []directory.RoleAssignment) (string, error) {
	items := make([]string, 0, len(roles))
	for _, r := range roles {
		path := ""
		if r.FolderID != uuid.Nil {
			var err error
			if path, err = n.path(r.FolderID); err != nil {
				return "", err
			}
		}
		items = append(items, formatRole(n.roles[r.RoleID], path))
	}
	slices.Sort(items)
	return strings.Join(items, ","), nil
}

func (n *names) groupsText(groups []directory.Group) string {
	items := make([]string, 0, len(groups))
	for _, g := range groups {
		items = append(items, escapeItem(n.groups[g.ID]))
	}
	slices.Sort(items)
	return strings.Join(items, ",")
}

// ownMailbox is the one that answers at a user's main extension; the zero mailbox where there is none.
func ownMailbox(u *directory.UserDetails) directory.Mailbox {
	for _, m := range u.Mailboxes {
		if !m.Additional {
			return m.Mailbox
		}
	}
	return directory.Mailbox{}
}
