package directory

import (
	"fmt"

	"github.com/google/uuid"

	"annuaire/directory/store"
)

// Folder finds a folder that is not in the bin. It returns not_found.
func (d *Directory) Folder(id uuid.UUID) (Folder, error) {
	f, found := d.Snapshot().Tree.Folder(id)
	if !found {
		return Folder{}, &Error{Code: NotFound, Message: "there is no folder " + id.String()}
	}
	return f, nil
}

// Root gives the root folder.
func (d *Directory) Root() Folder { return d.Snapshot().Tree.Root() }

// Folders gives every folder that is not in the bin, each before what is in it, siblings in the order of their names.
func (d *Directory) Folders() []Folder { return d.Snapshot().Tree.All() }

// Contact finds a contact that is not in the bin. It returns not_found.
func (d *Directory) Contact(id uuid.UUID) (Contact, error) {
	var c Contact
	err := d.view("read a contact", func(tx *store.Tx) (err error) {
		c, err = d.tables.livingContact(tx, id)
		return err
	})
	return c, err
}

// ContactByUID finds a contact that is not in the bin by its uid, compared folded. It returns not_found.
func (d *Directory) ContactByUID(uid string) (Contact, error) {
	var c Contact
	err := d.view("read a contact", func(tx *store.Tx) (err error) {
		c, err = d.tables.contactBy(tx, indexLogin, loginKey(uid), uid)
		return err
	})
	return c, err
}

// ContactByEmail finds the internal contact, not in the bin, with an e-mail address, compared without case. It returns not_found.
func (d *Directory) ContactByEmail(email string) (Contact, error) {
	var c Contact
	err := d.view("read a contact", func(tx *store.Tx) (err error) {
		c, err = d.tables.contactBy(tx, indexEmail, emailKey(trim(email)), email)
		return err
	})
	return c, err
}

func (t tables) livingContact(tx *store.Tx, id uuid.UUID) (Contact, error) {
	c, found, err := t.contacts.Get(tx, recordKey(id))
	if err != nil {
		return Contact{}, err
	}
	if !found || !c.DeletedAt.IsZero() {
		return Contact{}, &Error{Code: NotFound, Message: "there is no contact " + id.String()}
	}
	return *c, nil
}

// contactBy finds a living contact by a unique index; asked is what the caller knows the key as.
func (t tables) contactBy(tx *store.Tx, index, key, asked string) (Contact, error) {
	c, found, err := t.contacts.One(tx, index, key)
	if err != nil {
		return Contact{}, err
	}
	if !found || !c.DeletedAt.IsZero() {
		return Contact{}, &Error{Code: NotFound, Message: fmt.Sprintf("there is no contact %q", asked)}
	}
	return *c, nil
}
