package directory

import (
	"context"

	"github.com/google/uuid"
)

// DeleteContact puts a contact in the bin, where it keeps its e-mail, short numbers, external reference and uid for itself; its login
// is closed, its lines become nobody's, and it leaves its call groups. Version is the one the caller has seen, 0 for any. It returns
// not_found, stale_record and last_administrator.
func (d *Directory) DeleteContact(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "contact.delete", "", func(e *Edit) error {
		return e.DeleteContact(id, version)
	})
	return err
}

// DeleteContact is Directory.DeleteContact within the transaction.
func (e *Edit) DeleteContact(id uuid.UUID, version uint64) error {
	return e.do("delete contact", func() error {
		c, err := e.contactToChange(id, version)
		if err != nil {
			return err
		}
		return e.trashContact(c, uuid.Nil)
	})
}

func (e *Edit) trashContact(c Contact, with uuid.UUID) error {
	if err := e.closeLoginOf(c.ID); err != nil {
		return err
	}
	before := c
	if err := e.dissociateLines(c.ID); err != nil {
		return err
	}
	if err := e.leaveGroups(c.ID); err != nil {
		return err
	}
	c.DeletedAt, c.DeletedWith, c.Released = e.now, with, false
	return e.changeContact(&c, before)
}
