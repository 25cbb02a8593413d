package search

// plan is how to find all documents of a segment that may satisfy a condition: a superset, as small as is cheap.
type plan struct {
	how   how
	most  int // how many it finds at most
	terms postings
	args  []plan
	// sure are some of what is found, of which it is known that they satisfy the condition; enough of them make a plan exact.
	sure []uint32
	// exact is set where all that is found satisfies the condition, as long as no value is hidden: no document needs looking at.
	exact bool
	// known find, of a plan that is not exact, some of what it finds of which each satisfies the condition.
	known []plan
	// group and key are those of the term where a plan is exact by one of letters.
	group group
	key   uint32
	words *soughtWords // byWords
	// correlated is set where what is found stands together in the order of display, or may: then all that comes before
	// it is not walked, however much it is.
	correlated bool
}

type how uint8

const (
	byNothing how = iota // there is none
	byAll                // walk the display order, as far as most
	byTerm               // postings
	byBoth               // what is in all of args
	byEither             // what is in any of args
	byOthers             // what is not in the one of args
	byWords              // what is in the one of args, and has words
)

// Walking costs something for each document looked at, and so does a document that is in one of the postings but does not
// match. These say how many of one weigh up the other.
const (
	// worthLeap is how many times more documents than the rarest term a further term may have and still be worth
	// leaping through, rather than looking at the documents.
	worthLeap = 32
	// mostArgs is how many terms a conjunction looks through. The rarest ones are the ones that count.
	mostArgs = 4
	// worthTerms is the part of a segment above which its documents are walked in place of postings: every so many of them.
	worthTerms = 2
	// worthKnowing is how many documents may be found before it is worth knowing some of them.
	worthKnowing = 256
	// worthRanking is how many documents of a segment are more than are looked at one by one.
	worthRanking = 128
)

// nothing finds no document.
func nothing() plan { return plan{exact: true} }

// sameTerm reports whether two plans are the postings of one term.
func (p *plan) sameTerm(other *plan) bool {
	if p.how != byTerm || other.how != byTerm || p.terms.bitmap != other.terms.bitmap {
		return false
	}
	return p.terms.bitmap != nil || &p.terms.list[0] == &other.terms.list[0]
}

// isBelow reports whether all that is found is among the first documents, as far as terms tell that at once.
func (p *plan) isBelow(n int) bool {
	switch {
	case p.how == byTerm && p.terms.bitmap != nil:
		return int(p.terms.bitmap.Maximum()) < n
	case p.how == byTerm:
		return int(p.terms.list[len(p.terms.list)-1]) < n
	case p.how == byEither:
		for i := range p.args {
			if !p.args[i].isBelow(n) {
				return false
			}
		}
		return true
	case p.how == byBoth || p.how == byWords:
		return p.args[0].isBelow(n)
	}
	return false
}

// planner plans for one query on one segment.
type planner struct {
	*segment
	q *Query
	*readings
	*planMemory
	// asked is the number that was planned for last, and tail how it is found by its last digits.
	asked *numberEquality
	tail  plan
	// searched are the fields of which exact plans have found values that may be hidden.
	searched FieldSet
}

// planMemory is what plans are made in, for one search after the other.
type planMemory struct {
	free, all []plan
	ordinals  slab[uint32]
	sought    slab[soughtWords]
	ranges    slab[wordRange]
	held      []holder // of the number that was planned for last
}

// plansKept is for how many plans there is memory: more than phones ask with.
const plansKept = 64

// room gives place for n plans.
func (m *planMemory) room(n int) []plan {
	if n > len(m.free) {
		return make([]plan, 0, n)
	}
	room := m.free[:0:n]
	m.free = m.free[n:]
	return room
}

// of keeps plans.
func (m *planMemory) of(plans ...plan) []plan { return append(m.room(len(plans)), plans...) }

// forget makes room again where all plans were.
func (m *planMemory) forget() {
	if m.all == nil {
		m.all = make([]plan, plansKept)
	}
	clear(m.all[:len(m.all)-len(m.free)])
	m.free = m.all
	m.ordinals.forget()
	m.sought.forget()
	m.ranges.forget()
}

// all plans to look at everybody.
func (p *planner) all() plan { return plan{how: byAll, most: len(p.docs)} }

// everybody plans to find all documents.
func (p *planner) everybody() plan { return plan{how: byAll, most: len(p.docs), exact: true} }

func (p *planner) term(t postings) plan {
	n := t.len()
	if n == 0 {
		return nothing()
	}
	return plan{how: byTerm, most: n, terms: t}
}

// exactly plans to find those who have a term, of which it is known that they satisfy a condition.
func (p *planner) exactly(t postings) plan {
	found := p.term(t)
	found.exact = true
	return found
}

// query plans a query: its condition, and where it may look. Where that is exact, what is found still has to be in one of the
// query's folders, if it has any.
func (p *planner) query() plan {
	where := p.condition(&p.q.Where)
	if p.q.Folders == nil || where.most < worthLeap {
		return where
	}
	in := p.folders(p.q.Folders)
	if p.q.Self != (ID{}) {
		in = p.either(p.of(in, p.documents(p.q.Self)))
	}
	in.exact = true
	return p.both(p.of(where, in))
}
