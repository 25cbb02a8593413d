package search

import (
	"context"
	"runtime"
	"slices"
	"testing"
	"weak"
)

// With a merger that is closed, an index stays what it was: it answers and can be changed.
func TestAClosedMergerLeavesItsIndexUsable(t *testing.T) {
	docs := book(t, 3*fullDelta)
	m := NewMerger()
	x := m.Open(docs[:2*fullDelta])
	m.Close()
	x = x.With(docs[2*fullDelta:], []ID{docs[0].ID})
	if got := everybody(x); !slices.Equal(got, NewScan(docs[1:]).ordered) {
		t.Errorf("%d documents", len(got))
	}
	if x := m.Open(docs[:fullDelta]).With(docs[fullDelta:], nil); len(everybody(x)) != len(docs) || len(x.state.Load().parts) != 1 {
		t.Error("a closed merger merges, or its index does not answer")
	}
}

func TestCloseWaitsForMerges(t *testing.T) {
	docs := book(t, 5*fullDelta)
	m := NewMerger()
	x := m.Open(docs[:fullDelta])
	for i := fullDelta; i < len(docs); i++ {
		x = x.With(docs[i:i+1], nil)
	}
	m.Close()
	if x.lineage.merging { // no lock: nobody is at work any more, or the race detector tells
		t.Error("a merge is still going on")
	}
	if got := everybody(x); !slices.Equal(got, NewScan(docs).ordered) {
		t.Errorf("%d documents", len(got))
	}
}

func TestAnIndexThatIsOpenedTakesThePlaceOfTheOneBefore(t *testing.T) {
	docs := book(t, 2*fullDelta)
	m := NewMerger()
	defer m.Close()
	before := m.Open(docs)
	m.work.Wait()
	after := m.Open(docs[:fullDelta])
	m.work.Wait()
	changed := before.With(nil, []ID{docs[0].ID}).With(docs, nil)
	m.work.Wait()
	if changed.state.Load().delta.Len() != len(docs) || len(everybody(changed)) != len(docs) {
		t.Error("the index that was opened before is merged, or has lost something")
	}
	if s := after.state.Load(); s.delta.Len() > 0 || len(s.parts) != 1 {
		t.Errorf("the other has %d parts and %d beside them", len(s.parts), s.delta.Len())
	}
}

// A merge that nobody needs any more ends early, and changes nothing.
func TestAMergeIsGivenUp(t *testing.T) {
	docs := book(t, manyDocuments+longDelta)
	x, later := newTestIndex(docs[:manyDocuments])
	x = x.With(docs[manyDocuments:], nil)
	ctx, end := context.WithCancel(t.Context())
	end()
	later.merges[0](ctx)
	if s := x.state.Load(); len(s.parts) != 1 || s.delta.Len() != longDelta || x.lineage.merging {
		t.Error("it has changed something, or goes on")
	}
	if got := everybody(x); !slices.Equal(got, NewScan(docs).ordered) {
		t.Errorf("%d documents", len(got))
	}
}

// Many documents are copied to where they stand together; nothing of where they came from stays.
func TestManyDocumentsAreFreedWhereTheyCameFrom(t *testing.T) {
	docs := book(t, manyDocuments+1)
	want := NewScan(docs)
	x, later := newTestIndex(nil)
	x.open(docs)
	later.run()
	got := everybody(x)
	if len(got) != want.Len() {
		t.Fatalf("%d documents", len(got))
	}
	for i, d := range want.ordered {
		if got[i].ID != d.ID || !slices.Equal(values(got[i]), values(d)) || Compare(got[i], d) != 0 {
			t.Fatalf("%+v has become %+v", values(d), values(got[i]))
		}
	}
	old := weak.Make(docs[0])
	docs, want, later.merges = nil, nil, nil
	runtime.GC()
	if old.Value() != nil {
		t.Error("a document that was copied is kept")
	}
	runtime.KeepAlive(x)
}

// Who searches beside a merge has a processor, but nobody searches quickly before the first is done.
func TestAMergeLeavesAProcessorToSearches(t *testing.T) {
	all := runtime.GOMAXPROCS(0)
	if n := (&merging{from: &state{}}).processors(); n != all {
		t.Errorf("the first merge takes %d of %d", n, all)
	}
	if n := (&merging{from: &state{parts: make([]part, 1)}}).processors(); n != max(1, all-1) {
		t.Errorf("another takes %d of %d", n, all)
	}
}

func TestAMergeThatPanicsEndsNothingElse(t *testing.T) {
	m := NewMerger()
	for _, documents := range []int{1, manyDocuments + 1} {
		if !m.start(t.Context(), documents, func(context.Context) { panic("a defect") }) {
			t.Fatal("it is not begun")
		}
	}
	m.work.Wait()
	merged := make(chan struct{})
	if !m.start(t.Context(), manyDocuments+1, func(context.Context) { close(merged) }) {
		t.Fatal("the next is not begun")
	}
	<-merged
	m.Close()
}
