package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory/store"
)

// TestRandomCommandsEndInTheStateOfTheModel runs random commands on a directory and on a model of plain maps: both accept
// and refuse the same with the same code and end in the same state, no accepted command leaves a rule broken, and all of it
// is still there after closing and opening again.
func TestRandomCommandsEndInTheStateOfTheModel(t *testing.T) {
	dir, runs := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		runs++
		r := newRandomRun(t, filepath.Join(dir, fmt.Sprint(runs, ".db")))
		defer func() { _ = r.d.Close() }() // the run is over
		t.Repeat(map[string]func(*rapid.T){
			"create folder":      r.createFolder,
			"rename folder":      r.renameFolder,
			"move folder":        r.moveFolder,
			"delete folder":      r.deleteFolder,
			"bring folder back":  r.bringBackFolder,
			"create contact":     r.createContact,
			"update contact":     r.updateContact,
			"delete contact":     r.deleteContact,
			"bring contact back": r.bringBackContact,
			"release contact":    r.releaseContact,
			"move contacts":      r.moveContacts,
			"purge":              r.purge,
			"reopen":             r.reopen,
			"":                   r.compare,
		})
		r.check(t)
		r.reopen(t)
		r.compare(t)
		r.check(t)
	})
}

// randomRun is a directory and its model.
type randomRun struct {
	d     *Directory
	clock *clock
	path  string
	m     *model
	ctx   context.Context
}

func newRandomRun(t *rapid.T, path string) *randomRun {
	r := &randomRun{clock: newClock(), path: path, ctx: context.Background()}
	d, err := Open(path, r.clock.config(Config{Name: "Acme", BinDays: 30}))
	if err != nil {
		t.Fatal(err)
	}
	root := d.Root()
	r.d, r.m = d, &model{root: root.ID, folders: map[uuid.UUID]Folder{root.ID: root}, contacts: map[uuid.UUID]Contact{}}
	return r
}

// tick lets some time pass, so that no two commands happen at once.
func (r *randomRun) tick() {
	r.clock.move(time.Second)
	r.m.now = r.d.now()
}

// want fails unless the directory answered as the model, and reports whether both accepted.
func (r *randomRun) want(t *rapid.T, err error, code Code) bool {
	if CodeOf(err) != code {
		t.Fatalf("the directory says %q (%v), the model %q", CodeOf(err), err, code)
	}
	return err == nil
}

func (r *randomRun) someFolder(t *rapid.T, name string) uuid.UUID {
	ids := []uuid.UUID{uuid.Nil, {9}}
	for _, f := range sortedFolders(r.m.folders) {
		ids = append(ids, f.ID)
	}
	return rapid.SampledFrom(ids).Draw(t, name)
}

func (r *randomRun) someContact(t *rapid.T) uuid.UUID {
	ids := []uuid.UUID{{9}}
	for _, c := range sortedContacts(r.m.contacts) {
		ids = append(ids, c.ID)
	}
	return rapid.SampledFrom(ids).Draw(t, "contact")
}

func someVersion(t *rapid.T, current uint64) uint64 {
	return rapid.SampledFrom([]uint64{0, 0, 0, current, current, current + 1}).Draw(t, "version")
}

func someName(t *rapid.T) string {
	return rapid.SampledFrom([]string{"A", "a", "Á", "B", "C", "A (2)"}).Draw(t, "name")
}

func (r *randomRun) purge(t *rapid.T) {
	r.clock.move(time.Duration(rapid.IntRange(0, 20).Draw(t, "days")) * 24 * time.Hour)
	r.tick()
	n, err := r.d.PurgeBin(r.ctx)
	if want := r.m.purge(r.m.now.AddDate(0, 0, -30)); err != nil || n != want {
		t.Fatalf("%d records were purged, %v; the model %d", n, err, want)
	}
}

func (r *randomRun) reopen(t *rapid.T) {
	if err := r.d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := Open(r.path, r.clock.config(Config{Name: "Acme", BinDays: 30}))
	if err != nil {
		t.Fatal(err)
	}
	r.d = d
}

// compare holds every record of the file against the model.
func (r *randomRun) compare(t *rapid.T) {
	folders, contacts := map[uuid.UUID]Folder{}, map[uuid.UUID]Contact{}
	err := r.d.view("compare", func(tx *store.Tx) error {
		for f, err := range r.d.tables.folders.All(tx) {
			if err != nil {
				return err
			}
			folders[f.ID] = *f
		}
		for c, err := range r.d.tables.contacts.All(tx) {
			if err != nil {
				return err
			}
			contacts[c.ID] = *c
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(r.m.folders, folders); diff != "" {
		t.Fatalf("folders, model - and directory +: %s", diff)
	}
	if diff := cmp.Diff(r.m.contacts, contacts); diff != "" {
		t.Fatalf("contacts, model - and directory +: %s", diff)
	}
}

func (r *randomRun) check(t *rapid.T) {
	problems, err := r.d.Check(r.ctx)
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, %v", problems, err)
	}
}
