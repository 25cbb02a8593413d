package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// UserFilter says which users are wanted; its zero value wants all.
type UserFilter struct {
	Folder  uuid.UUID `json:"folder_id,omitzero"` // of their contacts; zero: the whole directory
	Subtree bool      `json:"subtree,omitempty"`  // also in folders below Folder
	Enabled *bool     `json:"enabled,omitempty"`
	// Text is as in ContactFilter: names, extensions and numbers among others.
	Text string `json:"text,omitempty"`
}

// UserRow is a user in a list.
type UserRow struct {
	UserDetails
	DisplayName string `json:"display_name"`
	// FeaturesOn are the features that are on, voicemail included.
	FeaturesOn []FeatureName `json:"features_on,omitempty"`
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
	query, err := ContactFilter{Folder: filter.Folder, Subtree: filter.Subtree, Text: filter.Text}.query(s)
	if err != nil {
		return UserPage{}, err
	}
	list := UserPage{Users: []UserRow{}}
	err = d.view("read users", func(tx *store.Tx) error {
		users, err := d.tables.usersByContact(tx, filter.Enabled)
		if err != nil {
			return err
		}
		var found []*search.Document
		for doc := range s.People.Search(query) {
			if _, is := users[uuid.UUID(doc.ID)]; is {
				found = append(found, doc)
			}
		}
		part, next, err := page.cut(found)
		if err != nil {
			return err
		}
		list.Next, list.Total = next, len(found)
		for _, doc := range part {
			if err := ctx.Err(); err != nil {
				return err
			}
			details, err := d.tables.details(tx, users[uuid.UUID(doc.ID)])
			if err != nil {
				return err
			}
			list.Users = append(list.Users, details.row())
		}
		return nil
	})
	if err != nil {
		return UserPage{}, err
	}
	return list, nil
}

// usersByContact gives the users that are not in the bin, enabled or not as asked for.
func (t tables) usersByContact(tx *store.Tx, enabled *bool) (map[uuid.UUID]User, error) {
	users := map[uuid.UUID]User{}
	for u, err := range t.users.All(tx) {
		if err != nil {
			return nil, err
		}
		if u.DeletedAt.IsZero() && (enabled == nil || *enabled == u.Enabled) {
			users[u.ContactID] = *u
		}
	}
	return users, nil
}

func (has UserDetails) row() UserRow {
	row := UserRow{UserDetails: has, DisplayName: has.Contact.DisplayName()}
	voicemail := slices.ContainsFunc(has.Mailboxes, func(m MailboxDetails) bool { return m.Enabled && !m.Additional })
	for _, name := range FeatureNames() {
		if has.Features[name].Enabled || name == FeatureVoicemail && voicemail {
			row.FeaturesOn = append(row.FeaturesOn, name)
		}
	}
	return row
}
