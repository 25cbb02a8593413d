package directory

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// OwnedNumber is one of the directory's own numbers and whose it is.
type OwnedNumber struct {
	ExternalNumber
	ContactID uuid.UUID `json:"contact_id,omitzero"`
	Name      string    `json:"name,omitempty"` // the contact's; "" for a spare number
}

// ExternalNumberFilter says which of the directory's own numbers are wanted; its zero value wants all.
type ExternalNumberFilter struct {
	Spare bool // only those that are nobody's
	// Sight is whose list it is: numbers of contacts that she does not see are left out. Nil: all is seen.
	Sight *Sight
}

// ExternalNumbers gives the directory's own numbers that filter finds, in their order.
func (d *Directory) ExternalNumbers(ctx context.Context, filter ExternalNumberFilter) ([]OwnedNumber, error) {
	var list []OwnedNumber
	err := d.view("read the external numbers", func(tx *store.Tx) error {
		for n, err := range d.tables.externalNumbers.All(tx) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if filter.Spare && n.UserID != uuid.Nil {
				continue
			}
			owned, holder, err := d.tables.owned(tx, *n)
			if err != nil {
				return err
			}
			if filter.Sight != nil && n.UserID != uuid.Nil {
				if _, seen := filter.Sight.Contact(holder); !seen {
					continue
				}
			}
			list = append(list, owned)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b OwnedNumber) int { return cmp.Compare(a.E164, b.E164) })
	return list, err
}

// owned finds whose a number is.
func (t tables) owned(tx *store.Tx, n ExternalNumber) (OwnedNumber, Contact, error) {
	if n.UserID == uuid.Nil {
		return OwnedNumber{ExternalNumber: n}, Contact{}, nil
	}
	u, err := t.livingUser(tx, n.UserID)
	if err != nil {
		return OwnedNumber{}, Contact{}, err
	}
	c, err := t.livingContact(tx, u.ContactID)
	return OwnedNumber{ExternalNumber: n, ContactID: c.ID, Name: c.DisplayName()}, c, err
}

// ExternalNumber finds one of the directory's own numbers. It returns not_found.
func (d *Directory) ExternalNumber(id uuid.UUID) (OwnedNumber, error) {
	var owned OwnedNumber
	err := d.view("read an external number", func(tx *store.Tx) error {
		n, found, err := d.tables.externalNumbers.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "there is no external number " + id.String()}
		}
		owned, _, err = d.tables.owned(tx, *n)
		return err
	})
	return owned, err
}
