package store_test

import (
	"fmt"
	"sync"
	"testing"

	"annuaire/directory/store"
)

// TestReadersSeeTheHistoryInOrder has writers move a token between people while readers note what they see. It checks that
//   - a view shows exactly what its revision committed, never part of a batch;
//   - a reader's revisions never go back;
//   - the index gets each revision once, in order, before the Update that made it returns.
func TestReadersSeeTheHistoryInOrder(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "0", Team: "holder"})
	var mu sync.Mutex
	history := map[uint64]string{1: "0"} // who held the token at each revision
	s.Index(func(b store.Batch) {
		mu.Lock()
		defer mu.Unlock()
		if want := uint64(len(history) + 1); b.Revision != want {
			t.Errorf("the index got revision %d, not %d", b.Revision, want)
		}
		for _, c := range b.Changes {
			if _, after, err := h.people.Changed(c); err != nil {
				t.Error(err)
			} else if after != nil && after.Team == "holder" {
				history[b.Revision] = after.ID
			}
		}
	})

	type sight struct {
		revision uint64
		holders  string
	}
	const moves = 100
	var writers, readers sync.WaitGroup
	for w := range 2 {
		writers.Go(func() {
			for i := range moves {
				b, err := s.Update(t.Context(), store.Entry{}, func(tx *store.Tx) error {
					for p, err := range h.people.By(tx, "team", "holder") {
						if err != nil {
							return err
						}
						if err := h.people.Delete(tx, store.Key(p.ID)); err != nil {
							return err
						}
					}
					return h.people.Put(tx, &person{ID: fmt.Sprint(w, "-", i), Team: "holder"})
				})
				mu.Lock()
				if err != nil || history[b.Revision] == "" {
					t.Errorf("revision %d came back before the index had it, %v", b.Revision, err)
				}
				mu.Unlock()
			}
		})
	}
	done := make(chan struct{})
	sights := make([][]sight, 3)
	for r := range sights {
		readers.Go(func() {
			for last := false; !last; {
				select {
				case <-done:
					last = true // the view that follows sees everything
				default:
				}
				view(t, s, func(tx *store.Tx) error {
					sights[r] = append(sights[r], sight{tx.Revision(), ids(h.people.By(tx, "team", "holder"))})
					return nil
				})
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()

	for _, seen := range sights {
		last := uint64(0)
		for _, v := range seen {
			if v.revision < last {
				t.Fatalf("revision %d was seen after %d", v.revision, last)
			}
			if last = v.revision; v.holders != history[v.revision] {
				t.Fatalf("at revision %d a view saw %q, %q was committed", v.revision, v.holders, history[v.revision])
			}
		}
		if last != 1+2*moves {
			t.Errorf("the last revision seen is %d", last)
		}
	}
}
