package store_test

import (
	"fmt"
	"testing"

	"go.etcd.io/bbolt"
	"golang.org/x/sync/errgroup"

	"annuaire/directory/store"
)

// decodeStored has each record of a table decoded by a goroutine of its own: "a b c".
func decodeStored(h house, tx *store.Tx) string {
	var work errgroup.Group
	var read []*person
	for stored, err := range h.people.Stored(tx) {
		if err != nil {
			return fmt.Sprint("error: ", err)
		}
		at := len(read)
		read = append(read, &person{})
		into := read[at]
		work.Go(func() error {
			p, err := stored.Decode()
			if err == nil {
				*into = *p
			}
			return err
		})
	}
	if err := work.Wait(); err != nil {
		return fmt.Sprint("error: ", err)
	}
	return ids(func(yield func(*person, error) bool) {
		for _, p := range read {
			if !yield(p, nil) {
				return
			}
		}
	})
}

func TestStoredRecordsAreDecodedByOthers(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	h.put(t, s, person{ID: "1"}, person{ID: "2"}, person{ID: "4"})
	view(t, s, func(tx *store.Tx) error {
		if got := decodeStored(h, tx); got != "1 2 4" {
			t.Errorf("%s in a view", got)
		}
		return nil
	})
	update(t, s, func(tx *store.Tx) error {
		if err := h.people.Put(tx, &person{ID: "3"}); err != nil {
			return err
		}
		if got := decodeStored(h, tx); got != "1 2 3 4" {
			t.Errorf("%s with what the transaction has put", got)
		}
		return h.people.Delete(tx, "3")
	})
	s.Close()
	makeBolt(t, path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("table/people")).Put([]byte("2"), []byte("{")) })
	view(t, h.openAt(t, path), func(tx *store.Tx) error {
		if got := decodeStored(h, tx); got != "error: decode people 2: unexpected end of JSON input" {
			t.Errorf("%s with a record that is broken", got)
		}
		return nil
	})
}
