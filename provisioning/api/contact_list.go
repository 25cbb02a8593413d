package api

import (
	"context"
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ContactListInput says which contacts are wanted, and in which order.
type ContactListInput struct {
	Paging
	Folder   ID                    `query:"folder_id" doc:"Only those in this folder."`
	Subtree  bool                  `query:"subtree" doc:"With folder_id: also those in folders below it."`
	Kind     directory.ContactKind `query:"kind" enum:"internal,external"`
	HasEmail string                `query:"has_email" enum:"true,false"`
	HasLine  string                `query:"has_service" enum:"true,false" doc:"Whether it has a line; only contacts are looked at whose lines the caller may read."`
	Role     ID                    `query:"role_id" doc:"Only those that have this role; only contacts are looked at whose access the caller may read."`
	Origin   string                `query:"origin" doc:"import: made by an import; auto_service: made because a line needed a contact."`
	Text     string                `query:"q" doc:"Words that must all occur, or a number, however written."`
	Sort     directory.Sort        `query:"sort" enum:"name,-name,company,-company,email,-email,created_at,-created_at,updated_at,-updated_at" default:"name"`
}

// ContactListOutput is a page of contacts.
type ContactListOutput struct {
	Link string `header:"Link"`
	Body directory.ContactPage
}

// contactList gives the contacts in sight that the filters find.
func (a *API) contactList(ctx context.Context, c *caller, in *ContactListInput) (*ContactListOutput, error) {
	filter, err := in.filter(c)
	if err != nil {
		return nil, err
	}
	page, err := a.directory.ListContacts(ctx, filter, in.page(in.Sort))
	if err != nil {
		return nil, err
	}
	return &ContactListOutput{Link: in.link(page.Next), Body: page}, nil
}

// filter is what the caller asks for. Filters by what another right is needed for look no further than that right goes.
func (in *ContactListInput) filter(c *caller) (directory.ContactFilter, error) {
	sight := c.sight()
	filter := directory.ContactFilter{
		Folder: in.Folder.UUID, Subtree: in.Subtree, Kind: in.Kind, Role: in.Role.UUID, Origin: in.Origin, Text: in.Text, Sight: &sight,
	}
	if in.HasEmail != "" {
		has := in.HasEmail == "true"
		filter.HasEmail = &has
	}
	if in.HasLine != "" {
		has := in.HasLine == "true"
		filter.HasLine = &has
	}
	for section, asked := range map[directory.Section]bool{directory.SectionLines: in.HasLine != "", directory.SectionAccess: in.Role.UUID != uuid.Nil} {
		if !asked {
			continue
		}
		if !c.Rights.MaySomewhere(section, directory.Read) {
			return filter, forbidden(section, directory.Read)
		}
		sight = sight.Within(c.Rights, section)
	}
	return filter, nil
}

// SearchInput is what is searched for.
type SearchInput struct {
	Paging
	Text string `query:"q" required:"true" doc:"Words that must all occur, or a number, however written."`
}

// SearchOutput is a page of what is found.
type SearchOutput struct {
	Link string `header:"Link"`
	Body directory.HitPage
}

// search looks into what phones search, as far as it is in sight.
func (a *API) search(ctx context.Context, c *caller, in *SearchInput) (*SearchOutput, error) {
	page, err := a.directory.Search(ctx, c.sight(), in.Text, in.page(directory.SortName))
	if err != nil {
		return nil, err
	}
	return &SearchOutput{Link: in.link(page.Next), Body: page}, nil
}

// ContactMoveInput puts contacts into a folder.
type ContactMoveInput struct {
	Body struct {
		IDs      []ID `json:"ids" minItems:"1" maxItems:"1000"`
		FolderID ID   `json:"folder_id"`
	}
}

func (in *ContactMoveInput) places(a *API, c *caller) ([]place, error) {
	places, err := placesOfAll(a, c, in.Body.IDs)
	return append(places, a.destination(in.Body.FolderID.UUID, "folder_id")), err
}

// placesOfAll are the places of contacts.
func placesOfAll(a *API, c *caller, ids []ID) ([]place, error) {
	var places []place
	for i, id := range ids {
		path := ContactPath{ID: id}
		of, err := path.places(a, c)
		if err != nil {
			return nil, fmt.Errorf("ids[%d]: %w", i, err)
		}
		places = append(places, of...)
	}
	return places, nil
}

// contactMove puts contacts into a folder, all or none.
func (a *API) contactMove(ctx context.Context, _ *caller, in *ContactMoveInput) (*Empty, error) {
	ids := make([]uuid.UUID, len(in.Body.IDs))
	for i, id := range in.Body.IDs {
		ids[i] = id.UUID
	}
	return nil, a.directory.MoveContacts(ctx, ids, in.Body.FolderID.UUID)
}

// ContactsDeleteInput puts contacts in the bin.
type ContactsDeleteInput struct {
	Body struct {
		IDs []ID `json:"ids" minItems:"1" maxItems:"1000"`
	}
}

func (in *ContactsDeleteInput) places(a *API, c *caller) ([]place, error) {
	return placesOfAll(a, c, in.Body.IDs)
}

// contactsDelete puts contacts in the bin, all or none.
func (a *API) contactsDelete(ctx context.Context, _ *caller, in *ContactsDeleteInput) (*Empty, error) {
	_, err := a.directory.Apply(ctx, "contacts.delete", func(e *directory.Edit) error {
		for i, id := range in.Body.IDs {
			if err := e.DeleteContact(id.UUID, 0); err != nil {
				return fmt.Errorf("ids[%d]: %w", i, err)
			}
		}
		return nil
	})
	return nil, err
}
