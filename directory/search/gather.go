package search

import "slices"

// pair is a term's key, and the ordinal of a document that has it.
type pair = uint64

func pairOf(key, ordinal uint32) pair { return uint64(key)<<32 | uint64(ordinal) }

// gatherer makes terms of pairs, which come in the order of ordinals. It suits terms that few documents have in common, as an
// inverter suits others.
type gatherer struct {
	pairs, scratch []pair
	ordinals       []uint32
}

func (g *gatherer) add(key, ordinal uint32) { g.pairs = append(g.pairs, pairOf(key, ordinal)) }

// finish makes a dictionary of all terms, and forgets them.
func (g *gatherer) finish(t *dictionary) {
	g.each(t.add)
	t.trim()
	*g = gatherer{}
}

// each calls fn with the distinct ordinals of each key in pairs, in the order of keys.
func (g *gatherer) each(fn func(key uint32, ordinals []uint32)) {
	g.sort()
	pairs := g.pairs
	for len(pairs) > 0 {
		key := pairs[0] >> 32
		g.ordinals = g.ordinals[:0]
		n := 0
		for ; n < len(pairs) && pairs[n]>>32 == key; n++ {
			if n == 0 || pairs[n] != pairs[n-1] {
				g.ordinals = append(g.ordinals, uint32(pairs[n]))
			}
		}
		pairs = pairs[n:]
		fn(uint32(key), g.ordinals)
	}
}

// sort sorts pairs by key, digit by digit of nine bits, which keeps the order of ordinals. Keys have 27 bits.
func (g *gatherer) sort() {
	const digit, digits = 9, 3
	g.scratch = slices.Grow(g.scratch[:0], len(g.pairs))[:len(g.pairs)]
	for shift := 32; shift < 32+digit*digits; shift += digit {
		var starts [1 << digit]int
		for _, p := range g.pairs {
			starts[p>>shift&(1<<digit-1)]++
		}
		start := 0
		for i, n := range starts {
			starts[i], start = start, start+n
		}
		for _, p := range g.pairs {
			place := &starts[p>>shift&(1<<digit-1)]
			g.scratch[*place] = p
			*place++
		}
		g.pairs, g.scratch = g.scratch, g.pairs
	}
}
