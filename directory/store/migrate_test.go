package store_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory/store"

	"go.etcd.io/bbolt"
)

// worker is what person became in version 3: the name is split and logins are in lower case.
type worker struct {
	ID     string   `json:"id"`
	First  string   `json:"first"`
	Last   string   `json:"last"`
	Logins []string `json:"logins"`
}

func workers(version int) *store.Table[worker] {
	return store.NewTable("people", store.Journalled, version, func(w *worker) store.Key { return store.Key(w.ID) },
		store.Index[worker]{Name: "login", Unique: true, Keys: func(w *worker) []string { return w.Logins }},
		store.Index[worker]{Name: "last", Keys: func(w *worker) []string { return []string{w.Last} }},
	)
}

// change makes a step of a migration from a function on the decoded record.
func change(fn func(map[string]any) error) func(json.RawMessage) (json.RawMessage, error) {
	return func(raw json.RawMessage) (json.RawMessage, error) {
		var rec map[string]any
		if err := json.Unmarshal(raw, &rec); err != nil {
			return nil, err
		}
		if err := fn(rec); err != nil {
			return nil, err
		}
		return json.Marshal(rec)
	}
}

func splitName(rec map[string]any) error {
	rec["first"], rec["last"], _ = strings.Cut(rec["name"].(string), " ")
	delete(rec, "name")
	return nil
}

func lowerLogins(rec map[string]any) error {
	for i, login := range rec["logins"].([]any) {
		rec["logins"].([]any)[i] = strings.ToLower(login.(string))
	}
	return nil
}

// oldFile makes a store of version 1 and returns its path.
func oldFile(t *testing.T) string {
	t.Helper()
	h := newHouse()
	s, path := h.open(t)
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(
			h.people.Put(tx, &person{ID: "1", Name: "Ann Bell", Team: "x", Logins: []string{"ANN"}}),
			h.people.Put(tx, &person{ID: "2", Name: "Bob Bell", Team: "x", Logins: []string{"BOB"}}),
			h.rooms.Put(tx, &room{Name: "hall", Login: "hall"}))
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// with declares the house's tables, but people as given.
func with(people store.Declared) []store.Declared {
	h := newHouse()
	return []store.Declared{people, h.rooms, h.secrets, h.sessions}
}

func backups(t *testing.T, path string) []string {
	t.Helper()
	found, err := filepath.Glob(path + ".*")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestOlderFileIsMigratedAfterABackup(t *testing.T) {
	path := oldFile(t)
	table := workers(3).Migrate(1, change(splitName)).Migrate(2, change(lowerLogins))
	s, err := store.Open(path, testOptions(), with(table)...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	view(t, s, func(tx *store.Tx) error {
		w, ok, err := table.One(tx, "login", "ann")
		if err != nil || !ok || w.First != "Ann" || w.Last != "Bell" {
			t.Errorf("%+v %v %v", w, ok, err)
		}
		if _, _, ok := tx.Holder("login", "ANN"); ok {
			t.Error("the old login is still held")
		}
		if holder, _, _ := tx.Holder("login", "hall"); holder != "rooms" {
			t.Errorf("hall is held by %q", holder)
		}
		n := 0
		for _, err := range table.By(tx, "last", "Bell") {
			if n++; err != nil {
				t.Error(err)
			}
		}
		if n != 2 || table.Count(tx) != 2 {
			t.Errorf("%d of %d people by their last name", n, table.Count(tx))
		}
		return nil
	})
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	b, _, err := s.Journalled(1)
	if err != nil {
		t.Fatal(err)
	}
	if _, after, err := table.Changed(b.Changes[0]); err != nil || after.Last != "Bell" || after.Logins[0] != "ann" {
		t.Errorf("the journal's old record: %+v %v", after, err)
	}

	found := backups(t, path)
	if len(found) != 1 || found[0] != path+".before-migration-20260102T030405Z" {
		t.Fatalf("backups: %v", found)
	}
	if info, err := os.Stat(found[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	h := newHouse()
	view(t, h.openAt(t, found[0]), func(tx *store.Tx) error {
		if p, ok, err := h.people.One(tx, "login", "ANN"); err != nil || !ok || p.Name != "Ann Bell" {
			t.Errorf("in the backup: %+v %v %v", p, ok, err)
		}
		return nil
	})
}

func TestMigrationThatFailsLeavesTheFileAsItWas(t *testing.T) {
	for name, c := range map[string]struct {
		table *store.Table[worker]
		want  string
	}{
		"a step is missing":           {workers(3).Migrate(2, change(lowerLogins)), "too old"},
		"a step fails":                {workers(2).Migrate(1, change(func(map[string]any) error { return errWanted })), "wanted"},
		"a step makes no JSON":        {workers(2).Migrate(1, func(json.RawMessage) (json.RawMessage, error) { return nil, nil }), "decode"},
		"a step changes the key":      {workers(2).Migrate(1, change(func(r map[string]any) error { r["id"] = "x"; return nil })), "key became x"},
		"two get the same unique key": {workers(2).Migrate(1, change(func(r map[string]any) error { r["logins"] = []string{"hall"}; return nil })), "taken"},
		"a step panics":               {workers(2).Migrate(1, change(func(r map[string]any) error { panic("oops") })), "oops"},
	} {
		t.Run(name, func(t *testing.T) {
			path := oldFile(t)
			_, err := store.Open(path, testOptions(), with(c.table)...)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
			h := newHouse()
			view(t, h.openAt(t, path), func(tx *store.Tx) error {
				if got := ids(h.people.By(tx, "team", "x")); got != "1 2" {
					t.Errorf("got %q", got)
				}
				return nil
			})
		})
	}
}

func TestNewerFileIsRefused(t *testing.T) {
	h := newHouse()
	for name, c := range map[string]struct {
		newer  func(path string)
		tables []store.Declared
		want   string
	}{
		"a table of a newer version": {func(path string) {
			table := workers(2).Migrate(1, change(splitName))
			s, err := store.Open(path, testOptions(), with(table)...)
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
		}, h.tables(), "table people has version 2, this program knows 1"},
		"a table that is not known": {func(string) {}, h.tables()[:3], "table sessions"},
		"a newer format of the file": {func(path string) {
			makeBolt(t, path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte("2")) })
		}, h.tables(), "format is 2"},
	} {
		t.Run(name, func(t *testing.T) {
			path := oldFile(t)
			c.newer(path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			_, err = store.Open(path, testOptions(), c.tables...)
			var newer *store.NewerError
			if !errors.As(err, &newer) || !strings.Contains(err.Error(), c.want) || newer.Path != path {
				t.Errorf("got %v", err)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
				t.Error("the file has changed")
			}
		})
	}
}

func TestNewTableNeedsNoBackupAndANewIndexIsBuilt(t *testing.T) {
	path := oldFile(t)
	h := newHouse()
	extra := store.NewTable("extra", store.Journalled, 1, func(r *room) store.Key { return store.Key(r.Name) })
	s, err := store.Open(path, testOptions(), append(h.tables(), extra)...)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if found := backups(t, path); len(found) != 0 {
		t.Errorf("backups: %v", found)
	}
	h = newHouse()
	h.rooms = store.NewTable("rooms", store.Journalled, 1, func(r *room) store.Key { return store.Key(r.Name) },
		store.Index[room]{Name: "letter", Keys: func(r *room) []string { return []string{r.Name[:1]} }})
	s, err = store.Open(path, testOptions(), append(h.tables(), extra)...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	view(t, s, func(tx *store.Tx) error {
		n := 0
		for range h.rooms.By(tx, "letter", "h") {
			n++
		}
		if _, _, held := tx.Holder("login", "hall"); n != 1 || held {
			t.Errorf("%d rooms under h; a login of rooms is held: %v", n, held)
		}
		return nil
	})
	if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
	if found := backups(t, path); len(found) != 1 {
		t.Errorf("backups: %v", found)
	}
}
