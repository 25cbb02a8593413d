package directory

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// LineFilter says which lines are wanted; its zero value wants all.
type LineFilter struct {
	Kind LineKind `json:"kind,omitempty"` // "": all
	// Associated asks for those that are a contact's, or for those that are nobody's; nil: both.
	Associated *bool `json:"associated,omitempty"`
	// Text must occur in the label or the number as typed; or be the number, however written.
	Text string `json:"text,omitempty"`
	// ContactID is whose they are; zero: anybody's.
	ContactID uuid.UUID `json:"contact_id,omitzero"`
	// Readable tells by whose it is, as Rights.ReaderOf does, which lines are neither given nor counted; nil: all are.
	Readable func(owners []Owner) bool `json:"-"`
}

// Line finds a line. It returns not_found.
func (d *Directory) Line(id uuid.UUID) (Line, error) {
	var line Line
	err := d.view("read a line", func(tx *store.Tx) error {
		l, found, err := d.tables.lines.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "there is no line " + id.String()}
		}
		line = *l
		return nil
	})
	return line, err
}

// Line finds a line as the transaction has it. It returns not_found.
func (e *Edit) Line(id uuid.UUID) (Line, error) {
	l, err := e.line(id, NotFound)
	return l, asError("read a line", err)
}

// Lines gives the lines that filter finds, in the order they were made. It returns invalid for an unknown kind.
func (d *Directory) Lines(ctx context.Context, filter LineFilter) ([]Line, error) {
	if filter.Kind != "" && !filter.Kind.Valid() {
		return nil, &Error{Code: Invalid, Message: "the kind of line must be landline, mobile, fax or voip"}
	}
	text, number := search.Fold(filter.Text), d.rules.dialect.E164(filter.Text)
	lines := []Line{}
	err := d.view("read lines", func(tx *store.Tx) error {
		for l, err := range d.tables.lines.All(tx) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			if !filter.finds(l, text, number) {
				continue
			}
			readable, err := d.readable(tx, filter.Readable, belonging{ContactID: l.ContactID})
			if err != nil {
				return err
			}
			if readable {
				lines = append(lines, *l)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return lines, nil
}

func (filter LineFilter) finds(l *Line, text, number string) bool {
	switch {
	case filter.Kind != "" && l.Kind != filter.Kind, filter.ContactID != uuid.Nil && filter.ContactID != l.ContactID:
		return false
	case filter.Associated != nil && *filter.Associated != (l.ContactID != uuid.Nil):
		return false
	case text == "", number != "" && l.E164 == number:
		return true
	}
	return strings.Contains(search.Fold(l.Label), text) || strings.Contains(search.Fold(l.Raw), text)
}

// LinesOf gives a contact's lines: the default one first, then the one it has had longest. It returns not_found.
func (d *Directory) LinesOf(contact uuid.UUID) ([]Line, error) {
	lines := []Line{}
	err := d.view("read a contact's lines", func(tx *store.Tx) error {
		if _, err := d.tables.livingContact(tx, contact); err != nil {
			return err
		}
		of, err := d.tables.linesOf(tx, contact)
		lines = append(lines, of[contact]...)
		return err
	})
	if err != nil {
		return nil, err
	}
	return lines, nil
}

// LineByNumber finds the line with a number, however written. It returns not_found.
func (d *Directory) LineByNumber(number string) (Line, error) {
	asked := Line{Raw: number, E164: d.rules.dialect.E164(number)}
	var line Line
	err := d.view("read a line", func(tx *store.Tx) error {
		l, found, err := d.tables.lines.One(tx, indexLineNumber, lineNumberKey(&asked))
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "there is no line with the number " + number}
		}
		line = *l
		return nil
	})
	return line, err
}
