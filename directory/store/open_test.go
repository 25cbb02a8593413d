package store_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory/store"

	"go.etcd.io/bbolt"
)

func TestFileIsForItsOwnerOnly(t *testing.T) {
	_, path := newHouse().open(t)
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

func TestSecondOpenIsRefused(t *testing.T) {
	h := newHouse()
	_, path := h.open(t)
	_, err := store.Open(path, testOptions(), h.tables()...)
	var inUse *store.InUseError
	if !errors.As(err, &inUse) || inUse.Path != path {
		t.Errorf("got %v", err)
	}
}

func TestClosedStoreRefusesEverything(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	nothing := func(*store.Tx) error { return nil }
	_, updateErr := s.Update(t.Context(), store.Entry{}, nothing)
	_, _, journalErr := s.Journalled(1)
	_, checkErr := s.Check(t.Context())
	_, expireErr := s.Expire(t.Context())
	var followErr, headerErr error
	for _, followErr = range s.Follow(t.Context(), 0) {
	}
	for _, headerErr = range s.Journal(0, 0) {
	}
	for what, err := range map[string]error{
		"View": s.View(nothing), "Update": updateErr, "Check": checkErr, "Expire": expireErr, "Follow": followErr, "Journal": headerErr,
		"Journalled": journalErr, "Backup": s.Backup(t.Context(), &bytes.Buffer{}),
	} {
		if !errors.Is(err, store.ErrClosed) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing again: %v", err)
	}
}

func TestCloseWaitsForViews(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1"})
	inView, closed := make(chan struct{}), make(chan error)
	go func() {
		<-inView
		closed <- s.Close()
	}()
	view(t, s, func(tx *store.Tx) error {
		close(inView)
		for !errors.Is(s.View(func(*store.Tx) error { return nil }), store.ErrClosed) {
			continue // until Close has begun
		}
		if got := ids(h.people.All(tx)); got != "1" {
			t.Errorf("got %q", got)
		}
		return nil
	})
	if err := <-closed; err != nil {
		t.Error(err)
	}
}

func TestFilesThatAreNoStore(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	for i := range 300 {
		h.put(t, s, person{ID: string(rune('a'+i)) + strings.Repeat("x", 100), Name: strings.Repeat("word ", 50)})
	}
	var good bytes.Buffer
	if err := s.Backup(t.Context(), &good); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(t.TempDir(), "foreign")
	makeBolt(t, foreign, func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("mine"))
		return err
	})
	other, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	scrambled := bytes.Clone(good.Bytes())
	for i := 2 * os.Getpagesize(); i < len(scrambled); i++ {
		scrambled[i] ^= 0x5a
	}
	oneMeta := bytes.Clone(good.Bytes())
	copy(oneMeta, make([]byte, 100))
	for _, c := range []struct {
		name, want string
		content    []byte
	}{
		{"text", "not a bbolt file", []byte(strings.Repeat("hello ", 2000))},
		{"a few bytes", "not a bbolt file", []byte("hello")},
		{"a bbolt file of another program", "another program", other},
		{"a truncated one", "truncated", good.Bytes()[:good.Len()/2]},
		{"one that lacks its last byte", "truncated", good.Bytes()[:good.Len()-1]},
		{"scrambled pages", "can not be read", scrambled},
		{"a good one", "", good.Bytes()},
		{"a broken first meta page", "", oneMeta},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(path, testOptions(), h.tables()...)
			if c.want == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					t.Error(err)
				}
				return
			}
			var damaged *store.DamagedError
			if !errors.As(err, &damaged) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestDeclarationsThatDoNotFit(t *testing.T) {
	key := func(r *room) store.Key { return store.Key(r.Name) }
	none := func(*room) []string { return nil }
	for name, tables := range map[string][]store.Declared{
		"a table twice":             {store.NewTable("a", 0, 1, key), store.NewTable("a", 0, 1, key)},
		"a table without a name":    {store.NewTable("", 0, 1, key)},
		"a name with a slash":       {store.NewTable("a/b", 0, 1, key)},
		"version 0":                 {store.NewTable("a", 0, 0, key)},
		"an index twice":            {store.NewTable("a", 0, 1, key, store.Index[room]{Name: "x", Keys: none}, store.Index[room]{Name: "x", Keys: none})},
		"unique here and not there": {store.NewTable("a", 0, 1, key, store.Index[room]{Name: "x", Unique: true, Keys: none}), store.NewTable("b", 0, 1, key, store.Index[room]{Name: "x", Keys: none})},
		"an index without a name":   {store.NewTable("a", 0, 1, key, store.Index[room]{Keys: none})},
	} {
		if _, err := store.Open(filepath.Join(t.TempDir(), "x"), testOptions(), tables...); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestOpenInADirectoryThatDoesNotExist(t *testing.T) {
	if _, err := store.Open(filepath.Join(t.TempDir(), "none", "x.db"), store.Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// makeBolt writes to a file with bbolt itself, which nothing but these tests does.
func makeBolt(t *testing.T, path string, fn func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}
