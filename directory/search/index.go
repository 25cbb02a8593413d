package search

import (
	"context"
	"iter"
	"sync/atomic"
)

// Index holds documents in display order and answers as a Scan of them does, by looking at few of them. What it holds never
// changes, so any number of goroutines may read it; Merger.Open makes the first, With another. How it holds it does: the changes made to an index
// are merged into it in the background, and whoever searches at that time takes no notice.
type Index struct {
	state   atomic.Pointer[state]
	lineage *lineage
}

// newLineage makes the first index of a lineage, which holds nothing yet.
func newLineage(background background) *Index {
	return &Index{lineage: &lineage{background: background}}
}

// With makes an index without the documents whose IDs are in drop, and with put, which take the place of documents of the
// same IDs; what is in both is put. It costs little for each document put or dropped, however many there are.
func (x *Index) With(put []*Document, drop []ID) *Index {
	return x.lineage.with(x, put, drop)
}

// Get returns the document with this ID, nil if there is none.
func (x *Index) Get(id ID) *Document { return x.state.Load().get(id) }

// Len is the number of documents, hidden ones too.
func (x *Index) Len() int { return x.state.Load().len() }

// Search yields the documents that q finds, in display order; it looks no further once the consumer has stopped. It ends
// early, perhaps without having yielded anything, when ctx does: who asks looks at ctx then.
func (x *Index) Search(ctx context.Context, q Query) iter.Seq[*Document] {
	return func(yield func(*Document) bool) {
		q.Wanted = 0 // who looks at one may not want the next
		x.Find(ctx, &q, func(f Found) bool { return yield(f.Document(0)) })
	}
}
