package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"annuaire/directory/store"
)

func TestHeldYieldsEveryKeyOfAUniqueIndexInOrder(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1", Logins: []string{"b", "d"}}, person{ID: "2", Logins: []string{"f"}})
	held := func(tx *store.Tx) string {
		var list []string
		for key, by := range tx.Held("login") {
			list = append(list, fmt.Sprintf("%s:%s/%s", key, by.Table, by.Key))
		}
		return strings.Join(list, " ")
	}
	var ended *store.Tx
	view(t, s, func(tx *store.Tx) error {
		if got := held(tx); got != "b:people/1 d:people/1 f:people/2" {
			t.Errorf("got %q", got)
		}
		for key := range tx.Held("login") {
			if key != "b" {
				t.Errorf("went on to %q", key)
			}
			break
		}
		for key := range tx.Held("nothing") {
			t.Errorf("an index that does not exist holds %q", key)
		}
		ended = tx
		return nil
	})
	if got := held(ended); got != "" {
		t.Errorf("a transaction that has ended holds %q", got)
	}
	update(t, s, func(tx *store.Tx) error {
		err := errors.Join(
			h.people.Put(tx, &person{ID: "1", Logins: []string{"a", "d", "g"}}), h.people.Delete(tx, "2"), h.people.Put(tx, &person{ID: "3", Logins: []string{"b"}}),
		)
		if got := held(tx); got != "a:people/1 b:people/3 d:people/1 g:people/1" {
			t.Errorf("within the transaction %q", got)
		}
		return err
	})
}
