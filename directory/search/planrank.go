package search

import (
	"strings"
	"unicode"
)

// ordered plans to find the values on one side of e.Value: those that satisfy e, or the others.
func (p *planner) ordered(e *Expr, others bool) plan {
	if e.Field.IsNumber() && !strings.ContainsFunc(e.Value, unicode.IsDigit) {
		if others {
			return p.all()
		}
		return nothing() // on neither side of a number
	}
	asked := ranked{Fold(e.Value), e.Value}
	before := func(r ranked) bool { return r.compare(asked) < 0 }
	upTo := func(r ranked) bool { return r.compare(asked) <= 0 }
	switch {
	case e.Op == AtLeast && !others:
		return p.ranked(e.Field, before, nil)
	case e.Op == AtLeast:
		return p.ranked(e.Field, nil, before)
	case others:
		return p.ranked(e.Field, upTo, nil)
	}
	return p.ranked(e.Field, nil, upTo)
}

// ranked plans to find who has a value of f, or one that stands in for it, between two sides.
func (p *planner) ranked(f Field, from, to side) plan {
	found := plan{how: byEither, correlated: true}
	for field := range fieldCount {
		if !p.holding(f).Has(field) {
			continue
		}
		if len(p.docs) < worthRanking {
			return p.holders(f)
		}
		ranking := p.ranking(field)
		if ranking == nil {
			return p.holders(f) // until it is made
		}
		for _, block := range ranking.between(from, to) {
			found.args = append(found.args, p.term(postings{list: block}))
			found.most += len(block)
		}
	}
	if len(found.args) == 0 {
		return nothing()
	}
	return found
}

// others plans to find who has a value that does not satisfy e.
func (p *planner) others(e *Expr) plan {
	switch {
	case e.Op == Present:
		return nothing()
	case e.Op == AtLeast || e.Op == AtMost:
		return p.ordered(e, true)
	case e.Field.IsNumber():
		return p.holders(e.Field) // what is the same number is not side by side in the order of texts
	}
	asked := Fold(e.Value)
	from := func(r ranked) bool { return r.folded < asked }
	to := func(r ranked) bool { return r.folded <= asked }
	if e.Op == Substrings {
		sought := newPieces(e).folded()
		switch {
		case sought.empty():
			return nothing()
		case len(sought.any) > 0 || sought.final != "":
			return p.holders(e.Field)
		}
		asked = sought.initial[1:]
		to = func(r ranked) bool { return r.folded < asked || strings.HasPrefix(r.folded, asked) }
	}
	return p.either(p.of(p.ranked(e.Field, nil, from), p.ranked(e.Field, to, nil)))
}

// holders plans to look at everybody who has a value of f, or one that stands in for it.
func (p *planner) holders(f Field) plan {
	found := p.present(f)
	found.exact = false
	return found
}
