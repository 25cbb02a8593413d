package store_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"testing/synctest"
	"time"

	"annuaire/directory/store"

	"github.com/google/go-cmp/cmp"
)

// take reads n batches and stops following.
func take(t *testing.T, from iter.Seq2[store.Batch, error], n int) (batches []store.Batch) {
	t.Helper()
	for b, err := range from {
		if err != nil {
			t.Fatalf("after %d batches: %v", len(batches), err)
		}
		if batches = append(batches, b); len(batches) == n {
			break
		}
	}
	return batches
}

func TestFollowFromTheJournalAndThenLive(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	var want []store.Batch
	for i := range 5 {
		want = append(want, h.put(t, s, person{ID: fmt.Sprint(i)}, person{ID: "same", Name: fmt.Sprint(i)}))
	}
	var got []store.Batch
	for b, err := range s.Follow(t.Context(), 2) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, b)
		if b.Revision == 5 || b.Revision == 6 { // live from here on
			want = append(want, h.put(t, s, person{ID: fmt.Sprint(b.Revision)}))
		}
		if b.Revision == 7 {
			break
		}
	}
	if diff := cmp.Diff(want[2:], got); diff != "" {
		t.Error(diff)
	}
}

func TestFollowerThatIsOverrunGetsWhatWasQueuedAndThenGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse()
		s, _ := h.open(t)
		h.put(t, s, person{ID: "1", Name: "first"})
		var last uint64
		var end error
		busy := make(chan struct{})
		go func() {
			for b, err := range s.Follow(t.Context(), 0) {
				if end = err; err != nil {
					return
				}
				if last++; b.Revision != last {
					t.Errorf("revision %d after %d", b.Revision, last-1)
				}
				if last == 2 {
					<-busy
				}
			}
		}()
		synctest.Wait() // it follows live now
		h.put(t, s, person{ID: "1", Name: "second"})
		synctest.Wait() // it is busy with the second batch
		for i := range 1000 {
			h.put(t, s, person{ID: "1", Name: fmt.Sprint(i)})
		}
		close(busy)
		synctest.Wait()
		if !errors.Is(end, store.ErrGone) || last != 2+256 {
			t.Errorf("%d batches, then %v", last, end)
		}
	})
}

func TestFollowerThatCatchesUpSlowlyIsNotGone(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	h.put(t, s, person{ID: "1"})
	n := 0
	for _, err := range s.Follow(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n == 1 {
			for i := range 1000 {
				h.put(t, s, person{ID: "1", Name: fmt.Sprint("many", i)})
			}
		}
		if n == 1001 {
			break
		}
	}
}

func TestFollowFromARevisionThatCanNotBeHad(t *testing.T) {
	h := newHouse()
	s, path := h.open(t)
	h.put(t, s, person{ID: "1"})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	later := testOptions()
	later.Now = func() time.Time { return testTime.Add(2 * 365 * 24 * time.Hour) }
	s, err := store.Open(path, later, h.tables()...)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if n, err := s.Expire(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	h.put(t, s, person{ID: "2"})
	for revision, want := range map[uint64]error{0: store.ErrGone, 1: nil, 3: store.ErrGone} {
		for b, err := range s.Follow(t.Context(), revision) {
			if !errors.Is(err, want) || err == nil && b.Revision != 2 {
				t.Errorf("from %d: %+v %v", revision, b, err)
			}
			break
		}
	}
}

func TestFollowEndsWithItsContextAndWithTheStore(t *testing.T) {
	for name, want := range map[string]error{"context": context.Canceled, "store": store.ErrClosed} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHouse()
				s, _ := h.open(t)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				var end error
				go func() {
					for _, end = range s.Follow(ctx, 0) {
						continue
					}
				}()
				synctest.Wait()
				if want == store.ErrClosed {
					s.Close()
				} else {
					cancel()
				}
				synctest.Wait()
				if !errors.Is(end, want) {
					t.Errorf("got %v", end)
				}
			})
		})
	}
}

func TestManyFollowersSeeEveryBatchInOrder(t *testing.T) {
	h := newHouse()
	s, _ := h.open(t)
	const followers, batches = 4, 200
	done := make(chan []store.Batch)
	for range followers {
		go func() { done <- take(t, s.Follow(t.Context(), 0), batches) }()
	}
	for i := range batches {
		h.put(t, s, person{ID: "1", Name: fmt.Sprint(i)})
	}
	for range followers {
		for i, b := range <-done {
			if b.Revision != uint64(i+1) {
				t.Fatalf("batch %d has revision %d", i, b.Revision)
			}
		}
	}
}

func TestFollowersHearOfABatchAlthoughTheIndexPanics(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse()
		s, _ := h.open(t)
		s.Index(func(store.Batch) { panic("index") })
		var got []store.Batch
		go func() { got = take(t, s.Follow(t.Context(), 0), 2) }()
		for i := range 2 {
			synctest.Wait()
			func() {
				defer func() {
					if recover() == nil {
						t.Error("the panic was swallowed")
					}
				}()
				h.put(t, s, person{ID: fmt.Sprint(i)})
			}()
		}
		synctest.Wait()
		if len(got) != 2 || s.Revision() != 2 {
			t.Errorf("got %+v", got)
		}
	})
}
