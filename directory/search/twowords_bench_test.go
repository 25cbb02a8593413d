package search

import (
	"bytes"
	"context"
	"encoding/csv"
	"math/rand/v2"
	"testing"

	"annuaire/directory/exchange/sample"
)

// company makes n contacts with the names of the sample data: few words, many together, some of them double.
func company(tb testing.TB, n int) (docs []*Document, firsts, lasts []string) {
	tb.Helper()
	var file bytes.Buffer
	if err := sample.CSV(&file, n, 100, 1); err != nil {
		tb.Fatal(err)
	}
	in := csv.NewReader(&file)
	in.Comma = ';'
	if _, err := in.Read(); err != nil {
		tb.Fatal(err)
	}
	d := mustDialect(tb, "FR", "fr", "0")
	for i := range n {
		row, err := in.Read()
		if err != nil {
			tb.Fatal(err)
		}
		last, first := row[3], row[4]
		src := person(first, last, of(Company, row[5]), of(Email, row[8]), of(Work, row[9]))
		src.ID = ID{byte(i >> 16), byte(i >> 8), byte(i)}
		docs = append(docs, d.Document(src))
		if first != "" && last != "" && isPlain(Fold(first)) && len(Fold(last)) >= 3 {
			firsts, lasts = append(firsts, Fold(first)), append(lasts, Fold(last)[:3])
		}
	}
	return docs, firsts, lasts
}

// BenchmarkTwoWords asks for a first name and how a last one begins, for others each time: the first 50 of them.
func BenchmarkTwoWords(b *testing.B) {
	docs, firsts, lasts := company(b, benchSize(b))
	merger := NewMerger()
	defer merger.Close()
	x := merger.Open(docs)
	merger.work.Wait()
	docs = nil
	for _, c := range []struct {
		name          string
		first, second int // letters of the words; zero: all
	}{{"first name and 3 letters", 0, 3}, {"first name and 1 letter", 0, 1}, {"3 letters each", 3, 3}, {"1 letter and 3", 1, 3}, {"2 letters and 1", 2, 1}} {
		b.Run(c.name, func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 1))
			var asked []Query
			for range 500 {
				first, second := firsts[random.IntN(len(firsts))], lasts[random.IntN(len(lasts))][:c.second]
				if c.first > 0 {
					first = first[:min(c.first, len(first))]
				}
				asked = append(asked, Query{Where: and(begins(Name, first+" "+second), Expr{Op: OfKind, Kinds: Kinds(Contact, Group)}), Fill: Fields(Mobile, Home)})
			}
			found, i := 0, 0
			measure(b, func() {
				n := 0
				for range x.Search(context.Background(), asked[i%len(asked)]) {
					if n++; n == 50 {
						break
					}
				}
				found += n
				i++
			})
			b.ReportMetric(float64(found)/float64(b.N), "found")
		})
	}
}
