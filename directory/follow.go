package directory

import (
	"maps"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// follow brings the snapshot up to a batch that has been committed. The store calls it for one batch after the other.
func (d *Directory) follow(b store.Batch) {
	next, err := d.after(d.snapshot.Load(), b)
	if next == nil && err == nil {
		err = d.rebuild()
	}
	if err != nil {
		d.config.Logger.Error("the snapshot is behind the file", "revision", b.Revision, "error", err)
		return
	}
	if next != nil {
		d.snapshot.Store(next)
	}
}

// delta is what a batch changes of a snapshot.
type delta struct {
	folders  []Folder
	contacts map[uuid.UUID]store.Change // not decoded yet: there may be very many
	gone     []search.ID                // documents
	lost     []uuid.UUID                // folders
	accounts map[uuid.UUID]*Account
	groups   []*Group
	licensed int  // users that are enabled, more than before
	all      bool // everything is to be made afresh
}

// after gives the snapshot with a batch applied; nil where it has to be made afresh.
func (d *Directory) after(s *Snapshot, b store.Batch) (*Snapshot, error) {
	changed := delta{all: b.Replaced, accounts: map[uuid.UUID]*Account{}, contacts: map[uuid.UUID]store.Change{}}
	for _, c := range b.Changes {
		if err := d.addChange(&changed, c); err != nil {
			return nil, err
		}
	}
	if changed.all {
		return nil, nil
	}
	next := *s
	next.Revision = b.Revision
	next.licensed += changed.licensed
	if len(changed.folders)+len(changed.lost) > 0 {
		next.Tree = s.Tree.with(changed.folders, changed.lost)
		if next.Tree.company() != s.Tree.company() {
			return nil, nil
		}
	}
	if len(changed.accounts) > 0 {
		next.accounts = withAccounts(s.accounts, changed.accounts)
	}
	put, gone, err := d.documents(changed, b, next.Tree.company())
	if err != nil {
		return nil, err
	}
	if len(put)+len(gone) > 0 {
		next.People, next.inspection = s.People.With(put, gone), &inspection{}
	}
	return &next, nil
}

func (d *Directory) addChange(changed *delta, c store.Change) error {
	switch c.Table {
	case "settings":
		changed.all = true
	case "folders":
		_, f, err := d.tables.folders.Changed(c)
		if err != nil {
			return err
		}
		if f != nil && f.DeletedAt.IsZero() {
			changed.folders = append(changed.folders, *f)
			return nil
		}
		changed.lost = append(changed.lost, recordID(c.Key))
		changed.gone = append(changed.gone, search.ID(recordID(c.Key)))
	case "contacts":
		changed.contacts[recordID(c.Key)] = c
	case "accounts":
		_, a, err := d.tables.accounts.Changed(c)
		if err != nil {
			return err
		}
		changed.accounts[recordID(c.Key)] = a
	case "users":
		before, after, err := d.tables.users.Changed(c)
		changed.licensed += licences(after) - licences(before)
		return err
	case "groups":
		return d.addGroupChange(changed, c)
	}
	return nil
}

func withAccounts(accounts map[uuid.UUID]Account, changed map[uuid.UUID]*Account) map[uuid.UUID]Account {
	accounts = maps.Clone(accounts)
	for id, a := range changed {
		if a == nil {
			delete(accounts, id)
			continue
		}
		accounts[id] = *a
	}
	return accounts
}
