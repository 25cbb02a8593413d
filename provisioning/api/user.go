package api

import (
	"context"
	"slices"

	"annuaire/directory"
)

// UserPath names a user. A user is where its contact is, and seen by who sees that.
type UserPath struct {
	ID ID `path:"id"`
}

func (in *UserPath) places(a *API, c *caller) ([]place, error) {
	p, err := a.placeOfUser(c, in.ID)
	return []place{p}, err
}

// placeOfUser is the folder of a user's contact. It returns not_found where the caller does not see the contact.
func (a *API) placeOfUser(c *caller, id ID) (place, error) {
	u, err := a.directory.User(id.UUID)
	if err != nil {
		return place{}, err
	}
	return placeOfHolder(c, u.Contact, notFound("user", id))
}

// placeOfHolder is the folder of a contact that something belongs to. It returns unseen where the caller does not see the contact.
func placeOfHolder(c *caller, contact directory.Contact, unseen error) (place, error) {
	if _, seen := c.sight().Contact(contact); !seen {
		return place{}, unseen
	}
	return place{folder: contact.FolderID, unseen: unseen}, nil
}

// GuardedUser names a user in the version that its sender has seen.
type GuardedUser struct {
	UserPath
	Guard
}

// User is a user with what it has, as far as the caller may read that: its contact as the caller sees it, and lines, devices, mailboxes and
// call groups only where it may read those sections.
type User struct {
	directory.UserRow
	Roles    []AssignedRole      `json:"roles,omitempty" doc:"With expand=roles: those of its contact, for who may read who has access."`
	Warnings []directory.Warning `json:"warnings,omitempty" doc:"What was accepted and may be a mistake, and features that were turned off because what they need is gone."`
}

// UserOutput is a user.
type UserOutput struct {
	ETag string `header:"ETag" doc:"Covers the user with its extensions, external numbers, features and mailboxes. Contact, lines, devices and call groups have ETags of their own."`
	Body User
}

func userOutput(c *caller, row directory.UserRow, warnings []directory.Warning) *UserOutput {
	return &UserOutput{ETag: etag(row.Version), Body: seenUser(c, row, warnings)}
}

// seenUser is a user without what the caller may not read.
func seenUser(c *caller, row directory.UserRow, warnings []directory.Warning) User {
	folder := row.Contact.FolderID
	row.Contact, _ = c.sight().Contact(row.Contact)
	if !c.Rights.May(directory.SectionLines, directory.Read, folder) {
		row.Lines = nil
	}
	if !c.Rights.May(directory.SectionDevices, directory.Read, folder) {
		row.Devices = nil
	}
	if !c.Rights.May(directory.SectionVoicemail, directory.Read, folder) {
		row.Mailboxes = nil
	}
	row.CallGroups = slices.DeleteFunc(slices.Clone(row.CallGroups), func(g directory.GroupRef) bool {
		return !c.Rights.May(directory.SectionGroups, directory.Read, g.FolderID)
	})
	return User{UserRow: row, Warnings: warnings}
}

// expandedUser is a user with what expand names and the caller may read.
func (a *API) expandedUser(c *caller, row directory.UserRow, expand []string) (User, error) {
	user := seenUser(c, row, nil)
	if !slices.Contains(expand, expandRoles) || !c.Rights.May(directory.SectionAccess, directory.Read, row.Contact.FolderID) {
		return user, nil
	}
	has, err := a.rolesOf(row.Contact.ID)
	if err == nil {
		user.Roles = has.Roles
	}
	return user, err
}

// UserShowInput names a user and how much of it is wanted.
type UserShowInput struct {
	UserPath
	Expand []string `query:"expand" enum:"roles" doc:"roles: what its contact may do is wanted too, as far as the caller may read that."`
}

// userShow gives a user.
func (a *API) userShow(_ context.Context, c *caller, in *UserShowInput) (*UserOutput, error) {
	row, err := a.directory.UserRow(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	user, err := a.expandedUser(c, row, in.Expand)
	return &UserOutput{ETag: etag(row.Version), Body: user}, err
}

// changesUser is commands that change one user within a transaction.
type changesUser func(e *directory.Edit) (directory.UserDetails, []directory.Warning, error)

// changeUser commits commands that change one user and gives the user as it is then.
func (a *API) changeUser(ctx context.Context, c *caller, action string, do changesUser) (*UserOutput, error) {
	var (
		row      directory.UserRow
		warnings []directory.Warning
	)
	_, err := a.directory.Apply(ctx, action, func(e *directory.Edit) error {
		details, warned, err := do(e)
		if err != nil {
			return err
		}
		warnings = warned
		row, err = e.UserRow(details.ID, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	return userOutput(c, row, warnings), nil
}
