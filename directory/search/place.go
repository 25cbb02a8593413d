package search

import "sort"

// Place is where a document stands in the order of display. It can be kept and written down: whatever is put, dropped or
// renamed meanwhile, what came before it still does.
type Place struct {
	ID     ID
	Folder bool
	Texts  [3]string // that place it, the weightiest first
}

// Place is where d stands.
func (d *Document) Place() Place {
	return Place{ID: d.ID, Folder: rank(d.Kind) == 1, Texts: d.sortedBy()}
}

// At makes a document that stands at p, for Query.After and Compare, and has nothing else.
func (d *Dialect) At(p Place) *Document {
	src := Source{ID: p.ID, Kind: Contact}
	fields := []Field{LastName, FirstName, Company}
	if p.Folder {
		src.Kind, fields = Folder, []Field{FolderName}
	}
	for i, f := range fields {
		if p.Texts[i] != "" {
			src.Values = append(src.Values, Value{Field: f, Text: p.Texts[i]})
		}
	}
	return d.Document(src)
}

// behind is where in docs, which are in order, those begin that come after one; nil comes before all.
func behind(docs []*Document, one *Document) int {
	if one == nil {
		return 0
	}
	return sort.Search(len(docs), func(i int) bool { return Compare(docs[i], one) > 0 })
}

// before counts those of docs, which are in order, that come before one; the first is known to. Near ones are compared first.
func before(docs []*Document, one *Document) int {
	low, high := 1, 1
	for high < len(docs) && Compare(docs[high], one) < 0 {
		low, high = high+1, high*2
	}
	rest := docs[min(low, len(docs)):min(high, len(docs))]
	return low + sort.Search(len(rest), func(i int) bool { return Compare(rest[i], one) >= 0 })
}
