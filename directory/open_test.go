package directory

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"annuaire/directory/store"
)

// reopen closes d and opens its file with another configuration.
func reopen(t *testing.T, d *Directory, path string, clock *clock, config Config) *Directory {
	t.Helper()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path, clock.config(config))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = again.Close() }) // may be closed by then
	return again
}

func TestWhatIsStoredSurvivesReopening(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	sales := folder(t, d, uuid.Nil, "Sales")
	c := contact(t, d, ContactDraft{FolderID: sales.ID, Numbers: []Number{work("0123456789", "201")}})
	_, secret, err := d.AddAccount(ctx, AccountDraft{Name: "phones"})
	wantCode(t, err, "")
	revision := d.Revision()

	d = reopen(t, d, path, clock, Config{Name: "Another name does not count any more"})
	if d.Revision() != revision {
		t.Errorf("opening made a change: revision %d, was %d", d.Revision(), revision)
	}
	if d.Root().Name != "Acme" {
		t.Errorf("the root is called %q", d.Root().Name)
	}
	if got, err := d.Contact(c.ID); err != nil || cmp.Diff(c, got) != "" {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := d.Folder(sales.ID); err != nil || got != sales {
		t.Errorf("got %+v, %v", got, err)
	}
	_, err = d.Authenticate(ctx, "phones", secret)
	wantCode(t, err, "")
	wantSound(t, d)
}

func TestOpenRefused(t *testing.T) {
	for _, test := range []struct {
		name   string
		config Config
	}{
		{"country there is not", Config{Country: "XX"}},
		{"language there is not", Config{Language: "français"}},
		{"outside-line prefix with a letter", Config{OutsidePrefix: "0a"}},
		{"short numbers upside down", Config{MinShortDigits: 5, MaxShortDigits: 4}},
		{"bin of less than a day", Config{BinDays: -1}},
		{"name that is too long", Config{Name: strings.Repeat("x", 129)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			_, err := Open(path, newClock().config(test.config))
			if CodeOf(err) != Invalid {
				t.Errorf("got %v", err)
			}
		})
	}
	t.Run("file that is in use", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "a.db")
		openAt(t, path, Config{})
		_, err := Open(path, Config{NoSync: true})
		if _, inUse := errors.AsType[*store.InUseError](err); !inUse {
			t.Errorf("got %v", err)
		}
	})
}

func TestNumbersAreReadAgainWhenCountryOrPrefixChange(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	national := contact(t, d, ContactDraft{Numbers: []Number{work("01 23 45 67 89", "201"), work("+44 20 7946 0958", "")}})
	binned := contact(t, d, ContactDraft{Numbers: []Number{work("030 123456", "")}})
	wantCode(t, d.DeleteContact(ctx, binned.ID, 0), "")
	abroad := contact(t, d, ContactDraft{Numbers: []Number{work("+44 20 7946 0958", "")}})
	revision := d.Revision()

	clock.move(time.Hour)
	d = reopen(t, d, path, clock, Config{Country: "DE"})
	if d.Revision() != revision+1 {
		t.Errorf("not one batch: revision %d after %d", d.Revision(), revision)
	}
	got, err := d.Contact(national.ID)
	wantCode(t, err, "")
	if got.Numbers[0].E164 == "+33123456789" || got.Numbers[1].E164 != "+442079460958" || got.Version != 2 || !got.UpdatedAt.After(national.UpdatedAt) {
		t.Errorf("got %+v", got)
	}
	if got, _ := d.Contact(abroad.ID); got.Version != 1 {
		t.Error("a contact that reads the same was changed")
	}
	back, _, err := d.BringBackContact(ctx, binned.ID)
	wantCode(t, err, "")
	if back.Numbers[0].E164 != "+4930123456" {
		t.Errorf("the contact in the bin reads %q", back.Numbers[0].E164)
	}
	entries, err := d.Journal(ctx, 0, 10)
	wantCode(t, err, "")
	if e := entries[1]; e.Action != "directory.configure" || e.Actor.Kind != ActorSystem {
		t.Errorf("journalled as %+v", e)
	}
	wantSound(t, d)

	revision = d.Revision()
	d = reopen(t, d, path, clock, Config{Country: "DE", Language: "de"})
	if d.Revision() != revision+1 {
		t.Error("another language was not taken down")
	}
	d = reopen(t, d, path, clock, Config{Country: "DE", Language: "de", OutsidePrefix: "0"})
	wantSound(t, d)
}

func TestRestore(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	kept := contact(t, d, ContactDraft{FirstName: "Kept", Numbers: []Number{work("030 123456", "201")}})
	_, secret, err := d.AddAccount(ctx, AccountDraft{Name: "phones"})
	wantCode(t, err, "")
	var copied bytes.Buffer
	wantCode(t, d.Backup(ctx, &copied), "")
	later := contact(t, d, ContactDraft{FirstName: "Later"})
	wantCode(t, d.RemoveAccount(ctx, "phones"), "")
	d = reopen(t, d, path, clock, Config{Country: "DE"})
	revision := d.Revision()

	wantCode(t, d.Replace(ctx, strings.NewReader("no store")), Invalid)
	if d.Revision() != revision {
		t.Error("a copy that can not be used has changed something")
	}
	wantCode(t, d.Replace(ctx, &copied), "")
	if d.Revision() <= revision || d.Snapshot().Revision != d.Revision() {
		t.Errorf("revision %d after %d, phones at %d", d.Revision(), revision, d.Snapshot().Revision)
	}
	_, err = d.Contact(later.ID)
	wantCode(t, err, NotFound)
	got, err := d.Contact(kept.ID)
	wantCode(t, err, "")
	if got.Numbers[0].E164 != "+4930123456" {
		t.Errorf("read as %q although the country is Germany", got.Numbers[0].E164)
	}
	_, err = d.Authenticate(ctx, "phones", secret)
	wantCode(t, err, "")
	if doc := document(t, d, kept.ID); doc == nil || d.Snapshot().People.Len() != 2 {
		t.Error("phones read something else")
	}
	contact(t, d, ContactDraft{FirstName: "New"})
	wantSound(t, d)
}

func TestAClosedDirectorySaysSo(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	root := d.Root()
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	_, err := d.CreateFolder(ctx, FolderDraft{Name: "x"})
	wantCode(t, err, Unavailable)
	_, err = d.Contact(uuid.New())
	wantCode(t, err, Unavailable)
	if d.Root() != root {
		t.Error("the snapshot is gone")
	}
}
