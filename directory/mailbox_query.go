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
	ContactID uuid.UUID `json:"contact_id,omitzero"` // zero where a call group has it
	Name      string    `json:"name"`                // the contact's, or the call group's
	// HolderDeletedAt is set where its user, or call group, is in the bin: the mailbox is kept as long as that is.
	HolderDeletedAt time.Time `json:"holder_deleted_at,omitzero"`
	// Owner is whose it is, whole; wherever that is, for a holder in the bin.
	Owner Owner `json:"-"`
}

// MailboxPage is a part of a list of mailboxes.
type MailboxPage struct {
	Mailboxes []HeldMailbox
	Total     int
}

// Mailboxes gives at most limit of the mailboxes that are not in the bin, in the order of their holders' names, without the first from. Sight is whose
// list it is: mailboxes of contacts and call groups that she does not see are neither given nor counted; nil: all is seen.
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
			owner, doc, err := d.mailboxOwner(tx, *m)
			if err != nil {
				return err
			}
			if sight == nil || sight.Owner(owner) {
				found = append(found, boxOf{*m, doc, owner.Name()})
			}
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

// MailboxesOfGroup gives the mailboxes that a call group has taken over, those in the bin left out.
func (d *Directory) MailboxesOfGroup(group uuid.UUID) ([]HeldMailbox, error) {
	list := []HeldMailbox{}
	err := d.view("read a group's mailboxes", func(tx *store.Tx) error {
		for m, err := range d.tables.mailboxes.By(tx, indexMailboxes, string(group[:])) {
			if err != nil {
				return err
			}
			if !m.DeletedAt.IsZero() || m.GroupID != group {
				continue
			}
			held, err := d.tables.heldMailbox(tx, *m)
			if err != nil {
				return err
			}
			list = append(list, held)
		}
		return nil
	})
	return list, err
}

// boxOf is a mailbox and what puts it by its holder's name: the document of a living contact or call group, else the name.
type boxOf struct {
	Mailbox
	holder *search.Document
	name   string
}

// compare orders mailboxes as lists show their holders; those of contacts and call groups in the bin come last.
func (a boxOf) compare(b boxOf) int {
	order := 0
	switch {
	case a.holder != nil && b.holder != nil:
		order = search.Compare(a.holder, b.holder)
	case a.holder != nil:
		order = -1
	case b.holder != nil:
		order = 1
	default:
		order = cmp.Compare(search.Fold(a.name), search.Fold(b.name))
	}
	return cmp.Or(order, compareIDs(a.ID, b.ID))
}

// mailboxOwner gives whose a mailbox is: of the living as much as rights are told by, and their document.
func (d *Directory) mailboxOwner(tx *store.Tx, m Mailbox) (Owner, *search.Document, error) {
	of := m.GroupID
	if of == uuid.Nil {
		u, found, err := d.tables.users.Get(tx, recordKey(m.HolderID))
		if err != nil {
			return Owner{}, nil, err
		}
		if found {
			of = u.ContactID
		}
	}
	s := d.Snapshot()
	if o, living := s.owner(of); living {
		return o, s.People.Get(search.ID(of)), nil
	}
	owners, err := d.tables.owners(tx, belonging{HolderID: m.HolderID, GroupID: m.GroupID})
	if err != nil {
		return Owner{}, nil, err
	}
	return owners[0], nil, nil
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
	shown, holder, err := t.withHolder(tx, m)
	if err != nil {
		return HeldMailbox{}, err
	}
	return HeldMailbox{
		MailboxDetails: shown, ContactID: holder.user.ContactID, Name: holder.name(), HolderDeletedAt: holder.deletedAt(), Owner: holder.owner(),
	}, nil
}
