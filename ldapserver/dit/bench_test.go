package dit

import (
	"context"
	"math"
	"testing"

	"annuaire/ldapserver/message"
)

// BenchmarkSearch measures what the tree adds to the index: the book has nine people. The page is all of them.
func BenchmarkSearch(b *testing.B) {
	book := openBook(b)
	for _, c := range []struct {
		name string
		request
	}{
		{"number", request{base: baseDN, scope: message.WholeSubtree, filter: "(|(telephoneNumber=0123456789)(mobile=0123456789))",
			attrs: []string{"cn", "sn", "telephoneNumber"}}},
		{"page of names and numbers", request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=inetOrgPerson)",
			attrs: []string{"cn", "sn", "telephoneNumber", "mobile", "homePhone"}}},
		{"page of all attributes", request{base: baseDN, scope: message.WholeSubtree, filter: "(objectClass=inetOrgPerson)"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			req := c.decode(b)
			who := Who{Account: book.accounts["all"]}
			ctx := context.Background()
			buf := make([]byte, 0, flushAt)
			b.ReportAllocs()
			entries := 0
			for b.Loop() {
				_, _, n, err := book.Search(ctx, who, 1, req, buf, nil)
				if err != nil || n == 0 {
					b.Fatal(n, err)
				}
				entries = n
			}
			b.ReportMetric(float64(entries), "entries")
		})
	}
}

// TestEntriesCostNoAllocation: whatever a search allocates, it is not by entry.
func TestEntriesCostNoAllocation(t *testing.T) {
	book := openBook(t)
	for _, account := range []string{"all", "outside"} {
		t.Run(account, func(t *testing.T) { entriesCostNoAllocation(t, book, Who{Account: book.accounts[account]}) })
	}
}

func entriesCostNoAllocation(t *testing.T, book *book, who Who) {
	cost := func(filter string) (allocations float64, entries int) {
		req := request{base: baseDN, scope: message.WholeSubtree, filter: filter, attrs: []string{"*"}}.decode(t)
		buf := make([]byte, 0, flushAt)
		allocations = math.Inf(1)
		for range 50 { // the least of them: pools forget what they hold now and then, under the race detector often
			allocations = min(allocations, testing.AllocsPerRun(1, func() {
				_, _, entries, _ = book.Search(context.Background(), who, 1, req, buf, nil)
			}))
		}
		return allocations, entries
	}
	one, n1 := cost("(sn>=œ)")
	all, n2 := cost("(sn>=a)")
	if n1 != 1 || n2 < 8 {
		t.Fatalf("%d and %d entries", n1, n2)
	}
	if perEntry := (all - one) / float64(n2-n1); perEntry > 0.5 {
		t.Errorf("%v allocations for %d entries, %v for %d", one, n1, all, n2)
	}
}
