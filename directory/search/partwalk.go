package search

import "github.com/RoaringBitmap/roaring/v2"

// foundTogether is how many documents are looked for at a time.
const foundTogether = 16

// partWalk goes through one part.
type partWalk struct {
	docs   []*Document
	shelf  *Shelf          // nil: the documents have no places yet
	dead   *roaring.Bitmap // nil: none
	cursor cursor
	from   uint32 // the next ordinal to look at; end: none, and the cursor is not to be asked again
	// ahead are those that match and come next; of them, those from head to before found are yet to be yielded.
	ahead       [foundTogether]uint32
	head, found int
	// exact is set where all that the cursor finds satisfies the condition but perhaps some of private: no other document needs looking at.
	exact bool
	// known are the cursors of what matches for certain where it is not exact, but for private.
	known   []knownCursor
	private []postings
}

// ordinal is that of the head.
func (p *partWalk) ordinal() uint32 { return p.ahead[p.head] }

// document is the head.
func (p *partWalk) document() *Document { return p.docs[p.ordinal()] }

// take takes the head, and those of what comes next that are below an ordinal.
func (p *partWalk) take(until uint32) []uint32 {
	from, to := p.head, p.head+1
	for to < p.found && p.ahead[to] < until {
		to++
	}
	p.head = to
	return p.ahead[from:to]
}

// isKnown reports whether what the cursor has found matches for certain.
func (p *partWalk) isKnown(ordinal uint32) bool {
	if !p.exact && !p.isFound(ordinal) {
		return false
	}
	for i := range p.private {
		if p.private[i].has(ordinal) {
			return false
		}
	}
	return true
}

// knownCursor walks what matches for certain, and is asked of one ordinal after the other: those before where it stands it has not.
type knownCursor struct {
	cursor
	at uint32
}

func (c *knownCursor) has(ordinal uint32) bool {
	if c.at < ordinal {
		c.at = c.seek(ordinal)
	}
	return c.at == ordinal
}

// isFound reports whether the document is among those that match for certain.
func (p *partWalk) isFound(ordinal uint32) bool {
	for i := range p.known {
		if p.known[i].has(ordinal) {
			return true
		}
	}
	return false
}
