package api

import (
	"context"

	"annuaire/directory"
)

// UserListInput says which users are wanted, and in which order.
type UserListInput struct {
	Paging
	Folder  ID             `query:"folder_id" doc:"Only those whose contact is in this folder."`
	Subtree bool           `query:"subtree" doc:"With folder_id: also those in folders below it."`
	Enabled string         `query:"enabled" enum:"true,false"`
	Text    string         `query:"q" doc:"Words that must all occur, or a number or extension, however written."`
	Expand  []string       `query:"expand" enum:"roles" doc:"roles: what each may do is wanted too, as far as the caller may read that."`
	Sort    directory.Sort `query:"sort" enum:"name,-name,company,-company,email,-email,created_at,-created_at,updated_at,-updated_at" default:"name" doc:"Of their contacts."`
}

// UserListOutput is a page of users.
type UserListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Users []User `json:"users"`
		Next  string `json:"next,omitempty"`
		Total int    `json:"total"`
	}
}

// userList gives the users in sight that the filters find, each with its extensions, the main one first, its external numbers, its devices and its
// features.
func (a *API) userList(ctx context.Context, c *caller, in *UserListInput) (*UserListOutput, error) {
	sight := c.sight().Within(c.Rights, directory.SectionUsers)
	filter := directory.UserFilter{Folder: in.Folder.UUID, Subtree: in.Subtree, Text: in.Text, Sight: &sight}
	if in.Enabled != "" {
		enabled := in.Enabled == "true"
		filter.Enabled = &enabled
	}
	page, err := a.directory.ListUsers(ctx, filter, in.page(in.Sort))
	if err != nil {
		return nil, err
	}
	out := &UserListOutput{Link: in.link(page.Next)}
	out.Body.Users, out.Body.Next, out.Body.Total = make([]User, 0, len(page.Users)), page.Next, page.Total
	for _, row := range page.Users {
		user, err := a.expandedUser(c, row, in.Expand)
		if err != nil {
			return nil, err
		}
		out.Body.Users = append(out.Body.Users, user)
	}
	return out, nil
}
