package search

import (
	"context"
	"math"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// cursor walks ordinals upwards.
type cursor interface {
	// seek gives the smallest ordinal that is at least min, end if there is none. min never becomes smaller.
	seek(min uint32) uint32
}

// take takes the next of what a cursor walks, from min on, as many as into has room for. It says how many there are, and from where to go on: end
// where there are no more, as a cursor that has ended may not be asked for what was before.
func take(c cursor, min uint32, into []uint32) (n int, next uint32) {
	switch c := c.(type) {
	case *listCursor:
		n = c.take(min, into)
	case *bitmapCursor:
		n = c.take(min, into)
	case *wordsCursor:
		n = c.take(min, into)
	default:
		for ; n < len(into); n++ {
			ordinal := c.seek(min)
			if ordinal == end {
				break
			}
			into[n], min = ordinal, ordinal+1
		}
	}
	if n < len(into) {
		return n, end
	}
	return n, into[n-1] + 1
}

// end is greater than every ordinal.
const end = math.MaxUint32

// everyCursor walks all ordinals below it.
type everyCursor uint32

func (n *everyCursor) seek(min uint32) uint32 {
	if min < uint32(*n) {
		return min
	}
	return end
}

type listCursor struct{ list []uint32 }

func (c *listCursor) seek(min uint32) uint32 {
	// The next is mostly near: look at the first few before halving.
	for range 4 {
		if len(c.list) == 0 {
			return end
		}
		if c.list[0] >= min {
			return c.list[0]
		}
		c.list = c.list[1:]
	}
	i, _ := slices.BinarySearch(c.list, min)
	if c.list = c.list[i:]; len(c.list) == 0 {
		return end
	}
	return c.list[0]
}

func (c *listCursor) take(min uint32, into []uint32) int {
	c.seek(min)
	n := copy(into, c.list)
	c.list = c.list[n:]
	return n
}

type bitmapCursor struct{ walk roaring.IntIterator }

func (c *bitmapCursor) seek(min uint32) uint32 {
	if !c.walk.HasNext() {
		return end
	}
	switch at := c.walk.PeekNext(); {
	case at >= min:
		return at
	case at+1 == min: // who walks goes on to the next
		c.walk.Next()
	default:
		c.walk.AdvanceIfNeeded(min)
	}
	if !c.walk.HasNext() {
		return end
	}
	return c.walk.PeekNext()
}

func (c *bitmapCursor) take(min uint32, into []uint32) int {
	if c.seek(min) == end {
		return 0
	}
	for n := range into {
		if !c.walk.HasNext() {
			return n
		}
		into[n] = c.walk.Next()
	}
	return len(into)
}

// bothCursor walks what is in all of several, leaping to where the one that is furthest stands.
type bothCursor struct {
	of []cursor
	*interruption
}

func (c *bothCursor) seek(min uint32) uint32 {
	for {
		furthest := min
		for _, one := range c.of {
			if furthest = one.seek(furthest); furthest == end || c.interrupted() {
				return end
			}
		}
		if furthest == min {
			return min
		}
		min = furthest
	}
}

// eitherCursor walks what is in any of several.
type eitherCursor struct {
	of []cursor
	at []uint32 // where each of them stands
}

func (c *eitherCursor) seek(min uint32) uint32 {
	least := uint32(end)
	for i, at := range c.at {
		if at < min {
			at = c.of[i].seek(min)
			c.at[i] = at
		}
		if at == min {
			return min
		}
		if at < least {
			least = at
		}
	}
	return least
}

// othersCursor walks what is in all but not in some.
type othersCursor struct {
	some cursor
	all  everyCursor
}

func (c *othersCursor) seek(min uint32) uint32 {
	for c.some.seek(min) == min && min < uint32(c.all) {
		min++
	}
	return c.all.seek(min)
}

// interruption notices that a context has ended, looking every so often.
type interruption struct {
	ctx   context.Context
	steps int
	ended bool
}

func (i *interruption) interrupted() bool {
	const often = 1024
	if i.steps++; i.steps%often == 0 && i.ctx.Err() != nil {
		i.ended = true
	}
	return i.ended
}
