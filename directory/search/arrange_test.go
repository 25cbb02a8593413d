package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// However alike names are, they come in the order of Compare.
func TestDocumentsAreArrangedAsTheyAreShown(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	random := rand.New(rand.NewPCG(1, 0))
	named := func(i int, last string) *Document {
		return d.Document(Source{ID: ID{byte(i >> 8), byte(i)}, Kind: Kind(random.IntN(4)), Values: []Value{of(LastName, last), of(FolderName, last)}})
	}
	names := map[string]func(i int) string{
		"no names":                      func(int) string { return "" },
		"one name":                      func(int) string { return "Martin" },
		"spellings of one name":         func(i int) string { return []string{"Hélène", "helene", "HELENE", "Hélene", "he\u0301lène"}[i%5] },
		"names that begin with another": func(i int) string { return "Martin Martin Martin Martin"[:random.IntN(28)] },
		"names that differ at the end":  func(i int) string { return fmt.Sprintf("de la Rochefoucauld %d", random.IntN(900)) },
		"names of any letters":          func(i int) string { return string([]rune{'a' + random.Int32N(200), 'a' + random.Int32N(20), 'é'}) },
	}
	for name, last := range names {
		t.Run(name, func(t *testing.T) {
			docs := make([]*Document, 3*manyArranged)
			for i := range docs {
				docs[i] = named(i, last(i))
			}
			docs = append(docs, named(1, last(1)), named(2, last(2))) // take the places of others
			random.Shuffle(2*manyArranged, func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
			before := slices.Clone(docs)
			if got, want := arranged(docs), NewScan(docs).ordered; !slices.Equal(got, want) {
				t.Errorf("%d documents are not arranged, or not %d", len(got), len(want))
			}
			if !slices.Equal(docs, before) {
				t.Error("what was given is changed")
			}
		})
	}
}

func TestNothingIsArranged(t *testing.T) {
	if docs := arranged(nil); len(docs) > 0 {
		t.Errorf("%d documents", len(docs))
	}
}
