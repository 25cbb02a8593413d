package search

import (
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// exactly gives the ordinals of all documents of the segment that the query finds, where the segment's facts tell that without a look at any of them:
// of lists for who sees everything. False: they do not.
func (p planner) exactly() (*roaring.Bitmap, bool) {
	if !p.q.Hidden || p.q.Folders != nil {
		return nil, false
	}
	return p.exact(p.q.Where)
}

// exact is exactly for one condition. Its conditions are true or false, never undefined. The bitmap is the caller's.
func (p planner) exact(e Expr) (*roaring.Bitmap, bool) {
	switch e.Op {
	case Always:
		return p.everything(), true
	case Never:
		return roaring.New(), true
	case OfKind:
		found := roaring.New()
		for k := Contact; k <= Root; k++ {
			if e.Kinds.Has(k) {
				found.Or(p.with(kindFacts | uint32(k)))
			}
		}
		return found, true
	case Marked:
		found := p.everything()
		for mark := range uint32(markBits) {
			if e.Marks>>mark&1 != 0 {
				found.And(p.with(markFacts | mark))
			}
		}
		return found, true
	case Present:
		if e.Field >= fieldCount || e.Field == Work && p.q.Fill != 0 {
			return nil, false
		}
		return p.with(fieldFacts | uint32(e.Field)).Clone(), true
	case Not:
		if len(e.Args) != 1 {
			return nil, false
		}
		found, known := p.exact(e.Args[0])
		if known {
			found.Flip(0, uint64(len(p.docs)))
		}
		return found, known
	case And, Or:
		return p.exactOf(e.Op, e.Args)
	}
	return nil, false
}

// exactOf is exact of several conditions at once.
func (p planner) exactOf(op Op, args []Expr) (*roaring.Bitmap, bool) {
	found := roaring.New()
	if op == And {
		found = p.everything()
	}
	for _, arg := range args {
		one, known := p.exact(arg)
		switch {
		case !known:
			return nil, false
		case op == And:
			found.And(one)
		default:
			found.Or(one)
		}
	}
	return found, true
}

func (p planner) everything() *roaring.Bitmap {
	all := roaring.New()
	all.AddRange(0, uint64(len(p.docs)))
	return all
}

// marked plans to find what has all of marks.
func (p planner) marked(marks Marks) plan {
	var plans []plan
	for mark := range uint32(markBits) {
		if marks>>mark&1 != 0 {
			plans = append(plans, p.fact(markFacts, mark))
		}
	}
	return p.both(plans...)
}

// with gives the ordinals of what a fact is true of; they are not to be changed.
func (p planner) with(fact uint32) *roaring.Bitmap {
	postings := p.grams[facts].find(fact)
	if postings.bitmap != nil {
		return postings.bitmap
	}
	return roaring.BitmapOf(postings.list...)
}

// exactWalk goes through what is known to be found in a part.
func exactWalk(p part, all *roaring.Bitmap) partWalk {
	if p.dead != nil {
		all.AndNot(p.dead)
	}
	cursor := &bitmapCursor{}
	cursor.walk.Initialize(all)
	return partWalk{docs: p.docs, cursor: cursor, exact: true}
}

// leadOf tells how far the part that is ahead may go before another one's head is next: the ordinal of its first document that comes after that. Where
// documents have to be looked at anyway, each is compared with the others' heads when it is met.
func (w *walk) leadOf(first int) uint32 {
	p := &w.parts[first]
	if !p.exact {
		return 0
	}
	until := uint32(math.MaxUint32)
	for i, other := range w.parts {
		if i == first {
			continue
		}
		at, _ := slices.BinarySearchFunc(p.docs, other.head, Compare)
		until = min(until, uint32(at))
	}
	return until
}
