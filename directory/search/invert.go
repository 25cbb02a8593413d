package search

import (
	"cmp"
	"slices"

	"github.com/RoaringBitmap/roaring/v2"
)

// inverter makes terms of what documents have, which come in the order of their ordinals. There are many times more of these
// than terms, so each goes straight to its term: sorting them all took longer and much more memory.
type inverter struct {
	table []uint32 // open hash table of places in heads plus one, zero where it is free; at least half of it is
	heads []termHead
	tails []termTail // of each of heads, its ordinals
}

// termHead is what adding looks at.
type termHead struct{ key, last uint32 }

// termTail holds the ordinals of a term, but for one that is alone: that is in the head.
type termTail struct {
	list   []uint32 // at most longestList, all after bitmap's
	bitmap *roaring.Bitmap
}

// add adds a term to a document, once however often it is added.
func (v *inverter) add(key, ordinal uint32) {
	if len(v.heads)*2 >= len(v.table) {
		v.grow()
	}
	place := v.start(key)
	for v.table[place] != 0 {
		i := v.table[place] - 1
		if v.heads[i].key == key {
			v.append(i, ordinal)
			return
		}
		place = (place + 1) & uint32(len(v.table)-1)
	}
	v.heads = append(v.heads, termHead{key, ordinal})
	v.tails = append(v.tails, termTail{})
	v.table[place] = uint32(len(v.heads))
}

// start is the place where the search for a key begins.
func (v *inverter) start(key uint32) uint32 {
	const odd = 0x9E3779B97F4A7C15
	return uint32(uint64(key)*odd>>32) & uint32(len(v.table)-1)
}

func (v *inverter) append(i, ordinal uint32) {
	head, tail := &v.heads[i], &v.tails[i]
	if head.last == ordinal {
		return
	}
	switch {
	case tail.list == nil:
		tail.list = append(tail.list, head.last)
	case len(tail.list) == longestList:
		tail.spill()
	}
	tail.list = append(tail.list, ordinal)
	head.last = ordinal
}

// spill puts what is in the list into the bitmap.
func (t *termTail) spill() {
	if t.bitmap == nil {
		t.bitmap = roaring.New()
	}
	t.bitmap.AddMany(t.list)
	t.list = t.list[:0]
}

func (v *inverter) grow() {
	v.table = make([]uint32, max(256, 2*len(v.table)))
	for i, head := range v.heads {
		place := v.start(head.key)
		for v.table[place] != 0 {
			place = (place + 1) & uint32(len(v.table)-1)
		}
		v.table[place] = uint32(i) + 1
	}
}

// finish makes a dictionary of all terms, and forgets them.
func (v *inverter) finish(t *dictionary) {
	order := make([]uint32, len(v.heads))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(v.heads[a].key, v.heads[b].key) })
	for _, i := range order {
		head, tail := v.heads[i], v.tails[i]
		switch {
		case tail.bitmap != nil:
			tail.spill()
			t.addBitmap(head.key, tail.bitmap)
		case tail.list != nil:
			t.add(head.key, tail.list)
		default:
			t.put(head.key, head.last)
		}
		v.tails[i] = termTail{}
	}
	t.trim()
	*v = inverter{}
}
