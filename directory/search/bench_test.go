package search

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"slices"
	"testing"
)

// book makes n contacts as a directory would: some twenty values each, numbers already read.
func book(tb testing.TB, n int) []*Document {
	tb.Helper()
	d := mustDialect(tb, "FR", "fr", "0")
	docs := make([]*Document, n)
	lasts := []string{"Martin", "Bernard", "Müller", "Lefèvre", "O’Brien", "Nguyen", "Garcia", "Roux", "Faure", "Blanc"}
	firsts := []string{"Jean", "Hélène", "Jean-Pierre", "Zoé", "Marie", "Luc", "Anne", "Paul", "Inès", "Théo"}
	for i := range docs {
		docs[i] = d.Document(bookSource(i, lasts[i/7%len(lasts)], firsts[i/77%len(firsts)]))
	}
	return docs
}

func bookSource(i int, last, first string) Source {
	last = fmt.Sprintf("%s%c%c", last, 'a'+rune(i%26), 'a'+rune(i/26%26))
	var id ID
	binary.BigEndian.PutUint64(id[:], uint64(i)*0x9E3779B97F4A7C15)
	binary.BigEndian.PutUint64(id[8:], uint64(i))
	work, mobile := fmt.Sprintf("01%08d", i), fmt.Sprintf("+33 6 %02d %02d %02d %02d", i/1000000%100, i/10000%100, i/100%100, i%100)
	email := fmt.Sprintf("%s.%d@acme.example", last, i)
	if i%5000 == 4999 { // few have none
		email = ""
	}
	return Source{ID: id, Values: slices.DeleteFunc([]Value{
		{Field: Name, Text: first + " " + last}, {Field: LastName, Text: last}, {Field: FirstName, Text: first},
		{Field: Company, Text: "Acme"}, {Field: Department, Text: "Comptabilité"}, {Field: Title, Text: "Responsable"},
		{Field: Email, Text: email}, {Field: UID, Text: fmt.Sprintf("%s.%d", last, i)},
		{Field: Street, Text: "1 rue de la Paix"}, {Field: PostalCode, Text: "75001"}, {Field: City, Text: "Paris"},
		{Field: Country, Text: "FR"}, {Field: PostalAddress, Text: "1 rue de la Paix$75001 Paris$FR"},
		{Field: ContactKind, Text: "internal"}, {Field: EntryID, Text: fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])},
		{Field: Created, Text: "20261122030405Z"}, {Field: Modified, Text: "20261122030405Z"},
		{Field: Work, Text: work, E164: "+33" + work[1:]}, {Field: Mobile, Text: mobile, E164: fmt.Sprintf("+336%08d", i)},
		{Field: ShortNumber, Text: fmt.Sprint(1000 + i)},
	}, func(v Value) bool { return v.Text == "" })}
}

func BenchmarkScanSearch(b *testing.B) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	docs := book(b, 100_000)
	scan := NewScan(docs)
	docs = nil
	runtime.GC()
	runtime.ReadMemStats(&after)
	perContact := float64(after.HeapAlloc-before.HeapAlloc) / 100_000
	starts := func(f Field, s string) Expr { return Expr{Op: Substrings, Field: f, Initial: s} }
	contains := func(f Field, s string) Expr { return Expr{Op: Substrings, Field: f, Any: []string{s}} }
	or := func(args ...Expr) Expr { return Expr{Op: Or, Args: args} }
	for _, c := range []struct {
		name  string
		where Expr
		limit int
	}{
		{"a number", or(equal(Work, "0100012345"), equal(Mobile, "0100012345"), equal(Home, "0100012345")), 50},
		{"a prefix of names", or(starts(Name, "mar"), starts(LastName, "mar")), 50},
		{"a rare part of anything", or(contains(Name, "zzzz"), contains(LastName, "zzzz"), contains(Work, "zzzz")), 50},
		{"the first page of everything", Expr{Op: Always}, 50},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				left := c.limit
				for range scan.Search(Query{Where: c.where, Fill: Fields(Mobile, Home)}) {
					if left--; left == 0 {
						break
					}
				}
			}
			b.ReportMetric(perContact, "heap-bytes/contact")
		})
	}
}

func BenchmarkScanWith(b *testing.B) {
	docs := book(b, 100_000)
	scan := NewScan(docs)
	changed := docs[50_000:50_001]
	for b.Loop() {
		scan.With(changed, nil)
	}
}

func BenchmarkDocument(b *testing.B) {
	d := mustDialect(b, "FR", "fr", "0")
	src := bookSource(4711, "Lefèvre", "Jean-Pierre")
	b.ReportAllocs()
	for b.Loop() {
		d.Document(src)
	}
}
