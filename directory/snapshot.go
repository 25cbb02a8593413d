package directory

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Snapshot is a directory as phones read it at one revision: folders, people, accounts and settings that belong together.
// It never changes.
type Snapshot struct {
	Revision uint64
	Tree     *Tree
	// People holds a document for every contact, every call group and every folder that is not in the bin.
	People *search.Index

	accounts map[uuid.UUID]Account
	licensed int // users that are enabled
	rules    rules
	settings Settings

	inspection *inspection // of People
}

// Account finds an LDAP account.
func (s *Snapshot) Account(id uuid.UUID) (Account, bool) {
	a, found := s.accounts[id]
	return a, found
}

// Accounts gives the LDAP accounts in the order of their names.
func (s *Snapshot) Accounts() []Account {
	return slices.SortedFunc(maps.Values(s.accounts), func(a, b Account) int {
		return cmp.Or(search.CompareText(a.Name, b.Name), strings.Compare(string(a.ID[:]), string(b.ID[:])))
	})
}

// owner gives a living contact or call group as far as rights are told by it: where it is, and whether it is hidden.
func (s *Snapshot) owner(id uuid.UUID) (Owner, bool) {
	doc := s.People.Get(search.ID(id))
	switch {
	case doc == nil:
	case doc.Kind == search.Contact:
		return Owner{Contact: &Contact{ID: id, FolderID: uuid.UUID(doc.Parent), Hidden: doc.Hidden}}, true
	case doc.Kind == search.Group:
		return Owner{Group: &Group{ID: id, FolderID: uuid.UUID(doc.Parent), Hidden: doc.Hidden}}, true
	}
	return Owner{}, false
}

// Dialect says how the directory reads and orders names and numbers.
func (s *Snapshot) Dialect() *search.Dialect { return s.rules.dialect }

// Settings are the directory's settings, its name among them.
func (s *Snapshot) Settings() Settings {
	settings := s.settings
	settings.Name = s.Tree.Root().Name
	return settings
}

// company is what an internal contact without company shows: the directory's name, once somebody has given it one.
func (t *Tree) company() string {
	if root := t.Root(); root.Initialised {
		return root.Name
	}
	return ""
}
