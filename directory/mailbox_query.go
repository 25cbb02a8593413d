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

// MailboxPage is a part of a list of mailboxes.
type MailboxPage struct {
	Mailboxes []HeldMailbox
	Total     int
}

// Mailboxes gives at most limit of the mailboxes that are not in the bin, in the order of their holders' names, without the first from. Sight is whose
// list it is: mailboxes of contacts that she does not see are neither given nor counted; nil: all is seen.
func (d *Directory) Mailboxes(ctx context.Context, sight *Sight, from, limit int) (MailboxPage, error) {
	page := MailboxPage{Mailboxes: []HeldMailbox{}}
	err := d.view("read the mailboxes", func(tx *store.Tx) error {
		var found []boxOf
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
			c, err := d.tables.contactOfUser(tx, m.HolderID)
			if err != nil {
				return err
			}
			if sight != nil {
				if _, seen := sight.Contact(c); !seen {
					continue
				}
			}
			found = append(found, boxOf{*m, search.Fold(c.LastName) + "\x00" + search.Fold(c.DisplayName())})
		}
		slices.SortFunc(found, boxOf.compare)
		page.Total = len(found)
		from = min(max(from, 0), len(found))
		for _, m := range found[from:min(from+limit, len(found))] {
			held, err := d.tables.heldMailbox(tx, m.Mailbox)
			if err != nil {
				return err
			}
			page.Mailboxes = append(page.Mailboxes, held)
		}
		return nil
	})
	return page, err
}

// boxOf is a mailbox and where its holder's name puts it.
type boxOf struct {
	Mailbox
	order string
}

func (a boxOf) compare(b boxOf) int {
	return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(string(a.ID[:]), string(b.ID[:])))
}

// contactOfUser gives the contact of a user, each of them in the bin or not.
func (t tables) contactOfUser(tx *store.Tx, user uuid.UUID) (Contact, error) {
	u, found, err := t.users.Get(tx, recordKey(user))
	if err != nil || !found {
		return Contact{}, err
	}
	c, found, err := t.contacts.Get(tx, recordKey(u.ContactID))
	if err != nil || !found {
		return Contact{}, err
	}
	return *c, nil
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
