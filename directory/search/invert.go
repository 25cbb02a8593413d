package search

import (
	"cmp"
	"slices"
)

// inverter makes terms of what documents have, which come in the order of their ordinals. There are many times more of these
// than terms, so they are not sorted but counted: those of one stretch of documents are put behind each other, term by term,
// and packed. Only those of one stretch are ever there as they came, however many documents there are.
type inverter struct {
	table []uint32 // open hash table of places in heads plus one, zero where it is free; at least half of it is
	heads []termHead

	// The documents of this stretch, and the places in heads of the terms they have, each document's behind those of the one before.
	docs  []docTerms
	terms []uint32

	packed    []packedTerm
	stretches []packedStretch

	// The forms that are known, up to knownForms, and the places in heads of their terms.
	known      map[string]span
	knownHeads []uint32

	keys    []uint32
	scratch scratch
}

// knownForms is how many forms are known at most: as many words as names mostly are.
const knownForms = 1 << 13

// termHead is what adding looks at.
type termHead struct {
	key, last uint32 // last is the ordinal that was added last
	count     uint32 // of ordinals in this stretch
	at        uint32 // where the next of this stretch is put
	total     uint32 // of ordinals in the stretches before
	packed    uint32 // the place in packed of those of the last one, plus one
}

// docTerms is a document, and where its terms begin.
type docTerms struct{ ordinal, terms uint32 }

// add adds a term to a document, once however often it is added.
func (v *inverter) add(key, ordinal uint32) {
	v.begin(ordinal)
	v.addHead(v.head(key), ordinal)
}

// addAll adds terms, and keeps their memory for the next ones.
func (v *inverter) addAll(keys []uint32, ordinal uint32) {
	v.keys = keys
	v.begin(ordinal)
	for _, key := range keys {
		v.addHead(v.head(key), ordinal)
	}
}

// addRepeated adds the terms of a form that other documents have too: once it is known, none of them is looked up. What appends
// its terms is always the same.
func (v *inverter) addRepeated(appendTerms func(keys []uint32, form string) []uint32, form string, ordinal uint32) {
	v.begin(ordinal)
	at, known := v.known[form]
	if !known {
		at.from = len(v.knownHeads)
		v.keys = appendTerms(v.keys[:0], form)
		for _, key := range v.keys {
			v.knownHeads = append(v.knownHeads, v.head(key))
		}
		at.to = len(v.knownHeads)
	}
	for _, i := range v.knownHeads[at.from:at.to] {
		v.addHead(i, ordinal)
	}
	switch {
	case known:
	case len(v.known) < knownForms:
		if v.known == nil {
			v.known = map[string]span{}
		}
		v.known[form] = at
	default:
		v.knownHeads = v.knownHeads[:at.from]
	}
}

func (v *inverter) addHead(i, ordinal uint32) {
	head := &v.heads[i]
	if head.last == ordinal && head.count > 0 {
		return
	}
	head.last = ordinal
	head.count++
	v.terms = append(v.terms, i)
}

// begin begins a document, if that is not the last one.
func (v *inverter) begin(ordinal uint32) {
	if len(v.docs) > 0 {
		if v.docs[len(v.docs)-1].ordinal == ordinal {
			return
		}
		if v.docs[0].ordinal/stretch != ordinal/stretch {
			v.pack()
		}
	}
	v.docs = append(v.docs, docTerms{ordinal, uint32(len(v.terms))})
}

// head is the place of a term, which may be new.
func (v *inverter) head(key uint32) uint32 {
	if len(v.heads)*2 >= len(v.table) {
		v.grow()
	}
	place := v.start(key)
	for v.table[place] != 0 {
		i := v.table[place] - 1
		if v.heads[i].key == key {
			return i
		}
		place = (place + 1) & uint32(len(v.table)-1)
	}
	v.heads = append(v.heads, termHead{key: key})
	v.table[place] = uint32(len(v.heads))
	return uint32(len(v.heads)) - 1
}

// spread is odd: multiplied by it, no two numbers become one, and those that are near to each other differ in their upper bits.
const spread = 0x9E3779B97F4A7C15

// start is the place where the search for a key begins.
func (v *inverter) start(key uint32) uint32 {
	return uint32(uint64(key)*spread>>32) & uint32(len(v.table)-1)
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
	v.pack()
	order := make([]uint32, len(v.heads))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(a, b uint32) int { return cmp.Compare(v.heads[a].key, v.heads[b].key) })
	for _, i := range order {
		head := &v.heads[i]
		parts := v.parts(head)
		if head.total <= longestList {
			t.add(head.key, v.ordinals(parts))
			continue
		}
		v.scratch.bytes = appendBitmap(v.scratch.bytes[:0], v.united(parts))
		t.putBitmap(head.key, mappedPostings{readBitmap(slices.Clone(v.scratch.bytes)), int(head.total)})
	}
	t.trim()
	*v = inverter{}
}
