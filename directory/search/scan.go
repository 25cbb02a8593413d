package search

import (
	"bytes"
	"iter"
	"slices"
)

// Scan holds documents in display order and answers a query by looking at each of them. It is immutable, so any number
// of goroutines may read it. It is slow and plainly right: what a faster index answers is compared with it.
type Scan struct {
	ordered []*Document // by Compare
	byID    []*Document // by ID
}

// NewScan makes a scan of documents, all of one Dialect. Of several with one ID the last counts. docs is not kept.
func NewScan(docs []*Document) *Scan { return new(Scan).With(docs, nil) }

// With makes a scan without the documents whose IDs are in drop, and with put, which take the place of documents of the
// same IDs; what is in both is put. It costs one copy of the pointers, and sorts put alone.
func (s *Scan) With(put []*Document, drop []ID) *Scan {
	put = lastOfEach(put)
	var gone []*Document
	for _, id := range drop {
		gone = append(gone, s.Get(id))
	}
	for _, d := range put {
		gone = append(gone, s.Get(d.ID))
	}
	gone = slices.DeleteFunc(gone, func(d *Document) bool { return d == nil })
	slices.SortFunc(gone, compareID)
	gone = slices.Compact(gone)
	byID := merge(s.byID, gone, put, compareID)
	slices.SortFunc(gone, Compare)
	slices.SortFunc(put, Compare)
	return &Scan{byID: byID, ordered: merge(s.ordered, gone, put, Compare)}
}

// lastOfEach sorts documents by ID and keeps the last of each.
func lastOfEach(docs []*Document) []*Document {
	docs = slices.Clone(docs)
	slices.Reverse(docs)
	slices.SortStableFunc(docs, compareID)
	return slices.CompactFunc(docs, func(a, b *Document) bool { return a.ID == b.ID })
}

// merge copies old without gone and with put; all three are sorted by compare, gone is in old.
func merge(old, gone, put []*Document, compare func(a, b *Document) int) []*Document {
	merged := make([]*Document, 0, len(old)-len(gone)+len(put))
	for len(gone) > 0 || len(put) > 0 {
		if len(put) == 0 || len(gone) > 0 && compare(gone[0], put[0]) <= 0 {
			i, _ := slices.BinarySearchFunc(old, gone[0], compare)
			merged = append(merged, old[:i]...)
			old, gone = old[i+1:], gone[1:]
			continue
		}
		i, _ := slices.BinarySearchFunc(old, put[0], compare)
		merged = append(append(merged, old[:i]...), put[0])
		old, put = old[i:], put[1:]
	}
	return append(merged, old...)
}

// Get returns the document with this ID, nil if there is none.
func (s *Scan) Get(id ID) *Document {
	i, ok := slices.BinarySearchFunc(s.byID, id, func(d *Document, id ID) int { return bytes.Compare(d.ID[:], id[:]) })
	if !ok {
		return nil
	}
	return s.byID[i]
}

// Len is the number of documents, hidden ones too.
func (s *Scan) Len() int { return len(s.ordered) }

// Search yields the documents that q finds, in display order; it looks no further once the consumer has stopped.
func (s *Scan) Search(q Query) iter.Seq[*Document] {
	return func(yield func(*Document) bool) {
		if len(s.ordered) == 0 || q.Where.Op == Never {
			return
		}
		where := newCondition(&q, s.ordered[0].dialect)
		for _, d := range s.ordered[behind(s.ordered, q.After):] {
			if q.admits(d) && where.of(d) == yes && !yield(d) {
				return
			}
		}
	}
}
