package directory

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
)

// clock is a time that tests move on.
type clock struct{ at atomic.Int64 }

func newClock() *clock {
	c := &clock{}
	c.at.Store(time.Date(2026, 11, 22, 3, 4, 5, 0, time.UTC).UnixNano())
	return c
}

func (c *clock) now() time.Time          { return time.Unix(0, c.at.Load()) }
func (c *clock) move(d time.Duration)    { c.at.Add(int64(d)) }
func (c *clock) config(in Config) Config { in.Now, in.NoSync = c.now, true; return in }

// open opens a directory called Acme in a new file.
func open(t testing.TB) *Directory {
	t.Helper()
	d, _ := openAt(t, filepath.Join(t.TempDir(), "annuaire.db"), Config{Name: "Acme"})
	return d
}

func openAt(t testing.TB, path string, config Config) (*Directory, *clock) {
	t.Helper()
	c := newClock()
	d, err := Open(path, c.config(config))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil && !strings.Contains(err.Error(), "closed") {
			t.Error(err)
		}
	})
	return d, c
}

func folder(t testing.TB, d *Directory, parent uuid.UUID, name string) Folder {
	t.Helper()
	f, err := d.CreateFolder(context.Background(), FolderDraft{ParentID: parent, Name: name})
	if err != nil {
		t.Fatalf("create folder %s: %v", name, err)
	}
	return f
}

func contact(t testing.TB, d *Directory, draft ContactDraft) Contact {
	t.Helper()
	if draft.Kind != ExternalContact {
		draft.FirstName, draft.LastName = orText(draft.FirstName, "Jean"), orText(draft.LastName, "Martin")
	}
	c, _, err := d.CreateContact(context.Background(), draft)
	if err != nil {
		t.Fatalf("create contact: %v", err)
	}
	return c
}

func orText(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// wantCode fails unless err is an *Error with that code; "" wants no error.
func wantCode(t testing.TB, err error, want Code) {
	t.Helper()
	if got := CodeOf(err); got != want {
		t.Errorf("code %q, want %q (%v)", got, want, err)
	}
	if _, is := err.(*Error); err != nil && !is {
		t.Errorf("%T is not an *Error", err)
	}
}

// wantSound fails where a rule is broken anywhere.
func wantSound(t testing.TB, d *Directory) {
	t.Helper()
	problems, err := d.Check(context.Background())
	if err != nil {
		t.Fatalf("check: %v", err)
	}
	for _, p := range problems {
		t.Errorf("problem: %s", p)
	}
	wantCountedOnce(t, d)
}

// wantCountedOnce fails the test where a batch of the journal has counted a record's version up by more than one, or has made one that is not in its first
// version.
func wantCountedOnce(t testing.TB, d *Directory) {
	t.Helper()
	entries, err := d.Journal(context.Background(), 0, 1000)
	if err != nil {
		t.Fatalf("read the journal: %v", err)
	}
	version := func(raw json.RawMessage) (v uint64, counts bool) {
		var record struct{ Version *uint64 }
		if raw == nil || json.Unmarshal(raw, &record) != nil || record.Version == nil {
			return 0, false
		}
		return *record.Version, true
	}
	for _, entry := range entries {
		changes, err := d.Changes(entry.Revision)
		if err != nil {
			t.Fatalf("read revision %d: %v", entry.Revision, err)
		}
		for _, c := range changes {
			before, _ := version(c.Before)
			after, counts := version(c.After)
			if counts && after > before+1 && entry.Undoes == 0 {
				t.Errorf("%s has taken %s %s from version %d to %d", entry.Action, c.Table, c.ID, before, after)
			}
		}
	}
}

func pointer[T any](v T) *T { return &v }

func work(raw, short string) Number { return Number{Kind: WorkNumber, Raw: raw, ShortNumber: short} }
