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
	scopes
}

// newSegment makes a segment of documents that are in the order of Compare, none twice. docs is kept.
func newSegment(docs []*Document) *segment {
	s := &segment{docs: docs, seed: maphash.MakeSeed()}
	var work errgroup.Group
	work.SetLimit(1)
	if len(docs) > manyDocuments {
		work.SetLimit(runtime.GOMAXPROCS(0))
	}
	for _, part := range []func(){
		s.gatherWhole,
		func() { s.gatherGrams(nameGroup) },
		func() { s.gatherGrams(phoneDigits, phoneAbroad, phoneWords, shortDigits, shortWords) },
		func() { s.gatherGrams(facts, lastNameGroup, firstNameGroup, loginGroup, createdGroup, modifiedGroup) },
		func() { s.gatherGrams(companyGroup, departmentGroup, titleGroup, addressGroup, noteGroup, folderGroup) },
		func() { s.ids = newIDTable(docs) },
	} {
		work.Go(func() error {
			part()
			return nil
		})
	}
	_ = work.Wait() // no part returns an error
	return s
}

// manyDocuments is how many are worth all processors. It is also how many documents' grams are sorted at a time: all at once
// would take more memory than the segment.
const manyDocuments = 1 << 13

func (s *segment) gatherGrams(groups ...group) {
	var into [groupCount]*gatherer
	for _, g := range groups {
		into[g] = &gatherer{}
	}
	for i, d := range s.docs {
		addGrams(&into, d, uint32(i))
		if i%manyDocuments == manyDocuments-1 && i+1 < len(s.docs) {
			for _, g := range groups {
				into[g].keep()
			}
		}
	}
	for _, g := range groups {
		into[g].finish(&s.grams[g])
		into[g] = nil
	}
}

func (s *segment) gatherWhole() {
	var into [wholeCount]gatherer
	for i, d := range s.docs {
		addWhole(&into, d, uint32(i), s.seed)
	}
	for w := range wholeCount {
		into[w].finish(&s.whole[w])
		into[w] = gatherer{}
	}
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
