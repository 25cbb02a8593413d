package directory

import "github.com/google/uuid"

// checkLines: fields that are well formed, numbers held once, living internal contacts only, and exactly one default
// telephony line for whoever has one.
func (c *checker) checkLines() error {
	lines, err := c.d.tables.linesOf(c.tx)
	if err != nil {
		return err
	}
	for contact, own := range lines {
		c.checkDefault(contact, own)
	}
	for l, err := range c.d.tables.lines.All(c.tx) {
		if err != nil {
			return err
		}
		if err := c.checkLine(*l); err != nil {
			return err
		}
	}
	return c.ctx.Err()
}

func (c *checker) checkDefault(contact uuid.UUID, lines []Line) {
	defaults, telephony := 0, 0
	for _, l := range lines {
		if l.Default {
			defaults++
		}
		if l.Kind.Telephony() {
			telephony++
		}
		if l.Default && !l.Kind.Telephony() {
			c.report("lines", l.ID, "is a default line without being a telephony line")
		}
	}
	if defaults != min(1, telephony) {
		c.report("contacts", contact, "has %d default lines among %d telephony lines", defaults, telephony)
	}
}

func (c *checker) checkLine(l Line) error {
	var bad faults
	cleaned := l
	bad.cleanLine(&cleaned)
	c.reportFaults("lines", l.ID, bad)
	if len(bad) == 0 && cleaned != l {
		c.report("lines", l.ID, "is not in the form it should be stored in")
	}
	if read := c.d.rules.dialect.E164(l.Raw); read != l.E164 {
		c.report("lines", l.ID, "the number %q reads %q and is stored as %q", l.Raw, read, l.E164)
	}
	if l.Version == 0 {
		c.report("lines", l.ID, "has no version")
	}
	c.hold("lines", l.ID, indexLineNumber, lineNumberKey(&l), l.Raw)
	if l.ContactID == uuid.Nil {
		if l.Default || !l.AssociatedAt.IsZero() {
			c.report("lines", l.ID, "is nobody's, but somebody's default or associated")
		}
		return nil
	}
	holder, found, err := c.d.tables.contacts.Get(c.tx, recordKey(l.ContactID))
	switch {
	case err != nil:
		return err
	case !found || !holder.DeletedAt.IsZero():
		c.report("lines", l.ID, "belongs to the contact %s, which does not exist or is in the bin", l.ContactID)
	case holder.Kind != InternalContact:
		c.report("lines", l.ID, "belongs to the contact %s, which is external", l.ContactID)
	case l.AssociatedAt.IsZero():
		c.report("lines", l.ID, "belongs to a contact since no time")
	}
	return nil
}
