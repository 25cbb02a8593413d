package search

import (
	"math/rand/v2"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

// mistakable are words that are easily mistaken for one another, and such as break things.
var mistakable = []string{"", "m", "ma", "mar", "Mart", "Martin", "MARTIN", "Märtin", "martinez", "Jean", "Jean-Pierre", "jean pierre", "jean m", "m j", "j m", "ma je", "m a r t i n j e a n", "mar jean acme", "Mei", "Meier",
	"e", "é", "ß", "ss", " ", "-", " m", "n ", "in", "a", "zq", "zzzz", "Acme", "acme sa", "\xff", "\x00", "日本", "日", "Мария", "o'b", "O’Brien", "0", "20261122", "rue", "de la"}

// digitTexts are numbers in every spelling, parts of them, and what only looks like one.
var digitTexts = []string{"0123456789", "+33123456789", "0033123456789", "33123456789", "+33 (0)1 23 45 67 89", "01.23.45.67.89", "00123456789", "23456789",
	"123456", "1234567", "89", "6789", "0612345678", "+33612345678", "06", "336", "+336", "00336", "33612345678", "12", "1", "+", "+3", "*21", "#31#", "*", "21",
	"sip:jean@acme.example", "jean", "acme", "01 23 45 67 89 poste 12", "poste", "foo1", "+4989123456", "089123456", "4989123456", "123456789", "0897", "９", "15", "+15", "115", "3456", "45 67", "3456789", "+35226123456", "35226123456", "35226123", "5226123", "2612"}

// timeTexts are times near to each other, and what is none.
var timeTexts = []string{"20261122030405Z", "20261122030406Z", "20261122031459Z", "20261122031500Z", "20261123000000Z", "20261122", "19691231235959Z", "22260101000000Z",
	"20261322030405Z", "20260022030405Z", "2026112203040xZ", "today", "20251122030405Z", "99991231235959Z"}

// wordTexts are words of names and how they begin, drawn several at a time.
var wordTexts = []string{"m", "ma", "mar", "Mart", "Martin", "Martinez", "j", "je", "Jean", "Jeanne", "p", "Pier", "Pierre", "é", "Émile", "de", "d'", "日", "zq", "acme"}

func drawText(t *rapid.T, f Field, label string) string {
	if f == Name && rapid.IntRange(0, 2).Draw(t, "words") == 0 {
		words := rapid.SliceOfN(rapid.SampledFrom(wordTexts), 2, 4).Draw(t, label)
		return strings.Join(words, rapid.SampledFrom([]string{" ", " ", "-"}).Draw(t, "between"))
	}
	from := mistakable
	if f == Created || f == Modified {
		return rapid.SampledFrom(timeTexts).Draw(t, label)
	}
	if f.IsNumber() != (rapid.IntRange(0, 7).Draw(t, "odd") == 0) {
		from = digitTexts
	}
	return rapid.SampledFrom(from).Draw(t, label)
}

var anyField = rapid.Custom(func(t *rapid.T) Field {
	if rapid.Bool().Draw(t, "usual") {
		return rapid.SampledFrom([]Field{Name, LastName, FirstName, Company, Email, Work, Mobile, ShortNumber}).Draw(t, "field")
	}
	return Field(rapid.IntRange(0, int(fieldCount)).Draw(t, "field"))
})

// anyRecord draws a record of one of few IDs in one of few folders, with values of any field.
var anyRecord = rapid.Custom(func(t *rapid.T) Source {
	src := Source{Kind: rapid.SampledFrom([]Kind{Contact, Contact, Contact, Contact, Group, Folder, Root}).Draw(t, "kind")}
	src.ID[7] = rapid.ByteRange(0, 99).Draw(t, "id")
	src.Parent[0] = rapid.ByteRange(0, 4).Draw(t, "folder")
	src.Hidden = rapid.IntRange(0, 9).Draw(t, "hidden") == 0
	src.Marks = Marks(rapid.IntRange(0, 7).Draw(t, "marks"))
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
		if i%4 == 1 {
			first, last = one(wordTexts)+"-"+one(wordTexts), one(wordTexts)
		}
		src := Source{ID: ID{6: 1 + byte(i>>8), 7: byte(i)}, Parent: ID{byte(i % 5)}, Hidden: i%17 == 0, Marks: Marks(i % 8), Values: []Value{
			{Field: Name, Text: first + " " + last, Hidden: i%13 == 0}, of(LastName, last), of(FirstName, first), {Field: Company, Text: one(mistakable), Hidden: i%11 == 0},
		}}
		for range random.IntN(4) {
			src.Values = append(src.Values, Value{Field: Work + Field(random.IntN(int(fieldCount-Work))), Text: one(digitTexts), Hidden: random.IntN(6) == 0})
		}
		if i%5 > 1 {
			src.Values = append(src.Values, Value{Field: Email, Text: one(mistakable) + "@acme.example", Hidden: i%7 == 0}, of(City, one(mistakable)))
		}
		if seed%2 == 0 && i%5 == 2 { // some directories have none
			src.Values = append(src.Values, of(UID, one(mistakable)))
		}
		if i%3 == 0 {
			src.Values = append(src.Values, of(Modified, one(timeTexts)))
		}
		docs[i] = d.Document(src)
	}
	return docs
}

var anyLeaf = rapid.Custom(func(t *rapid.T) Expr {
	f := anyField.Draw(t, "field")
	text := func(label string) string { return drawText(t, f, label) }
	switch rapid.IntRange(0, 13).Draw(t, "leaf") {
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
	case 12:
		return Expr{Op: Marked, Marks: Marks(rapid.IntRange(0, 7).Draw(t, "marks"))}
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
		for i := range byte(rapid.SampledFrom([]int{0, 0, largeScope}).Draw(t, "folders of nobody")) {
			q.Folders[ID{100 + i}] = struct{}{}
		}
		if rapid.Bool().Draw(t, "self") {
			q.Self = ID{7: rapid.ByteRange(0, 99).Draw(t, "self")}
		}
	}
	q.Fill = rapid.SampledFrom([]FieldSet{0, 0, Fields(Mobile), Fields(Mobile, Home, Other, Car, OtherHome), Fields(ShortNumber), Fields(Note, Fax)}).Draw(t, "fill")
	return q
})
