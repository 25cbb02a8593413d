package search

import (
	"context"
	"math"
)

// Find calls yield with the documents that Search would yield, several at a time, until it returns false. It reports whether ctx let it look at all
// that it had to. Of those behind Wanted it yields some, or none.
func (x *Index) Find(ctx context.Context, q *Query, yield func(Found) bool) (complete bool) {
	s := x.state.Load()
	d := s.dialect()
	if d == nil || q.Where.Op == Never {
		return true
	}
	w := x.lineage.walk()
	w.interruption.ctx = ctx
	w.compiler.q, w.dialect, w.lenient = q, d, q.Lenient
	w.together = min(max(q.Wanted, 1), foundTogether)
	w.open(s)
	x.lineage.rank(s)
	w.yield(yield)
	complete = !w.interruption.ended
	x.lineage.release(w)
	return complete
}

// walk goes through all parts of a state at once, in display order, and finds what matches. Its memory serves one search after the
// other.
type walk struct {
	compiler
	readings
	where    condition
	compiled bool // where is made
	parts    []partWalk
	together int // how many of a part are looked at in a row
	interruption
	cursors
	plans planMemory
	nodes [walkNodes]condition
}

// walkNodes is for how many arguments of conditions a walk has memory: more than phones ask with.
const walkNodes = 16

// walk gives one whose memory is to be used again; release gives it back.
func (l *lineage) walk() *walk {
	w, ok := l.walks.Get().(*walk)
	if !ok {
		w = &walk{}
		w.compiler.readings = &w.readings
		w.compiler.free = w.nodes[:]
		w.plans.forget()
	}
	return w
}

func (l *lineage) release(w *walk) {
	clear(w.parts[:cap(w.parts)]) // nothing is held that an index does not have any more
	w.readings.forget()
	if w.compiled {
		clear(w.nodes[:])
	}
	w.cursors.forget()
	w.plans.forget()
	w.where, w.compiled, w.q, w.free, w.parts = condition{}, false, nil, w.nodes[:], w.parts[:0]
	w.interruption = interruption{}
	l.walks.Put(w)
}

func (w *walk) open(s *state) {
	for _, p := range s.parts {
		planning := planner{segment: p.segment, q: w.q, readings: &w.readings, planMemory: &w.plans}
		planned := planning.query()
		part := partWalk{docs: p.docs, shelf: p.shelf, dead: p.dead, cursor: planned.open(w), exact: planned.exact}
		if !planned.exact {
			for i := range planned.known {
				c := planned.known[i].open(w)
				part.known = append(part.known, knownCursor{c, c.seek(0)})
			}
		}
		if (planned.exact || len(part.known) > 0) && !w.q.Hidden {
			part.private = p.private(planning.searched)
		}
		w.add(part)
	}
	if n := s.delta.Len(); n > 0 {
		w.add(partWalk{docs: s.delta.ordered, cursor: w.walkAll(n)})
	}
}

// private gives the postings of who is hidden, or hides a value of a field.
func (s *segment) private(fields FieldSet) []postings {
	var found []postings
	add := func(fact uint32) {
		if some := s.grams[facts].find(fact); some.len() > 0 {
			found = append(found, some)
		}
	}
	add(hiddenRecord)
	for f := range fieldCount {
		if fields.Has(f) {
			add(privateFacts | uint32(f))
		}
	}
	return found
}

// add adds a part if anything in it matches.
func (w *walk) add(p partWalk) {
	p.from = uint32(behind(p.docs, w.q.After))
	w.parts = append(w.parts, p)
	if last := len(w.parts) - 1; !w.next(&w.parts[last]) {
		w.parts = w.parts[:last]
	}
}

// next finds the next of a part that match, if there are any.
func (w *walk) next(p *partWalk) bool {
	p.head, p.found = 0, 0
	for p.found == 0 && p.from != end {
		var looked int
		looked, p.from = take(p.cursor, p.from, p.ahead[:w.together])
		for _, ordinal := range p.ahead[:looked] {
			if w.interrupted() {
				return p.found > 0
			}
			if w.has(p, ordinal) {
				p.ahead[p.found] = ordinal
				p.found++
			}
		}
	}
	return p.found > 0
}

// has reports whether what a part's cursor has found is alive, may be found and matches.
func (w *walk) has(p *partWalk, ordinal uint32) bool {
	switch {
	case p.dead != nil && p.dead.Contains(ordinal):
		return false
	case p.isKnown(ordinal):
		return w.q.Folders == nil || w.q.admits(p.docs[ordinal])
	}
	d := p.docs[ordinal]
	return w.q.admits(d) && w.matches(d) == yes
}

// matches asks the condition of a document.
func (w *walk) matches(d *Document) truth {
	if !w.compiled {
		w.where, w.compiled = w.compile(&w.q.Where), true
	}
	return w.where.of(d)
}

// yield yields what matches in display order, until there is no more or enough.
func (w *walk) yield(yield func(Found) bool) {
	for len(w.parts) > 0 {
		first := 0
		for i := 1; i < len(w.parts); i++ {
			if Compare(w.parts[i].document(), w.parts[first].document()) < 0 {
				first = i
			}
		}
		p := &w.parts[first]
		until := w.leadOf(first)
		more := true
		for {
			if !yield(Found{p.shelf, p.take(until), p.docs}) {
				return
			}
			if p.head == p.found {
				more = w.next(p)
			}
			if !more || p.ordinal() >= until {
				break
			}
		}
		if !more {
			w.parts[first] = w.parts[len(w.parts)-1]
			w.parts = w.parts[:len(w.parts)-1]
		}
	}
}

// leadOf tells how far the part that is ahead may go before another one's head is next: the ordinal of its first document that comes after
// that. Documents near to its own head are looked at first.
func (w *walk) leadOf(first int) uint32 {
	p := &w.parts[first]
	until := uint32(math.MaxUint32)
	for i := range w.parts {
		if i == first {
			continue
		}
		head := p.ordinal()
		until = min(until, head+uint32(before(p.docs[head:min(until, uint32(len(p.docs)))], w.parts[i].document())))
	}
	return until
}
