package search

import (
	"context"
	"encoding/binary"
	"hash/maphash"
	"runtime"
	"sort"

	"golang.org/x/sync/errgroup"
)

// segment is many documents with an index of them. It never changes: what is put or dropped later lies beside it.
type segment struct {
	docs   []*Document // by Compare; a document's place is its ordinal
	people int         // how many of them are people or groups: they come first
	shelf  *Shelf
	// lastNamesLead is set where every last name begins a form of its document's name.
	lastNamesLead bool
	ids           idTable
	seed          maphash.Seed
	grams         [groupCount]dictionary
	whole         [wholeCount]dictionary
	numberTable
	nameWords
	scopes
	rankings
}

// newSegment makes a segment of documents that are in the order of Compare, none twice. docs is kept; but many are copied. When ctx ends, what it
// makes is of no use. It takes so many processors.
func newSegment(ctx context.Context, docs []*Document, processors int) *segment {
	var work errgroup.Group
	work.SetLimit(1)
	if len(docs) > manyDocuments {
		work.SetLimit(processors)
		docs = compacted(docs)
	}
	people := sort.Search(len(docs), func(i int) bool { return rank(docs[i].Kind) > 0 })
	s := &segment{docs: docs, people: people, shelf: &Shelf{Places: len(docs)}, seed: maphash.MakeSeed()}
	for _, groups := range [][]group{ // as much work each, and what is read together together
		{nameGroup, facts},
		{phoneDigits, phoneAbroad, phoneWords, shortDigits, shortWords},
		{lastNameGroup, firstNameGroup, companyGroup, titleGroup, departmentGroup},
		{loginGroup, addressGroup, noteGroup, folderGroup},
	} {
		work.Go(func() error { s.gatherGrams(ctx, groups); return nil })
	}
	for n := range wholeParts {
		work.Go(func() error { s.gatherWhole(ctx, n); return nil })
	}
	work.Go(func() error { s.ids = newIDTable(docs); return nil })
	work.Go(func() error { s.gatherNumbers(ctx); return nil })
	work.Go(func() error { s.gatherNames(ctx); return nil })
	_ = work.Wait() // no part returns an error
	return s
}

const (
	// manyDocuments is how many are worth more than one processor, and to be compacted.
	manyDocuments = 1 << 13
	// wholeParts is in how many passes what is looked up as a whole is gathered, lest all of it be in memory at a time.
	wholeParts = 4
)

func (s *segment) gatherGrams(ctx context.Context, groups []group) {
	var into [groupCount]*inverter
	for _, g := range groups {
		into[g] = &inverter{}
	}
	lead := into[facts] != nil
	for i, d := range s.docs {
		if i%breath == 0 && ended(ctx) {
			return
		}
		addGrams(&into, d, uint32(i))
		lead = lead && !d.hidesLastName()
	}
	for _, g := range groups {
		into[g].finish(&s.grams[g])
		if g == facts {
			s.addOpposites()
			s.lastNamesLead = lead
		}
	}
}

// breath is how many documents are gathered before whoever waits for the processor gets it: for less than a millisecond.
const breath = 32

// ended lets others have the processor, and reports whether to give up.
func ended(ctx context.Context) bool {
	runtime.Gosched()
	return ctx.Err() != nil
}

// addOpposites adds who has no value of a field, in the order of keys.
func (s *segment) addOpposites() {
	t := &s.grams[facts]
	for _, kinds := range [][2]uint32{{noFieldFacts, fieldFacts}, {notShownFacts, shownFacts}} {
		for f := range uint32(fieldCount) {
			t.addOpposite(kinds[0]|f, kinds[1]|f, len(s.docs))
		}
	}
	t.trim()
}

// gatherWhole gathers every so manieth of what is looked up as a whole.
func (s *segment) gatherWhole(ctx context.Context, part int) {
	var into [wholeCount]*gatherer
	for w := part; w < int(wholeCount); w += wholeParts {
		into[w] = &gatherer{}
	}
	for i, d := range s.docs {
		if i%breath == 0 && ended(ctx) {
			return
		}
		addWhole(&into, d, uint32(i), s.seed)
	}
	for w, g := range into {
		if g != nil {
			g.finish(&s.whole[w])
		}
	}
}

func (s *segment) gatherNumbers(ctx context.Context) {
	for i, d := range s.docs {
		if i%breath == 0 && ended(ctx) {
			return
		}
		s.addNumbers(d, uint32(i))
	}
	s.numberTable.finish()
}

func (s *segment) gatherNames(ctx context.Context) {
	into := wordGatherer{numbers: map[string]uint32{}, names: make([]nameOf, 0, len(s.docs))}
	for i, d := range s.docs {
		if i%breath == 0 && ended(ctx) {
			return
		}
		into.add(d)
	}
	s.nameWords = into.finish()
}

// lookUp gives the postings of something whole.
func (s *segment) lookUp(w whole, text string) postings {
	return s.whole[w].findHash(hash(s.seed, text))
}

// ordinal finds a document.
func (s *segment) ordinal(id ID) (uint32, bool) {
	return s.ids.find(id, s.docs)
}

// idTable finds ordinals by ID: an open hash table of ordinals plus one, zero where a place is free. At least a quarter of its
// places is.
type idTable []uint32

func newIDTable(docs []*Document) idTable {
	t := makeIDTable(len(docs))
	for i, d := range docs {
		t[t.place(d.ID, docs)] = uint32(i) + 1
	}
	return t
}

// makeIDTable makes room for so many.
func makeIDTable(n int) idTable {
	size := 4
	for size*3 < n*4 {
		size *= 2
	}
	return make(idTable, size)
}

func (t idTable) find(id ID, docs []*Document) (uint32, bool) {
	ordinal := t[t.place(id, docs)]
	return ordinal - 1, ordinal != 0
}

// place is where id is, or where it would be.
func (t idTable) place(id ID, docs []*Document) int {
	place := t.start(id)
	for t[place] != 0 && docs[t[place]-1].ID != id {
		place = (place + 1) % len(t)
	}
	return place
}

// start is the place where the search for id begins. Both halves of a UUID count: times and random bits.
func (t idTable) start(id ID) int {
	h := (binary.LittleEndian.Uint64(id[:8])*spread ^ binary.LittleEndian.Uint64(id[8:])) * 0xD6E8FEB86659FD93
	return int((h >> 32) % uint64(len(t)))
}
