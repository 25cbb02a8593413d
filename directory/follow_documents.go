package directory

import (
	"cmp"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// documents makes the documents of the contacts and folders that a batch has changed.
func (d *Directory) documents(changed delta, b store.Batch, company string) ([]*search.Document, error) {
	work := newWorkshop()
	err := d.view("join numbers to contacts", func(tx *store.Tx) error {
		if err := d.addTouched(changed, b, tx); err != nil {
			return err
		}
		joined, err := d.joiner(tx, len(changed.contacts))
		if err != nil {
			return err
		}
		for id, c := range changed.contacts {
			numbers, err := joined(id)
			if err != nil {
				return err
			}
			work.add(func() (*search.Document, error) { return d.rules.contactDocument(c, company, numbers), nil })
		}
		return nil
	})
	documents, failed := work.finish()
	for _, g := range changed.groups {
		documents = append(documents, d.rules.groupDocument(g))
	}
	for _, f := range changed.folders {
		documents = append(documents, d.rules.folderDocument(&f))
	}
	return documents, cmp.Or(err, failed)
}

// addTouched adds the living contacts to those changed whose own records a batch leaves alone.
func (d *Directory) addTouched(changed delta, b store.Batch, tx *store.Tx) error {
	for _, c := range b.Changes {
		contacts, err := d.touchedBy(tx, c)
		if err != nil {
			return err
		}
		for _, id := range contacts {
			if changed.contacts[id] != nil {
				continue
			}
			contact, found, err := d.tables.contacts.Get(tx, recordKey(id))
			if err != nil {
				return err
			}
			if found && contact.DeletedAt.IsZero() {
				changed.contacts[id] = contact
			}
		}
	}
	return nil
}

// joiner gives what finds what is joined to contacts, of which there are n.
func (d *Directory) joiner(tx *store.Tx, n int) (func(uuid.UUID) (joinedRecords, error), error) {
	if n <= fewContacts {
		return func(id uuid.UUID) (joinedRecords, error) { return d.tables.joined(tx, id) }, nil
	}
	all, err := d.tables.joinedByContact(tx)
	return func(id uuid.UUID) (joinedRecords, error) { return all[id], nil }, err
}
