package search

import (
	"context"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
)

// ranking finds the values of a field on one side of another, of all documents of a segment. The ordinals of the documents
// stand in the order of values, in blocks; within a block they are in their own order, so a block is walked as postings are.
// Each level has the same ordinals in blocks of more of them: a range is a few blocks of each level, however long it is.
type ranking struct {
	cuts   []ranked   // the first value of each block of the lowest level
	levels [][]uint32 // the lowest first
}

// ranked is a value as it is compared by >= and <=: by its folded form, then by its spelling, regardless of case.
type ranked struct{ folded, typed string }

func (a ranked) compare(b ranked) int {
	if c := strings.Compare(a.folded, b.folded); c != 0 {
		return c
	}
	return compareSpelling(strings.ToLower(a.typed), strings.ToLower(b.typed))
}

const (
	// lowestBlock is how many ordinals a block of the lowest level has. At most two of them hold what is not asked for.
	lowestBlock = 16
	// blocksTogether is how many blocks are one of the next level.
	blocksTogether = 8
)

// newRanking ranks the values of a field, nil if ctx ends.
func newRanking(ctx context.Context, docs []*Document, f Field) *ranking {
	type entry struct {
		ranked
		ordinal uint32
	}
	var entries []entry
	for ordinal, d := range docs {
		if ordinal%breath == 0 && ended(ctx) {
			return nil
		}
		for i := d.items(); i.next(); {
			if i.field == f {
				entries = append(entries, entry{ranked{i.folded(), i.typed()}, uint32(ordinal)})
			}
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return a.compare(b.ranked) })
	r := &ranking{}
	ordinals := make([]uint32, len(entries))
	for i, e := range entries {
		ordinals[i] = e.ordinal
		if i%lowestBlock == 0 {
			r.cuts = append(r.cuts, ranked{strings.Clone(e.folded), strings.Clone(e.typed)})
		}
	}
	for size := lowestBlock; ; size *= blocksTogether {
		level := slices.Clone(ordinals)
		for block := range slices.Chunk(level, size) {
			slices.Sort(block)
		}
		r.levels = append(r.levels, level)
		if size >= len(level) {
			return r
		}
	}
}

// side tells the values before one side of a range from the others.
type side func(ranked) bool

// between gives the blocks with the values from one side to another, and a few more; nil is the end of all values.
func (r *ranking) between(from, to side) [][]uint32 {
	before := func(s side) int { return sort.Search(len(r.cuts), func(i int) bool { return !s(r.cuts[i]) }) }
	first, last := 0, len(r.cuts)
	if from != nil {
		first = max(0, before(from)-1)
	}
	if to != nil {
		last = before(to)
	}
	var blocks [][]uint32
	size := lowestBlock
	for _, level := range r.levels {
		block := func(i int) { blocks = append(blocks, level[i*size:min(len(level), (i+1)*size)]) }
		// What is whole at the next level is taken there.
		for ; first < last && first%blocksTogether != 0; first++ {
			block(first)
		}
		if last*size < len(level) {
			for ; first < last && last%blocksTogether != 0; last-- {
				block(last - 1)
			}
		}
		if size >= len(level) {
			for ; first < last; first++ {
				block(first)
			}
		}
		if first >= last {
			return blocks
		}
		first, last, size = first/blocksTogether, (last+blocksTogether-1)/blocksTogether, size*blocksTogether
	}
	return blocks
}

// rankings are made when they are first asked for: few directories are asked for anything by its order.
type rankings struct {
	made         [fieldCount]atomic.Pointer[ranking]
	asked, begun atomic.Uint64 // FieldSets: those to be made next, and these with all before
}

// ranking is that of a field, nil if it is not made yet.
func (r *rankings) ranking(f Field) *ranking {
	made := r.made[f].Load()
	if made == nil && r.begun.Or(1<<f)&(1<<f) == 0 {
		r.asked.Or(1 << f)
	}
	return made
}

// rank makes the rankings of fields.
func (s *segment) rank(ctx context.Context, fields FieldSet) {
	for f := range fieldCount {
		if fields.Has(f) {
			s.begun.Or(1 << f)
			s.made[f].Store(newRanking(ctx, s.docs, f))
		}
	}
}
