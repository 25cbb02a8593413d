package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// postponed collects merges until a test lets them run.
type postponed struct{ merges []func() }

func (p *postponed) add(merge func()) { p.merges = append(p.merges, merge) }

// runOne runs the merge that has waited longest, if there is one, and forgets it.
func (p *postponed) runOne() {
	if len(p.merges) > 0 {
		next := p.merges[0]
		p.merges = slices.Delete(p.merges, 0, 1)
		next()
	}
}

func (p *postponed) run() {
	for len(p.merges) > 0 {
		p.runOne()
	}
}

// newTestIndex makes an index whose merges wait for the test.
func newTestIndex(docs []*Document) (*Index, *postponed) {
	x, later := NewIndex(docs), &postponed{}
	x.lineage.background = later.add
	return x, later
}

// mistakable are words that are easily mistaken for one another, and such as break things.
var mistakable = []string{"", "m", "ma", "mar", "Mart", "Martin", "MARTIN", "Märtin", "martinez", "Jean", "Jean-Pierre", "jean pierre", "jean m", "m j", "j m", "ma je", "m a r t i n j e a n", "mar jean acme", "Mei", "Meier",
	"e", "é", "ß", "ss", " ", "-", " m", "n ", "in", "a", "zq", "zzzz", "Acme", "acme sa", "\xff", "\x00", "日本", "日", "Мария", "o'b", "O’Brien", "0", "20261122", "rue", "de la"}

// digitTexts are numbers in every spelling, parts of them, and what only looks like one.
var digitTexts = []string{"0123456789", "+33123456789", "0033123456789", "33123456789", "+33 (0)1 23 45 67 89", "01.23.45.67.89", "00123456789", "23456789",
	"123456", "1234567", "89", "6789", "0612345678", "+33612345678", "06", "336", "+336", "00336", "33612345678", "12", "1", "+", "+3", "*21", "#31#", "*", "21",
	"sip:jean@acme.example", "jean", "acme", "01 23 45 67 89 poste 12", "poste", "foo1", "+4989123456", "089123456", "4989123456", "123456789", "0897", "９", "15", "+15", "115", "3456", "45 67", "3456789", "+35226123456", "35226123456", "35226123", "5226123", "2612"}

func drawText(t *rapid.T, f Field, label string) string {
	from := mistakable
	if f.IsNumber() != (rapid.IntRange(0, 7).Draw(t, "odd") == 0) {
		from = digitTexts
	}
	return rapid.SampledFrom(from).Draw(t, label)
}

var anyField = rapid.Custom(func(t *rapid.T) Field {
	if rapid.Bool().Draw(t, "usual") {
		return rapid.SampledFrom([]Field{Name, LastName, FirstName, Company, Work, Mobile, ShortNumber}).Draw(t, "field")
	}
	return Field(rapid.IntRange(0, int(fieldCount)).Draw(t, "field"))
})

// anyRecord draws a record of one of few IDs in one of few folders, with values of any field.
var anyRecord = rapid.Custom(func(t *rapid.T) Source {
	src := Source{Kind: rapid.SampledFrom([]Kind{Contact, Contact, Contact, Contact, Group, Folder, Root}).Draw(t, "kind")}
	src.ID[7] = rapid.ByteRange(0, 99).Draw(t, "id")
	src.Parent[0] = rapid.ByteRange(0, 4).Draw(t, "folder")
	src.Hidden = rapid.IntRange(0, 9).Draw(t, "hidden") == 0
	last, first := drawText(t, LastName, "last"), drawText(t, FirstName, "first")
	for f, text := range []string{Name: first + " " + last, LastName: last, FirstName: first} {
		if text != "" && text != " " {
			src.Values = append(src.Values, of(Field(f), text))
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "values") {
		f := anyField.Draw(t, "field")
		if f < fieldCount {
			src.Values = append(src.Values, Value{Field: f, Text: drawText(t, f, "text"), Hidden: rapid.IntRange(0, 5).Draw(t, "hidden") == 0})
		}
	}
	slices.SortStableFunc(src.Values, func(a, b Value) int { return int(a.Field) - int(b.Field) })
	return src
})

// crowd makes more documents than are worth drawing, of the same words.
func crowd(d *Dialect, seed uint64, n int) []*Document {
	random := rand.New(rand.NewPCG(seed, 0))
	one := func(of []string) string { return of[random.IntN(len(of))] }
	docs := make([]*Document, n)
	for i := range docs {
		first, last := one(mistakable), one(mistakable)
		src := Source{ID: ID{6: 1 + byte(i>>8), 7: byte(i)}, Parent: ID{byte(i % 5)}, Hidden: i%17 == 0, Values: []Value{
			of(Name, first+" "+last), of(LastName, last), of(FirstName, first), {Field: Company, Text: one(mistakable), Hidden: i%11 == 0},
		}}
		for range random.IntN(4) {
			src.Values = append(src.Values, Value{Field: Work + Field(random.IntN(int(fieldCount-Work))), Text: one(digitTexts), Hidden: random.IntN(6) == 0})
		}
		docs[i] = d.Document(src)
	}
	return docs
}

var anyLeaf = rapid.Custom(func(t *rapid.T) Expr {
	f := anyField.Draw(t, "field")
	text := func(label string) string { return drawText(t, f, label) }
	switch rapid.IntRange(0, 12).Draw(t, "leaf") {
	case 0:
		return present(f)
	case 1, 2:
		return equal(f, text("value"))
	case 3, 4:
		return begins(f, text("initial"))
	case 5, 6:
		return contains(f, text("any"))
	case 7:
		return ends(f, text("final"))
	case 8:
		return Expr{Op: Substrings, Field: f, Initial: text("initial"), Any: rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string { return drawText(t, f, "piece") }), 0, 2).Draw(t, "any"), Final: text("final")}
	case 9:
		return atLeast(f, text("value"))
	case 10:
		return atMost(f, text("value"))
	case 11:
		return Expr{Op: OfKind, Kinds: KindSet(rapid.IntRange(0, 15).Draw(t, "kinds"))}
	}
	return rapid.SampledFrom([]Expr{{}, {Op: Always}, {Op: Never}, {Op: OneOf, IDs: []ID{{7: 3}, {7: 5}, {1}}}, {Op: 99}, {Op: Not}}).Draw(t, "other")
})

func anyCondition(depth int) *rapid.Generator[Expr] {
	return rapid.Custom(func(t *rapid.T) Expr {
		if depth == 0 || rapid.IntRange(0, 2).Draw(t, "compound") == 0 {
			return anyLeaf.Draw(t, "leaf")
		}
		op := rapid.SampledFrom([]Op{And, And, Or, Or, Not}).Draw(t, "op")
		if op == Not {
			return not(anyCondition(depth-1).Draw(t, "arg"))
		}
		return Expr{Op: op, Args: rapid.SliceOfN(anyCondition(depth-1), 0, 3).Draw(t, "args")}
	})
}

var anyQuery = rapid.Custom(func(t *rapid.T) Query {
	q := Query{Where: anyCondition(3).Draw(t, "where"), Hidden: rapid.Bool().Draw(t, "hidden"), Lenient: rapid.IntRange(0, 4).Draw(t, "lenient") == 0}
	if rapid.IntRange(0, 2).Draw(t, "narrowed") == 0 {
		q.Folders = map[ID]struct{}{}
		for range rapid.IntRange(0, 3).Draw(t, "folders") {
			q.Folders[ID{rapid.ByteRange(0, 5).Draw(t, "folder")}] = struct{}{}
		}
		if rapid.Bool().Draw(t, "self") {
			q.Self = ID{7: rapid.ByteRange(0, 99).Draw(t, "self")}
		}
	}
	q.Fill = rapid.SampledFrom([]FieldSet{0, 0, Fields(Mobile), Fields(Mobile, Home, Other, Car, OtherHome), Fields(ShortNumber), Fields(Note, Fax)}).Draw(t, "fill")
	return q
})

// wantSame asks an index and a scan the same.
func wantSame(t *rapid.T, x *Index, scan *Scan, q Query) {
	t.Helper()
	got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(scan.Search(q))
	if !slices.Equal(got, want) {
		t.Fatalf("%+v\nfinds %s\nwant  %s", q, brief(got), brief(want))
	}
	if len(want) > 0 {
		n := rapid.IntRange(1, len(want)).Draw(t, "enough")
		for d := range x.Search(t.Context(), q) {
			if n--; d != want[0] {
				t.Fatal("another order when less is asked for")
			} else if want = want[1:]; n == 0 {
				break
			}
		}
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
	docs := crowd(d, 1, 600)
	scan, x := NewScan(docs), NewIndex(docs)
	for _, f := range []Field{Name, LastName, Company, Work, Mobile, ShortNumber} {
		for _, text := range slices.Concat(mistakable, digitTexts) {
			for _, where := range []Expr{equal(f, text), begins(f, text), contains(f, text), ends(f, text), atLeast(f, text), atMost(f, text),
				contains(f, "35", text), {Op: Substrings, Field: f, Initial: "+3", Any: []string{text}}, and(begins(f, text), not(begins(f, text+"3")))} {
				for _, q := range []Query{{Where: where}, {Where: where, Hidden: true, Lenient: true}, {Where: where, Fill: Fields(Mobile, Home)}, {Where: where, Fill: Fields(ShortNumber)}} {
					if got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(scan.Search(q)); !slices.Equal(got, want) {
						t.Errorf("%+v\nfinds %s\nwant  %s", q, brief(got), brief(want))
					}
				}
			}
		}
	}
}
