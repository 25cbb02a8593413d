package search

// cursors is memory for the cursors of one search.
type cursors struct {
	every   slab[everyCursor]
	lists   slab[listCursor]
	bitmaps slab[bitmapCursor]
	both    slab[bothCursor]
	either  slab[eitherCursor]
	others  slab[othersCursor]
	words   slab[wordsCursor]
	args    slab[cursor]
	at      slab[uint32]
}

// slab gives out memory that is used again.
type slab[T any] struct{ given []T }

// slabKept is for how much of a kind there is memory from one search to the next: more than phones ask with.
const slabKept = 16

// one gives a zero value.
func (s *slab[T]) one() *T { return &s.some(1)[0] }

// some gives n zero values.
func (s *slab[T]) some(n int) []T {
	if s.given == nil {
		s.given = make([]T, 0, slabKept)
	}
	from := len(s.given)
	if from+n > cap(s.given) {
		return make([]T, n)
	}
	s.given = s.given[:from+n]
	return s.given[from : from+n : from+n]
}

// forget takes back what was given.
func (s *slab[T]) forget() {
	clear(s.given)
	s.given = s.given[:0]
}

// forget forgets what the cursors walk through.
func (c *cursors) forget() {
	c.every.forget()
	c.lists.forget()
	c.bitmaps.forget()
	c.both.forget()
	c.either.forget()
	c.others.forget()
	c.words.forget()
	c.args.forget()
	c.at.forget()
}

// walkAll makes the cursor that walks all of n documents.
func (c *cursors) walkAll(n int) cursor {
	made := c.every.one()
	*made = everyCursor(n)
	return made
}

// open makes the cursor that walks what a plan finds.
func (p *plan) open(w *walk) cursor {
	switch p.how {
	case byAll:
		return w.walkAll(p.most)
	case byTerm:
		if p.terms.bitmap == nil {
			made := w.lists.one()
			made.list = p.terms.list
			return made
		}
		made := w.bitmaps.one()
		made.walk.Initialize(p.terms.bitmap)
		return made
	case byBoth:
		made := w.both.one()
		made.of, made.interruption = p.openArgs(w), &w.interruption
		return made
	case byEither:
		made := w.either.one()
		made.of, made.at = p.openArgs(w), w.at.some(len(p.args))
		for i, c := range made.of {
			made.at[i] = c.seek(0)
		}
		return made
	case byOthers:
		made := w.others.one()
		made.some, made.all = p.args[0].open(w), everyCursor(p.most)
		return made
	case byWords:
		made := w.words.one()
		made.of, made.soughtWords, made.interruption = p.args[0].open(w), p.words, &w.interruption
		return made
	}
	return w.walkAll(0)
}

func (p *plan) openArgs(w *walk) []cursor {
	cursors := w.args.some(len(p.args))
	for n := range p.args {
		cursors[n] = p.args[n].open(w)
	}
	return cursors
}
