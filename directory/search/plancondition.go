package search

import "slices"

// condition plans to find what e is true of.
func (p *planner) condition(e *Expr) plan {
	switch e.Op {
	case Always:
		return p.everybody()
	case And:
		return p.both(p.each(e.Args, (*planner).condition))
	case Or:
		return p.either(p.each(e.Args, (*planner).condition))
	case Not:
		if len(e.Args) == 1 {
			return p.lacking(&e.Args[0])
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
	return nothing() // never true, and undefined
}

// lacking plans to find what e is false of: a superset, as condition's is of what it is true of.
func (p *planner) lacking(e *Expr) plan {
	switch e.Op {
	case Never:
		return p.everybody()
	case OneOf, Marked:
		return plan{how: byOthers, most: len(p.docs), args: p.of(p.condition(e)), exact: true}
	case And:
		return p.either(p.each(e.Args, (*planner).lacking))
	case Or:
		return p.both(p.each(e.Args, (*planner).lacking))
	case Not:
		if len(e.Args) == 1 {
			return p.condition(&e.Args[0])
		}
	case OfKind:
		return p.kinds(^e.Kinds)
	case Present, Equal, Substrings, AtLeast, AtMost:
		if e.Field < fieldCount {
			return p.either(p.of(p.absent(e.Field), p.others(e)))
		}
	}
	return nothing() // never false: true or undefined
}

func (p *planner) each(args []Expr, planned func(*planner, *Expr) plan) []plan {
	plans := p.room(len(args))
	for i := range args {
		plans = append(plans, planned(p, &args[i]))
	}
	return plans
}

// documents plans to find documents by their IDs.
func (p *planner) documents(ids ...ID) plan {
	var list []uint32
	for _, id := range ids {
		if ordinal, found := p.ordinal(id); found {
			list = append(list, ordinal)
		}
	}
	slices.Sort(list)
	return p.exactly(postings{list: slices.Compact(list)})
}

// kinds plans to find documents of kinds. People come before all others.
func (p *planner) kinds(set KindSet) plan {
	if set&everyKind == Kinds(Contact, Group) {
		return plan{how: byAll, most: p.people, exact: true}
	}
	plans := p.room(int(kindCount))
	for k := range kindCount {
		if set.Has(k) {
			plans = append(plans, p.fact(kindFacts, uint32(k)))
		}
	}
	return p.either(plans)
}

// marked plans to find what has all of marks.
func (p *planner) marked(marks Marks) plan {
	plans := p.room(markBits)
	for mark := range uint32(markBits) {
		if marks>>mark&1 != 0 {
			plans = append(plans, p.fact(markFacts, mark))
		}
	}
	return p.both(plans)
}

// fact plans to find what a fact is true of.
func (p *planner) fact(kind, of uint32) plan { return p.exactly(p.grams[facts].find(kind | of)) }
