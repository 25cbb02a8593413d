package search

import (
	"context"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"testing"
	"time"
)

// benchSize is how many contacts the benchmarks have: INDEX_CONTACTS, or 100,000.
func benchSize(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv("INDEX_CONTACTS"))
	if err != nil {
		return 100_000
	}
	return n
}

// cpuTime is what the process has taken of the processors: on a machine that others work on too, it says more than the time
// that passed.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// measure runs fn as a benchmark, and reports its processor time.
func measure(b *testing.B, fn func()) {
	b.ReportAllocs()
	before := cpuTime(b)
	for b.Loop() {
		fn()
	}
	b.ReportMetric(float64(cpuTime(b)-before)/float64(b.N), "cpu-ns/op")
}

func heapBytes() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// BenchmarkIndex measures the searches of phones, each for its first 50 documents, and changes, beside a scan of the same.
func BenchmarkIndex(b *testing.B) {
	n := benchSize(b)
	docs := book(b, n)
	var scan *Scan
	if os.Getenv("INDEX_SCAN") != "" {
		scan = NewScan(docs)
	}
	before := heapBytes()
	merger := NewMerger()
	defer merger.Close()
	x := merger.Open(docs)
	merger.work.Wait()
	perContact := (heapBytes() - before) / float64(n)
	b.Run("build", func(b *testing.B) {
		measure(b, func() { newIndex(docs) })
		b.ReportMetric(perContact, "heap-bytes/contact")
	})
	b.Run("update", func(b *testing.B) {
		changed, i := x, 0
		measure(b, func() {
			i++
			changed = changed.With(docs[i*7919%n:][:1], nil)
		})
	})
	everywhere := func(make func(f Field, s string) Expr, s string, fields ...Field) Expr {
		e := Expr{Op: Or}
		for _, f := range fields {
			e.Args = append(e.Args, make(f, s))
		}
		return e
	}
	parts := func(f Field, s string) Expr { return contains(f, s) }
	for _, c := range []struct {
		name  string
		where Expr
	}{
		{"a number", everywhere(equal, "0100012345"[:10], Work, Mobile, Home)},
		{"1 letter", everywhere(begins, "m", Name, LastName)},
		{"2 letters", everywhere(begins, "ma", Name, LastName)},
		{"3 letters", everywhere(begins, "mar", Name, LastName)},
		{"5 letters", everywhere(begins, "marti", Name, LastName)},
		{"8 letters", everywhere(begins, "martinbc", Name, LastName)},
		{"1 letter inside", everywhere(parts, "e", Name, LastName, Work)},
		{"rare 1 letter inside", everywhere(parts, "q", Name, LastName, Work)},
		{"2 letters inside", everywhere(parts, "ar", Name, LastName, Work)},
		{"2 digits inside", everywhere(parts, "42", Name, LastName, Work)},
		{"3 letters inside", everywhere(parts, "rti", Name, LastName, Work)},
		{"4 letters inside", everywhere(parts, "arti", Name, LastName, Work)},
		{"4 digits inside", everywhere(parts, "4217", Name, LastName, Work)},
		{"rare 2 letters inside", everywhere(parts, "zq", Name, LastName, Work)},
		{"two words", begins(Name, "mar j")},
		{"nobody", everywhere(parts, "zzzz", Name, LastName, Work)},
		{"nobody of common parts", everywhere(parts, "tinjean", Name, LastName, Work)},
		{"present and prefix", and(present(Work), begins(Name, "mar"))},
		{"the first page", Expr{Op: OfKind, Kinds: Kinds(Contact, Group)}},
		{"after a name", atLeast(LastName, "rouxy")},
		{"before a common name", atMost(LastName, "blanca")},
		{"changed lately", atLeast(Modified, "20261122030405Z")},
		{"without a name", not(begins(LastName, "bl"))},
		{"without what nearly all have", not(present(Email))},
		{"a name without what nearly all have", and(begins(Name, "mar"), not(present(Email)))},
		{"without what all have", not(present(Work))},
	} {
		b.Run(c.name, func(b *testing.B) {
			q := Query{Where: and(c.where, Expr{Op: OfKind, Kinds: Kinds(Contact, Group)}), Fill: Fields(Mobile, Home)}
			x.Search(context.Background(), q)(func(*Document) bool { return false }) // makes rankings
			merger.work.Wait()
			found := 0
			measure(b, func() {
				found = 0
				for range x.Search(context.Background(), q) {
					if found++; found == 50 {
						break
					}
				}
			})
			b.ReportMetric(float64(found), "found")
		})
		if scan != nil {
			b.Run(c.name+" by scan", func(b *testing.B) {
				q := Query{Where: c.where, Fill: Fields(Mobile, Home)}
				measure(b, func() {
					found := 0
					for range scan.Search(q) {
						if found++; found == 50 {
							break
						}
					}
				})
			})
		}
	}
}
