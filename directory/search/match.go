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
	c := newCondition(&q, d.dialect)
	return q.admits(d) && c.of(d) == yes
}

// admits reports whether the answer may hold d at all.
func (q *Query) admits(d *Document) bool {
	if d.Hidden && !q.Hidden {
		return false
	}
	if q.Folders == nil || q.Self != (ID{}) && d.ID == q.Self {
		return true
	}
	_, in := q.Folders[d.Parent]
	return in
}

// condition is what a query asks of documents, read and folded once for all of them.
type condition struct {
	op     Op
	field  Field
	kinds  KindSet // OfKind
	marks  Marks   // Marked
	hidden bool    // hidden values count
	fill   FieldSet
	sought *reading        // Equal, Substrings
	beside func(item) bool // AtLeast, AtMost
	ids    map[ID]struct{} // OneOf
	args   []condition     // And, Or, Not
}

// newCondition reads the condition of a query.
func newCondition(q *Query, dialect *Dialect) condition {
	c := compiler{q: q, readings: &readings{dialect: dialect, lenient: q.Lenient}}
	return c.compile(&q.Where)
}

// compiler reads the conditions of one query.
type compiler struct {
	q *Query
	*readings
	free []condition // memory for arguments
}

func (c *compiler) compile(e *Expr) condition {
	made := condition{op: e.Op, field: e.Field, hidden: c.q.Hidden}
	switch e.Op {
	case Not:
		if len(e.Args) != 1 {
			return condition{op: Undefined}
		}
		fallthrough
	case And, Or:
		made.args = c.some(len(e.Args))
		for i := range e.Args {
			made.args[i] = c.compile(&e.Args[i])
		}
	case OfKind:
		made.kinds = e.Kinds
	case Marked:
		made.marks = e.Marks
	case OneOf:
		made.ids = make(map[ID]struct{}, len(e.IDs))
		for _, id := range e.IDs {
			made.ids[id] = struct{}{}
		}
	case Present, Equal, Substrings, AtLeast, AtMost:
		if e.Field >= fieldCount {
			return condition{op: Undefined}
		}
		if e.Field == Work {
			made.fill = c.q.Fill
		}
		switch e.Op {
		case Equal, Substrings:
			made.sought = c.read(e)
		case AtLeast, AtMost:
			made.beside = ordered(e.Op, e.Field, e.Value)
		}
	}
	return made
}

// some gives n conditions to fill in.
func (c *compiler) some(n int) []condition {
	if n > len(c.free) {
		return make([]condition, n)
	}
	some := c.free[:n:n]
	c.free = c.free[n:]
	return some
}

// of evaluates the condition for a document.
func (c *condition) of(d *Document) truth {
	switch c.op {
	case Always:
		return yes
	case Never:
		return no
	case And:
		return c.all(d)
	case Or:
		return c.any(d)
	case Not:
		return yes - c.args[0].of(d)
	case OfKind:
		return truthOf(c.kinds.Has(d.Kind))
	case OneOf:
		_, in := c.ids[d.ID]
		return truthOf(in)
	case Marked:
		return truthOf(d.Marks&c.marks == c.marks)
	case Present, Equal, Substrings, AtLeast, AtMost:
		return truthOf(c.comparison(d))
	}
	return undefined
}

// all is yes where each is (and where there are none, RFC 4526), no where one is, else undefined.
func (c *condition) all(d *Document) truth {
	least := yes
	for i := range c.args {
		if least = min(least, c.args[i].of(d)); least == no {
			break
		}
	}
	return least
}

// any is yes where one is, no where each is (and where there are none), else undefined.
func (c *condition) any(d *Document) truth {
	greatest := no
	for i := range c.args {
		if greatest = max(greatest, c.args[i].of(d)); greatest == yes {
			break
		}
	}
	return greatest
}

// comparison is true where a value of the field satisfies the condition, else false: a known field is never undefined.
func (c *condition) comparison(d *Document) bool {
	var standIn item
	found, stands := false, false
	for i := d.items(); i.next(); {
		if i.head&hiddenBit != 0 && !c.hidden {
			continue
		}
		if i.field == c.field {
			if c.satisfied(&i) {
				return true
			}
			found = true
		} else if c.fill != 0 && !stands && c.fill.Has(i.field) {
			standIn, stands = i, true
		}
	}
	return stands && !found && c.satisfied(&standIn)
}

// satisfied reports whether one value satisfies the condition.
func (c *condition) satisfied(i *item) bool {
	switch {
	case c.op == Present:
		return true
	case c.beside != nil:
		return c.beside(*i)
	}
	return c.sought.in(i.compared())
}
