package directory

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Roles gives every role: those built in, then the others in the order of their names.
func (d *Directory) Roles() ([]Role, error) {
	var own []Role
	err := d.view("read the roles", func(tx *store.Tx) error {
		for r, err := range d.tables.roles.All(tx) {
			if err != nil {
				return err
			}
			own = append(own, *r)
		}
		return nil
	})
	slices.SortStableFunc(own, func(a, b Role) int { return strings.Compare(search.Fold(a.Name), search.Fold(b.Name)) })
	return append(BuiltInRoles(), own...), err
}

// Role finds a role, built in or not. It returns not_found.
func (d *Directory) Role(id uuid.UUID) (Role, error) {
	var role Role
	err := d.view("read a role", func(tx *store.Tx) error {
		r, found, err := d.tables.role(tx, id)
		if err == nil && !found {
			err = &Error{Code: NotFound, Message: "there is no role " + id.String()}
		}
		role = r
		return err
	})
	return role, err
}
