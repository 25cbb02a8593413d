package search

// open makes the cursor that walks what a plan finds.
func (p plan) open(i *interruption) cursor {
	switch p.how {
	case byAll:
		return everyCursor(p.most)
	case byTerm:
		if p.terms.bitmap == nil {
			return &listCursor{p.terms.list}
		}
		c := &bitmapCursor{}
		c.walk.Initialize(p.terms.bitmap)
		return c
	case byBoth:
		return &bothCursor{p.openArgs(i), i}
	case byEither:
		args := p.openArgs(i)
		at := make([]uint32, len(args))
		for i, c := range args {
			at[i] = c.seek(0)
		}
		return &eitherCursor{args, at}
	}
	return everyCursor(0)
}

func (p plan) openArgs(i *interruption) []cursor {
	cursors := make([]cursor, len(p.args))
	for n, arg := range p.args {
		cursors[n] = arg.open(i)
	}
	return cursors
}
