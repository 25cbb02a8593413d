package search

// cursors is memory for the cursors of one search.
type cursors struct {
	lists   []listCursor
	bitmaps []bitmapCursor
}

// cursorsKept is for how many cursors of a kind there is memory from one search to the next: more than phones ask with.
const cursorsKept = 16

func (c *cursors) list(ordinals []uint32) cursor {
	if len(c.lists) == cap(c.lists) {
		if len(c.lists) > 0 {
			return &listCursor{ordinals}
		}
		c.lists = make([]listCursor, 0, cursorsKept)
	}
	c.lists = append(c.lists, listCursor{ordinals})
	return &c.lists[len(c.lists)-1]
}

func (c *cursors) bitmap(of postings) cursor {
	var made *bitmapCursor
	if cap(c.bitmaps) == 0 {
		c.bitmaps = make([]bitmapCursor, 0, cursorsKept)
	}
	if len(c.bitmaps) == cap(c.bitmaps) {
		made = &bitmapCursor{}
	} else {
		c.bitmaps = c.bitmaps[:len(c.bitmaps)+1]
		made = &c.bitmaps[len(c.bitmaps)-1]
	}
	made.walk.Initialize(of.bitmap)
	return made
}

// release forgets what the cursors walk through.
func (c *cursors) release() {
	clear(c.lists)
	clear(c.bitmaps)
	c.lists, c.bitmaps = c.lists[:0], c.bitmaps[:0]
}

// open makes the cursor that walks what a plan finds.
func (p plan) open(w *walk) cursor {
	switch p.how {
	case byAll:
		return everyCursor(p.most)
	case byTerm:
		if p.terms.bitmap == nil {
			return w.list(p.terms.list)
		}
		return w.bitmap(p.terms)
	case byBoth:
		return &bothCursor{p.openArgs(w), &w.interruption}
	case byEither:
		args := p.openArgs(w)
		at := make([]uint32, len(args))
		for i, c := range args {
			at[i] = c.seek(0)
		}
		return &eitherCursor{args, at}
	}
	return everyCursor(0)
}

func (p plan) openArgs(w *walk) []cursor {
	cursors := make([]cursor, len(p.args))
	for n, arg := range p.args {
		cursors[n] = arg.open(w)
	}
	return cursors
}
