package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// subject is the kind of entry that a condition is made for: an attribute may mean another field, or nothing, on each.
type subject uint8

const (
	ofPeople subject = iota
	ofFolders
	ofBase
)

func subjectOf(d *search.Document) subject {
	switch d.Kind {
	case search.Folder:
		return ofFolders
	case search.Root:
		return ofBase
	}
	return ofPeople
}

// condition makes of a filter what documents of one subject must satisfy (RFC 4511 section 4.5.1.7). In the index an
// attribute that is known is never Undefined; so whether a filter is True can be said in two values, by taking Undefined
// for False, and below an odd number of nots for True. What always or never holds is folded away, so that
// (&(objectClass=person)(cn=mar*)) costs no more than (cn=mar*).
func (s *searcher) condition(f *message.Filter, on subject) search.Expr {
	c := conditioner{asker: s.asker, on: on, exprs: &s.exprs}
	return c.filter(f, false)
}

type conditioner struct {
	asker
	on    subject
	exprs *exprs // nil: they are allocated
}

// exprs is memory for conditions, used again for one search after the other.
type exprs struct {
	free []search.Expr
	all  []search.Expr
	// elsewhere is set where what was asked for may hold of folders and the base as well.
	elsewhere bool
}

// exprsKept is how many are kept for the next search: more than the filters of phones have.
const exprsKept = 64

// some gives n expressions, all zero.
func (e *exprs) some(n int) []search.Expr {
	if e == nil || n > len(e.free) {
		return make([]search.Expr, n)
	}
	some := e.free[:n:n]
	e.free = e.free[n:]
	return some
}

// reuse forgets all that were given.
func (e *exprs) reuse() {
	if e.all == nil {
		e.all = make([]search.Expr, exprsKept)
	}
	clear(e.all[:len(e.all)-len(e.free)])
	e.free, e.elsewhere = e.all, false
}

// holdsElsewhere notes that a filter may hold of others than people. Most that phones ask do not: only people have numbers.
func (c conditioner) holdsElsewhere() {
	if c.exprs != nil {
		c.exprs.elsewhere = true
	}
}

// filter makes the condition of f; undefined is what Undefined stands for here.
func (c conditioner) filter(f *message.Filter, undefined bool) search.Expr {
	switch f.Kind {
	case message.FilterAnd:
		if len(f.Children) == 0 {
			c.holdsElsewhere()
		}
		return combine(search.And, c.children(f, undefined))
	case message.FilterOr:
		return combine(search.Or, c.children(f, undefined))
	case message.FilterNot:
		c.holdsElsewhere()
		if len(f.Children) != 1 {
			return constant(undefined)
		}
		return negate(c.filter(&f.Children[0], !undefined))
	}
	if e, ok := c.item(f); ok {
		return e
	}
	return constant(undefined)
}

func (c conditioner) children(f *message.Filter, undefined bool) []search.Expr {
	exprs := c.exprs.some(len(f.Children))
	for i := range f.Children {
		exprs[i] = c.filter(&f.Children[i], undefined)
	}
	return exprs
}

// combine joins args by And or Or without those that decide nothing. RFC 4526: an empty And is True, an empty Or False.
func combine(op search.Op, args []search.Expr) search.Expr {
	neutral, deciding := search.Always, search.Never
	if op == search.Or {
		neutral, deciding = deciding, neutral
	}
	kept := args[:0]
	for _, arg := range args {
		switch arg.Op {
		case neutral:
		case deciding:
			return arg
		default:
			kept = append(kept, arg)
		}
	}
	switch len(kept) {
	case 0:
		return search.Expr{Op: neutral}
	case 1:
		return kept[0]
	}
	return search.Expr{Op: op, Args: kept}
}

func negate(e search.Expr) search.Expr {
	switch e.Op {
	case search.Always:
		return constant(false)
	case search.Never:
		return constant(true)
	}
	return search.Expr{Op: search.Not, Args: []search.Expr{e}}
}

func constant(holds bool) search.Expr {
	if holds {
		return search.Expr{Op: search.Always}
	}
	return search.Expr{Op: search.Never}
}

// oneOf makes the condition that a document is one of ids.
func oneOf(ids ...search.ID) search.Expr {
	if len(ids) == 0 {
		return constant(false)
	}
	return search.Expr{Op: search.OneOf, IDs: ids}
}
