package directory

import (
	"reflect"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// checkSnapshot holds what phones read against the file. No command may run.
func (c *checker) checkSnapshot(tx *store.Tx) error {
	s := c.d.Snapshot()
	if s.Revision != tx.Revision() {
		c.report("", uuid.Nil, "phones read revision %d, the file is at %d", s.Revision, tx.Revision())
	}
	tree, err := c.d.readTree(tx)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(s.Tree.All(), tree.All()) || s.Tree.Len() != tree.Len() {
		c.report("folders", uuid.Nil, "phones read other folders than the file has")
	}
	living := 0
	for _, f := range tree.All() {
		c.checkDocument(s, "folders", c.d.rules.folderSource(&f))
		living++
	}
	joined, err := c.d.tables.joinedByContact(tx)
	if err != nil {
		return err
	}
	for contact, err := range c.d.tables.contacts.All(tx) {
		if err != nil {
			return err
		}
		if contact.DeletedAt.IsZero() {
			c.checkDocument(s, "contacts", c.d.rules.contactSource(contact, tree.company(), joined[contact.ID]))
			living++
		}
	}
	for g, err := range c.d.tables.groups.All(tx) {
		if err != nil {
			return err
		}
		if g.DeletedAt.IsZero() {
			c.checkDocument(s, "groups", c.d.rules.groupSource(g))
			living++
		}
	}
	if s.People.Len() != living {
		c.report("", uuid.Nil, "phones read %d entries, the file has %d", s.People.Len(), living)
	}
	if licensed, err := c.d.tables.countLicensed(tx); err != nil || licensed != s.licensed {
		c.report("", uuid.Nil, "%d users count as enabled, the file has %d", s.licensed, licensed)
	}
	return c.checkSnapshotAccounts(s, tx)
}

func (c *checker) checkDocument(s *Snapshot, table string, want search.Source) {
	doc := s.People.Get(want.ID)
	if doc == nil {
		c.report(table, uuid.UUID(want.ID), "can not be found by phones")
		return
	}
	if doc.Kind != want.Kind || doc.Parent != want.Parent || doc.Hidden != want.Hidden || doc.Marks != want.Marks || !slices.Equal(slices.Collect(doc.Values()), want.Values) {
		c.report(table, uuid.UUID(want.ID), "is not what phones read of it")
	}
}

func (c *checker) checkSnapshotAccounts(s *Snapshot, tx *store.Tx) error {
	accounts := 0
	for a, err := range c.d.tables.accounts.All(tx) {
		if err != nil {
			return err
		}
		accounts++
		if known, found := s.Account(a.ID); !found || !reflect.DeepEqual(known, *a) {
			c.report("accounts", a.ID, "is not what phones bind as")
		}
	}
	if accounts != len(s.accounts) {
		c.report("", uuid.Nil, "phones bind as %d accounts, the file has %d", len(s.accounts), accounts)
	}
	return nil
}
