package directory

import (
	"context"

	"github.com/google/uuid"
)

// MoveContacts puts contacts into a folder, all or none; folder zero means the root. It returns not_found and
// folder_unknown.
func (d *Directory) MoveContacts(ctx context.Context, ids []uuid.UUID, folder uuid.UUID) error {
	_, err := d.change(ctx, "contact.move", "", func(e *Edit) error {
		return e.MoveContacts(ids, folder)
	})
	return err
}

// MoveContacts is Directory.MoveContacts within the transaction.
func (e *Edit) MoveContacts(ids []uuid.UUID, folder uuid.UUID) error {
	return e.do("move contacts", func() error {
		to, err := e.place(folder)
		if err != nil {
			return err
		}
		for _, id := range ids {
			c, err := e.livingContact(id)
			if err != nil {
				return err
			}
			if err := e.moveContacts([]Contact{c}, to); err != nil {
				return err
			}
		}
		return nil
	})
}

func (e *Edit) moveContacts(contacts []Contact, to uuid.UUID) error {
	for _, before := range contacts {
		c := before
		c.FolderID = to
		if err := e.changeContact(&c, before); err != nil {
			return err
		}
	}
	return nil
}
