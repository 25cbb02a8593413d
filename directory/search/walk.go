package search

import (
	"context"

	"github.com/RoaringBitmap/roaring/v2"
)

// Find calls yield with each of the documents that Search would yield, until it returns false.
func (x *Index) Find(ctx context.Context, q *Query, yield func(*Document) bool) {
	s := x.state.Load()
	d := s.dialect()
	if d == nil || q.Where.Op == Never {
		return
	}
	w := x.lineage.walk()
	w.interruption.ctx = ctx
	w.compiler.q, w.dialect, w.lenient = q, d, q.Lenient
	w.where = w.compile(&q.Where)
	w.open(s)
	x.lineage.rank(s)
	w.yield(yield)
	x.lineage.release(w)
}

// walk goes through all parts of a state at once, in display order, and finds what matches. Its memory serves one search after the
// other.
type walk struct {
	compiler
	readings
	where condition
	parts []partWalk
	interruption
	cursors
	nodes [walkNodes]condition
}

// walkNodes is for how many arguments of conditions a walk has memory: more than phones ask with.
const walkNodes = 16

// partWalk goes through one part.
type partWalk struct {
	docs   []*Document
	dead   *roaring.Bitmap // nil: none
	cursor cursor
	from   uint32    // the next ordinal to look at
	head   *Document // the next document that matches, nil where there is none
	exact  bool      // all that the cursor finds is found: no document needs looking at
}

// walk gives one whose memory is to be used again; release gives it back.
func (l *lineage) walk() *walk {
	w, ok := l.walks.Get().(*walk)
	if !ok {
		w = &walk{}
		w.compiler.readings = &w.readings
		w.compiler.free = w.nodes[:]
	}
	return w
}

func (l *lineage) release(w *walk) {
	clear(w.parts[:cap(w.parts)]) // nothing is held that an index does not have any more
	clear(w.known)
	clear(w.nodes[:])
	w.cursors.release()
	w.where, w.q, w.free, w.parts, w.known = condition{}, nil, w.nodes[:], w.parts[:0], w.known[:0]
	w.interruption = interruption{}
	l.walks.Put(w)
}

func (w *walk) open(s *state) {
	for _, p := range s.parts {
		planned := planner{p.segment, *w.q, &w.readings}
		if all, known := planned.exactly(); known {
			w.add(exactWalk(p, all))
			continue
		}
		w.add(partWalk{docs: p.docs, dead: p.dead, cursor: planned.query().open(w)})
	}
	if n := s.delta.Len(); n > 0 {
		w.add(partWalk{docs: s.delta.ordered, cursor: everyCursor(n)})
	}
}

// add adds a part if anything in it matches.
func (w *walk) add(p partWalk) {
	p.from = uint32(behind(p.docs, w.q.After))
	w.parts = append(w.parts, p)
	if last := len(w.parts) - 1; !w.next(&w.parts[last]) {
		w.parts = w.parts[:last]
	}
}

// next finds the next head of a part, if there is one.
func (w *walk) next(p *partWalk) bool {
	for {
		ordinal := p.cursor.seek(p.from)
		if ordinal == end || w.interrupted() {
			return false
		}
		p.from = ordinal + 1
		if p.exact {
			p.head = p.docs[ordinal]
			return true
		}
		if p.dead != nil && p.dead.Contains(ordinal) {
			continue
		}
		if d := p.docs[ordinal]; w.q.admits(d) && w.where.of(d) == yes {
			p.head = d
			return true
		}
	}
}

// yield yields the heads in display order until there is none.
func (w *walk) yield(yield func(*Document) bool) {
	for len(w.parts) > 0 {
		first := 0
		for i := 1; i < len(w.parts); i++ {
			if Compare(w.parts[i].head, w.parts[first].head) < 0 {
				first = i
			}
		}
		p := &w.parts[first]
		if !yield(p.head) {
			return
		}
		more := w.next(p)
		for until := w.leadOf(first); more && p.from <= until; more = w.next(p) {
			if !yield(p.head) {
				return
			}
		}
		if !more {
			w.parts[first] = w.parts[len(w.parts)-1]
			w.parts = w.parts[:len(w.parts)-1]
		}
	}
}
