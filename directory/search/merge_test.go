package search

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"weak"
)

func always() Query { return Query{Where: Expr{Op: Always}, Hidden: true} }

func everybody(x *Index) []*Document {
	return slices.Collect(x.Search(context.Background(), always()))
}

func TestAMergeChangesNothingThatIsSeen(t *testing.T) {
	docs := book(t, 300)
	x, later := newTestIndex(docs[:100])
	x = x.With(docs[100:200], nil)
	if len(later.merges) != 1 {
		t.Fatalf("%d merges are waiting, want 1", len(later.merges))
	}
	before := everybody(x)
	t.Run("what is changed while it runs stays changed", func(t *testing.T) {
		drop := []ID{docs[0].ID, docs[150].ID}
		x = x.With(docs[200:201], drop)
		x = x.With(docs[150:151], nil)
		later.run()
		if s := x.state.Load(); len(s.parts) != 1 || s.delta.Len() > 2 {
			t.Errorf("%d parts and %d beside them after the merge", len(s.parts), s.delta.Len())
		}
		want := NewScan(docs[:201]).With(nil, drop[:1])
		if got := everybody(x); !slices.Equal(got, want.ordered) || x.Len() != len(got) {
			t.Errorf("%d documents, counted %d, want %d", len(got), x.Len(), want.Len())
		}
	})
	t.Run("who still reads the index before sees what that held", func(t *testing.T) {
		if len(before) != 200 {
			t.Errorf("%d documents", len(before))
		}
	})
}

func TestAnIndexOfManyChangesHasFewParts(t *testing.T) {
	docs := book(t, 4000)
	x, later := newTestIndex(docs[:10])
	for i := 10; i < len(docs); i += 10 {
		x = x.With(docs[i:i+10], nil)
		later.run()
		s := x.state.Load()
		if len(s.parts) > 4 || s.delta.Len() >= fullDelta {
			t.Fatalf("%d parts and %d documents beside them at %d", len(s.parts), s.delta.Len(), i)
		}
	}
	if x.Len() != len(docs) {
		t.Errorf("%d documents", x.Len())
	}
}

// Who searches takes no lock that somebody who changes or merges an index holds meanwhile, also where a ranking is asked for.
func TestASearchWaitsForNobody(t *testing.T) {
	docs := book(t, 3*fullDelta)
	merger := NewMerger()
	defer merger.Close()
	x := merger.Open(docs[:2*fullDelta])
	merger.work.Wait()
	x = x.With(docs[2*fullDelta:], nil)
	x.lineage.mu.Lock()
	defer x.lineage.mu.Unlock()
	for _, where := range []Expr{{Op: Always}, equal(Work, "0100000001"), begins(Name, "mar"), atLeast(LastName, "m"), not(present(Email))} {
		q := Query{Where: where}
		if got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(NewScan(docs).Search(q)); !slices.Equal(got, want) {
			t.Errorf("%+v finds %d documents, want %d", where, len(got), len(want))
		}
	}
}

func TestManyChangesAtOnceWaitForNoMerge(t *testing.T) {
	docs := book(t, longDelta+1)
	x, _ := newTestIndex(nil)
	if x = x.With(docs, nil); x.state.Load().delta.Len() > 0 {
		t.Error("an import is searched one by one")
	}
}

// What an import brings is a segment of its own at once; it is merged with what it is not much smaller than later, as many changes are.
func TestAnImportIsMergedLater(t *testing.T) {
	docs := book(t, 3*(longDelta+1))
	x, later := newTestIndex(docs[:longDelta+1])
	for n := 2; n <= 3; n++ {
		x = x.With(docs[(n-1)*(longDelta+1):n*(longDelta+1)], []ID{docs[0].ID})
		if s := x.state.Load(); len(s.parts) != 2 || s.delta.Len() > 0 || len(later.merges) != 1 {
			t.Errorf("%d parts and %d documents beside them, %d merges are waiting", len(s.parts), s.delta.Len(), len(later.merges))
		}
		later.run()
		if s := x.state.Load(); len(s.parts) != 1 || s.delta.Len() > 0 {
			t.Errorf("%d parts and %d documents beside them once it is merged", len(s.parts), s.delta.Len())
		}
	}
	if n := len(everybody(x)); n != len(docs)-1 {
		t.Errorf("%d documents of %d", n, len(docs)-1)
	}
}

func TestAnIndexIsQuickOnceItIsOpen(t *testing.T) {
	docs := book(t, longDelta+100)
	x, later := newTestIndex(nil)
	x.open(slices.Concat(docs[1:], docs[:1]))
	if s := x.state.Load(); len(s.parts) != 1 || s.delta.Len() > 0 || len(later.merges) > 0 {
		t.Errorf("%d parts and %d documents beside them, %d merges are waiting", len(s.parts), s.delta.Len(), len(later.merges))
	}
	if got := everybody(x); !slices.Equal(got, NewScan(docs).ordered) {
		t.Errorf("%d documents", len(got))
	}
	x = x.With(nil, []ID{docs[0].ID})
	if got := everybody(x); !slices.Equal(got, NewScan(docs[1:]).ordered) {
		t.Errorf("%d documents once one is dropped", len(got))
	}
}

func TestAnIndexIsEmptiedByDropping(t *testing.T) {
	docs := book(t, 200)
	x, later := newTestIndex(docs)
	ids := make([]ID, len(docs))
	for i, d := range docs {
		ids[i] = d.ID
	}
	x = x.With(nil, ids)
	later.run()
	if s := x.state.Load(); len(s.parts) > 0 || x.Len() > 0 || len(everybody(x)) > 0 {
		t.Errorf("%d parts are left, and %d documents", len(s.parts), x.Len())
	}
	if x = x.With(docs[:1], nil); !slices.Equal(everybody(x), docs[:1]) {
		t.Error("what is put afterwards is not found")
	}
}

func TestAnOlderIndexCanBeChangedToo(t *testing.T) {
	docs := book(t, 300)
	x, later := newTestIndex(docs[:100])
	one := x.With(docs[100:200], nil)
	other := x.With(docs[200:], []ID{docs[0].ID})
	later.run()
	if got, want := everybody(one), NewScan(docs[:200]).ordered; !slices.Equal(got, want) {
		t.Errorf("%d documents, want %d", len(got), len(want))
	}
	if got, want := everybody(other), NewScan(slices.Concat(docs[1:100], docs[200:])).ordered; !slices.Equal(got, want) {
		t.Errorf("%d documents, want %d", len(got), len(want))
	}
}

// What somebody dropped from one index is not dropped from another that was made of the same, also where the merge was begun for
// the first and is done for the second.
func TestAMergeIsAdoptedOnlyByWhatItIsOf(t *testing.T) {
	docs := book(t, 300)
	x, later := newTestIndex(docs[:200])
	dropping := x.With(docs[200:], []ID{docs[0].ID})
	keeping := x.With(docs[200:], nil)
	later.run()
	if got, want := everybody(dropping), NewScan(docs[1:]).ordered; !slices.Equal(got, want) {
		t.Errorf("%d documents where one was dropped, want %d", len(got), len(want))
	}
	if got, want := everybody(keeping), NewScan(docs).ordered; !slices.Equal(got, want) {
		t.Errorf("%d documents where none was dropped, want %d", len(got), len(want))
	}
}

func TestReplacedSegmentsAreFreed(t *testing.T) {
	docs := book(t, 200)
	x, later := newTestIndex(docs[:100])
	old := weak.Make(x.state.Load().parts[0].segment)
	x = x.With(docs[100:], nil)
	later.run()
	runtime.GC()
	if old.Value() != nil {
		t.Error("the segment that was merged is kept")
	}
	runtime.KeepAlive(x)
}

// endsLater is a context that ends after it has been looked at so many times.
type endsLater struct {
	context.Context
	left int
}

func (c *endsLater) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestASearchIsInterrupted(t *testing.T) {
	x := newIndex(book(t, 5000))
	for name, where := range map[string]Expr{
		"that finds nobody":                 not(contains(ContactKind, "intern")),
		"that finds few":                    and(not(begins(Name, "jean")), not(contains(Name, "b"))),
		"of what is never in one document":  and(begins(FirstName, "jean"), begins(FirstName, "luc")),
		"that finds everybody, late or not": {Op: Always},
	} {
		t.Run(name, func(t *testing.T) {
			want := len(slices.Collect(x.Search(t.Context(), Query{Where: where})))
			ctx := &endsLater{t.Context(), 1}
			got := len(slices.Collect(x.Search(ctx, Query{Where: where})))
			if got > 0 && got == want || ctx.left >= 0 && where.Op != And {
				t.Errorf("found %d of %d", got, want)
			}
		})
	}
}

// TestReadersSeeWholeChanges runs searches beside changes and merges: every reader sees each pair of documents that is put
// together together, and no document twice.
func TestReadersSeeWholeChanges(t *testing.T) {
	docs := book(t, 600)
	var published atomic.Pointer[Index]
	merger := NewMerger()
	defer merger.Close()
	published.Store(merger.Open(docs[:100]))
	folders := map[ID]struct{}{{}: {}} // the one they are in, and enough others to be remembered
	for i := range byte(largeScope) {
		folders[ID{1 + i}] = struct{}{}
	}
	var readers sync.WaitGroup
	var done atomic.Bool
	for range 4 {
		readers.Go(func() {
			for !done.Load() {
				x := published.Load()
				found := everybody(x)
				if !slices.IsSortedFunc(found, func(a, b *Document) int { return max(Compare(a, b), -1) }) || len(found)%2 == 1 || len(found) != x.Len() {
					t.Errorf("%d documents of %d, or in disorder", len(found), x.Len())
					return
				}
				for range x.Search(t.Context(), Query{Where: begins(Name, "mar")}) {
					break
				}
				if n := len(slices.Collect(x.Search(t.Context(), Query{Where: Expr{Op: Always}, Folders: folders}))); n != len(found) {
					t.Errorf("%d documents in all folders, want %d", n, len(found))
					return
				}
			}
		})
	}
	for i := 100; i < len(docs); i += 2 {
		x := published.Load().With(docs[i:i+2], nil)
		published.Store(x)
		if i%10 == 0 {
			x = x.With(docs[i-4:i], []ID{docs[i-6].ID, docs[i-5].ID})
			published.Store(x.With(docs[i-6:i-4], nil))
		}
	}
	done.Store(true)
	readers.Wait()
	if got := everybody(published.Load()); !slices.Equal(got, NewScan(docs).ordered) {
		t.Errorf("%d documents", len(got))
	}
}
