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

func TestTransactionSeesItsOwnChangesInOrder(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "b", Team: "x"}, person{ID: "d", Team: "x"}, person{ID: "f", Team: "y"})
	update(t, s, func(tx *store.Tx) error {
		for _, p := range []person{{ID: "e", Team: "x"}, {ID: "a", Team: "x"}, {ID: "f", Team: "x"}, {ID: "g", Team: "y"}, {ID: "c", Team: "x"}} {
			if err := h.people.Put(tx, &p); err != nil {
				return err
			}
		}
		if err := errors.Join(h.people.Delete(tx, "d"), h.people.Delete(tx, "c"), h.people.Delete(tx, "nobody")); err != nil {
			return err
		}
		for want, got := range map[string]string{
			"a b e f g": ids(h.people.All(tx)),
			"a b e f":   ids(h.people.By(tx, "team", "x")),
			"g":         ids(h.people.By(tx, "team", "y")),
			"":          ids(h.people.By(tx, "team", "z")) + ids(h.people.By(tx, "team", "")),
			"error: table people has no index login of that sort": ids(h.people.By(tx, "login", "x")),
		} {
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		}
		if n := h.people.Count(tx); n != 5 {
			t.Errorf("count %d", n)
		}
		return nil
	})
}

func TestChangingWhileIterating(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "a", Team: "x"}, person{ID: "b", Team: "x"}, person{ID: "c", Team: "x"})
	update(t, s, func(tx *store.Tx) error {
		seen := ""
		for p, err := range h.people.By(tx, "team", "x") {
			if err != nil {
				return err
			}
			seen += p.ID
			p.Team = "y"
			if err := errors.Join(h.people.Put(tx, p), h.people.Delete(tx, "b")); err != nil {
				return err
			}
		}
		if now := ids(h.people.By(tx, "team", "y")); seen != "ac" || now != "a c" {
			t.Errorf("seen %q, then %q", seen, now)
		}
		seen = ""
		for p, err := range h.people.All(tx) {
			if err != nil {
				return err
			}
			if seen += p.ID; p.ID == "a" {
				if err := h.people.Delete(tx, "c"); err != nil {
					return err
				}
			}
		}
		if seen != "a" {
			t.Errorf("seen %q", seen)
		}
		return nil
	})
}

func TestIterationsStopWhenTheConsumerStops(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "b", Team: "x"}, person{ID: "d", Team: "x"})
	update(t, s, func(tx *store.Tx) error {
		if err := errors.Join(h.people.Put(tx, &person{ID: "a", Team: "x"}), h.people.Put(tx, &person{ID: "e", Team: "x"})); err != nil {
			return err
		}
		for _, last := range []string{"a", "b", "d", "e"} {
			for _, seq := range []func(func(*person, error) bool){h.people.All(tx), h.people.By(tx, "team", "x")} {
				got := ""
				for p := range seq {
					if got = p.ID; got == last {
						break
					}
				}
				if got != last {
					t.Errorf("stopped at %q, not at %q", got, last)
				}
			}
		}
		return nil
	})
}

func TestKindsOfTables(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	var indexed []store.Batch
	s.Index(func(b store.Batch) { indexed = append(indexed, b) })
	put := func(table *store.Table[secret], hash string) func(*store.Tx) error {
		return func(tx *store.Tx) error { return table.Put(tx, &secret{"1", hash}) }
	}
	for _, step := range []struct {
		name     string
		fn       func(*store.Tx) error
		revision uint64
		changes  int
	}{
		{"a secret table makes a batch without the record", put(h.secrets, "x"), 1, 0},
		{"a volatile table makes no batch", put(h.sessions, "x"), 0, 0},
		{"nothing makes no batch", func(*store.Tx) error { return nil }, 0, 0},
		{"the same record again makes no batch", put(h.secrets, "x"), 0, 0},
		{"there and back makes no batch", func(tx *store.Tx) error {
			return errors.Join(put(h.secrets, "y")(tx), put(h.secrets, "x")(tx))
		}, 0, 0},
		{"come and gone makes no batch", func(tx *store.Tx) error {
			return errors.Join(h.people.Put(tx, &person{ID: "9", Logins: []string{"nine"}}), h.people.Delete(tx, "9"))
		}, 0, 0},
		{"all of them make a batch of what is journalled", func(tx *store.Tx) error {
			return errors.Join(put(h.secrets, "z")(tx), put(h.sessions, "z")(tx), h.people.Put(tx, &person{ID: "1"}))
		}, 2, 1},
	} {
		b := update(t, s, step.fn)
		if b.Revision != step.revision || len(b.Changes) != step.changes {
			t.Errorf("%s: %+v", step.name, b)
		}
	}
	if len(indexed) != 2 || s.Revision() != 2 {
		t.Errorf("the index got %d batches, revision %d", len(indexed), s.Revision())
	}
	view(t, s, func(tx *store.Tx) error {
		kept, _, err := h.secrets.Get(tx, "1")
		session, _, err2 := h.sessions.Get(tx, "1")
		if err := errors.Join(err, err2); err != nil || kept.Hash != "z" || session.Hash != "z" {
			t.Errorf("%+v %+v %v", kept, session, err)
		}
		return nil
	})
}

func TestMisuseIsAnError(t *testing.T) {
	h, other := newHouse(), newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1"})
	var ended *store.Tx
	view(t, s, func(tx *store.Tx) error {
		ended = tx
		for what, err := range map[string]error{
			"put in a view":           h.people.Put(tx, &person{ID: "2"}),
			"delete in a view":        h.people.Delete(tx, "1"),
			"delete nobody in a view": h.people.Delete(tx, "2"),
			"put without a key":       h.people.Put(tx, &person{}),
			"put with a long key":     h.people.Put(tx, &person{ID: string(make([]byte, 2000))}),
			"an undeclared table":     other.people.Put(tx, &person{ID: "2"}),
		} {
			if err == nil {
				t.Errorf("%s: no error", what)
			}
		}
		if _, _, err := h.people.One(tx, "team", "x"); err == nil {
			t.Error("One on a secondary index: no error")
		}
		if _, ok, err := h.people.Get(tx, ""); ok || err != nil {
			t.Errorf("Get without a key: %v %v", ok, err)
		}
		return nil
	})
	_, _, err := h.people.Get(ended, "1")
	_, _, held := ended.Holder("login", "x")
	if err == nil || held || h.people.Count(ended) != 0 || ended.Revision() != 0 || h.people.Delete(ended, "1") == nil || ids(h.people.All(ended)) == "1" {
		t.Error("a transaction that has ended still works")
	}
	_, err = s.Update(t.Context(), store.Entry{}, func(tx *store.Tx) error {
		return h.people.Put(tx, &person{ID: "2", Team: string(make([]byte, 2000))})
	})
	if err == nil {
		t.Error("an index key too long: no error")
	}
}

func TestIndexFinishesBeforeUpdateReturnsAndSeesTheCommit(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	seen := ""
	s.Index(func(b store.Batch) {
		view(t, s, func(tx *store.Tx) error {
			seen = ids(h.people.All(tx))
			return nil
		})
	})
	if h.put(t, s, person{ID: "1"}); seen != "1" {
		t.Errorf("the index saw %q", seen)
	}
}

func TestUpdateGivesUpWaitingWhenItsContextEnds(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	update(t, s, func(*store.Tx) error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Update(ctx, store.Entry{}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		return nil
	})
}
