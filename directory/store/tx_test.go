package store_test

import (
	"context"
	"errors"
	"testing"

	"annuaire/directory/store"

	"github.com/google/go-cmp/cmp"
)

func TestRecordsSurviveReopening(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	ann := person{ID: "1", Name: "Ann <Bell>", Team: "sales", Logins: []string{"ann", "ann@example.org"}}
	b := h.put(t, s, ann)
	if b.Revision != 1 || len(b.Changes) != 1 || !b.Entry.Time.Equal(testTime) || b.Changes[0].Before != nil {
		t.Errorf("batch: %+v", b)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = h.openAt(t, path)
	if s.Revision() != 1 {
		t.Errorf("revision after reopening: %d", s.Revision())
	}
	view(t, s, func(tx *store.Tx) error {
		got, ok, err := h.people.Get(tx, "1")
		if err != nil || !ok || !cmp.Equal(*got, ann) {
			t.Errorf("Get: %+v %v %v", got, ok, err)
		}
		got, ok, err = h.people.One(tx, "login", "ann@example.org")
		if err != nil || !ok || got.ID != "1" {
			t.Errorf("One: %+v %v %v", got, ok, err)
		}
		if got := ids(h.people.By(tx, "team", "sales")); got != "1" {
			t.Errorf("By: %s", got)
		}
		if n := h.people.Count(tx); n != 1 {
			t.Errorf("Count: %d", n)
		}
		return nil
	})
}

func TestUpdateThatFailsChangesNothing(t *testing.T) {
	boom := errors.New("boom")
	canceled, cancel := context.WithCancel(t.Context())
	for name, run := range map[string]func(h house, s *store.Store) error{
		"an error": func(h house, s *store.Store) error {
			_, err := s.Update(t.Context(), store.Entry{}, func(tx *store.Tx) error {
				return errors.Join(h.people.Put(tx, &person{ID: "2", Logins: []string{"b"}}), h.people.Delete(tx, "1"), boom)
			})
			return err
		},
		"a context cancelled in it": func(h house, s *store.Store) error {
			_, err := s.Update(canceled, store.Entry{}, func(tx *store.Tx) error {
				cancel()
				return h.people.Delete(tx, "1")
			})
			return err
		},
		"a panic": func(h house, s *store.Store) (err error) {
			defer func() { err, _ = recover().(error) }()
			_, _ = s.Update(t.Context(), store.Entry{}, func(tx *store.Tx) error {
				_ = h.people.Delete(tx, "1")
				panic(boom)
			})
			return nil
		},
		"an entry that is no JSON": func(h house, s *store.Store) error {
			_, err := s.Update(t.Context(), store.Entry{Actor: []byte("{")}, func(tx *store.Tx) error {
				return h.people.Delete(tx, "1")
			})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse()
			s, _ := h.open(t)
			h.put(t, s, person{ID: "1", Logins: []string{"a"}})
			if err := run(h, s); err == nil {
				t.Fatal("no error")
			}
			view(t, s, func(tx *store.Tx) error {
				if got := ids(h.people.All(tx)); got != "1" || h.people.Count(tx) != 1 || tx.Revision() != 1 {
					t.Errorf("people %q, count %d, revision %d", got, h.people.Count(tx), tx.Revision())
				}
				return nil
			})
			if b := h.put(t, s, person{ID: "3"}); b.Revision != 2 {
				t.Errorf("the next revision is %d", b.Revision)
			}
		})
	}
}
