package search

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// postponed collects merges until a test lets them run.
type postponed struct{ merges []func(context.Context) }

func (p *postponed) add(_ int, merge func(context.Context)) bool {
	p.merges = append(p.merges, merge)
	return true
}

// runOne runs the merge that has waited longest, if there is one, and forgets it.
func (p *postponed) runOne() {
	if len(p.merges) > 0 {
		next := p.merges[0]
		p.merges = slices.Delete(p.merges, 0, 1)
		next(context.Background())
	}
}

func (p *postponed) run() {
	for len(p.merges) > 0 {
		p.runOne()
	}
}

// newTestIndex makes an index whose merges wait for the test.
func newTestIndex(docs []*Document) (*Index, *postponed) {
	later := &postponed{}
	x := newLineage(later.add)
	docs = lastOfEach(docs)
	slices.SortFunc(docs, Compare)
	s := &state{delta: &Scan{}}
	if len(docs) > 0 {
		s.parts = []part{{segment: newSegment(context.Background(), docs, 1)}}
	}
	x.state.Store(s)
	return x, later
}

// newIndex makes an index that is not changed.
func newIndex(docs []*Document) *Index {
	x, _ := newTestIndex(docs)
	return x
}

// wantFound has an index find what a scan finds.
func wantFound(t testing.TB, x *Index, scan *Scan, q Query) {
	t.Helper()
	got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(scan.Search(q))
	if !slices.Equal(got, want) {
		t.Errorf("%+v\nfinds %s\nwant  %s", q, brief(got), brief(want))
	}
	if several := wanted(t.Context(), x, q, len(want)+1); !slices.Equal(several, want) {
		t.Errorf("%+v\nfinds %s several at a time\nwant  %s", q, brief(several), brief(want))
	}
}

// wanted is what an index finds, several at a time, until so many are found.
func wanted(ctx context.Context, x *Index, q Query, most int) (found []*Document) {
	q.Wanted = most
	x.Find(ctx, &q, func(f Found) bool {
		for n, place := range f.Places {
			if f.Shelf != nil && int(place) >= f.Shelf.Places {
				panic(fmt.Sprintf("a place %d on a shelf of %d", place, f.Shelf.Places))
			}
			found = append(found, f.Document(n))
		}
		return len(found) < most
	})
	return found[:min(len(found), most)]
}

// wantSame asks an index and a scan the same, and for what comes after one that they find.
func wantSame(t *rapid.T, x *Index, scan *Scan, q Query) {
	t.Helper()
	got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(scan.Search(q))
	if !slices.Equal(got, want) {
		t.Fatalf("%+v\nfinds %s\nwant  %s", q, brief(got), brief(want))
	}
	most := rapid.IntRange(1, 2*foundTogether).Draw(t, "wanted")
	if got := wanted(t.Context(), x, q, most); !slices.Equal(got, want[:min(len(want), most)]) {
		t.Fatalf("%+v\nfinds %s\nwant the first %d of %s", q, brief(got), most, brief(want))
	}
	if len(want) > 0 {
		n := rapid.IntRange(0, len(want)-1).Draw(t, "seen")
		q.After = want[n].dialect.At(want[n].Place())
		if got := wanted(t.Context(), x, q, len(want)); !slices.Equal(got, want[n+1:]) {
			t.Fatalf("%+v\nafter %s\nfinds %s\nwant  %s", q, brief(want[n:n+1]), brief(got), brief(want[n+1:]))
		}
		if got := slices.Collect(scan.Search(q)); !slices.Equal(got, want[n+1:]) {
			t.Fatalf("a scan finds %s after %s\nwant  %s", brief(got), brief(want[n:n+1]), brief(want[n+1:]))
		}
		q.After = nil
	}
	if len(want) > 0 {
		n := rapid.IntRange(1, len(want)).Draw(t, "enough")
		for d := range x.Search(t.Context(), q) { // again: folders are remembered
			if n--; d != want[0] {
				t.Fatal("another order when less is asked for")
			} else if want = want[1:]; n == 0 {
				break
			}
		}
	}
}

// rankAll ranks all fields, as if somebody had asked for the order of each.
func rankAll(ctx context.Context, x *Index) {
	for _, p := range x.state.Load().parts {
		p.rank(ctx, ^FieldSet(0))
	}
}

func brief(docs []*Document) string {
	var s strings.Builder
	for _, d := range docs {
		fmt.Fprintf(&s, "%d.%d %q; ", d.ID[6], d.ID[7], sortedName(d))
	}
	return s.String()
}

// TestAnIndexFindsWhatAScanFinds is what the index is right by: any directory, any query, and any changes with merges at any
// time between them.
func TestAnIndexFindsWhatAScanFinds(t *testing.T) {
	for name, d := range map[string]*Dialect{"with a prefix for outside": mustDialect(t, "FR", "fr", "0"), "without": mustDialect(t, "DE", "de", ""), "without trunk": mustDialect(t, "US", "en", "9")} {
		t.Run(name, func(t *testing.T) {
			documents := rapid.Map(anyRecord, d.Document)
			rapid.Check(t, func(t *rapid.T) {
				first := rapid.SliceOfN(documents, 0, 20).Draw(t, "documents")
				first = append(first, crowd(d, rapid.Uint64().Draw(t, "crowd"), rapid.IntRange(0, 400).Draw(t, "many"))...)
				x, later := newTestIndex(first)
				if rapid.Bool().Draw(t, "ranked") {
					rankAll(t.Context(), x)
				}
				scan := NewScan(first)
				for range rapid.IntRange(1, 30).Draw(t, "rounds") {
					switch rapid.IntRange(0, 9).Draw(t, "do") {
					case 0:
						put := rapid.SliceOfN(documents, 0, 80).Draw(t, "put")
						x, scan = x.With(put, nil), scan.With(put, nil)
					case 1:
						put := rapid.SliceOfN(documents, 0, 2).Draw(t, "put")
						drop := rapid.SliceOfN(rapid.Map(rapid.ByteRange(0, 99), func(b byte) ID { return ID{7: b} }), 0, 50).Draw(t, "drop")
						x, scan = x.With(put, drop), scan.With(put, drop)
					case 2:
						later.runOne()
					default:
						wantSame(t, x, scan, anyQuery.Draw(t, "query"))
					}
				}
				if x.Len() != scan.Len() {
					t.Fatalf("holds %d documents, want %d", x.Len(), scan.Len())
				}
				for _, doc := range scan.ordered {
					if x.Get(doc.ID) != doc {
						t.Fatalf("%x is lost", doc.ID)
					}
				}
			})
		})
	}
}

// TestEveryComparisonOfEveryWord asks a directory of few words for each of them in each way.
func TestEveryComparisonOfEveryWord(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	docs := crowd(d, 1, 250)
	scan, x := NewScan(docs), newIndex(docs)
	rankAll(t.Context(), x)
	for _, f := range []Field{Name, LastName, Company, Modified, Work, Mobile, ShortNumber} {
		for _, text := range slices.Concat(mistakable, digitTexts, timeTexts) {
			for _, where := range []Expr{equal(f, text), begins(f, text), contains(f, text), ends(f, text), atLeast(f, text), atMost(f, text),
				contains(f, "35", text), {Op: Substrings, Field: f, Initial: "+3", Any: []string{text}}, and(begins(f, text), not(begins(f, text+"3")))} {
				queries := []Query{{Where: where}, {Where: where, Hidden: true, Lenient: true}}
				if f == Work {
					queries = append(queries, Query{Where: where, Fill: Fields(Mobile, Home)}, Query{Where: where, Fill: Fields(ShortNumber)})
				}
				for _, q := range queries {
					wantFound(t, x, scan, q)
				}
			}
		}
	}
}

// TestWordsOfEveryName asks for two and three words, of a directory of names of few.
func TestWordsOfEveryName(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	docs := crowd(d, 2, 400)
	scan, x := NewScan(docs), newIndex(docs)
	for _, first := range wordTexts {
		for _, second := range wordTexts {
			for _, text := range []string{first + " " + second, first + "-" + second + " ma", second + " " + first + second} {
				for _, q := range []Query{{Where: begins(Name, text)}, {Where: contains(Name, text), Hidden: true}, {Where: or(begins(Name, text), begins(LastName, text))}, {Where: equal(Name, text), Lenient: true}} {
					wantFound(t, x, scan, q)
				}
			}
		}
	}
}

// TestAddressesAreNoUids: the two share terms, and so each is asked for where the other is not there.
func TestAddressesAreNoUids(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	for name, fields := range map[string][]Field{"addresses alone": {Email}, "uids alone": {UID}, "both": {Email, UID}} {
		var docs []*Document
		for i := range 200 {
			src := person("Jean", "Martin", of(fields[i%len(fields)], mistakable[i%len(mistakable)]+"@acme.example"))
			src.ID = ID{1, byte(i)}
			docs = append(docs, d.Document(src))
		}
		scan, x := NewScan(docs), newIndex(docs)
		for _, f := range []Field{Email, UID} {
			for _, text := range append([]string{"acme", "a", "@"}, mistakable...) {
				for _, where := range []Expr{begins(f, text), contains(f, text), ends(f, text), or(contains(f, text), contains(Name, "j")), not(begins(f, text))} {
					for _, q := range []Query{{Where: where}, {Where: where, Hidden: true}} {
						if got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(scan.Search(q)); !slices.Equal(got, want) {
							t.Errorf("%s: %+v finds %d, want %d", name, q, len(got), len(want))
						}
					}
				}
			}
		}
	}
}
