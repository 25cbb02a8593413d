package directory

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// TestCheckFinds breaks one rule at a time behind the commands' back.
func TestCheckFinds(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name     string
		tamper   func(h house, tx *store.Tx) error
		problems []string // parts of what is told, one each, in any order
	}{
		{"nothing where nothing is wrong", func(h house, tx *store.Tx) error { return nil }, nil},
		{"a folder in a folder that does not exist", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.north, func(f *Folder) { f.ParentID = uuid.UUID{1} })
		}, []string{"is in the folder 01000000", "the file has"}},
		{"a folder below itself", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.sales, func(f *Folder) { f.ParentID = h.lille.ID })
		}, []string{"is in itself", "is in itself", "is in itself", "the file has"}},
		{"a second root", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.purchasing, func(f *Folder) { f.ParentID = uuid.Nil })
		}, []string{"is in no folder and is not the root", "the file has"}},
		{"a root in the bin", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.Root(), func(f *Folder) { f.DeletedAt = h.now() })
		}, []string{"the root folder", "is in the bin", "is in the bin"}},
		{"a living folder in one in the bin", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.north, func(f *Folder) { f.DeletedAt = h.now() })
		}, []string{"which is in the bin", "which is in the bin", "the file has"}},
		{"a name not in its form", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.north, func(f *Folder) { f.Name = " North" })
		}, []string{`the name " North" is not in the form`}},
		{"a name with a control character", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.north, func(f *Folder) { f.Name = "a\x01b" })
		}, []string{"control character U+0001"}},
		{"a record without version", func(h house, tx *store.Tx) error {
			return putFolder(h, tx, h.north, func(f *Folder) { f.Version = 0 })
		}, []string{"has no version"}},
		{"a contact in no folder", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.FolderID = uuid.UUID{1} })
		}, []string{"is in the folder 01000000"}},
		{"a number read otherwise", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.Numbers = []Number{{Kind: WorkNumber, Raw: "0123456789", E164: "+1"}} })
		}, []string{`reads "+33123456789" and is stored as "+1"`}},
		{"a contact without name", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.FirstName, c.Email = "", "x" })
		}, []string{`email "x" is not an e-mail address`, `first_name "" is missing`}},
		{"a contact not in its form", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.Title = "Boss " })
		}, []string{"is not in the form it should be stored in"}},
		{"a contact without version", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.Version = 0 })
		}, []string{"has no version"}},
		{"a living contact that holds nothing", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.Released = true })
		}, []string{"does not hold what is its own"}},
		{"a contact without uid", func(h house, tx *store.Tx) error {
			return putContact(h, tx, func(c *Contact) { c.UID = "" })
		}, []string{`uid "" is missing`}},
		{"an account without secret", func(h house, tx *store.Tx) error {
			return h.tables.accounts.Put(tx, &Account{ID: uuid.UUID{5}, Name: "ghost", Version: 1})
		}, []string{"has no secret"}},
		{"an account's name not in its form", func(h house, tx *store.Tx) error {
			id := uuid.UUID{5}
			if err := h.tables.secrets.Put(tx, &accountSecret{AccountID: id}); err != nil {
				return err
			}
			return h.tables.accounts.Put(tx, &Account{ID: id, Name: " ghost", Version: 1})
		}, []string{`the name " ghost" is not in the form`}},
		{"an account's name with a sign", func(h house, tx *store.Tx) error {
			id := uuid.UUID{5}
			if err := h.tables.secrets.Put(tx, &accountSecret{AccountID: id}); err != nil {
				return err
			}
			return h.tables.accounts.Put(tx, &Account{ID: id, Name: "a=b", Version: 1})
		}, []string{"may contain letters"}},
		{"a secret of nobody", func(h house, tx *store.Tx) error {
			return h.tables.secrets.Put(tx, &accountSecret{AccountID: uuid.UUID{5}})
		}, []string{"belongs to no account"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			_, err := h.store.Update(ctx, store.Entry{}, func(tx *store.Tx) error { return test.tamper(h, tx) })
			if err != nil {
				t.Fatal(err)
			}
			problems, err := h.Check(ctx)
			wantCode(t, err, "")
			var told []string
			for _, p := range problems {
				told = append(told, p.String())
			}
			for _, want := range test.problems {
				at := slices.IndexFunc(told, func(s string) bool { return strings.Contains(s, want) })
				if at < 0 {
					t.Errorf("not told: %q", want)
					continue
				}
				told = slices.Delete(told, at, at+1)
			}
			if len(told) > 0 {
				t.Errorf("also told: %q", told)
			}
		})
	}
}

func putFolder(h house, tx *store.Tx, f Folder, change func(*Folder)) error {
	change(&f)
	return h.tables.folders.Put(tx, &f)
}

// putContact changes the contact in Lille.
func putContact(h house, tx *store.Tx, change func(*Contact)) error {
	c := h.inLille
	change(&c)
	return h.tables.contacts.Put(tx, &c)
}

func TestCheckHoldsTheSnapshotAgainstTheFile(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name   string
		tamper func(s *Snapshot, h house)
		want   string
	}{
		{"another revision", func(s *Snapshot, h house) { s.Revision-- }, "phones read revision"},
		{"a folder missing", func(s *Snapshot, h house) { s.Tree = s.Tree.with(nil, []uuid.UUID{h.lille.ID}) }, "other folders"},
		{"a contact missing", func(s *Snapshot, h house) { s.People = s.People.With(nil, [][16]byte{h.inLille.ID}) }, "can not be found"},
		{"a contact that reads otherwise", func(s *Snapshot, h house) {
			c := h.inLille
			c.Title = "Boss"
			s.People = s.People.With([]*search.Document{h.rules.contactDocument(&c, "Acme", joinedRecords{})}, nil)
		}, "is not what phones read"},
		{"a contact too many", func(s *Snapshot, h house) {
			c := h.inLille
			c.ID = uuid.UUID{1}
			s.People = s.People.With([]*search.Document{h.rules.contactDocument(&c, "Acme", joinedRecords{})}, nil)
		}, "phones read 10 entries, the file has 9"},
		{"an account too many", func(s *Snapshot, h house) { s.accounts = map[uuid.UUID]Account{{1}: {}} }, "phones bind as 1 accounts"},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			s := *h.Snapshot()
			test.tamper(&s, h)
			h.snapshot.Store(&s)
			problems, err := h.Check(ctx)
			wantCode(t, err, "")
			if !slices.ContainsFunc(problems, func(p Problem) bool { return strings.Contains(p.String(), test.want) }) {
				t.Errorf("problems %v, want %q", problems, test.want)
			}
		})
	}
}

func TestCheckStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := open(t).Check(ctx)
	wantCode(t, err, Unavailable)
}
