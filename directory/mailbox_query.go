package directory

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// HeldMailbox is a mailbox and whose it is.
type HeldMailbox struct {
	MailboxDetails
	ContactID uuid.UUID `json:"contact_id"`
	Name      string    `json:"name"` // the contact's
	// HolderDeletedAt is set where its user is in the bin: the mailbox is kept as long as that is.
	HolderDeletedAt time.Time `json:"holder_deleted_at,omitzero"`
	// Contact is whose it is, whole; wherever that is, for a user in the bin.
	Contact Contact `json:"-"`
}

// Mailboxes gives the mailboxes that are not in the bin, in the order of their holders' names. Sight is whose list it is: mailboxes of contacts that
// she does not see are left out; nil: all is seen.
func (d *Directory) Mailboxes(ctx context.Context, sight *Sight) ([]HeldMailbox, error) {
	list := []HeldMailbox{}
	err := d.view("read the mailboxes", func(tx *store.Tx) error {
		for m, err := range d.tables.mailboxes.All(tx) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if !m.DeletedAt.IsZero() {
				continue
			}
			held, err := d.tables.heldMailbox(tx, *m)
			if err != nil {
				return err
			}
			if sight != nil {
				if _, seen := sight.Contact(held.Contact); !seen {
					continue
				}
			}
			list = append(list, held)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b HeldMailbox) int {
		return cmp.Or(search.CompareText(a.Contact.LastName, b.Contact.LastName), search.CompareText(a.Name, b.Name), cmp.Compare(string(a.ID[:]), string(b.ID[:])))
	})
	return list, err
}

// HeldMailbox finds a mailbox that is not in the bin, and whose it is. It returns not_found.
func (d *Directory) HeldMailbox(id uuid.UUID) (HeldMailbox, error) {
	var held HeldMailbox
	err := d.view("read a mailbox", func(tx *store.Tx) error {
		m, _, err := d.tables.mailbox(tx, id)
		if err != nil {
			return err
		}
		held, err = d.tables.heldMailbox(tx, m.Mailbox)
		return err
	})
	return held, err
}

// BinnedMailboxes gives the mailboxes in the bin, latest first, and whose they were.
func (d *Directory) BinnedMailboxes() ([]HeldMailbox, error) {
	var list []HeldMailbox
	err := d.view("read the mailboxes in the bin", func(tx *store.Tx) error {
		for m, err := range d.tables.mailboxes.By(tx, indexBin, inBin) {
			if err != nil {
				return err
			}
			held, err := d.tables.heldMailbox(tx, *m)
			if err != nil {
				return err
			}
			list = append(list, held)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b HeldMailbox) int { return latestFirst(a.DeletedAt, b.DeletedAt, a.ID, b.ID) })
	return list, err
}

func (t tables) heldMailbox(tx *store.Tx, m Mailbox) (HeldMailbox, error) {
	shown, has, err := t.withHolder(tx, m)
	return HeldMailbox{MailboxDetails: shown, ContactID: has.ContactID, Name: has.Contact.DisplayName(), HolderDeletedAt: has.DeletedAt, Contact: has.Contact}, err
}
