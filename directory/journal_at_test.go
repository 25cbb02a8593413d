package directory

import (
	"path/filepath"
	"testing"
	"time"
)

func TestTheEntryOfATimeIsWhoMadeIt(t *testing.T) {
	d, clock := openAt(t, filepath.Join(t.TempDir(), "annuaire.db"), Config{Name: "Acme"})
	ctx := WithActor(t.Context(), Actor{Kind: ActorAccount, Name: "anne"})
	start := clock.now()
	for range 40 {
		clock.move(time.Minute)
		if _, err := d.CreateFolder(ctx, FolderDraft{Name: clock.now().String()}); err != nil {
			t.Fatal(err)
		}
	}
	for minutes, found := range map[int]bool{-1: false, 1: true, 17: true, 40: true, 41: false} {
		at := start.Add(time.Duration(minutes) * time.Minute).UTC().Truncate(time.Millisecond)
		entry, is, err := d.EntryAt(at)
		if err != nil || is != found || is && (entry.Actor.Name != "anne" || !entry.Time.Equal(at)) {
			t.Errorf("minute %d: %v %v %v", minutes, entry, is, err)
		}
	}
	if _, is, err := d.EntryAt(start.Add(17*time.Minute + 30*time.Second)); is || err != nil {
		t.Error("an entry was made when nothing was", err)
	}
}

func TestTheBinKeepsWhatWasDeletedForItsDays(t *testing.T) {
	d, _ := openAt(t, filepath.Join(t.TempDir(), "annuaire.db"), Config{Name: "Acme", BinDays: 7})
	deleted := time.Date(2026, 2, 25, 8, 0, 0, 0, time.UTC)
	if until := d.BinUntil(deleted); !until.Equal(time.Date(2026, 3, 4, 8, 0, 0, 0, time.UTC)) {
		t.Error(until)
	}
}
