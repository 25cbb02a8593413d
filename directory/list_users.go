package directory

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// UserFilter says which users are wanted; its zero value wants all.
type UserFilter struct {
	Folder  uuid.UUID `json:"folder_id,omitzero"` // of their contacts; zero: the whole directory
	Subtree bool      `json:"subtree,omitempty"`  // also in folders below Folder
	Enabled *bool     `json:"enabled,omitempty"`
	// Text is as in ContactFilter: names, extensions and numbers among others.
	Text string `json:"text,omitempty"`
	// Sight is whose list it is: users of contacts that she does not see are neither found nor counted, and hidden numbers are left off. Nil: all
	// is seen.
	Sight *Sight `json:"-"`
}

// UserPage is a part of a list of users.
type UserPage struct {
	Users []UserRow `json:"users"`
	Next  string    `json:"next,omitempty"` // After of the page that follows; "": this is the last one
	Total int       `json:"total"`          // how many users the filter finds
}

// ListUsers gives a page of the users that filter finds, in page's order, which is that of their contacts. It returns not_found for an unknown folder
// and invalid for a page that makes no sense.
func (d *Directory) ListUsers(ctx context.Context, filter UserFilter, page Page) (UserPage, error) {
	s := d.Snapshot()
	query, err := ContactFilter{Folder: filter.Folder, Subtree: filter.Subtree, Text: filter.Text, Sight: filter.Sight}.query(s)
	if err != nil {
		return UserPage{}, err
	}
	query.Where.Args = append(query.Where.Args, marked(userMark, true))
	if filter.Enabled != nil {
		query.Where.Args = append(query.Where.Args, marked(enabledMark, *filter.Enabled))
	}
	sight := d.SystemRights().Sight(uuid.Nil)
	if filter.Sight != nil {
		sight = *filter.Sight
	}
	found, err := sight.find(ctx, s.People, query.Where, query.Folders)
	if err != nil {
		return UserPage{}, asError("search users", err)
	}
	part, next, err := page.cut(found)
	if err != nil {
		return UserPage{}, err
	}
	list := UserPage{Users: make([]UserRow, 0, len(part)), Next: next, Total: len(found)}
	err = d.view("read users", func(tx *store.Tx) error {
		for _, doc := range part {
			if err := ctx.Err(); err != nil {
				return err
			}
			u, found, err := d.tables.userOf(tx, uuid.UUID(doc.ID))
			if err != nil {
				return err
			}
			if !found { // gone since the snapshot
				continue
			}
			row, err := d.tables.userRow(tx, u)
			if err != nil {
				return err
			}
			if contact, is := sight.Contact(row.Contact); is {
				row.Contact = contact
				list.Users = append(list.Users, row)
			}
		}
		return nil
	})
	if err != nil {
		return UserPage{}, err
	}
	return list, nil
}
