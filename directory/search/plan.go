package search

import (
	"cmp"
	"slices"
)

// plan is how to find all documents of a segment that may satisfy a condition: a superset, as small as is cheap.
type plan struct {
	how   how
	most  int // how many it finds at most
	terms postings
	args  []plan
	// correlated is set where what is found stands together in the order of display, or may: then all that comes before
	// it is not walked, however much it is.
	correlated bool
}

type how uint8

const (
	byNothing how = iota // there is none
	byAll                // walk the display order
	byTerm               // postings
	byBoth               // what is in all of args
	byEither             // what is in any of args
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
	// worthRanking is how many documents of a segment are more than are looked at one by one.
	worthRanking = 128
)

// sameTerm reports whether two plans are the postings of one term.
func (p plan) sameTerm(other plan) bool {
	if p.how != byTerm || other.how != byTerm || p.terms.bitmap != other.terms.bitmap {
		return false
	}
	return p.terms.bitmap != nil || &p.terms.list[0] == &other.terms.list[0]
}

func (p plan) isCorrelated() bool { return p.correlated }

// planner plans for one query on one segment.
type planner struct {
	*segment
	q Query
	*readings
}

func (p planner) all() plan { return plan{how: byAll, most: len(p.docs)} }

func (p planner) term(t postings) plan {
	n := t.len()
	if n == 0 {
		return plan{}
	}
	return plan{how: byTerm, most: n, terms: t}
}

// both narrows to what all of plans find. It keeps plans.
func (p planner) both(plans ...plan) plan {
	plans = slices.DeleteFunc(plans, func(a plan) bool { return a.how == byAll })
	if len(plans) == 0 {
		return p.all()
	}
	slices.SortFunc(plans, func(a, b plan) int { return cmp.Compare(a.most, b.most) })
	least := plans[0]
	if least.how == byNothing {
		return plan{}
	}
	n := 1
	for n < min(len(plans), mostArgs) && plans[n].most <= least.most*worthLeap && least.most > worthLeap {
		n++
	}
	if n == 1 {
		return least
	}
	return plan{how: byBoth, most: least.most, args: plans[:n], correlated: slices.ContainsFunc(plans[:n], plan.isCorrelated)}
}

// either widens to what any of plans find. It keeps plans.
func (p planner) either(plans ...plan) plan {
	most, kept := 0, plans[:0]
	for _, a := range plans {
		// A phone asks for one number in several fields, which postings do not tell apart.
		if a.how == byNothing || len(kept) < mostArgs && slices.ContainsFunc(kept, a.sameTerm) {
			continue
		}
		kept = append(kept, a)
		most += a.most
	}
	plans = kept
	switch {
	case len(plans) == 0:
		return plan{}
	case len(plans) == 1:
		return plans[0]
	case slices.ContainsFunc(plans, plan.isCorrelated):
		return plan{how: byEither, most: most, args: plans, correlated: true}
	case most > len(p.docs)/worthTerms:
		return p.all()
	}
	return plan{how: byEither, most: most, args: plans}
}

// query plans a query: its condition, and where it may look.
func (p planner) query() plan {
	where := p.condition(p.q.Where)
	if p.q.Folders == nil || where.most < worthLeap {
		return where
	}
	in := p.folders(p.q.Folders)
	if p.q.Self != (ID{}) {
		in = p.either(in, p.documents(p.q.Self))
	}
	return p.both(where, in)
}

// documents plans to find documents by their IDs.
func (p planner) documents(ids ...ID) plan {
	var list []uint32
	for _, id := range ids {
		if ordinal, found := p.ordinal(id); found {
			list = append(list, ordinal)
		}
	}
	slices.Sort(list)
	return p.term(postings{list: slices.Compact(list)})
}

// condition plans to find what e is true of.
func (p planner) condition(e Expr) plan {
	switch e.Op {
	case Always:
		return p.all()
	case And:
		return p.both(p.each(e.Args, p.condition)...)
	case Or:
		return p.either(p.each(e.Args, p.condition)...)
	case Not:
		if len(e.Args) == 1 {
			return p.lacking(e.Args[0])
		}
	case OfKind:
		return p.kinds(e.Kinds)
	case OneOf:
		return p.documents(e.IDs...)
	case Marked:
		return p.marked(e.Marks)
	case Present, Equal, Substrings, AtLeast, AtMost:
		if e.Field < fieldCount {
			return p.comparison(e)
		}
	}
	return plan{} // never true, and undefined
}

func (p planner) each(args []Expr, planned func(Expr) plan) []plan {
	plans := make([]plan, len(args))
	for i, arg := range args {
		plans[i] = planned(arg)
	}
	return plans
}

func (p planner) kinds(set KindSet) plan {
	var plans []plan
	for k := Contact; k <= Root; k++ {
		if set.Has(k) {
			plans = append(plans, p.fact(kindFacts, uint32(k)))
		}
	}
	return p.either(plans...)
}

// fact plans to find what a fact is true of.
func (p planner) fact(kind, of uint32) plan { return p.term(p.grams[facts].find(kind | of)) }
