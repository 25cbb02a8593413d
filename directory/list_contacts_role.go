package directory

import (
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// withRole leaves the contacts whose login has a role, in their order.
func (d *Directory) withRole(found []*search.Document, role uuid.UUID) ([]*search.Document, error) {
	have := map[search.ID]struct{}{}
	err := d.view("read who has a role", func(tx *store.Tx) error {
		for l, err := range d.tables.logins.By(tx, indexOfRole, string(role[:])) {
			if err != nil {
				return err
			}
			have[search.ID(l.ContactID)] = struct{}{}
		}
		return nil
	})
	return slices.DeleteFunc(found, func(doc *search.Document) bool {
		_, has := have[doc.ID]
		return !has
	}), err
}
