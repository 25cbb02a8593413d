package api

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
)

// ContactShowInput names a contact and how much of it is wanted.
type ContactShowInput struct {
	ContactPath
	View   string   `query:"view" enum:"full,card" default:"full" doc:"card: the contact at a glance."`
	Expand []string `query:"expand" enum:"services,devices,workstations,voicemail,roles" doc:"With the full view: which sections of what is attached to the contact are wanted too. One that the caller has no right to is left out."`
}

// ContactShowOutput is a contact: its record, or its card.
type ContactShowOutput struct {
	ETag string `header:"ETag"`
	Body ContactView
}

// ContactView is a ContactRecord or a Card.
type ContactView struct{ shown any }

// MarshalJSON writes what is shown.
func (v ContactView) MarshalJSON() ([]byte, error) { return json.Marshal(v.shown) }

// Schema says that there are two views.
func (ContactView) Schema(r huma.Registry) *huma.Schema {
	return &huma.Schema{OneOf: []*huma.Schema{r.Schema(reflect.TypeFor[ContactRecord](), true, "ContactRecord"), r.Schema(reflect.TypeFor[directory.Card](), true, "Card")}}
}

// contactShow gives a contact, without what is hidden from the caller.
func (a *API) contactShow(_ context.Context, c *caller, in *ContactShowInput) (*ContactShowOutput, error) {
	contact, err := a.seenContact(c, in.ID)
	if err != nil {
		return nil, err
	}
	out := &ContactShowOutput{ETag: etag(contact.Version)}
	if in.View == "card" {
		card, err := a.directory.Card(contact.ID)
		if err != nil {
			return nil, err
		}
		out.Body.shown = seenCard(c, card, contact)
		return out, nil
	}
	record, err := a.contactRecord(c, contact, in.Expand)
	out.Body.shown = record
	return out, err
}

// seenContact gives a contact as the caller sees it. It returns not_found where it does not.
func (a *API) seenContact(c *caller, id ID) (directory.Contact, error) {
	contact, err := a.directory.Contact(id.UUID)
	if err != nil {
		return directory.Contact{}, err
	}
	contact, seen := c.sight().Contact(contact)
	if !seen {
		return directory.Contact{}, notFound("contact", id)
	}
	return contact, nil
}

// seenCard is a card without what the caller does not see of its contact.
func seenCard(c *caller, card directory.Card, seen directory.Contact) directory.Card {
	card.Numbers, card.ShortNumbers = seen.Numbers, nil
	for _, n := range seen.Numbers {
		if n.ShortNumber != "" {
			card.ShortNumbers = append(card.ShortNumbers, n.ShortNumber)
		}
	}
	card.FolderPath = c.sight().Path(seen.FolderID)
	return card
}
