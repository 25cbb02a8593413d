package dit

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"annuaire/directory/search"
)

// shapeKey is all that says how a person's entry is written, but for the person. Accounts whose phones ask for the same share one.
type shapeKey struct {
	dialect      *search.Dialect
	fields, fill search.FieldSet
	dial         search.DialForm
	types        bool
	names        string // of the columns, each ended by a zero byte
}

// shape is what is ready of one, for each shelf.
type shape struct {
	tables atomic.Pointer[[]*ready]
	asked  atomic.Int64 // when it was asked for last, by shapes.clock
}

// shapes are those that are asked for, and the entries that are ready in them. Who looks for one waits for nobody.
type shapes struct {
	budget
	known atomic.Pointer[map[shapeKey]*shape]
	clock atomic.Int64 // how often something was added
	mu    sync.Mutex   // held by who adds or drops
}

// mostShapes is how many are kept: each kind of phone asks for one.
const mostShapes = 64

// shapeOf finds the shape of what a search says of people, nil where each entry has to be made: of what is not in documents, as photos are not, and of
// LDAPv2's.
func (s *searcher) shapeOf() *shape {
	if s.latin1 || s.collecting {
		return nil
	}
	s.scratch = s.scratch[:0]
	for i := range s.columns {
		if c := &s.columns[i]; c.source == fromPhoto || c.source == fromDN {
			return nil
		}
		s.scratch = append(append(s.scratch, s.columns[i].name...), 0)
	}
	all := &s.dit.shapes
	dialect := s.snapshot.Dialect()
	known := all.known.Load()
	if known != nil {
		if made := (*known)[shapeKey{dialect, s.fields, s.fill, s.dial, s.types, string(s.scratch)}]; made != nil {
			return made
		}
	}
	return all.add(shapeKey{dialect, s.fields, s.fill, s.dial, s.types, string(s.scratch)})
}

func (a *shapes) add(key shapeKey) *shape {
	a.mu.Lock()
	defer a.mu.Unlock()
	known := map[shapeKey]*shape{}
	if before := a.known.Load(); before != nil {
		if made := (*before)[key]; made != nil {
			return made
		}
		known = maps.Clone(*before)
	}
	for len(known) >= mostShapes {
		oldest := slices.MinFunc(slices.Collect(maps.Keys(known)), func(k, l shapeKey) int {
			return int(known[k].asked.Load() - known[l].asked.Load())
		})
		a.drop(known[oldest], func(*ready) bool { return true })
		delete(known, oldest)
	}
	made := &shape{}
	made.tables.Store(new([]*ready))
	made.asked.Store(a.clock.Add(1))
	known[key] = made
	a.known.Store(&known)
	return made
}

// drop drops the tables of a shape that are not wanted any more. The caller holds mu.
func (a *shapes) drop(s *shape, unwanted func(*ready) bool) {
	var left []*ready
	for _, r := range *s.tables.Load() {
		if unwanted(r) {
			r.retire()
		} else {
			left = append(left, r)
		}
	}
	s.tables.Store(&left)
}

// beside finds what is ready of a shape beside a shelf that people holds; nil where there is no room for it.
func (a *shapes) beside(s *shape, shelf *search.Shelf, people *search.Index) *ready {
	for _, r := range *s.tables.Load() {
		if r.shelf == shelf {
			if now := a.clock.Load(); s.asked.Load() != now {
				s.asked.Store(now)
			}
			return r
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, r := range *s.tables.Load() {
		if r.shelf == shelf {
			return r
		}
	}
	a.makeRoom(s, people, 4*shelf.Places)
	if !a.take(4 * shelf.Places) {
		return nil
	}
	made := newReady(shelf, &a.budget)
	tables := append(slices.Clone(*s.tables.Load()), made)
	s.tables.Store(&tables)
	s.asked.Store(a.clock.Add(1))
	return made
}

// widen makes room for more entries of a shape, or says that there is none.
func (a *shapes) widen(s *shape, r *ready, people *search.Index) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.makeRoom(s, people, chunkBytes)
	r.full.Store(a.taken.Load()+chunkBytes > a.most.Load())
}

// makeRoom drops what is beside shelves that have been replaced, and then, until so many bytes are left, the shapes that were not asked for the
// longest, but for one. The caller holds mu.
func (a *shapes) makeRoom(but *shape, people *search.Index, bytes int) {
	var all []*shape
	for _, s := range *a.known.Load() {
		a.drop(s, func(r *ready) bool { return !people.Holds(r.shelf) })
		if s != but {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(s, t *shape) int { return int(s.asked.Load() - t.asked.Load()) })
	for _, s := range all {
		if a.taken.Load()+int64(bytes) <= a.most.Load() {
			return
		}
		a.drop(s, func(*ready) bool { return true })
	}
}
