package directory

import (
	"context"

	"github.com/google/uuid"
)

// AddExternalNumber makes an outside number one of the directory's own, spare. It returns invalid for what can not be read as a number of the
// directory's country or an international one, required, and number_taken where the directory has it already.
func (d *Directory) AddExternalNumber(ctx context.Context, raw, label string) (ExternalNumber, error) {
	var made ExternalNumber
	_, err := d.change(ctx, "external_number.add", "", func(e *Edit) (err error) {
		made, err = e.AddExternalNumber(raw, label)
		return err
	})
	return made, err
}

// AddExternalNumber is Directory.AddExternalNumber within the transaction.
func (e *Edit) AddExternalNumber(raw, label string) (ExternalNumber, error) {
	var made ExternalNumber
	err := e.do("add external number", func() error {
		var f faults
		raw = f.line("number", raw, maxNumber)
		made = ExternalNumber{E164: e.d.rules.dialect.E164(raw), Label: f.line("label", label, maxLabel), CreatedAt: e.now, UpdatedAt: e.now, Version: 1}
		if f.required("number", raw); raw != "" && made.E164 == "" {
			f.add("number", Invalid, raw, "can not be read as a telephone number")
		}
		other, taken, err := e.externalNumber(raw)
		if err != nil {
			return err
		}
		if taken {
			f.add("number", NumberTaken, raw, "is already one of the directory's own: %s", other.E164)
		}
		if err := f.err("the number can not be added"); err != nil {
			return err
		}
		if made.ID, err = newID(); err != nil {
			return err
		}
		return putRecord(e, e.d.tables.externalNumbers, recordKey(made.ID), made)
	})
	if err != nil {
		return ExternalNumber{}, err
	}
	return made, nil
}

// LabelExternalNumber changes what is noted about a number. Version is the one the caller has seen, 0 for any. It returns not_found,
// stale_record with the current ExternalNumber as detail, and invalid.
func (d *Directory) LabelExternalNumber(ctx context.Context, id uuid.UUID, version uint64, label string) (ExternalNumber, error) {
	var changed ExternalNumber
	_, err := d.change(ctx, "external_number.label", "", func(e *Edit) error {
		n, err := e.externalNumberToChange(id, version)
		if err != nil {
			return err
		}
		var f faults
		label = f.line("label", label, maxLabel)
		if err := f.err("the number can not be changed"); err != nil {
			return err
		}
		if changed = n; n.Label == label {
			return nil
		}
		changed.Label, changed.Version, changed.UpdatedAt = label, n.Version+1, e.now
		return putRecord(e, e.d.tables.externalNumbers, recordKey(id), changed)
	})
	if err != nil {
		return ExternalNumber{}, err
	}
	return changed, nil
}

// RemoveExternalNumber gives a spare number up. Version is the one the caller has seen, 0 for any. It returns not_found,
// stale_record, and number_in_use for one that a user has.
func (d *Directory) RemoveExternalNumber(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "external_number.remove", "", func(e *Edit) error { return e.RemoveExternalNumber(id, version) })
	return err
}

// RemoveExternalNumber is Directory.RemoveExternalNumber within the transaction.
func (e *Edit) RemoveExternalNumber(id uuid.UUID, version uint64) error {
	return e.do("remove external number", func() error {
		n, err := e.externalNumberToChange(id, version)
		if err != nil {
			return err
		}
		if n.UserID != uuid.Nil {
			who, err := e.describeUser(n.UserID)
			if err != nil {
				return err
			}
			return &Error{Code: NumberInUse, Message: n.E164 + " is used by " + who + "; take it away from the user first"}
		}
		return removeRecord(e, e.d.tables.externalNumbers, recordKey(id))
	})
}
