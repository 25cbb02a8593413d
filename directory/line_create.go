package directory

import (
	"context"

	"github.com/google/uuid"
)

// LineDraft is what a new line is made of.
type LineDraft struct {
	Kind      LineKind  `json:"kind"`
	Raw       string    `json:"raw"` // its number
	Label     string    `json:"label,omitempty"`
	Hidden    bool      `json:"hidden,omitempty"`
	Origin    string    `json:"origin,omitempty"`
	ContactID uuid.UUID `json:"contact_id,omitzero"` // whose it is; zero: nobody's, or that of a contact made for it
}

// CreateLine makes a line. One of a kind in Config.AutoContactKinds that is nobody's gets a contact of its own: an internal
// one in the root, named after the line, of origin AutoService and to be reviewed. It returns invalid, required,
// number_taken, contact_unknown and external_has_no_services.
func (d *Directory) CreateLine(ctx context.Context, draft LineDraft) (Line, error) {
	var made Line
	_, err := d.change(ctx, "line.create", "", func(e *Edit) (err error) {
		made, err = e.CreateLine(draft)
		return err
	})
	return made, err
}

// CreateLine is Directory.CreateLine within the transaction.
func (e *Edit) CreateLine(draft LineDraft) (Line, error) {
	var made Line
	err := e.do("create line", func() (err error) {
		made = Line{
			Kind: draft.Kind, Raw: draft.Raw, Label: draft.Label, Hidden: draft.Hidden, Origin: draft.Origin,
			CreatedAt: e.now, UpdatedAt: e.now, Version: 1,
		}
		if err := e.prepareLine(&made, "the line can not be made"); err != nil {
			return err
		}
		if made.ID, err = newID(); err != nil {
			return err
		}
		if err := putRecord(e, e.d.tables.lines, recordKey(made.ID), made); err != nil {
			return err
		}
		switch {
		case draft.ContactID != uuid.Nil:
			made, err = e.createdFor(made, draft.ContactID)
		case e.d.config.makesContactFor(made.Kind):
			made, err = e.giveContact(made)
		}
		return err
	})
	if err != nil {
		return Line{}, err
	}
	return made, nil
}

// createdFor associates a new line with a contact.
func (e *Edit) createdFor(l Line, contact uuid.UUID) (Line, error) {
	c, err := e.livingContact(contact)
	if CodeOf(err) == NotFound {
		var f faults
		f.add("contact_id", ContactUnknown, contact.String(), "there is no such contact")
		return Line{}, f.err("the line can not be made")
	}
	if err != nil {
		return Line{}, err
	}
	return e.associate(l, c)
}
