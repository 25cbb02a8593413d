package directory

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// AssociateLine makes a line the contact's; its first telephony line becomes its default. With reassign it is taken from
// the contact that has it, else that is an error. A line that is the contact's already stays as it is. It returns
// not_found for line and contact, external_has_no_services, and service_already_associated with that contact's ContactRef
// as detail where the actor sees it.
func (d *Directory) AssociateLine(ctx context.Context, contact, line uuid.UUID, reassign bool) (Line, error) {
	var associated Line
	_, err := d.change(ctx, "line.associate", "", func(e *Edit) (err error) {
		associated, err = e.AssociateLine(contact, line, reassign)
		return err
	})
	return associated, err
}

// AssociateLine is Directory.AssociateLine within the transaction.
func (e *Edit) AssociateLine(contact, line uuid.UUID, reassign bool) (Line, error) {
	var associated Line
	err := e.do("associate line", func() error {
		l, err := e.line(line, NotFound)
		if err != nil {
			return err
		}
		c, err := e.livingContact(contact)
		if err != nil {
			return err
		}
		if l.ContactID != uuid.Nil && l.ContactID != contact && !reassign {
			return e.alreadyAssociated(l)
		}
		associated, err = e.associate(l, c)
		return err
	})
	if err != nil {
		return Line{}, err
	}
	return associated, nil
}

// alreadyAssociated says whose a line is, to an actor who sees that contact.
func (e *Edit) alreadyAssociated(l Line) error {
	holder, err := e.livingContact(l.ContactID)
	if err != nil {
		return err
	}
	sight, err := e.sight()
	if err != nil {
		return err
	}
	if _, seen := sight.Contact(holder); !seen {
		return &Error{Code: ServiceAlreadyAssociated, Message: "the line is already that of another contact"}
	}
	return &Error{
		Code:    ServiceAlreadyAssociated,
		Message: fmt.Sprintf("the line %s is already that of %s", l.DisplayName(), holder.DisplayName()),
		Detail:  ContactRef{ID: holder.ID, Name: holder.DisplayName(), FolderID: holder.FolderID},
	}
}

// associate makes a line c's, whoever had it before.
func (e *Edit) associate(l Line, c Contact) (Line, error) {
	if c.Kind != InternalContact {
		return Line{}, &Error{
			Code: ExternalHasNoServices, Message: "the contact is an external one; only internal contacts have lines",
		}
	}
	if l.ContactID == c.ID {
		return l, nil
	}
	return e.handOver(l, c.ID, e.now)
}

// DissociateLine makes a contact's line nobody's. Where it was the default, the one that the contact has had longest takes
// its place. It returns not_found, also for a line that is not the contact's.
func (d *Directory) DissociateLine(ctx context.Context, contact, line uuid.UUID) (Line, error) {
	var left Line
	_, err := d.change(ctx, "line.dissociate", "", func(e *Edit) (err error) {
		left, err = e.DissociateLine(contact, line)
		return err
	})
	return left, err
}

// DissociateLine is Directory.DissociateLine within the transaction.
func (e *Edit) DissociateLine(contact, line uuid.UUID) (Line, error) {
	var left Line
	err := e.do("dissociate line", func() error {
		l, err := e.lineOf(contact, line)
		if err != nil {
			return err
		}
		left, err = e.handOver(l, uuid.Nil, time.Time{})
		return err
	})
	if err != nil {
		return Line{}, err
	}
	return left, nil
}

// lineOf finds a line that is the contact's.
func (e *Edit) lineOf(contact, line uuid.UUID) (Line, error) {
	if _, err := e.livingContact(contact); err != nil {
		return Line{}, err
	}
	l, err := e.line(line, NotFound)
	if err == nil && l.ContactID != contact {
		err = &Error{Code: NotFound, Message: "there is no line " + line.String() + " of the contact"}
	}
	return l, err
}

// handOver makes a line a contact's, or nobody's, and sees to the defaults of both who lose and gain it.
func (e *Edit) handOver(l Line, contact uuid.UUID, at time.Time) (Line, error) {
	before := l
	l.ContactID, l.AssociatedAt, l.Default = contact, at, false
	if err := e.changeLine(&l, before); err != nil {
		return Line{}, err
	}
	for _, id := range []uuid.UUID{before.ContactID, contact} {
		if err := e.keepDefault(id); err != nil {
			return Line{}, err
		}
	}
	return e.line(l.ID, NotFound)
}

// dissociateLines makes all lines of a contact nobody's.
func (e *Edit) dissociateLines(contact uuid.UUID) error {
	lines, err := e.linesOf(contact)
	if err != nil {
		return err
	}
	for _, l := range lines {
		if _, err := e.handOver(l, uuid.Nil, time.Time{}); err != nil {
			return err
		}
	}
	return nil
}
