package directory

import (
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
	s := &Snapshot{Revision: tx.Revision(), rules: d.rules, accounts: map[uuid.UUID]Account{}, settings: Settings{
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
	work := d.newWorkshop(tree.company())
	for c, err := range d.tables.contacts.All(tx) {
		if err != nil {
			return nil, err
		}
		if c.DeletedAt.IsZero() {
			work.add(c, joined[c.ID])
		}
	}
	documents, err := d.groupDocuments(tx)
	if err != nil {
		return nil, err
	}
	documents = append(documents, work.finish()...)
	for _, f := range tree.All() {
		documents = append(documents, d.rules.folderDocument(&f))
	}
	return documents, nil
}
