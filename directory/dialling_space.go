package directory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// DialledNumber is a number in the one dialling space and what holds it.
type DialledNumber struct {
	Number string `json:"number"`
	// Table and ID name the record that holds it: of "extensions", "contacts" (a short number), "mailboxes" or "groups".
	Table string    `json:"table"`
	ID    uuid.UUID `json:"id"`
	// ContactID is whose it is; zero where it is no contact's.
	ContactID uuid.UUID `json:"contact_id,omitzero"`
	Name      string    `json:"name,omitempty"`   // the contact's
	InBin     bool      `json:"in_bin,omitempty"` // reserved for what lies in the bin
}

// DialledPage is a part of the dialling space.
type DialledPage struct {
	Numbers []DialledNumber `json:"numbers"`
	Next    string          `json:"next,omitempty"` // After of the page that follows; "": this is the last one
	Total   int             `json:"total"`
}

// DiallingSpace gives the numbers that are held, short ones first, then in order, from after a number on. Table narrows it to one kind of
// holder; "": all. It returns invalid for a limit that makes no sense; 0 stands for 100.
func (d *Directory) DiallingSpace(ctx context.Context, table, after string, limit int) (DialledPage, error) {
	if limit < 0 || limit > longestPage {
		return DialledPage{}, &Error{Code: Invalid, Message: fmt.Sprintf("a page of %d numbers: 1 to %d are allowed", limit, longestPage)}
	}
	page := DialledPage{Numbers: []DialledNumber{}}
	err := d.view("read the dialling space", func(tx *store.Tx) error {
		var held []DialledNumber
		for number, ref := range tx.Held(indexDialling) {
			if table == "" || ref.Table == table {
				held = append(held, DialledNumber{Number: number, Table: ref.Table, ID: recordID(ref.Key)})
			}
		}
		slices.SortFunc(held, func(a, b DialledNumber) int { return compareDialled(a.Number, b.Number) })
		page.Total = len(held)
		from := 0
		if after != "" {
			from = slices.IndexFunc(held, func(n DialledNumber) bool { return compareDialled(n.Number, after) > 0 })
		}
		if from < 0 {
			return nil
		}
		to := min(len(held), from+cmp.Or(limit, defaultPage))
		for _, n := range held[from:to] {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := d.tables.nameHolder(tx, &n); err != nil {
				return err
			}
			page.Numbers = append(page.Numbers, n)
		}
		if to < len(held) {
			page.Next = held[to-1].Number
		}
		return nil
	})
	return page, err
}

// compareDialled orders numbers as people count: 99 before 100.
func compareDialled(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// nameHolder fills in whose a number is.
func (t tables) nameHolder(tx *store.Tx, n *DialledNumber) error {
	user := uuid.Nil
	switch n.Table {
	case "contacts":
		n.ContactID = n.ID
	case "extensions":
		x, found, err := t.extensions.Get(tx, recordKey(n.ID))
		if err != nil || !found {
			return err
		}
		user = x.UserID
	case "mailboxes":
		m, found, err := t.mailboxes.Get(tx, recordKey(n.ID))
		if err != nil || !found {
			return err
		}
		user, n.InBin = m.HolderID, !m.DeletedAt.IsZero()
	}
	if user != uuid.Nil {
		u, found, err := t.users.Get(tx, recordKey(user))
		if err != nil || !found {
			return err
		}
		n.ContactID, n.InBin = u.ContactID, n.InBin || !u.DeletedAt.IsZero()
	}
	if n.ContactID == uuid.Nil {
		return nil
	}
	c, found, err := t.contacts.Get(tx, recordKey(n.ContactID))
	if err != nil || !found {
		return err
	}
	n.Name, n.InBin = c.DisplayName(), n.InBin || !c.DeletedAt.IsZero() && user == uuid.Nil
	return nil
}
