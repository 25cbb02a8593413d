package search

import (
	"context"
	"runtime"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

const (
	// fullDelta is how many documents beside the segments are worth one of their own: every search looks at each of them.
	fullDelta = 64
	// growth is how much larger a segment is than what comes after it, or they are merged.
	growth = 8
)

// merging makes one segment of the last segments of a state and its delta.
type merging struct {
	from  *state
	first int   // the parts from this one on
	into  *part // what they have become; nil: nothing is left of them
}

// merging is what is to be merged in a state, nil if nothing is.
func (s *state) merging() *merging {
	m := &merging{from: s, first: len(s.parts)}
	after := s.delta.Len()
	for i, p := range slices.Backward(s.parts) {
		living := p.living()
		if living <= after*growth && after >= fullDelta || living*2 <= len(p.docs) {
			m.first = i
		}
		after += living
	}
	if s.delta.Len() < fullDelta && m.first == len(s.parts) {
		return nil
	}
	return m
}

// run makes the segment. When ctx ends, what it makes is of no use.
func (m *merging) run(ctx context.Context) {
	docs := m.from.delta.ordered
	for _, p := range slices.Backward(m.from.parts[m.first:]) {
		docs = merge(p.livingDocs(), nil, docs, Compare)
	}
	if len(docs) > 0 {
		m.into = &part{segment: newSegment(ctx, docs, m.processors())}
		m.into.rank(ctx, m.ranked())
	}
}

// processors is how many processors the merge may take: all where nothing is quick before it is done, else one less than there
// are, which is left to who searches.
func (m *merging) processors() int {
	if len(m.from.parts) == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return max(1, runtime.GOMAXPROCS(0)-1)
}

// ranked are the fields with rankings that the segment needs too.
func (m *merging) ranked() FieldSet {
	var fields FieldSet
	for _, p := range m.from.parts[m.first:] {
		fields |= FieldSet(p.begun.Load())
	}
	return fields
}

// size is how many documents the segment will have.
func (m *merging) size() int {
	n := m.from.delta.Len()
	for _, p := range m.from.parts[m.first:] {
		n += p.living()
	}
	return n
}

func (p part) livingDocs() []*Document {
	if p.dead == nil {
		return p.docs
	}
	docs := make([]*Document, 0, p.living())
	for i, d := range p.docs {
		if !p.dead.Contains(uint32(i)) {
			docs = append(docs, d)
		}
	}
	return docs
}

// adopt makes of a state the same with what has been merged; it is s itself where that is not of its making.
func (m *merging) adopt(s *state) *state {
	if !m.isOf(s) {
		return s
	}
	left, gone := s.delta.without(m.from.delta)
	next := &state{parts: slices.Clip(slices.Clone(s.parts[:m.first])), delta: left}
	if m.into == nil {
		return next
	}
	dead := roaring.New()
	bury := func(d *Document) {
		if ordinal, found := m.into.find(d.ID); found {
			dead.Add(ordinal)
		}
	}
	for i, p := range s.parts[m.first:] {
		if p.dead == nil {
			continue
		}
		since := p.dead
		if before := m.from.parts[m.first+i].dead; before != nil {
			since = roaring.AndNot(since, before)
		}
		for ordinal := range roaring.Values(since) {
			bury(p.docs[ordinal])
		}
	}
	for _, d := range gone {
		bury(d)
	}
	into := *m.into
	if !dead.IsEmpty() {
		into.dead = dead
	}
	next.parts = append(next.parts, into)
	return next
}

// isOf reports whether s is what the merged state has become since.
func (m *merging) isOf(s *state) bool {
	if len(s.parts) != len(m.from.parts) {
		return false
	}
	for i, p := range m.from.parts {
		if s.parts[i].segment != p.segment {
			return false
		}
		if p.dead != nil && (s.parts[i].dead == nil || p.dead.AndCardinality(s.parts[i].dead) != p.dead.GetCardinality()) {
			return false
		}
	}
	return true
}

// without is a scan of those documents that are not in other, and those of other that are not in s.
func (s *Scan) without(other *Scan) (left *Scan, gone []*Document) {
	left = &Scan{}
	left.ordered, _ = difference(s.ordered, other.ordered, Compare)
	left.byID, gone = difference(s.byID, other.byID, compareID)
	return left, gone
}

// difference gives what is in one of two sorted lists alone. Mostly they are nearly the same, and long.
func difference(a, b []*Document, compare func(a, b *Document) int) (onlyA, onlyB []*Document) {
	for len(a) > 0 && len(b) > 0 {
		if a[0] == b[0] {
			a, b = a[1:], b[1:]
			continue
		}
		c := compare(a[0], b[0])
		if c <= 0 {
			onlyA, a = append(onlyA, a[0]), a[1:]
		}
		if c >= 0 {
			onlyB, b = append(onlyB, b[0]), b[1:]
		}
	}
	return append(onlyA, a...), append(onlyB, b...)
}
