package search

import (
	"encoding/binary"
	"hash/maphash"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// segment is many documents with an index of them. It never changes: what is put or dropped later lies beside it.
type segment struct {
	docs  []*Document // by Compare; a document's place is its ordinal
	ids   idTable
	seed  maphash.Seed
	grams [groupCount]dictionary
	whole [wholeCount]dictionary
}

// newSegment makes a segment of documents that are in the order of Compare, none twice. docs is kept.
func newSegment(docs []*Document) *segment {
	s := &segment{docs: docs, seed: maphash.MakeSeed()}
	work := make(chan func(*gatherer), groupCount+group(wholeCount)+1)
	work <- func(*gatherer) { s.ids = newIDTable(docs) }
	for g := range groupCount {
		work <- func(gather *gatherer) { s.gatherGrams(gather, g) }
	}
	for w := range wholeCount {
		work <- func(gather *gatherer) { s.gatherWhole(gather, w) }
	}
	close(work)
	workers := 1
	if len(docs) > manyDocuments {
		workers = runtime.GOMAXPROCS(0)
	}
	var running errgroup.Group
	for range workers {
		running.Go(func() error {
			var gather gatherer
			for part := range work {
				part(&gather)
			}
			return nil
		})
	}
	_ = running.Wait() // no worker returns an error
	return s
}

// manyDocuments is how many are worth a worker on each processor. It is also how many documents' grams are sorted at a time:
// all at once would take more memory than the segment.
const manyDocuments = 1 << 14

func (s *segment) gatherGrams(gather *gatherer, g group) {
	t := &s.grams[g]
	for i, d := range s.docs {
		gather.pairs = appendGrams(gather.pairs, d, uint32(i), g)
		if i%manyDocuments == manyDocuments-1 && i+1 < len(s.docs) {
			gather.keep()
		}
	}
	gather.finish(t)
	t.trim()
}

func (s *segment) gatherWhole(gather *gatherer, w whole) {
	t := &s.whole[w]
	for i, d := range s.docs {
		gather.pairs = appendWhole(gather.pairs, d, uint32(i), w, s.seed)
	}
	gather.finish(t)
	t.trim()
}

// lookUp gives the postings of something whole.
func (s *segment) lookUp(w whole, text string) postings { return s.whole[w].find(hash(s.seed, text)) }

// ordinal finds a document.
func (s *segment) ordinal(id ID) (uint32, bool) {
	return s.ids.find(id, s.docs)
}

// idTable finds ordinals by ID: an open hash table of ordinals plus one, zero where a place is free. At least a quarter of its
// places is.
type idTable []uint32

func newIDTable(docs []*Document) idTable {
	size := 4
	for size*3 < len(docs)*4 {
		size *= 2
	}
	t := make(idTable, size)
	for i, d := range docs {
		place := t.start(d.ID)
		for t[place] != 0 {
			place = (place + 1) % len(t)
		}
		t[place] = uint32(i) + 1
	}
	return t
}

func (t idTable) find(id ID, docs []*Document) (uint32, bool) {
	for place := t.start(id); t[place] != 0; place = (place + 1) % len(t) {
		if ordinal := t[place] - 1; docs[ordinal].ID == id {
			return ordinal, true
		}
	}
	return 0, false
}

// start is the place where the search for id begins. Both halves of a UUID count: times and random bits.
func (t idTable) start(id ID) int {
	h := (binary.LittleEndian.Uint64(id[:8])*0x9E3779B97F4A7C15 ^ binary.LittleEndian.Uint64(id[8:])) * 0xD6E8FEB86659FD93
	return int((h >> 32) % uint64(len(t)))
}
