package directory

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

// pastText is what the journal knows of imports, a line each: 3 list.csv +2 undone by 4
func pastText(t *testing.T, d *Directory, before uint64, limit int) string {
	t.Helper()
	list, err := d.PastImports(t.Context(), before, limit, func(JournalEntry) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, p := range list {
		text += fmt.Sprintf("%d %s", p.Revision-list[len(list)-1].Revision, p.Note)
		if p.Import != nil {
			text += fmt.Sprintf(" +%d", p.Import.Added)
		}
		if p.UndoneBy > 0 {
			text += fmt.Sprintf(" undone by %d", p.UndoneBy-list[len(list)-1].Revision)
		}
		text += "\n"
	}
	return text
}

func TestTheJournalKnowsImports(t *testing.T) {
	path := filepath.Join(t.TempDir(), "annuaire.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	importing := func(name string) uint64 {
		clock.move(time.Minute)
		applied, err := d.Apply(t.Context(), ImportAction, func(e *Edit) error {
			if _, err := e.CreateFolder(FolderDraft{Name: name}); err != nil {
				return err
			}
			if name == "old.csv" { // of before it was written down
				return nil
			}
			return e.NoteImport(name, ImportCounts{Added: 2})
		})
		wantCode(t, err, "")
		return applied.Revision
	}
	undo := func(revision uint64) uint64 {
		clock.move(time.Minute)
		undone, err := d.Undo(t.Context(), revision)
		wantCode(t, err, "")
		return undone.Revision
	}
	if got := pastText(t, d, 0, 10); got != "" {
		t.Error(got)
	}
	first := importing("old.csv")
	second := importing("list.csv")
	if got := pastText(t, d, 0, 10); got != "1 list.csv +2\n0 \n" {
		t.Error(got)
	}
	back := undo(second)
	if got := pastText(t, d, 0, 10); got != "1 list.csv +2 undone by 2\n0 \n" {
		t.Error(got)
	}
	undo(back) // it is in force again
	third := importing("third.csv")
	if got := pastText(t, d, 0, 2); got != "3 third.csv +2\n0 list.csv +2\n" {
		t.Error(got)
	}
	if got := pastText(t, d, second, 2); got != "0 \n" {
		t.Error(got)
	}
	if first == 0 || third == 0 {
		t.Error("nothing was journalled")
	}
	d = reopen(t, d, path, clock, Config{Name: "Acme"})
	if got := pastText(t, d, 0, 1); got != "0 third.csv +2\n" {
		t.Error(got)
	}
	only, err := d.PastImports(t.Context(), 0, 10, func(e JournalEntry) bool { return e.Note == "list.csv" })
	if err != nil || len(only) != 1 || only[0].Revision != second {
		t.Errorf("%+v, %v", only, err)
	}
	if _, err := d.PastImports(t.Context(), third, 10, func(JournalEntry) bool { return false }); err != nil {
		t.Error(err)
	}
}
