package directory

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
	which := "a line"
	if seen, err := e.mayRead(SectionLines, belonging{ContactID: c.ID}); err != nil {
		return err
	} else if seen {
		which = "the line " + lines[0].DisplayName()
	}
	var f faults
	f.add("kind", ContactHasServices, string(c.Kind), "can not be external as long as the contact has %s; dissociate it first", which)
	return f.err("the contact can not be changed")
}
