package search

import (
	"context"
	"testing"
)

// BenchmarkList finds all that have an "a" in any of the texts and numbers that the pages' lists look into.
func BenchmarkList(b *testing.B) {
	docs, _, _ := company(b, benchSize(b))
	merger := NewMerger()
	defer merger.Close()
	x := merger.Open(docs)
	merger.work.Wait()
	anywhere := Expr{Op: Or}
	for _, f := range []Field{Name, LastName, Company, Department, Title, Email, UID, City, Work, Mobile, Home, Fax, Other, Car, OtherHome, ShortNumber} {
		anywhere.Args = append(anywhere.Args, contains(f, "a"))
	}
	q := Query{Where: and(Expr{Op: OfKind, Kinds: Kinds(Contact)}, anywhere), Hidden: true}
	found := 0
	measure(b, func() {
		found = 0
		for range x.Search(context.Background(), q) {
			found++
		}
	})
	b.ReportMetric(float64(found), "found")
}
