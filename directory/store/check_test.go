package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"annuaire/directory/store"

	"go.etcd.io/bbolt"
)

func TestCheckFindsWhatIsPlanted(t *testing.T) {
	bucket := func(tx *bbolt.Tx, name string) *bbolt.Bucket { return tx.Bucket([]byte(name)) }
	first := func(b *bbolt.Bucket) []byte { k, _ := b.Cursor().First(); return k }
	batch := func(revision uint64, number uint32) []byte {
		return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, revision), number)
	}
	for _, c := range []struct {
		name  string
		plant func(tx *bbolt.Tx) error
		want  []string // what the problems contain, in order
	}{
		{"nothing", func(*bbolt.Tx) error { return nil }, nil},
		{"a secondary entry deleted", func(tx *bbolt.Tx) error {
			b := bucket(tx, "index/people/team")
			return b.Delete(first(b))
		}, []string{`people 1 index team: the record is not found under "x"`}},
		{"a unique entry deleted", func(tx *bbolt.Tx) error {
			return bucket(tx, "unique/login").Delete([]byte("ann"))
		}, []string{`people 1 index login: the record is not found under "ann"`}},
		{"a unique entry of another", func(tx *bbolt.Tx) error {
			return bucket(tx, "unique/login").Put([]byte("ann"), []byte("rooms\x00hall"))
		}, []string{`people 1 index login: another record is found under "ann"`, `rooms hall index login: "ann" leads to a record that does not have it`}},
		{"a unique entry of nobody", func(tx *bbolt.Tx) error {
			return bucket(tx, "unique/login").Put([]byte("x"), []byte("rooms\x00none"))
		}, []string{`rooms none index login: "x" leads to a record that does not exist`}},
		{"a unique entry of a table that does not exist", func(tx *bbolt.Tx) error {
			return bucket(tx, "unique/login").Put([]byte("x"), []byte("cars\x001"))
		}, []string{`cars 1 index login: "x" leads to a table that does not exist`}},
		{"a unique entry that names no record", func(tx *bbolt.Tx) error {
			return bucket(tx, "unique/login").Put([]byte("x"), []byte("junk"))
		}, []string{`index login: a unique index entry names no record`}},
		{"a secondary entry of nobody", func(tx *bbolt.Tx) error {
			return bucket(tx, "index/people/team").Put([]byte("x\x00\x01none"), nil)
		}, []string{`people none index team: "x" leads to a record that does not exist`}},
		{"a secondary entry under a wrong key", func(tx *bbolt.Tx) error {
			return bucket(tx, "index/people/team").Put([]byte("a\x00\xffb\x00\x011"), nil)
		}, []string{`people 1 index team: "a\x00b" leads to a record that does not have it`}},
		{"a secondary entry without an end", func(tx *bbolt.Tx) error {
			return bucket(tx, "index/people/team").Put([]byte("junk"), nil)
		}, []string{`people index team: an index entry has no end`}},
		{"a record that is no JSON", func(tx *bbolt.Tx) error {
			return bucket(tx, "table/people").Put([]byte("1"), []byte("{garbage"))
		}, []string{"people 1: decode people"}},
		{"a record under a wrong key", func(tx *bbolt.Tx) error {
			return bucket(tx, "table/people").Put([]byte("2"), []byte(`{"id":"3"}`))
		}, []string{"people 2: the record says its key is 3", "people: the table counts 1 records and has 2"}},
		{"a record deleted", func(tx *bbolt.Tx) error {
			return bucket(tx, "table/rooms").Delete([]byte("hall"))
		}, []string{"rooms: the table counts 1 records and has 0", `rooms hall index login: "hall" leads to a record that does not exist`,
			"rooms hall: there is no record, and journal entry 1 has left one"}},
		{"a record that the journal knows otherwise", func(tx *bbolt.Tx) error {
			b := bucket(tx, "table/people")
			return b.Put([]byte("1"), bytes.Replace(b.Get([]byte("1")), []byte("Ann"), []byte("Bob"), 1))
		}, []string{`index word: the record is not found under "Bob"`, `index word: "Ann" leads to a record`, "people 1: the record is not as journal entry 1 has left it"}},
		{"a journalled change of what was not there", func(tx *bbolt.Tx) error {
			b := bucket(tx, "journal")
			return b.Put(batch(1, 1), bytes.Replace(b.Get(batch(1, 1)), []byte(`"after"`), []byte(`"before":{"id":"1"},"after"`), 1))
		}, []string{"people 1: journal entry 1 begins with another record than the one before it has left"}},
		{"a table's bucket deleted", func(tx *bbolt.Tx) error {
			return errors.Join(tx.DeleteBucket([]byte("table/secrets")), tx.DeleteBucket([]byte("index/people/word")))
		}, []string{"the file lacks table/secrets", "the file lacks index/people/word"}},
		{"a journal header deleted", func(tx *bbolt.Tx) error {
			return bucket(tx, "journal").Delete(batch(1, 0))
		}, []string{"journal entry 1 has no header", "journal entry 1 has no header"}},
		{"a journalled change deleted", func(tx *bbolt.Tx) error {
			return bucket(tx, "journal").Delete(batch(1, 2))
		}, []string{"journal entry 1 has 1 changes of 2", "rooms hall: the journal does not say how the record came about"}},
		{"a journalled change that is no JSON", func(tx *bbolt.Tx) error {
			return bucket(tx, "journal").Put(batch(1, 2), []byte("x"))
		}, []string{"read change 2 of journal entry 1", "rooms hall: the journal does not say how the record came about"}},
		{"a journal header that is no JSON", func(tx *bbolt.Tx) error {
			return bucket(tx, "journal").Put(batch(2, 0), []byte("x"))
		}, []string{"read journal entry 2", "the journal reaches revision 2, the store 1"}},
		{"a journal key of a wrong size", func(tx *bbolt.Tx) error {
			return bucket(tx, "journal").Put([]byte("zz"), []byte("x"))
		}, []string{"a journal key has 2 bytes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse()
			s, path := h.open(t)
			update(t, s, func(tx *store.Tx) error {
				return errors.Join(h.people.Put(tx, &person{ID: "1", Name: "Ann", Team: "x", Logins: []string{"ann"}}), h.rooms.Put(tx, &room{"hall", "hall"}))
			})
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			makeBolt(t, path, c.plant)
			problems, err := h.openAt(t, path).Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for i := range max(len(problems), len(c.want)) {
				if i >= len(problems) || i >= len(c.want) || !strings.Contains(problems[i].String(), c.want[i]) {
					t.Fatalf("got %q, want %q", problems, c.want)
				}
			}
		})
	}
}

func TestCheckFollowsAJournalThatWasShortenedOrErasedFrom(t *testing.T) {
	h := newHouse()
	clock := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	opts := testOptions()
	opts.Now, opts.JournalFor = func() time.Time { return clock }, time.Hour
	s, err := store.Open(filepath.Join(t.TempDir(), "test.db"), opts, h.tables()...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	sound := func() {
		t.Helper()
		if problems, err := s.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Fatalf("%q, %v", problems, err)
		}
	}
	h.put(t, s, person{ID: "1", Name: "Ann"})
	h.put(t, s, person{ID: "1", Name: "Anne"})
	h.put(t, s, person{ID: "2", Name: "Bob"})
	sound()
	if _, err := s.Amend(t.Context(), func(b *store.Batch) bool {
		if b.Revision != 2 {
			return false
		}
		b.Changes[0].Erase()
		return true
	}); err != nil {
		t.Fatal(err)
	}
	sound()
	clock = clock.Add(2 * time.Hour)
	if dropped, err := s.Expire(t.Context()); err != nil || dropped == 0 {
		t.Fatalf("%d, %v", dropped, err)
	}
	h.put(t, s, person{ID: "1", Name: "Anna"})
	sound()
}

func TestUsingARecordThatIsNoJSON(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	h.put(t, s, person{ID: "1", Team: "x", Logins: []string{"ann"}})
	s.Close()
	makeBolt(t, path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("table/people")).Put([]byte("1"), []byte("{")) })
	s = h.openAt(t, path)
	_, err := s.Update(t.Context(), store.Entry{}, func(tx *store.Tx) error {
		_, _, getErr := h.people.Get(tx, "1")
		_, _, oneErr := h.people.One(tx, "login", "ann")
		for what, err := range map[string]error{"Get": getErr, "One": oneErr, "Put": h.people.Put(tx, &person{ID: "1"}), "Delete": h.people.Delete(tx, "1")} {
			if err == nil {
				t.Errorf("%s: no error", what)
			}
		}
		if all, by := ids(h.people.All(tx)), ids(h.people.By(tx, "team", "x")); !strings.HasPrefix(all, "error") || !strings.HasPrefix(by, "error") {
			t.Errorf("%s, %s", all, by)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestCheckStopsWithItsContext(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if problems, err := s.Check(ctx); !errors.Is(err, context.Canceled) || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
}

func TestCheckTellsAThousandProblemsAtMost(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	s.Close()
	makeBolt(t, path, func(tx *bbolt.Tx) error {
		for i := range 3000 {
			if err := tx.Bucket([]byte("table/rooms")).Put(binary.BigEndian.AppendUint64(nil, uint64(i)), []byte("x")); err != nil {
				return err
			}
		}
		return nil
	})
	if problems, err := h.openAt(t, path).Check(t.Context()); len(problems) != 1000 || err != nil {
		t.Errorf("%d problems, %v", len(problems), err)
	}
}

// TestBrokenPagesEndNoProcess scrambles one page after another of a file: each must be found or be harmless, none may end the process.
func TestBrokenPagesEndNoProcess(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	for i := range 40 {
		h.put(t, s, person{ID: strings.Repeat("p", i+1), Name: strings.Repeat("word ", 100), Team: "x"})
	}
	s.Close()
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	found := 0
	for n := 2; n*page < len(good) && n < 60; n++ {
		for _, with := range []byte{0x00, 0xff, 0x01} {
			bad := append([]byte(nil), good...)
			for i := n * page; i < (n+1)*page; i++ {
				bad[i] = with
			}
			path := filepath.Join(t.TempDir(), "bad.db")
			if err := os.WriteFile(path, bad, 0o600); err != nil {
				t.Fatal(err)
			}
			s, err := store.Open(path, testOptions(), h.tables()...)
			if err != nil {
				found++
				continue
			}
			problems, err := s.Check(t.Context())
			if err != nil {
				t.Error(err)
			}
			if len(problems) > 0 {
				found++
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if found == 0 {
		t.Error("nothing was found")
	}
}
