package directory

import (
	"github.com/google/uuid"

	"annuaire/directory/store"
)

// addLineChange notes whose numbers a change of a line changes.
func (d *Directory) addLineChange(changed *delta, c store.Change) error {
	before, after, err := d.tables.lines.Changed(c)
	if err != nil {
		return err
	}
	for _, l := range []*Line{before, after} {
		if l != nil && l.ContactID != uuid.Nil {
			changed.touched[l.ContactID] = struct{}{}
		}
	}
	return nil
}

// changedLines gives the lines of the contacts that are to be made documents of, and adds to these the living contacts
// whose lines alone have changed.
func (d *Directory) changedLines(changed *delta) (map[uuid.UUID][]Line, error) {
	var ids []uuid.UUID
	for _, c := range changed.contacts {
		ids = append(ids, c.ID)
		delete(changed.touched, c.ID)
	}
	if len(ids)+len(changed.touched) == 0 {
		return nil, nil
	}
	var lines map[uuid.UUID][]Line
	err := d.view("read contacts' lines", func(tx *store.Tx) (err error) {
		for id := range changed.touched {
			c, found, err := d.tables.contacts.Get(tx, recordKey(id))
			if err != nil {
				return err
			}
			if found && c.DeletedAt.IsZero() {
				changed.contacts = append(changed.contacts, c)
				ids = append(ids, id)
			}
		}
		if len(ids) > 0 {
			lines, err = d.tables.linesOf(tx, ids...)
		}
		return err
	})
	return lines, err
}

// readLinesAgain computes E164 of all lines, first taking it off all that change: one may now read what another did.
// Two lines whose numbers the configuration makes one are refused with number_taken.
func (e *Edit) readLinesAgain() error {
	lines, err := collect(e.d.tables.lines.All(e.tx))
	if err != nil {
		return err
	}
	var changed []Line
	for _, l := range lines {
		read := e.d.rules.dialect.E164(l.Raw)
		if read == l.E164 {
			continue
		}
		l.E164, l.Version, l.UpdatedAt = "", l.Version+1, e.now
		if err := putRecord(e, e.d.tables.lines, recordKey(l.ID), l); err != nil {
			return err
		}
		l.E164 = read
		changed = append(changed, l)
	}
	for _, l := range changed {
		if err := putRecord(e, e.d.tables.lines, recordKey(l.ID), l); err != nil {
			return err
		}
	}
	return nil
}

// checkKind refuses that a contact which has lines becomes an external one.
func (e *Edit) checkKind(c, before Contact) error {
	if c.Kind == before.Kind || c.Kind != ExternalContact {
		return nil
	}
	lines, err := e.linesOf(c.ID)
	if err != nil || len(lines) == 0 {
		return err
	}
	var f faults
	f.add("kind", ContactHasServices, string(c.Kind), "can not be external as long as the contact has the line %s; dissociate it first", lines[0].DisplayName())
	return f.err("the contact can not be changed")
}
