package search

import (
	"context"
	"runtime/metrics"
	"slices"
	"sync"
	"testing"
	"time"
)

// BenchmarkSearchBesideAMerge measures what everybody feels of a merge of everything, the largest there is: how long one
// search for the first page of a name takes at most while it goes on and while it does not, what memory the process
// has meanwhile, and what it has afterwards.
func BenchmarkSearchBesideAMerge(b *testing.B) {
	docs := book(b, benchSize(b))
	for b.Loop() {
		m := NewMerger()
		x := m.Open(docs)
		m.work.Wait()
		alone := searches(x, func() { time.Sleep(time.Second) })
		// Half of everything is replaced: all is merged into one segment again.
		var peak uint64
		beside := searches(x, func() {
			x.With(docs[:len(docs)/2], nil)
			done := make(chan struct{})
			go func() { m.work.Wait(); close(done) }()
			for peak = resident(); ; peak = max(peak, resident()) {
				select {
				case <-done:
					return
				case <-time.After(time.Millisecond):
				}
			}
		})
		b.ReportMetric(longest(alone), "longest-alone-ms")
		b.ReportMetric(longest(beside), "longest-beside-ms")
		b.ReportMetric(float64(peak)/1e6, "peak-MB")
		b.ReportMetric(float64(resident())/1e6, "settled-MB")
		m.Close()
	}
}

// searches makes one search after the other while something happens, and gives the time that each took.
func searches(x *Index, while func()) []time.Duration {
	q := Query{Where: or(begins(Name, "mar"), begins(LastName, "mar"))}
	ctx, end := context.WithCancel(context.Background())
	var took []time.Duration
	var work sync.WaitGroup
	work.Go(func() {
		for ctx.Err() == nil {
			start, left := time.Now(), 50
			for range x.Search(context.Background(), q) {
				if left--; left == 0 {
					break
				}
			}
			took = append(took, time.Since(start))
			time.Sleep(time.Millisecond)
		}
	})
	while()
	end()
	work.Wait()
	return took
}

func longest(took []time.Duration) float64 { return float64(slices.Max(took)) / 1e6 }

// resident is the memory that the process has of the system, and has not given back.
func resident() uint64 {
	of := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(of)
	return of[0].Value.Uint64() - of[1].Value.Uint64()
}
