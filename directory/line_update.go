package directory

import (
	"context"

	"github.com/google/uuid"
)

// LinePatch changes the fields that are not nil; a pointer to the zero value erases.
type LinePatch struct {
	Kind   *LineKind `json:"kind,omitempty"`
	Raw    *string   `json:"raw,omitempty"`
	Label  *string   `json:"label,omitempty"`
	Hidden *bool     `json:"hidden,omitempty"`
}

// UpdateLine changes a line's fields that patch names; whose it is stays. A default line that becomes a fax gives that up
// to the next. Version is the one the caller has seen, 0 for any. It returns not_found, stale_record with the current Line
// as detail, invalid, required and number_taken.
func (d *Directory) UpdateLine(ctx context.Context, id uuid.UUID, version uint64, patch LinePatch) (Line, error) {
	var changed Line
	_, err := d.change(ctx, "line.update", "", func(e *Edit) (err error) {
		changed, err = e.UpdateLine(id, version, patch)
		return err
	})
	return changed, err
}

// UpdateLine is Directory.UpdateLine within the transaction.
func (e *Edit) UpdateLine(id uuid.UUID, version uint64, patch LinePatch) (Line, error) {
	return e.editLine("update line", id, version, func(l *Line) error {
		set(&l.Kind, patch.Kind)
		set(&l.Raw, patch.Raw)
		set(&l.Label, patch.Label)
		set(&l.Hidden, patch.Hidden)
		l.Default = l.Default && l.Kind.Telephony()
		return e.prepareLine(l, "the line can not be changed")
	})
}

// editLine has edit change a line and sees to the default of the contact it belongs to.
func (e *Edit) editLine(what string, id uuid.UUID, version uint64, edit func(*Line) error) (Line, error) {
	var changed Line
	err := e.do(what, func() error {
		before, err := e.lineToChange(id, version)
		if err != nil {
			return err
		}
		changed = before
		if err := edit(&changed); err != nil {
			return err
		}
		if err := e.changeLine(&changed, before); err != nil {
			return err
		}
		if err := e.keepDefault(changed.ContactID); err != nil {
			return err
		}
		changed, err = e.line(id, NotFound)
		return err
	})
	if err != nil {
		return Line{}, err
	}
	return changed, nil
}

// MakeDefaultLine makes a contact's line its default in place of the one that is. It returns not_found, also for a line
// that is not the contact's, and invalid for a fax line.
func (d *Directory) MakeDefaultLine(ctx context.Context, contact, line uuid.UUID) (Line, error) {
	var made Line
	_, err := d.change(ctx, "line.make_default", "", func(e *Edit) (err error) {
		made, err = e.MakeDefaultLine(contact, line)
		return err
	})
	return made, err
}

// MakeDefaultLine is Directory.MakeDefaultLine within the transaction.
func (e *Edit) MakeDefaultLine(contact, line uuid.UUID) (Line, error) {
	var made Line
	err := e.do("make a line the default", func() error {
		chosen, err := e.lineOf(contact, line)
		if err != nil {
			return err
		}
		if !chosen.Kind.Telephony() {
			return &Error{Code: Invalid, Message: "the line " + chosen.DisplayName() + " is a fax; nobody can be reached by voice on it"}
		}
		lines, err := e.linesOf(contact)
		if err != nil {
			return err
		}
		for _, before := range lines {
			l := before
			l.Default = l.ID == line
			if err := e.changeLine(&l, before); err != nil {
				return err
			}
		}
		made, err = e.line(line, NotFound)
		return err
	})
	if err != nil {
		return Line{}, err
	}
	return made, nil
}
