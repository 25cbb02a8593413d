package directory

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory/search"
)

// TestPagesOfAnyOrderAreThoseOfTheSortedList: put together, the pages are the list in order, also when a record at the end of a page goes meanwhile.
func TestPagesOfAnyOrderAreThoseOfTheSortedList(t *testing.T) {
	dialect, err := search.NewDialect("FR", "fr", "")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		var docs []*search.Document
		for i := range rapid.IntRange(0, 40).Draw(t, "documents") {
			docs = append(docs, dialect.Document(search.Source{ID: search.ID{1, byte(i)}, Values: []search.Value{
				{Field: search.LastName, Text: fmt.Sprintf("%03d", i)}, {Field: search.Email, Text: rapid.SampledFrom([]string{"", "a@x", "B@x", "b@x", "c@x"}).Draw(t, "email")},
			}}))
		}
		page := Page{Sort: rapid.SampledFrom([]Sort{SortName, "-name", SortEmail, "-email"}).Draw(t, "sort"), Limit: rapid.IntRange(1, 9).Draw(t, "limit")}
		want := slices.Clone(docs)
		name, reverse := strings.CutPrefix(string(page.Sort), "-")
		if Sort(name) == SortEmail {
			slices.SortStableFunc(want, func(a, b *search.Document) int {
				return strings.Compare(search.Fold(a.First(search.Email)), search.Fold(b.First(search.Email)))
			})
		}
		if reverse {
			slices.Reverse(want)
		}
		var got []*search.Document
		for {
			part, next, err := page.cut(slices.Clone(docs))
			if err != nil {
				t.Fatal(err)
			}
			if got = append(got, part...); next == "" {
				break
			}
			if page.After = next; rapid.IntRange(0, 4).Draw(t, "gone") == 0 { // as many are before the page as there were, less the one that is gone
				gone := part[len(part)-1].ID
				here := func(doc *search.Document) bool { return doc.ID == gone }
				at := len(got)
				docs, want = slices.DeleteFunc(slices.Clone(docs), here), slices.DeleteFunc(want, here)
				got = append(slices.DeleteFunc(got, here), want[min(at-1, len(want)):min(at, len(want))]...)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v, and not %v", idsOf(got), idsOf(want))
		}
	})
}

func idsOf(docs []*search.Document) (ids []uuid.UUID) {
	for _, doc := range docs {
		ids = append(ids, uuid.UUID(doc.ID))
	}
	return ids
}
