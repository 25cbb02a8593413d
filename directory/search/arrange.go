package search

import (
	"cmp"
	"encoding/binary"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"
)

// arranged gives documents in the order of display, the last of each ID alone. docs is not kept. It takes all processors.
func arranged(docs []*Document) []*Document {
	entries := make([]arranging, 0, len(docs))
	for _, d := range lastOnes(docs) {
		entries = append(entries, arranging{doc: d})
	}
	var work errgroup.Group
	work.SetLimit(runtime.GOMAXPROCS(0))
	arrange(entries, 0, &work)
	_ = work.Wait() // no part returns an error
	ordered := make([]*Document, len(entries))
	for i, e := range entries {
		ordered[i] = e.doc
	}
	return ordered
}

// lastOnes gives the last document of each ID.
func lastOnes(docs []*Document) []*Document {
	docs = slices.Clone(docs)
	ids := makeIDTable(len(docs))
	for i, d := range docs {
		place := ids.place(d.ID, docs)
		if earlier := ids[place]; earlier != 0 {
			docs[earlier-1] = d
			docs[i] = nil
		} else {
			ids[place] = uint32(i) + 1
		}
	}
	return slices.DeleteFunc(docs, func(d *Document) bool { return d == nil })
}

// arranging is a document on its way to its place, with the next bytes of what Compare compares first: looking those up in the document for each
// comparison would take most of the time.
type arranging struct {
	next uint64
	doc  *Document
}

const (
	// nextBytes is how many bytes are in arranging.next.
	nextBytes = 8
	// fewArranged is how many are compared as a whole.
	fewArranged = 16
	// manyArranged is how many are worth a goroutine.
	manyArranged = 1 << 10
)

// arrange sorts documents whose first so many bytes are the same.
func arrange(entries []arranging, same int, work *errgroup.Group) {
	longest := 0
	for i := range entries {
		longest = max(longest, entries[i].read(same))
	}
	if longest <= same || len(entries) <= fewArranged {
		slices.SortFunc(entries, func(a, b arranging) int { return Compare(a.doc, b.doc) })
		return
	}
	slices.SortFunc(entries, func(a, b arranging) int { return cmp.Compare(a.next, b.next) })
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].next == entries[0].next {
			n++
		}
		run := entries[:n]
		entries = entries[n:]
		switch {
		case n == 1:
		case n >= manyArranged && work.TryGo(func() error { arrange(run, same+nextBytes, work); return nil }):
		default:
			arrange(run, same+nextBytes, work)
		}
	}
}

// read takes the bytes from a place on into next, with zeros behind them, and says how many bytes there are in all. The first is the rank.
func (e *arranging) read(from int) int {
	var next [nextBytes]byte
	order := e.doc.order()
	if from == 0 {
		next[0] = byte(rank(e.doc.Kind))
		copy(next[1:], order)
	} else if from <= len(order) {
		copy(next[:], order[from-1:])
	}
	e.next = binary.BigEndian.Uint64(next[:])
	return 1 + len(order)
}
