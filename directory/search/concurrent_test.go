package search

import (
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// TestReadersFindWhatAScanFindsWhileAnIndexIsChangedAndMerged asks whatever anyQuery makes of an index that another goroutine
// changes and a third one merges, and holds every answer against a scan of the same documents.
func TestReadersFindWhatAScanFindsWhileAnIndexIsChangedAndMerged(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	type pair struct {
		*Index
		scan *Scan
	}
	merger := NewMerger()
	defer merger.Close()
	docs := crowd(d, 1, 3*fullDelta)
	var published atomic.Pointer[pair]
	published.Store(&pair{merger.Open(docs), NewScan(docs)})
	var queries [300]Query
	for i := range queries {
		queries[i] = anyQuery.Example(i)
	}
	var readers sync.WaitGroup
	var changed atomic.Bool
	for reader := range 3 {
		readers.Go(func() {
			for n := 0; !changed.Load() || n < len(queries); n++ {
				at, q := published.Load(), queries[(n+reader*100)%len(queries)]
				if got, want := wanted(t.Context(), at.Index, q, at.scan.Len()+1), slices.Collect(at.scan.Search(q)); !slices.Equal(got, want) {
					t.Errorf("%+v\nfinds %s\nwant  %s", q, brief(got), brief(want))
					return
				}
			}
		})
	}
	random := rand.New(rand.NewPCG(2, 0))
	for i := range uint64(150) {
		put := crowd(d, 3+i, 1+random.IntN(20))
		if i%30 == 29 {
			put = crowd(d, 3+i, 2*fullDelta)
		}
		drop := make([]ID, random.IntN(10))
		for i := range drop {
			drop[i] = docs[random.IntN(len(docs))].ID
		}
		was := published.Load()
		published.Store(&pair{was.With(put, drop), was.scan.With(put, drop)})
	}
	changed.Store(true)
	readers.Wait()
}
