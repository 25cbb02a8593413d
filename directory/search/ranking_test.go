package search

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestARankingHasWhatIsBetween holds the blocks of a range against the values, from none to several levels of blocks.
func TestARankingHasWhatIsBetween(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	docs := make([]*Document, 3000)
	for i := range docs {
		docs[i] = d.Document(Source{ID: ID{byte(i >> 8), byte(i)}, Values: []Value{of(LastName, fmt.Sprintf("n%04d", i*7919%len(docs)/3))}})
	}
	var rankings [8]*ranking
	sizes := [len(rankings)]int{0, 1, lowestBlock - 1, lowestBlock, lowestBlock + 1, lowestBlock * blocksTogether, lowestBlock*blocksTogether + 1, len(docs)}
	for i, n := range sizes {
		rankings[i] = newRanking(t.Context(), docs[:n], LastName)
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(rankings)-1).Draw(t, "ranking")
		name := rapid.Map(rapid.IntRange(0, 1001), func(i int) string { return fmt.Sprintf("n%04d", i) })
		from, to := name.Draw(t, "from"), name.Draw(t, "to")
		after, before := side(func(r ranked) bool { return r.folded < from }), side(func(r ranked) bool { return r.folded < to })
		if rapid.IntRange(0, 4).Draw(t, "from the first") == 0 {
			from, after = "", nil
		}
		if rapid.IntRange(0, 4).Draw(t, "to the last") == 0 {
			to, before = "z", nil
		}
		blocks := rankings[i].between(after, before)
		var got []uint32
		for _, block := range blocks {
			if !slices.IsSorted(block) || len(block) == 0 {
				t.Fatalf("a block is empty or in disorder: %v", block)
			}
			got = append(got, block...)
		}
		slices.Sort(got)
		if len(slices.Compact(slices.Clone(got))) != len(got) {
			t.Fatal("a document is there twice")
		}
		few := 0
		for ordinal := range sizes[i] {
			name := docs[ordinal].First(LastName)
			_, found := slices.BinarySearch(got, uint32(ordinal))
			if within := from <= name && name < to; within && !found {
				t.Fatalf("%s, from %s to %s, is not there", name, from, to)
			} else if found && !within {
				few++
			}
		}
		if few > 2*lowestBlock || len(blocks) > 2*blocksTogether*len(rankings[i].levels) {
			t.Fatalf("%d documents that are not between, %d blocks", few, len(blocks))
		}
	})
}

// What is found by the order of values is found at once from the second time on, and in the segments that follow.
func TestARankingIsMadeWhenItIsFirstAskedFor(t *testing.T) {
	docs := book(t, 4*fullDelta)
	x, later := newTestIndex(docs[:3*fullDelta])
	later.run()
	ask := func() {
		x.Search(t.Context(), Query{Where: atLeast(Email, "m")})(func(*Document) bool { return false })
	}
	made := func() bool { return x.state.Load().parts[0].made[Email].Load() != nil }
	ask()
	ask()
	if len(later.merges) != 1 || made() {
		t.Fatalf("%d are to be made, want 1", len(later.merges))
	}
	later.run()
	if !made() {
		t.Error("it is not made")
	}
	x = x.With(docs[3*fullDelta:], nil)
	later.run()
	if s := x.state.Load(); len(s.parts) != 1 || !made() || s.parts[0].made[LastName].Load() != nil {
		t.Error("it is not made for what has been merged, or one that nobody asked for is")
	}
}
