package search

// truth is a value of three-valued logic. The order is that of the logic: and is the least, or the greatest.
type truth uint8

const (
	no truth = iota
	undefined
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

// Matches reports whether q finds d: what Scan.Search asks of each document.
func (q Query) Matches(d *Document) bool {
	return q.admits(d) && compile(q, d.dialect)(d) == yes
}

// admits reports whether the answer may hold d at all.
func (q Query) admits(d *Document) bool {
	if d.Hidden && !q.Hidden {
		return false
	}
	if q.Folders == nil || q.Self != (ID{}) && d.ID == q.Self {
		return true
	}
	_, in := q.Folders[d.Parent]
	return in
}

// matcher evaluates a condition, which has been read and folded once for all documents.
type matcher func(d *Document) truth

// compile makes the matcher of a query's condition.
func compile(q Query, dialect *Dialect) matcher {
	return compiler{q, &readings{dialect: dialect, lenient: q.Lenient}}.condition(q.Where)
}

type compiler struct {
	q Query
	*readings
}

func (c compiler) condition(e Expr) matcher {
	switch e.Op {
	case Always:
		return constant(yes)
	case Never:
		return constant(no)
	case And:
		return c.all(e.Args)
	case Or:
		return c.any(e.Args)
	case Not:
		if len(e.Args) != 1 {
			return constant(undefined)
		}
		arg := c.condition(e.Args[0])
		return func(d *Document) truth { return yes - arg(d) }
	case OfKind:
		kinds := e.Kinds // a closure that captures e moves all of it to the heap, for each node
		return func(d *Document) truth { return truthOf(kinds.Has(d.Kind)) }
	case OneOf:
		ids := make(map[ID]struct{}, len(e.IDs))
		for _, id := range e.IDs {
			ids[id] = struct{}{}
		}
		return func(d *Document) truth { _, in := ids[d.ID]; return truthOf(in) }
	case Marked:
		marks := e.Marks
		return func(d *Document) truth { return truthOf(d.Marks&marks == marks) }
	case Present, Equal, Substrings, AtLeast, AtMost:
		if e.Field >= fieldCount {
			return constant(undefined)
		}
		return c.comparison(e)
	}
	return constant(undefined)
}

func constant(t truth) matcher { return func(*Document) truth { return t } }

// all is yes where each is (and where there are none, RFC 4526), no where one is, else undefined.
func (c compiler) all(args []Expr) matcher {
	matchers := c.conditions(args)
	return func(d *Document) truth {
		least := yes
		for _, m := range matchers {
			if least = min(least, m(d)); least == no {
				break
			}
		}
		return least
	}
}

// any is yes where one is, no where each is (and where there are none), else undefined.
func (c compiler) any(args []Expr) matcher {
	matchers := c.conditions(args)
	return func(d *Document) truth {
		greatest := no
		for _, m := range matchers {
			if greatest = max(greatest, m(d)); greatest == yes {
				break
			}
		}
		return greatest
	}
}

func (c compiler) conditions(args []Expr) []matcher {
	matchers := make([]matcher, len(args))
	for i, arg := range args {
		matchers[i] = c.condition(arg)
	}
	return matchers
}

// comparison is yes where a value of the field satisfies e, else no: a known field is never undefined.
func (c compiler) comparison(e Expr) matcher {
	satisfies := c.valueMatcher(e)
	if e.Field == Work && c.q.Fill != 0 {
		return func(d *Document) truth {
			for i := range d.visible(Work, c.q.Fill, c.q.Hidden) {
				if satisfies(i) {
					return yes
				}
			}
			return no
		}
	}
	field, hidden := e.Field, c.q.Hidden
	return func(d *Document) truth {
		for i := d.items(); i.next(); {
			if i.field == field && (hidden || !i.hidden()) && satisfies(i) {
				return yes
			}
		}
		return no
	}
}

// valueMatcher makes the test of one value.
func (c compiler) valueMatcher(e Expr) func(item) bool {
	switch e.Op {
	case Present:
		return func(item) bool { return true }
	case AtLeast, AtMost:
		return ordered(e.Op, e.Field, e.Value)
	}
	sought := c.read(e)
	return func(i item) bool { return sought.in(i.compared()) }
}
