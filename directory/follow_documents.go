package directory

import (
	"cmp"
	"sync"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// documents makes the documents of the contacts and folders that a batch has changed, and tells which are gone.
func (d *Directory) documents(changed delta, b store.Batch, company string) (documents []*search.Document, gone []search.ID, err error) {
	work, dead := newWorkshop(), &deadContacts{}
	err = d.view("join numbers to contacts", func(tx *store.Tx) error {
		touched, err := d.touched(changed, b, tx)
		if err != nil {
			return err
		}
		joined, err := d.joiner(tx, len(changed.contacts)+len(touched))
		if err != nil {
			return err
		}
		for id, change := range changed.contacts {
			numbers, err := joined(id)
			if err != nil {
				return err
			}
			work.add(func() (*search.Document, error) {
				change.Before = nil // need not be decoded
				_, c, err := d.tables.contacts.Changed(change)
				if err != nil || c == nil || !c.DeletedAt.IsZero() {
					dead.add(id)
					return nil, err
				}
				return d.rules.contactDocument(c, company, numbers), nil
			})
		}
		for _, c := range touched {
			numbers, err := joined(c.ID)
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
	return documents, append(changed.gone, dead.ids...), cmp.Or(err, failed)
}

// deadContacts are those that a batch has deleted, as the goroutines of a workshop find them.
type deadContacts struct {
	mu  sync.Mutex
	ids []search.ID
}

func (d *deadContacts) add(id uuid.UUID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.ids = append(d.ids, search.ID(id))
}

// touched gives the living contacts whose own records a batch leaves alone, but that it changes something of.
func (d *Directory) touched(changed delta, b store.Batch, tx *store.Tx) (map[uuid.UUID]*Contact, error) {
	all := map[uuid.UUID]*Contact{}
	for _, c := range b.Changes {
		contacts, err := d.touchedBy(tx, c)
		if err != nil {
			return nil, err
		}
		for _, id := range contacts {
			if _, own := changed.contacts[id]; own || all[id] != nil {
				continue
			}
			contact, found, err := d.tables.contacts.Get(tx, recordKey(id))
			if err != nil {
				return nil, err
			}
			if found && contact.DeletedAt.IsZero() {
				all[id] = contact
			}
		}
	}
	return all, nil
}

// joiner gives what finds what is joined to contacts, of which there are n.
func (d *Directory) joiner(tx *store.Tx, n int) (func(uuid.UUID) (joinedRecords, error), error) {
	if n <= fewContacts {
		return func(id uuid.UUID) (joinedRecords, error) { return d.tables.joined(tx, id) }, nil
	}
	all, err := d.tables.joinedByContact(tx)
	return func(id uuid.UUID) (joinedRecords, error) { return all[id], nil }, err
}
