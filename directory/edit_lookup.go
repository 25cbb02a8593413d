package directory

import (
	"github.com/google/uuid"
)

// Together runs commands as one: where fn fails, what they have changed is taken back, and the transaction is as it was. It
// returns fn's error as Apply does.
func (e *Edit) Together(what string, fn func() error) error { return e.do(what, fn) }

// ContactByMainExtension finds the contact whose user has number as its main extension. It returns not_found.
func (e *Edit) ContactByMainExtension(number string) (Contact, error) {
	table, holder, held := e.tx.Holder(indexDialling, number)
	if !held || table != "extensions" {
		return Contact{}, &Error{Code: NotFound, Message: number + " is nobody's extension"}
	}
	x, found, err := e.d.tables.extensions.Get(e.tx, holder)
	if err != nil {
		return Contact{}, asError("read an extension", err)
	}
	if !found || !x.Main {
		return Contact{}, &Error{Code: NotFound, Message: number + " is nobody's main extension"}
	}
	u, err := e.d.tables.livingUser(e.tx, x.UserID)
	if err != nil {
		return Contact{}, asError("read a user", err)
	}
	return e.Contact(u.ContactID)
}

// RolesOf gives the roles of a contact's login; none where it has no login, or a closed one.
func (e *Edit) RolesOf(contact uuid.UUID) ([]RoleAssignment, error) {
	l, found, err := e.d.tables.loginOf(e.tx, contact)
	if err != nil || !found || l.State == LoginClosed {
		return nil, asError("read a login", err)
	}
	return l.Roles, nil
}

// Group finds a call group that is not in the bin, as the transaction has it. It returns not_found.
func (e *Edit) Group(id uuid.UUID) (Group, error) {
	g, err := e.group(id, 0)
	return g, asError("read a call group", err)
}

// Groups gives the call groups that are not in the bin, as the transaction has them.
func (e *Edit) Groups() ([]Group, error) {
	groups, err := collect(e.d.tables.groups.All(e.tx))
	return livingGroups(groups), asError("read call groups", err)
}

// GroupsOf gives the call groups, not in the bin, that a contact is a member of.
func (e *Edit) GroupsOf(contact uuid.UUID) ([]Group, error) {
	groups, err := collect(e.d.tables.groups.By(e.tx, indexGroupMember, string(contact[:])))
	return livingGroups(groups), asError("read call groups", err)
}

func livingGroups(groups []Group) []Group {
	var living []Group
	for _, g := range groups {
		if g.DeletedAt.IsZero() {
			living = append(living, g)
		}
	}
	return living
}

// Roles gives every role, those built in first, as the transaction has them.
func (e *Edit) Roles() ([]Role, error) {
	own, err := collect(e.d.tables.roles.All(e.tx))
	return append(BuiltInRoles(), own...), asError("read the roles", err)
}

// Templates gives the templates, as the transaction has them.
func (e *Edit) Templates() ([]Template, error) {
	templates, err := collect(e.d.tables.templates.All(e.tx))
	return templates, asError("read the templates", err)
}

// ContactsOfOrigin gives the contacts, not in the bin, that were made by origin, in the order of their ids.
func (e *Edit) ContactsOfOrigin(origin string) ([]Contact, error) {
	contacts, err := collect(e.d.tables.contacts.By(e.tx, indexOrigin, origin))
	for i := range contacts {
		contacts[i] = e.shown(contacts[i])
	}
	return contacts, asError("read contacts", err)
}

// HasUser reports whether a contact has a user.
func (e *Edit) HasUser(contact uuid.UUID) (bool, error) {
	_, has, err := e.d.tables.userOf(e.tx, contact)
	return has, asError("read a user", err)
}
