package search

import "slices"

// stretch is how many documents are packed together: a part of a container, so that little is not packed yet.
const stretch = containerOrdinals / 4

// packedTerm is what a term has in one stretch.
type packedTerm struct {
	container
	stretch uint16 // its place in stretches
	at      uint32 // where its bytes begin
	before  uint32 // the place of what the term has in the stretch before, plus one
}

// packedStretch holds what all terms have in one stretch.
type packedStretch struct {
	of    uint16 // the high half of the ordinals
	bytes []byte
}

// scratch is memory that packing uses again and again.
type scratch struct {
	lows     []uint16
	ordinals []uint32
	parts    []packedContainer
	united   []byte
	bytes    []byte
}

// pack ends a stretch.
func (v *inverter) pack() {
	if len(v.docs) == 0 {
		return
	}
	v.place()
	v.scratch.bytes = v.scratch.bytes[:0]
	for i := range v.heads {
		head := &v.heads[i]
		if head.count == 0 {
			continue
		}
		p := packedTerm{before: head.packed, at: uint32(len(v.scratch.bytes)), stretch: uint16(len(v.stretches))}
		v.scratch.bytes, p.container = appendContainer(v.scratch.bytes, v.scratch.lows[head.at-head.count:head.at])
		v.packed = append(v.packed, p)
		head.packed = uint32(len(v.packed))
		head.total += head.count
		head.count = 0
	}
	v.stretches = append(v.stretches, packedStretch{uint16(v.docs[0].ordinal / containerOrdinals), slices.Clone(v.scratch.bytes)})
	v.docs, v.terms = v.docs[:0], v.terms[:0]
}

// place puts the ordinals of a stretch behind each other, term by term.
func (v *inverter) place() {
	next := uint32(0)
	for i := range v.heads {
		v.heads[i].at = next
		next += v.heads[i].count
	}
	v.scratch.lows = slices.Grow(v.scratch.lows[:0], int(next))[:next]
	for n, doc := range v.docs {
		end := uint32(len(v.terms))
		if n+1 < len(v.docs) {
			end = v.docs[n+1].terms
		}
		for _, i := range v.terms[doc.terms:end] {
			v.scratch.lows[v.heads[i].at] = uint16(doc.ordinal)
			v.heads[i].at++
		}
	}
}

// parts are what is packed of a term, in the order of ordinals.
func (v *inverter) parts(of *termHead) []packedContainer {
	v.scratch.parts = v.scratch.parts[:0]
	for next := of.packed; next != 0; {
		p := v.packed[next-1]
		in := v.stretches[p.stretch]
		v.scratch.parts = append(v.scratch.parts, packedContainer{p.container, in.of, p.cut(in.bytes[p.at:])})
		next = p.before
	}
	slices.Reverse(v.scratch.parts)
	return v.scratch.parts
}

// united makes one container of parts of the same. They are changed.
func (v *inverter) united(parts []packedContainer) []packedContainer {
	all := parts[:0]
	v.scratch.united = v.scratch.united[:0]
	for len(parts) > 0 {
		n := 1
		for n < len(parts) && parts[n].of == parts[0].of {
			n++
		}
		made := parts[0]
		if n > 1 {
			v.scratch.lows = v.scratch.lows[:0]
			for _, p := range parts[:n] {
				v.scratch.lows = p.appendLows(v.scratch.lows)
			}
			start := len(v.scratch.united)
			v.scratch.united, made.container = appendContainer(v.scratch.united, v.scratch.lows)
			made.bytes = v.scratch.united[start:]
		}
		all, parts = append(all, made), parts[n:]
	}
	return all
}

// ordinals are those of parts.
func (v *inverter) ordinals(parts []packedContainer) []uint32 {
	v.scratch.ordinals = v.scratch.ordinals[:0]
	for _, p := range parts {
		v.scratch.lows = p.appendLows(v.scratch.lows[:0])
		for _, low := range v.scratch.lows {
			v.scratch.ordinals = append(v.scratch.ordinals, uint32(p.of)*containerOrdinals+uint32(low))
		}
	}
	return v.scratch.ordinals
}
