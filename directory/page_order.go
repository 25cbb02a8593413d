package directory

import (
	"cmp"
	"slices"
	"strings"

	"annuaire/directory/search"
)

// ordering is documents in an order other than that of names: by what they show in a field, then by name; or all of that turned round.
type ordering struct {
	docs    []*search.Document
	keys    []string // what they show in the field, folded
	reverse bool
}

func newOrdering(docs []*search.Document, field search.Field, reverse bool) ordering {
	keys := make([]string, len(docs))
	for i, doc := range docs {
		keys[i] = doc.First(field)
		if field != search.Created && field != search.Modified {
			keys[i] = search.Fold(keys[i])
		}
	}
	return ordering{docs, keys, reverse}
}

// compare orders two documents by their places in docs.
func (o ordering) compare(a, b int) int {
	order := cmp.Or(strings.Compare(o.keys[a], o.keys[b]), cmp.Compare(a, b))
	if o.reverse {
		return -order
	}
	return order
}

// page gives the first limit of the documents that come after the one in place last, and how many come before them; where last is -1, those after the
// first position ones. It does not put all documents in order, of which a page shows few.
func (o ordering) page(last, position, limit int) ([]*search.Document, int) {
	skip := 0
	if last < 0 {
		skip = min(position, len(o.docs))
	}
	var first []int // the first ones, in order
	before := skip
	for i := range o.docs {
		switch {
		case last >= 0 && o.compare(i, last) <= 0:
			before++
			continue
		case len(first) == skip+limit && o.compare(i, first[len(first)-1]) > 0:
			continue
		}
		at, _ := slices.BinarySearchFunc(first, i, o.compare)
		first = slices.Insert(first, at, i)
		first = first[:min(len(first), skip+limit)]
	}
	part := make([]*search.Document, 0, limit)
	for _, i := range first[min(skip, len(first)):] {
		part = append(part, o.docs[i])
	}
	return part, before
}
