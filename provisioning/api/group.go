package api

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory"
)

// GroupPath names a call group.
type GroupPath struct {
	ID ID `path:"id"`
}

func (in *GroupPath) places(a *API, _ *caller) ([]place, error) {
	g, err := a.directory.Group(in.ID.UUID)
	if err != nil {
		return nil, err
	}
	return []place{{folder: g.FolderID, unseen: notFound("call group", in.ID)}}, nil
}

// GuardedGroup names a call group in the version that its sender has seen.
type GuardedGroup struct {
	GroupPath
	Guard
}

// GroupView is a call group, and who its members are as far as they are in sight.
type GroupView struct {
	directory.Group
	Contacts  []directory.ContactRef   `json:"contacts" doc:"The members that are in sight, in the order they ring."`
	Mailboxes *[]directory.HeldMailbox `json:"mailboxes,omitempty" doc:"With expand=mailboxes: those that it has taken over, for who may read mailboxes."`
}

// GroupOutput is a call group.
type GroupOutput struct {
	ETag string `header:"ETag"`
	Body GroupView
}

func (a *API) groupOutput(c *caller, g directory.Group, err error) (*GroupOutput, error) {
	if err != nil {
		return nil, err
	}
	view, err := a.groupView(c, g)
	return &GroupOutput{ETag: etag(g.Version), Body: view}, err
}

func (a *API) groupView(c *caller, g directory.Group) (GroupView, error) {
	view := GroupView{Group: g, Contacts: []directory.ContactRef{}}
	for _, id := range g.Members {
		member, err := a.contactRef(c, id)
		if err != nil {
			return GroupView{}, err
		}
		if member != nil {
			view.Contacts = append(view.Contacts, *member)
		}
	}
	return view, nil
}

// GroupListInput says which call groups are wanted.
type GroupListInput struct {
	Paging
	Folder  ID `query:"folder_id" doc:"Only those in this folder."`
	Contact ID `query:"contact_id" doc:"Only those that this contact is a member of."`
}

// GroupListOutput is a page of call groups, in the order of their names.
type GroupListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Groups []GroupView `json:"groups"`
		Next   string      `json:"next,omitempty"`
		Total  int         `json:"total"`
	}
}

// groupList gives the call groups in folders where the caller may read call groups.
func (a *API) groupList(ctx context.Context, c *caller, in *GroupListInput) (*GroupListOutput, error) {
	groups, err := a.directory.Groups(ctx)
	if err != nil {
		return nil, err
	}
	groups = slices.DeleteFunc(groups, func(g directory.Group) bool {
		return !c.Rights.May(directory.SectionGroups, directory.Read, g.FolderID) ||
			in.Folder.UUID != uuid.Nil && g.FolderID != in.Folder.UUID ||
			in.Contact.UUID != uuid.Nil && !slices.Contains(g.Members, in.Contact.UUID)
	})
	var out GroupListOutput
	out.Body.Total = len(groups)
	page, next, err := cut(&in.Paging, groups)
	if err != nil {
		return nil, err
	}
	out.Body.Groups, out.Body.Next, out.Link = []GroupView{}, next, in.link(next)
	for _, g := range page {
		view, err := a.groupView(c, g)
		if err != nil {
			return nil, err
		}
		out.Body.Groups = append(out.Body.Groups, view)
	}
	return &out, nil
}

// GroupShowInput names a call group and how much of it is wanted.
type GroupShowInput struct {
	GroupPath
	Expand []string `query:"expand" enum:"mailboxes" doc:"mailboxes: those that it has are wanted too, as far as the caller may read them."`
}

// groupShow gives one call group.
func (a *API) groupShow(_ context.Context, c *caller, in *GroupShowInput) (*GroupOutput, error) {
	g, err := a.directory.Group(in.ID.UUID)
	out, err := a.groupOutput(c, g, err)
	if err != nil || !slices.Contains(in.Expand, expandMailboxes) || !c.Rights.May(directory.SectionVoicemail, directory.Read, g.FolderID) {
		return out, err
	}
	list, err := a.directory.MailboxesOfGroup(g.ID)
	out.Body.Mailboxes = &list
	return out, err
}

// expandMailboxes is what asks for the mailboxes of a call group.
const expandMailboxes = "mailboxes"

// checkMembers refuses to put into a call group whom the caller does not see; before are those who are members already.
func (a *API) checkMembers(c *caller, members, before []uuid.UUID) error {
	for i, id := range members {
		if slices.Contains(before, id) {
			continue
		}
		seen, err := a.contactRef(c, id)
		if err != nil {
			return err
		}
		if seen == nil {
			return unknownRecord(directory.ContactUnknown, fmt.Sprintf("members[%d]", i), id, "there is no such contact")
		}
	}
	return nil
}
