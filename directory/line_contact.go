package directory

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"
)

// makesContactFor reports whether a line of this kind that is nobody's gets a contact of its own.
func (c Config) makesContactFor(kind LineKind) bool {
	return slices.Contains(c.AutoContactKinds, kind)
}

// GiveLineContact has a line that is nobody's belong to the contact that was made because of it, from the bin if need be,
// and makes that contact where there never was one or it was purged. A line that is somebody's stays as it is, so that the
// command may be repeated. It returns not_found.
func (d *Directory) GiveLineContact(ctx context.Context, id uuid.UUID) (Line, error) {
	var given Line
	_, err := d.change(ctx, "line.give_contact", "", func(e *Edit) (err error) {
		given, err = e.GiveLineContact(id)
		return err
	})
	return given, err
}

// GiveLineContact is Directory.GiveLineContact within the transaction.
func (e *Edit) GiveLineContact(id uuid.UUID) (Line, error) {
	var given Line
	err := e.do("give a line a contact", func() error {
		l, err := e.line(id, NotFound)
		if err != nil {
			return err
		}
		given, err = e.giveContact(l)
		return err
	})
	if err != nil {
		return Line{}, err
	}
	return given, nil
}

func (e *Edit) giveContact(l Line) (Line, error) {
	if l.ContactID != uuid.Nil {
		return l, nil
	}
	c, err := e.autoContact(l)
	if err != nil {
		return Line{}, err
	}
	before := l
	l.AutoContactID = c.ID
	if err := e.changeLine(&l, before); err != nil {
		return Line{}, err
	}
	return e.associate(l, c)
}

// autoContact is the contact made because of a line: the one there is or was, else a new one. One that has become an
// external contact since is left alone.
func (e *Edit) autoContact(l Line) (Contact, error) {
	if l.AutoContactID != uuid.Nil {
		c, found, err := e.d.tables.contacts.Get(e.tx, recordKey(l.AutoContactID))
		switch {
		case err != nil:
			return Contact{}, err
		case found && c.DeletedAt.IsZero():
			return *c, nil
		case found:
			back, _, err := e.bringBack(*c)
			return back, err
		}
	}
	c, _, err := e.CreateContact(ContactDraft{
		Kind: InternalContact, LastName: cmp.Or(l.Label, l.Raw), Origin: AutoService, needsReview: true,
	})
	return c, err
}
