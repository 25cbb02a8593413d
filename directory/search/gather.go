package search

import (
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// gatherer makes terms of pairs, which come in any order of keys but in that of ordinals, in one lot or several.
type gatherer struct {
	pairs, scratch []pair
	ordinals       []uint32
	// pending are the terms of the lots before the last, if there are several.
	pending map[uint32]*pendingTerm
}

type pendingTerm struct {
	list   []uint32
	bitmap *roaring.Bitmap
}

func (g *gatherer) add(key, ordinal uint32) { g.pairs = append(g.pairs, pairOf(key, ordinal)) }

// keep sets aside what is in pairs, to make room for the next lot.
func (g *gatherer) keep() {
	if g.pending == nil {
		g.pending = map[uint32]*pendingTerm{}
	}
	g.each(func(key uint32, ordinals []uint32) {
		p := g.pending[key]
		switch {
		case p == nil:
			p = &pendingTerm{}
			g.pending[key] = p
			fallthrough
		case p.bitmap == nil && len(p.list)+len(ordinals) <= longestList:
			p.list = append(p.list, ordinals...)
			return
		case p.bitmap == nil:
			p.bitmap, p.list = roaring.BitmapOf(p.list...), nil
		}
		p.bitmap.AddMany(ordinals)
	})
}

// finish makes a dictionary of all terms.
func (g *gatherer) finish(t *dictionary) {
	defer t.trim()
	if g.pending == nil {
		g.each(t.add)
		return
	}
	g.keep()
	keys := make([]uint32, 0, len(g.pending))
	for key := range g.pending {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		if p := g.pending[key]; p.bitmap != nil {
			t.addBitmap(key, p.bitmap)
		} else {
			t.add(key, p.list)
		}
	}
	g.pending = nil
}

// each calls fn with the distinct ordinals of each key in pairs, in the order of keys, and empties pairs.
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
	g.pairs = g.pairs[:0]
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
