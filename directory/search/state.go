package search

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// state is how an index holds its documents: in segments, each more than several times as large as the next, and those put
// last beside them, too few to be worth a segment. It never changes.
type state struct {
	parts []part
	delta *Scan
}

// part is a segment and which of its documents have been dropped, or replaced by others, since it was made.
type part struct {
	*segment
	dead *roaring.Bitmap // nil: none
}

func (p part) isDead(ordinal uint32) bool { return p.dead != nil && p.dead.Contains(ordinal) }

// living is how many documents are left.
func (p part) living() int {
	if p.dead == nil {
		return len(p.docs)
	}
	return len(p.docs) - int(p.dead.GetCardinality())
}

// find finds the living document with this ID.
func (p part) find(id ID) (uint32, bool) {
	ordinal, found := p.ordinal(id)
	return ordinal, found && !p.isDead(ordinal)
}

// with is what Index.With makes of a state.
func (s *state) with(put []*Document, drop []ID) *state {
	next := &state{parts: slices.Clone(s.parts), delta: s.delta.With(put, drop)}
	own := make([]bool, len(next.parts)) // whose dead are not shared with s
	kill := func(id ID) {
		for i := range next.parts {
			p := &next.parts[i]
			ordinal, found := p.find(id)
			if !found {
				continue
			}
			if !own[i] {
				own[i] = true
				if p.dead == nil {
					p.dead = roaring.New()
				} else {
					p.dead = p.dead.Clone()
				}
			}
			p.dead.Add(ordinal)
			return
		}
	}
	for _, id := range drop {
		kill(id)
	}
	for _, d := range put {
		kill(d.ID)
	}
	return next
}

func (s *state) len() int {
	n := s.delta.Len()
	for _, p := range s.parts {
		n += p.living()
	}
	return n
}

func (s *state) get(id ID) *Document {
	if d := s.delta.Get(id); d != nil {
		return d
	}
	for _, p := range s.parts {
		if ordinal, found := p.find(id); found {
			return p.docs[ordinal]
		}
	}
	return nil
}

// dialect is that of the documents, nil if there are none.
func (s *state) dialect() *Dialect {
	switch {
	case len(s.parts) > 0:
		return s.parts[0].docs[0].dialect
	case s.delta.Len() > 0:
		return s.delta.ordered[0].dialect
	}
	return nil
}
