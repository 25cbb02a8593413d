package directory

import "github.com/google/uuid"

// cleanLine brings l's own fields into the form they are stored in and notes in f every rule that they break.
func (f *faults) cleanLine(l *Line) {
	if !l.Kind.Valid() {
		if l.Kind == "" {
			f.required("kind", "")
		} else {
			f.add("kind", Invalid, string(l.Kind), "is not a kind of line; the kinds are landline, mobile, fax and voip")
		}
	}
	before := len(*f)
	if l.Raw = f.line("raw", l.Raw, maxNumber); len(*f) == before {
		f.checkRaw("raw", l.Raw)
		f.foldable("raw", l.Raw)
	}
	l.Label = f.line("label", l.Label, maxLabel)
	l.Origin = f.line("origin", l.Origin, maxOrigin)
}

// prepareLine cleans l, reads its number and checks that it is no other line's. Asked opens an error's message.
func (e *Edit) prepareLine(l *Line, asked string) error {
	var f faults
	f.cleanLine(l)
	if err := f.err(asked); err != nil {
		return err
	}
	l.E164 = e.d.rules.dialect.E164(l.Raw)
	if err := e.claimKey(&f, indexLineNumber, lineNumberKey(l), recordKey(l.ID), "raw", l.Raw); err != nil {
		return err
	}
	return f.err(asked)
}

// line finds a line; otherwise it returns code, which is not_found for the line that a command is about and line_unknown
// for one that it refers to.
func (e *Edit) line(id uuid.UUID, code Code) (Line, error) {
	l, found, err := e.d.tables.lines.Get(e.tx, recordKey(id))
	if err != nil {
		return Line{}, err
	}
	if !found {
		return Line{}, &Error{Code: code, Message: "there is no line " + id.String()}
	}
	return *l, nil
}

// lineToChange is line for a caller that has seen version; 0 stands for whichever is current.
func (e *Edit) lineToChange(id uuid.UUID, version uint64) (Line, error) {
	l, err := e.line(id, NotFound)
	if err != nil {
		return Line{}, err
	}
	if version != 0 && version != l.Version {
		return Line{}, stale("the line "+l.DisplayName(), version, l.Version, l)
	}
	return l, nil
}

// linesOf gives a contact's lines, the default one first.
func (e *Edit) linesOf(contact uuid.UUID) ([]Line, error) {
	lines, err := e.d.tables.linesOf(e.tx, contact)
	return lines[contact], err
}

// changeLine writes a changed line with its next version; one that says the same keeps the one it has.
func (e *Edit) changeLine(l *Line, before Line) error {
	l.Version, l.UpdatedAt = before.Version, before.UpdatedAt
	if *l == before {
		return nil
	}
	l.Version, l.UpdatedAt = e.nextVersion(recordKey(l.ID), before.Version), e.now
	return putRecord(e, e.d.tables.lines, recordKey(l.ID), *l)
}

// keepDefault has exactly one default among a contact's telephony lines: the one that is, else the one it has had longest.
func (e *Edit) keepDefault(contact uuid.UUID) error {
	if contact == uuid.Nil {
		return nil
	}
	lines, err := e.linesOf(contact)
	if err != nil {
		return err
	}
	found := false
	for _, before := range lines { // the default one first, then by age
		l := before
		l.Default = !found && l.Kind.Telephony()
		found = found || l.Default
		if err := e.changeLine(&l, before); err != nil {
			return err
		}
	}
	return nil
}
