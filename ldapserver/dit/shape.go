package dit

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"annuaire/directory/search"
)

// shapeKey is all that says how entries are written, but for the entries. Accounts whose phones ask for the same share one.
type shapeKey struct {
	dialect      *search.Dialect
	fields, fill search.FieldSet
	dial         search.DialForm
	types        bool   // only names of attributes
	asked        string // the attributes asked for, each ended by a zero byte
}

// shape is how entries are written, and those of people that are ready, for each shelf.
type shape struct {
	columns []column
	wanted  search.FieldSet // whose values are read
	// keepable is set where all that people's entries say is in their documents, as photos and the names of folders are not.
	keepable bool
	tables   atomic.Pointer[[]*ready]
	asked    atomic.Int64 // when it was asked for last, in seconds, give or take slackAsked
}

// shapes are those that are asked for. Who looks for one waits for nobody.
type shapes struct {
	budget
	known atomic.Pointer[map[shapeKey]*shape]
	mu    sync.Mutex // held by who adds or drops
}

const (
	// mostShapes is how many are kept: each kind of phone asks for one.
	mostShapes = 64
	// longUnasked is how long one has not been asked for when another may take its place, so that who asks for ever other attributes
	// drives out nobody's.
	longUnasked = 10 * 60
	// slackAsked is how much later it may have been asked for than is known: to write that down costs all processors.
	slackAsked = 60
)

// shapeOf finds how a search's entries are written.
func (s *searcher) shapeOf(attributes []string, now time.Time) *shape {
	s.scratch = s.scratch[:0]
	for _, name := range attributes {
		s.scratch = append(append(s.scratch, name...), 0)
	}
	dialect, at := s.snapshot.Dialect(), now.Unix()
	if known := s.dit.shapes.known.Load(); known != nil {
		if made := (*known)[shapeKey{dialect, s.fields, s.fill, s.dial, s.types, string(s.scratch)}]; made != nil {
			if at-made.asked.Load() > slackAsked {
				made.asked.Store(at)
			}
			return made
		}
	}
	return s.dit.shapes.add(shapeKey{dialect, s.fields, s.fill, s.dial, s.types, string(s.scratch)}, at)
}

func newShape(key shapeKey) *shape {
	s := &shape{keepable: true}
	var asked []string
	if key.asked != "" {
		asked = strings.Split(strings.TrimSuffix(key.asked, "\x00"), "\x00")
	}
	s.columns = choose(asked, key.fields)
	s.wanted = wantedFields(s.columns, key.fill)
	for i := range s.columns {
		if source := s.columns[i].source; source == fromPhoto || source == fromDN {
			s.keepable = false
		}
	}
	s.tables.Store(new([]*ready))
	return s
}

// add makes a shape, and keeps it if there is room.
func (a *shapes) add(key shapeKey, at int64) *shape {
	made := newShape(key)
	made.asked.Store(at)
	a.mu.Lock()
	defer a.mu.Unlock()
	known := map[shapeKey]*shape{}
	if before := a.known.Load(); before != nil {
		known = maps.Clone(*before)
	}
	if other := known[key]; other != nil {
		return other
	}
	if len(known) >= mostShapes {
		oldest := slices.MinFunc(slices.Collect(maps.Keys(known)), func(k, l shapeKey) int {
			return int(known[k].asked.Load() - known[l].asked.Load())
		})
		if at-known[oldest].asked.Load() < longUnasked {
			made.keepable = false
			return made
		}
		known[oldest].drop(func(*ready) bool { return true })
		delete(known, oldest)
	}
	known[key] = made
	a.known.Store(&known)
	return made
}

// drop drops the tables that are not wanted any more. The caller holds the shapes' mu.
func (s *shape) drop(unwanted func(*ready) bool) {
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
	if r := s.beside(shelf); r != nil {
		return r
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if r := s.beside(shelf); r != nil {
		return r
	}
	places := shelf.Places * placeBytes
	if !a.makeRoom(s, people, places) || !a.take(places) {
		return nil
	}
	made := newReady(shelf, &a.budget)
	tables := append(slices.Clone(*s.tables.Load()), made)
	s.tables.Store(&tables)
	return made
}

func (s *shape) beside(shelf *search.Shelf) *ready {
	for _, r := range *s.tables.Load() {
		if r.shelf == shelf {
			return r
		}
	}
	return nil
}

// widen makes room for more entries of a shape, or says that there is none.
func (a *shapes) widen(s *shape, r *ready, people *search.Index) {
	a.mu.Lock()
	defer a.mu.Unlock()
	r.full.Store(!a.makeRoom(s, people, chunkBytes))
}

// limit sets how many bytes may be taken, and gives back those that are more.
func (a *shapes) limit(most int, people *search.Index) {
	a.most.Store(int64(most))
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.known.Load() != nil {
		a.makeRoom(nil, people, 0)
	}
}

// makeRoom drops what is beside shelves that have been replaced, and then, until so many bytes are left, what is ready of the shapes that were not
// asked for the longest, but for one. It reports whether they are left for that one. The caller holds mu.
func (a *shapes) makeRoom(but *shape, people *search.Index, bytes int) bool {
	all := slices.Collect(maps.Values(*a.known.Load()))
	if but != nil && !slices.Contains(all, but) {
		return false // it has been driven out meanwhile
	}
	for _, s := range all {
		s.drop(func(r *ready) bool { return !people.Holds(r.shelf) })
	}
	slices.SortFunc(all, func(s, t *shape) int { return int(s.asked.Load() - t.asked.Load()) })
	left := func() bool { return a.taken.Load()+int64(bytes) <= a.most.Load() }
	for _, s := range all {
		if left() {
			return true
		}
		if s != but {
			s.drop(func(*ready) bool { return true })
		}
	}
	return left()
}
