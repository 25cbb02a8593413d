package main

import (
	"bytes"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annuaire/directory"
)

func TestHousekeepingDropsWhatIsTooOld(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{
		BinDays: 30, JournalFor: 60 * 24 * time.Hour, NoSync: true, Now: func() time.Time { return now }, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	folder, err := d.CreateFolder(t.Context(), directory.FolderDraft{ParentID: d.Root().ID, Name: "Old"})
	if err != nil {
		t.Fatal(err)
	}
	if err := d.DeleteFolder(t.Context(), folder.ID, 0, directory.Contents{}); err != nil {
		t.Fatal(err)
	}

	if _, needed, err := d.FoundingLink(t.Context()); err != nil || !needed {
		t.Fatalf("a link is needed: %t, %v", needed, err)
	}

	var log bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&log, nil))
	purge(t.Context(), d, logger)
	if bin, err := d.Bin(); err != nil || len(bin.Folders) != 1 {
		t.Fatalf("the bin on the same day: %+v, %v", bin, err)
	}
	if log.Len() > 0 {
		t.Errorf("it says so although nothing was dropped: %s", log.String())
	}

	now = now.AddDate(0, 0, 31)
	purge(t.Context(), d, logger)
	if bin, err := d.Bin(); err != nil || len(bin.Folders) != 0 {
		t.Errorf("the bin after 31 days: %+v, %v", bin, err)
	}
	now = now.AddDate(0, 0, 61)
	purge(t.Context(), d, logger)
	if journal, err := d.Journal(t.Context(), 0, 100); err != nil || len(journal) != 0 {
		t.Errorf("the journal after 92 days: %+v, %v", journal, err)
	}
	if !strings.Contains(log.String(), "from_bin=1 from_access=1 from_journal=") {
		t.Errorf("said %s", log.String())
	}
}

func TestHousekeepingNotesTheEnabledUsersOfTheDay(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{
		NoSync: true, Now: func() time.Time { return now }, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := d.RecordDay(t.Context(), now, 0); err != nil {
		t.Fatal(err)
	}
	now = now.AddDate(0, 0, 1)
	purge(t.Context(), d, slog.New(slog.DiscardHandler))
	statement, err := d.Statement("2026-11", directory.Price{})
	if err != nil || len(statement.Days) != 2 {
		t.Errorf("%+v, %v", statement, err)
	}
	if journal, err := d.Journal(t.Context(), 0, 1); err != nil || journal[0].Action != "licence.day" || journal[0].Actor.Name != "housekeeping" {
		t.Errorf("%+v, %v", journal, err)
	}
}
