package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
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

func (r *randomRun) createFolder(t *rapid.T) {
	r.tick()
	parent, name := r.someFolder(t, "parent"), someName(t)
	made, err := r.d.CreateFolder(r.ctx, FolderDraft{ParentID: parent, Name: name})
	to, known := r.m.place(parent)
	code := Code("")
	switch {
	case !known:
		code = FolderUnknown
	case r.m.named(to, uuid.Nil, name):
		code = FolderNameTaken
	case r.m.depth(to)+1 > maxFolderDepth:
		code = FolderTooDeep
	}
	if r.want(t, err, code) {
		r.m.folders[made.ID] = Folder{ID: made.ID, ParentID: to, Name: name, Initialised: true, CreatedAt: r.m.now, UpdatedAt: r.m.now, Version: 1}
	}
}

func (r *randomRun) renameFolder(t *rapid.T) {
	r.tick()
	id, name := r.someFolder(t, "folder"), someName(t)
	f, found := r.m.folder(id)
	version := someVersion(t, f.Version)
	_, err := r.d.RenameFolder(r.ctx, id, version, name)
	code := Code("")
	switch {
	case !found:
		code = NotFound
	case version != 0 && version != f.Version:
		code = StaleRecord
	case r.m.named(f.ParentID, id, name):
		code = FolderNameTaken
	}
	if r.want(t, err, code) {
		f.Name = name
		r.m.change(f)
	}
}

// chosenName takes over the name that the directory chose for a folder where its own was taken.
func (r *randomRun) chosenName(t *rapid.T, f Folder, own, mark string) {
	if f.Name == own {
		return
	}
	stem, _, _ := strings.Cut(own, " (restored")
	if f.Name != stem && !strings.HasPrefix(f.Name, stem+" ("+mark) {
		t.Fatalf("%q became %q", own, f.Name)
	}
	if r.m.named(f.ParentID, f.ID, f.Name) {
		t.Fatalf("the chosen name %q is taken", f.Name)
	}
	if !r.m.named(f.ParentID, f.ID, own) {
		t.Fatalf("%q became %q although it was free", own, f.Name)
	}
}

func (r *randomRun) moveFolder(t *rapid.T) {
	r.tick()
	id, to := r.someFolder(t, "folder"), r.someFolder(t, "to")
	clash := rapid.SampledFrom([]OnClash{RefuseClash, RenameOnClash}).Draw(t, "on clash")
	before := r.m.folders[id]
	moved, err := r.d.MoveFolder(r.ctx, id, 0, to, clash)
	if !r.want(t, err, r.m.moveFolder(id, to, clash == RenameOnClash)) {
		return
	}
	r.chosenName(t, moved, before.Name, "")
	f := r.m.folders[id]
	f.Name = moved.Name
	r.m.folders[id] = f
}

func (r *randomRun) deleteFolder(t *rapid.T) {
	r.tick()
	id := r.someFolder(t, "folder")
	contents := Contents{
		Action: rapid.SampledFrom([]ContentsAction{RefuseContents, MoveContents, TrashContents}).Draw(t, "contents"),
		To:     r.someFolder(t, "to"),
	}
	r.want(t, r.d.DeleteFolder(r.ctx, id, 0, contents), r.m.deleteFolder(id, contents))
}

func (r *randomRun) bringBackFolder(t *rapid.T) {
	r.tick()
	id := r.someFolder(t, "folder")
	before := r.m.folders[id]
	back, _, err := r.d.BringBackFolder(r.ctx, id)
	if r.want(t, err, r.m.bringBackFolder(id, back.Name)) {
		r.chosenName(t, back, before.Name, "restored")
	}
}

// someDraft draws a contact of few values, so that they clash.
func (r *randomRun) someDraft(t *rapid.T) ContactDraft {
	shorts := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"20", "21", "22", "23"}), 0, 2, rapid.ID).Draw(t, "short numbers")
	draft := ContactDraft{
		Kind:      rapid.SampledFrom([]ContactKind{InternalContact, ExternalContact}).Draw(t, "kind"),
		FolderID:  r.someFolder(t, "folder"),
		FirstName: someName(t), LastName: someName(t),
		Email:       rapid.SampledFrom([]string{"", "", "x@example.com", "X@example.com", "y@example.com"}).Draw(t, "e-mail"),
		ExternalRef: rapid.SampledFrom([]string{"", "", "E1", "E2"}).Draw(t, "external ref"),
	}
	for _, short := range shorts {
		draft.Numbers = append(draft.Numbers, Number{Kind: WorkNumber, Raw: "01 23 45 67 89", ShortNumber: short})
	}
	return draft
}

func readNumbers(numbers []Number) []Number {
	numbers = slices.Clone(numbers)
	for i := range numbers {
		numbers[i].E164 = "+33123456789"
	}
	return numbers
}

func (r *randomRun) createContact(t *rapid.T) {
	r.tick()
	draft := r.someDraft(t)
	want := draft.contact()
	code := r.m.refuse(want)
	made, _, err := r.d.CreateContact(r.ctx, draft)
	if !r.want(t, err, code) {
		return
	}
	for _, other := range r.m.contacts {
		if other.UID == made.UID {
			t.Fatalf("two contacts have the uid %q", made.UID)
		}
	}
	want.ID, want.UID, want.Numbers = made.ID, made.UID, readNumbers(want.Numbers)
	want.FolderID, _ = r.m.place(want.FolderID)
	want.CreatedAt, want.UpdatedAt, want.Version = r.m.now, r.m.now, 1
	r.m.contacts[made.ID] = want
}

func (r *randomRun) updateContact(t *rapid.T) {
	r.tick()
	id, draft := r.someContact(t), r.someDraft(t)
	c, found := r.m.contact(id)
	version := someVersion(t, c.Version)
	patch := ContactPatch{Kind: &draft.Kind, Email: &draft.Email, Numbers: &draft.Numbers, LastName: &draft.LastName}
	if rapid.Bool().Draw(t, "move") {
		patch.FolderID, patch.ExternalRef = &draft.FolderID, &draft.ExternalRef
	}
	want := patch.apply(c)
	want.Numbers = readNumbers(want.Numbers)
	_, _, err := r.d.UpdateContact(r.ctx, id, version, patch)
	code := r.m.refuse(want)
	switch {
	case !found:
		code = NotFound
	case version != 0 && version != c.Version:
		code = StaleRecord
	}
	if r.want(t, err, code) {
		want.FolderID, _ = r.m.place(want.FolderID)
		r.m.changeContact(want)
	}
}

func (r *randomRun) deleteContact(t *rapid.T) {
	r.tick()
	id := r.someContact(t)
	c, found := r.m.contact(id)
	code := Code("")
	if !found {
		code = NotFound
	}
	if r.want(t, r.d.DeleteContact(r.ctx, id, 0), code) {
		c.DeletedAt = r.m.now
		r.m.changeContact(c)
	}
}

func (r *randomRun) bringBackContact(t *rapid.T) {
	r.tick()
	id := r.someContact(t)
	c, found := r.m.contacts[id]
	code := Code("")
	if !found || c.DeletedAt.IsZero() {
		code = NotFound
	}
	_, _, err := r.d.BringBackContact(r.ctx, id)
	if r.want(t, err, code) {
		if _, alive := r.m.folder(c.FolderID); !alive {
			c.FolderID = r.m.root
		}
		r.m.bringBack(c)
	}
}

func (r *randomRun) releaseContact(t *rapid.T) {
	r.tick()
	id := r.someContact(t)
	c, found := r.m.contacts[id]
	code := Code("")
	if !found || c.DeletedAt.IsZero() {
		code = NotFound
	}
	if r.want(t, r.d.ReleaseContact(r.ctx, id), code) {
		c.Released = true
		r.m.changeContact(c)
	}
}

func (r *randomRun) moveContacts(t *rapid.T) {
	r.tick()
	a, b, folder := r.someContact(t), r.someContact(t), r.someFolder(t, "to")
	_, foundA := r.m.contact(a)
	_, foundB := r.m.contact(b)
	to, known := r.m.place(folder)
	code := Code("")
	switch {
	case !known:
		code = FolderUnknown
	case !foundA || !foundB:
		code = NotFound
	}
	if r.want(t, r.d.MoveContacts(r.ctx, []uuid.UUID{a, b}, folder), code) {
		for _, id := range []uuid.UUID{a, b} {
			c := r.m.contacts[id]
			c.FolderID = to
			r.m.changeContact(c)
		}
	}
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
