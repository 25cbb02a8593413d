package search

// nameWords says of each document which words its names have, and in which order: whoever has been found by how words begin is known to have them
// without a look at the document. Mostly a name is two words, and they are in one place.
type nameWords struct {
	alphabet
	names  []nameOf
	longer []uint32 // see wordGatherer.pack
}

// nameOf is two words of the alphabet, the first in the upper bits, or where in longer the words are.
type nameOf uint64

const (
	// placeBits is how many bits the place of a word has.
	placeBits = 31
	// noWord is the place of a word that is not there.
	noWord = 1<<placeBits - 1
	// eitherWay is set where the second word may come first, as in "Martin Jean" of Jean Martin.
	eitherWay = nameOf(1) << 62
	// isLonger is set where a name is more than two words, or a document has several.
	isLonger = nameOf(1) << 63
)

func (n nameOf) first() uint32  { return uint32(n>>placeBits) & noWord }
func (n nameOf) second() uint32 { return uint32(n) & noWord }

// have reports whether a document has, by what names has of it, a name in which a word of each range follows one of the range before: of two or more.
func (w *nameWords) have(name nameOf, sought []wordRange) bool {
	if name&isLonger == 0 {
		first, second := name.first(), name.second()
		return len(sought) == 2 && (sought[0].has(first) && sought[1].has(second) || name&eitherWay != 0 && sought[0].has(second) && sought[1].has(first))
	}
	for at := uint32(name); ; {
		head, turn := w.longer[at], w.longer[at+1]
		at += 2
		words := w.longer[at : at+head>>1]
		if follow(words, nil, sought) || turn > 0 && follow(words[turn:], words[:turn], sought) {
			return true
		}
		if head&1 == 0 {
			return false
		}
		at += head >> 1
	}
}

// follow reports whether a word of each range comes after one of the range before.
func follow(words, then []uint32, sought []wordRange) bool {
	n := 0
	for _, part := range [][]uint32{words, then} {
		for _, word := range part {
			if sought[n].has(word) {
				if n++; n == len(sought) {
					return true
				}
			}
		}
	}
	return false
}

// soughtWords is how words begin that are sought in names.
type soughtWords struct {
	in     *nameWords
	ranges []wordRange
}

// wordsCursor walks those of what another walks who have the words. It looks at several names in a row: they are all over memory, and a
// processor that is told of several waits for them at the same time.
type wordsCursor struct {
	of cursor
	*soughtWords
	*interruption
	from  uint32   // the first that was not looked at
	found []uint32 // of those before, the ones that are yet to be told
	room  [namesTogether]uint32
}

// namesTogether is how many names are looked at in a row.
const namesTogether = 16

func (c *wordsCursor) seek(min uint32) uint32 {
	for {
		for i, ordinal := range c.found {
			if ordinal >= min {
				c.found = c.found[i:]
				return ordinal
			}
		}
		c.found = nil
		if c.from == end || c.interrupted() {
			return end
		}
		c.look(max(min, c.from))
	}
}

func (c *wordsCursor) take(min uint32, into []uint32) (n int) {
	for n < len(into) && c.seek(min) != end {
		taken := copy(into[n:], c.found)
		c.found = c.found[taken:]
		n += taken
		min = into[n-1] + 1
	}
	return n
}

// look looks at the next names.
func (c *wordsCursor) look(from uint32) {
	var n int
	n, c.from = take(c.of, from, c.room[:])
	var names [namesTogether]nameOf
	for i, ordinal := range c.room[:n] {
		names[i] = c.in.names[ordinal]
	}
	c.found = c.room[:0]
	for i, ordinal := range c.room[:n] {
		if c.in.have(names[i], c.ranges) {
			c.found = append(c.found, ordinal)
		}
	}
}
