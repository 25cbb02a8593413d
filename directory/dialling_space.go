package directory

import (
	"cmp"
	"context"
	"fmt"
	"maps"
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
	UserID    uuid.UUID `json:"user_id,omitzero"` // of an extension or a mailbox
	Name      string    `json:"name,omitempty"`   // the contact's, or the call group's
	InBin     bool      `json:"in_bin,omitempty"` // reserved for what lies in the bin
}

// DialledPage is a part of the dialling space.
type DialledPage struct {
	Numbers []DialledNumber `json:"numbers"`
	Next    string          `json:"next,omitempty"` // After of the page that follows; "": this is the last one
	Total   int             `json:"total"`
}

// DialledFilter says which numbers of the dialling space are wanted; its zero value wants all.
type DialledFilter struct {
	Table string // narrows it to one kind of holder; "": all
	// Sight gives what whoever asks sees of the contacts and folders in which she may read a section: numbers of others are neither given nor counted.
	// Nil: all is seen.
	Sight func(Section) Sight
}

// DiallingSpace gives the numbers that are held and that filter finds, short ones first, then in order, from after a number on. It returns
// invalid for a limit that makes no sense; 0 stands for 100.
func (d *Directory) DiallingSpace(ctx context.Context, filter DialledFilter, after string, limit int) (DialledPage, error) {
	if limit < 0 || limit > longestPage {
		return DialledPage{}, &Error{Code: Invalid, Message: fmt.Sprintf("a page of %d numbers: 1 to %d are allowed", limit, longestPage)}
	}
	page := DialledPage{Numbers: []DialledNumber{}}
	limit = cmp.Or(limit, defaultPage)
	err := d.view("read the dialling space", func(tx *store.Tx) error {
		following := map[int][]DialledNumber{} // those after after, by how long they are: of each length in order
		for number, ref := range tx.Held(indexDialling) {
			n := DialledNumber{Number: number, Table: ref.Table, ID: recordID(ref.Key)}
			if filter.Table != "" && filter.Table != n.Table {
				continue
			}
			if filter.Sight != nil {
				seen, err := d.tables.seesHolder(tx, d.Snapshot(), n, filter.Sight)
				if err != nil {
					return err
				}
				if !seen {
					continue
				}
			}
			page.Total++
			if kept := following[len(number)]; len(kept) <= limit && compareDialled(number, after) > 0 {
				following[len(number)] = append(kept, n)
			}
		}
		for _, length := range slices.Sorted(maps.Keys(following)) {
			for _, n := range following[length] {
				if len(page.Numbers) == limit {
					page.Next = page.Numbers[limit-1].Number
					return nil
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if _, err := d.tables.nameHolder(tx, &n, nil); err != nil {
					return err
				}
				page.Numbers = append(page.Numbers, n)
			}
		}
		return nil
	})
	return page, err
}

// compareDialled orders numbers as people count: 99 before 100.
func compareDialled(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}
