package store_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"annuaire/directory/store"

	"github.com/google/go-cmp/cmp"
)

func TestUniqueKeysHaveOneHolderAcrossTables(t *testing.T) {
	h := newHouse()
	ann, hall := &person{ID: "1", Logins: []string{"ann", "boss"}}, &room{Name: "hall", Login: "hall"}
	held := func(index, key, table string, by store.Key) error {
		return &store.TakenError{Index: index, Key: key, Table: table, Holder: by}
	}
	for _, c := range []struct {
		name string
		fn   func(tx *store.Tx) error
		want error
	}{
		{"another record of the table", func(tx *store.Tx) error {
			return h.people.Put(tx, &person{ID: "2", Logins: []string{"bob", "boss"}})
		}, held("login", "boss", "people", "1")},
		{"a record of another table", func(tx *store.Tx) error {
			return h.rooms.Put(tx, &room{Name: "lab", Login: "ann"})
		}, held("login", "ann", "people", "1")},
		{"a record put in the same transaction", func(tx *store.Tx) error {
			return errors.Join(h.people.Put(tx, &person{ID: "2", Logins: []string{"new"}}), h.rooms.Put(tx, &room{Name: "lab", Login: "new"}))
		}, held("login", "new", "people", "2")},
		{"itself", func(tx *store.Tx) error {
			return h.people.Put(tx, &person{ID: "1", Logins: []string{"boss", "ann", "third", "third", ""}})
		}, nil},
		{"what another has just left", func(tx *store.Tx) error {
			return errors.Join(h.people.Put(tx, &person{ID: "1", Logins: []string{"ann"}}), h.rooms.Put(tx, &room{Name: "hall", Login: "boss"}))
		}, nil},
		{"what was just deleted", func(tx *store.Tx) error {
			return errors.Join(h.people.Delete(tx, "1"), h.rooms.Put(tx, &room{Name: "lab", Login: "ann"}))
		}, nil},
		{"two that change places by way of nothing", func(tx *store.Tx) error {
			return errors.Join(h.rooms.Put(tx, &room{Name: "hall"}), h.people.Put(tx, &person{ID: "1", Logins: []string{"hall"}}),
				h.rooms.Put(tx, &room{Name: "hall", Login: "ann"}))
		}, nil},
		{"empty keys", func(tx *store.Tx) error {
			return errors.Join(h.rooms.Put(tx, &room{Name: "a"}), h.rooms.Put(tx, &room{Name: "b"}))
		}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			h = newHouse()
			s, _ := h.open(t)
			update(t, s, func(tx *store.Tx) error {
				return errors.Join(h.people.Put(tx, ann), h.rooms.Put(tx, hall))
			})
			_, err := s.Update(t.Context(), store.Entry{}, c.fn)
			var taken *store.TakenError
			if errors.As(err, &taken) {
				err = taken
			}
			if !cmp.Equal(err, c.want, cmp.Comparer(func(a, b error) bool { return fmt.Sprint(a) == fmt.Sprint(b) })) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if problems, err := s.Check(t.Context()); len(problems) > 0 || err != nil {
				t.Errorf("check: %v %v", problems, err)
			}
		})
	}
}

func TestPutThatIsTakenChangesNothing(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	update(t, s, func(tx *store.Tx) error {
		if err := errors.Join(h.people.Put(tx, &person{ID: "1", Team: "x", Logins: []string{"a"}}), h.rooms.Put(tx, &room{Name: "hall", Login: "b"})); err != nil {
			return err
		}
		if err := h.people.Put(tx, &person{ID: "1", Team: "y", Logins: []string{"0", "b"}}); err == nil {
			t.Error("not taken")
		}
		if err := h.people.Put(tx, &person{ID: "2", Team: "y", Logins: []string{"0", "a"}}); err == nil {
			t.Error("not taken")
		}
		if _, _, ok := tx.Holder("login", "0"); ok || ids(h.people.By(tx, "team", "x")) != "1" || ids(h.people.By(tx, "team", "y")) != "" {
			t.Error("part of a refused record has stayed")
		}
		return nil
	})
}

func TestHolderAndOneAcrossTables(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	look := func(tx *store.Tx) error {
		table, key, ok := tx.Holder("login", "hall")
		if table != "rooms" || key != "hall" || !ok {
			t.Errorf("holder: %s %s %v", table, key, ok)
		}
		if _, ok, err := h.people.One(tx, "login", "hall"); ok || err != nil {
			t.Errorf("people found a room: %v %v", ok, err)
		}
		if r, ok, err := h.rooms.One(tx, "login", "hall"); !ok || err != nil || r.Name != "hall" {
			t.Errorf("rooms: %v %v %v", r, ok, err)
		}
		for _, key := range []string{"", "nobody"} {
			if _, _, ok := tx.Holder("login", key); ok {
				t.Errorf("%q has a holder", key)
			}
		}
		if _, _, ok := tx.Holder("no such index", "hall"); ok {
			t.Error("an index that does not exist has a holder")
		}
		return nil
	}
	update(t, s, func(tx *store.Tx) error {
		return errors.Join(h.rooms.Put(tx, &room{Name: "hall", Login: "hall"}), look(tx))
	})
	view(t, s, look)
}

func TestOneOfManyConcurrentClaimsWins(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	var wg sync.WaitGroup
	errs := make([]error, 20)
	for i := range errs {
		wg.Go(func() {
			_, errs[i] = s.Update(t.Context(), store.Entry{}, func(tx *store.Tx) error {
				if i%2 == 0 {
					return h.rooms.Put(tx, &room{Name: fmt.Sprint(i), Login: "wanted"})
				}
				return h.people.Put(tx, &person{ID: fmt.Sprint(i), Logins: []string{"wanted"}})
			})
		})
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		var taken *store.TakenError
		switch {
		case err == nil:
			won++
		case !errors.As(err, &taken):
			t.Error(err)
		}
	}
	if won != 1 || s.Revision() != 1 {
		t.Errorf("%d won, revision %d", won, s.Revision())
	}
}
