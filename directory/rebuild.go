package directory

import (
	"cmp"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// rebuild makes the snapshot from the records of the file.
func (d *Directory) rebuild() error {
	return d.view("build the snapshot", func(tx *store.Tx) error {
		s, err := d.readSnapshot(tx)
		if err != nil {
			return err
		}
		d.snapshot.Store(s)
		return nil
	})
}

func (d *Directory) readSnapshot(tx *store.Tx) (*Snapshot, error) {
	s := &Snapshot{Revision: tx.Revision(), rules: d.rules, accounts: map[uuid.UUID]Account{}, inspection: &inspection{}, settings: Settings{
		Country: d.config.Country, Language: d.config.Language, OutsidePrefix: d.config.OutsidePrefix, FillTelephone: d.config.FillTelephone,
	}}
	var err error
	if s.Tree, err = d.readTree(tx); err != nil {
		return nil, err
	}
	for a, err := range d.tables.accounts.All(tx) {
		if err != nil {
			return nil, err
		}
		s.accounts[a.ID] = *a
	}
	if s.licensed, err = d.tables.countLicensed(tx); err != nil {
		return nil, err
	}
	documents, err := d.readDocuments(tx, s.Tree)
	if err != nil {
		return nil, err
	}
	s.People = d.merger.Open(documents)
	return s, nil
}

func (d *Directory) readTree(tx *store.Tx) (*Tree, error) {
	stored, _, err := d.tables.settings.Get(tx, settingsKey)
	if err != nil {
		return nil, err
	}
	var root uuid.UUID
	if stored != nil {
		root = stored.Root
	}
	var folders []Folder
	for f, err := range d.tables.folders.All(tx) {
		if err != nil {
			return nil, err
		}
		if f.DeletedAt.IsZero() {
			folders = append(folders, *f)
		}
	}
	return newTree(root, folders), nil
}

// readDocuments makes the documents of all living folders, contacts and call groups.
func (d *Directory) readDocuments(tx *store.Tx, tree *Tree) ([]*search.Document, error) {
	joined, err := d.tables.joinedByContact(tx)
	if err != nil {
		return nil, err
	}
	documents, err := d.contactDocuments(tx, tree.company(), joined)
	if err != nil {
		return nil, err
	}
	groups, err := d.groupDocuments(tx)
	if err != nil {
		return nil, err
	}
	documents = append(documents, groups...)
	for _, f := range tree.All() {
		documents = append(documents, d.rules.folderDocument(&f))
	}
	return documents, nil
}

// contactDocuments makes the documents of all living contacts. Reading them is quick; decoding is not, and done where documents are made.
func (d *Directory) contactDocuments(tx *store.Tx, company string, joined map[uuid.UUID]joinedRecords) ([]*search.Document, error) {
	work := newWorkshop()
	var unread error
	for stored, err := range d.tables.contacts.Stored(tx) {
		if unread = err; err != nil {
			break
		}
		work.add(func() (*search.Document, error) {
			c, err := stored.Decode()
			if err != nil || !c.DeletedAt.IsZero() {
				return nil, err
			}
			return d.rules.contactDocument(c, company, joined[c.ID]), nil
		})
	}
	documents, err := work.finish() // also where some could not be read: what is stored can be decoded only as long as tx lasts
	return documents, cmp.Or(unread, err)
}
