package store_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory/store"
)

func openHouse(t *testing.T) (*store.Store, house) {
	t.Helper()
	h := newHouse()
	s, err := store.Open(filepath.Join(t.TempDir(), "a.db"), store.Options{NoSync: true}, h.tables()...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, h
}

func do(t *testing.T, s *store.Store, entry store.Entry, fn func(*store.Tx) error) store.Batch {
	t.Helper()
	b, err := s.Update(context.Background(), entry, fn)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func wantNoProblem(t *testing.T, s *store.Store) {
	t.Helper()
	problems, err := s.Check(context.Background())
	if err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
}

func TestAmendErasesRecordsAndRewordsEntries(t *testing.T) {
	s, h := openHouse(t)
	first := do(t, s, store.Entry{Action: "create", Note: "Jean"}, func(tx *store.Tx) error {
		if err := h.people.Put(tx, &person{ID: "1", Name: "Jean"}); err != nil {
			return err
		}
		return h.people.Put(tx, &person{ID: "2", Name: "Luc"})
	})
	second := do(t, s, store.Entry{Action: "rename"}, func(tx *store.Tx) error {
		return h.people.Put(tx, &person{ID: "2", Name: "Lucas"})
	})
	n, err := s.Amend(context.Background(), func(b *store.Batch) bool {
		if b.Entry.Note == "" {
			return false
		}
		b.Entry.Note = ""
		for i := range b.Changes {
			if b.Changes[i].Key == "1" {
				b.Changes[i].Erase()
			}
		}
		return true
	})
	if err != nil || n != 1 {
		t.Fatalf("amended %d, %v", n, err)
	}
	got, found, err := s.Journalled(first.Revision)
	if err != nil || !found || got.Entry.Note != "" || got.Entry.Action != "create" || len(got.Changes) != 2 {
		t.Fatalf("the batch is %+v, %v, %v", got, found, err)
	}
	if c := got.Changes[0]; !c.Erased || c.Before != nil || c.After != nil || c.Key != "1" || c.Table != "people" {
		t.Errorf("the erased change is %+v", c)
	}
	if c := got.Changes[1]; c.Erased || !strings.Contains(string(c.After), "Luc") {
		t.Errorf("the other change is %+v", c)
	}
	if before, after, err := h.people.Changed(got.Changes[0]); before != nil || after != nil || err != nil {
		t.Errorf("decoded as %v, %v, %v", before, after, err)
	}
	if same, _, _ := s.Journalled(second.Revision); len(same.Changes) != 1 || same.Changes[0].Erased {
		t.Errorf("the batch left alone is %+v", same)
	}
	wantNoProblem(t, s)
}

func TestAmendReachesEveryBatchInSteps(t *testing.T) {
	s, h := openHouse(t)
	const batches, records = 5, 4000
	for i := range batches {
		do(t, s, store.Entry{}, func(tx *store.Tx) error {
			for j := range records {
				if err := h.people.Put(tx, &person{ID: fmt.Sprint(i, "/", j), Name: "Jean"}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	seen := []uint64{}
	n, err := s.Amend(context.Background(), func(b *store.Batch) bool {
		seen = append(seen, b.Revision)
		b.Entry.Note = "seen"
		return true
	})
	if err != nil || n != batches || fmt.Sprint(seen) != "[1 2 3 4 5]" {
		t.Errorf("amended %d, saw %v, %v", n, seen, err)
	}
	for h, err := range s.Journal(0, 0) {
		if err != nil || h.Entry.Note != "seen" || h.Changes != records {
			t.Errorf("header %+v, %v", h, err)
		}
	}
	wantNoProblem(t, s)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Amend(ctx, func(*store.Batch) bool { return true }); err == nil {
		t.Error("a cancelled context was not heard")
	}
}

func TestAnEmptyJournalIsAmendedInNoTime(t *testing.T) {
	s, _ := openHouse(t)
	if n, err := s.Amend(context.Background(), func(*store.Batch) bool { return true }); n != 0 || err != nil {
		t.Errorf("amended %d, %v", n, err)
	}
}

func TestRawRecordsObeyTheirTable(t *testing.T) {
	s, h := openHouse(t)
	made := do(t, s, store.Entry{}, func(tx *store.Tx) error {
		if err := h.people.Put(tx, &person{ID: "1", Name: "Jean", Logins: []string{"jean"}}); err != nil {
			return err
		}
		return h.rooms.Put(tx, &room{Name: "hall", Login: "hall"})
	})
	put := func(table, raw string) error {
		_, err := s.Update(context.Background(), store.Entry{}, func(tx *store.Tx) error { return tx.PutRecord(table, json.RawMessage(raw)) })
		return err
	}
	for _, test := range []struct {
		name, table, raw, fails string
	}{
		{"a new record", "people", `{"id":"2","name":"Luc","unknown":1}`, ""},
		{"a unique key of another table", "people", `{"id":"3","logins":["hall"]}`, "is taken by rooms"},
		{"no JSON", "people", `{`, "decode people"},
		{"no key", "people", `{}`, "has a key of 0 bytes"},
		{"a secret table", "secrets", `{"owner":"1"}`, "no journalled table secrets"},
		{"a volatile table", "sessions", `{"owner":"1"}`, "no journalled table sessions"},
		{"a table there is not", "cars", `{"id":"1"}`, "no journalled table cars"},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := put(test.table, test.raw)
			if (err == nil) != (test.fails == "") || err != nil && !strings.Contains(err.Error(), test.fails) {
				t.Errorf("got %v", err)
			}
		})
	}
	err := s.View(func(tx *store.Tx) error {
		raw, err := tx.Record("people", "2")
		if err != nil || string(raw) != `{"id":"2","name":"Luc"}` {
			t.Errorf("record %s, %v", raw, err)
		}
		if raw, err := tx.Record("people", "9"); raw != nil || err != nil {
			t.Errorf("a record there is not: %s, %v", raw, err)
		}
		if c, err := tx.Current(made.Changes[0]); err != nil || string(c.After) != string(made.Changes[0].After) {
			t.Errorf("current %+v, %v", c, err)
		}
		wrong := made.Changes[0]
		wrong.Key = "7"
		if _, err := tx.Current(wrong); err == nil {
			t.Error("a change of another key was accepted")
		}
		_, err = tx.Current(store.Change{Table: "cars"})
		return err
	})
	if err == nil {
		t.Error("a table there is not was found")
	}
	do(t, s, store.Entry{}, func(tx *store.Tx) error { return tx.DeleteRecord("people", "2") })
	if _, err := s.Update(context.Background(), store.Entry{}, func(tx *store.Tx) error { return tx.DeleteRecord("secrets", "1") }); err == nil {
		t.Error("a secret table was written")
	}
	wantNoProblem(t, s)
}

func TestCurrentMigratesAJournalledChange(t *testing.T) {
	rename := func(raw json.RawMessage) (json.RawMessage, error) {
		return json.RawMessage(strings.Replace(string(raw), `"label"`, `"name"`, 1)), nil
	}
	people := store.NewTable("people", store.Journalled, 2, func(p *person) store.Key { return store.Key(p.ID) }).Migrate(1, rename)
	s, err := store.Open(filepath.Join(t.TempDir(), "a.db"), store.Options{NoSync: true}, people)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.View(func(tx *store.Tx) error {
		c, err := tx.Current(store.Change{Table: "people", Version: 1, Key: "1", After: json.RawMessage(`{"id":"1","label":"Jean"}`)})
		if err != nil || c.Version != 2 || string(c.After) != `{"id":"1","name":"Jean"}` {
			t.Errorf("got %+v, %v", c, err)
		}
		_, err = tx.Current(store.Change{Table: "people", Version: 0, Key: "1", After: json.RawMessage(`{"id":"1"}`)})
		if err == nil {
			t.Error("a version too old was accepted")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
