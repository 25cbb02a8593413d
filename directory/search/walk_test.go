package search

import "testing"

// TestACursorThatHasEndedIsNotAskedAgain: who is not marked was looked for past the last document, who is marked, and the next look went back to
// the place behind the last that was found, where it is.
func TestACursorThatHasEndedIsNotAskedAgain(t *testing.T) {
	docs := crowd(mustDialect(t, "FR", "fr", ""), 1, 100)
	scan := NewScan(docs)
	scan.ordered[99].Marks = 1
	x := newIndex(docs)
	wantFound(t, x, scan, Query{Where: not(Expr{Op: Marked, Marks: 1}), Hidden: true})
}

// TestWhoHasEnoughIsGivenNoMore: however many are looked for at a time, nothing is yielded to who has said that it is enough.
func TestWhoHasEnoughIsGivenNoMore(t *testing.T) {
	x := newIndex(crowd(mustDialect(t, "FR", "fr", ""), 1, 100))
	for _, wanted := range []int{0, 1, foundTogether - 1, foundTogether, foundTogether + 1, 1000} {
		q := Query{Where: Expr{Op: Always}, Hidden: true, Wanted: wanted}
		asked, yielded := 0, 0
		complete := x.Find(t.Context(), &q, func(f Found) bool {
			asked++
			yielded += len(f.Places)
			return false
		})
		if most := min(max(wanted, 1), foundTogether); asked != 1 || yielded != most || !complete {
			t.Errorf("where %d are wanted, %d are yielded in %d steps, complete: %v; want %d in one", wanted, yielded, asked, complete, most)
		}
	}
}
