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

// ExternalNumbers gives the directory's own numbers in their order, with spare only those that are nobody's.
func (d *Directory) ExternalNumbers(ctx context.Context, spare bool) ([]OwnedNumber, error) {
	var list []OwnedNumber
	err := d.view("read the external numbers", func(tx *store.Tx) error {
		for n, err := range d.tables.externalNumbers.All(tx) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if spare && n.UserID != uuid.Nil {
				continue
			}
			owned, err := d.tables.owned(tx, *n)
			if err != nil {
				return err
			}
			list = append(list, owned)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b OwnedNumber) int { return cmp.Compare(a.E164, b.E164) })
	return list, err
}

func (t tables) owned(tx *store.Tx, n ExternalNumber) (OwnedNumber, error) {
	if n.UserID == uuid.Nil {
		return OwnedNumber{ExternalNumber: n}, nil
	}
	u, err := t.livingUser(tx, n.UserID)
	if err != nil {
		return OwnedNumber{}, err
	}
	c, err := t.livingContact(tx, u.ContactID)
	return OwnedNumber{ExternalNumber: n, ContactID: c.ID, Name: c.DisplayName()}, err
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
		owned, err = d.tables.owned(tx, *n)
		return err
	})
	return owned, err
}
