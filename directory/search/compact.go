package search

import "strings"

// chunkBytes is how much of packed documents is allocated at a time.
const chunkBytes = 1 << 20

// compacted copies documents so that they stand in memory as they do in the order of display. Who looks at some of them one
// after the other, as a search for a name does, finds the next where the processor expects it; anywhere else it costs a
// microsecond. It also leaves little to the garbage collector to look at.
func compacted(docs []*Document) []*Document {
	all := make([]Document, len(docs))
	placed := make([]*Document, len(docs))
	for start := 0; start < len(docs); {
		size, stop := 0, start
		for ; stop < len(docs) && (size == 0 || size+len(docs[stop].packed) <= chunkBytes); stop++ {
			size += len(docs[stop].packed)
		}
		var chunk strings.Builder
		chunk.Grow(size)
		for _, d := range docs[start:stop] {
			chunk.WriteString(d.packed)
		}
		rest := chunk.String()
		for i := start; i < stop; i++ {
			all[i] = *docs[i]
			all[i].packed, rest = rest[:len(docs[i].packed)], rest[len(docs[i].packed):]
			placed[i] = &all[i]
		}
		start = stop
	}
	return placed
}
