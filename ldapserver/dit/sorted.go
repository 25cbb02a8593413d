package dit

import (
	"slices"
	"sort"
	"sync"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// freelySorted is how many entries are sorted at once by anybody. Longer lists take turns, so that who reads the whole
// directory leaves processors to those who look up a number.
const freelySorted = 1000

// sorted finds everything and sorts it. It finds nothing where the search ends early.
func (s *searcher) sorted(at *search.Document, scope message.Scope, keys []sortKey) []*search.Document {
	if !s.collect(at, scope) {
		return nil
	}
	done := s.turn()
	defer done()
	if s.code != message.Success {
		return nil
	}
	return s.inOrder(keys)
}

// sortedList is sorted, kept for the next page or view of the same question until something is written.
func (s *searcher) sortedList(at *search.Document, scope message.Scope, keys []sortKey, asked question) []*search.Document {
	if list, ok := s.lists.get(asked); ok {
		return list
	}
	if !s.collect(at, scope) {
		return nil
	}
	done := s.turn()
	defer done()
	if list, ok := s.lists.get(asked); ok || s.code != message.Success { // somebody else has sorted it while this waited
		return list
	}
	list := s.inOrder(keys)
	s.lists.keep(asked, list)
	return list
}

// collect finds everything, unless the search ends early.
func (s *searcher) collect(at *search.Document, scope message.Scope) bool {
	s.collecting = true
	s.run(at, scope)
	s.collecting = false
	return s.code == message.Success
}

// turn waits until what was found may be sorted, or the search ends; done is called once it is sorted.
func (s *searcher) turn() (done func()) {
	done = func() {}
	if len(s.found) <= freelySorted {
		return done
	}
	select {
	case s.dit.sorting <- struct{}{}:
		done = func() { <-s.dit.sorting }
	case <-s.ctx.Done():
	}
	s.ended()
	return done
}

// inOrder sorts what was found.
func (s *searcher) inOrder(keys []sortKey) []*search.Document {
	type row struct {
		*search.Document
		values []sortValue
	}
	rows := make([]row, len(s.found))
	all := make([]sortValue, 0, len(s.found)*len(keys))
	for i, d := range s.found {
		start := len(all)
		all = s.sortValues(all, keys, d)
		rows[i] = row{d, all[start:]}
	}
	slices.SortFunc(rows, func(a, b row) int { return compareByKeys(keys, a.values, a.Document, b.values, b.Document) })
	for i := range rows {
		s.found[i] = rows[i].Document
	}
	return s.found
}

// behind is where in a sorted list those begin that come after a mark; nil comes before all.
func (s *searcher) behind(list []*search.Document, keys []sortKey, seen *mark) int {
	if seen == nil {
		return 0
	}
	at := s.snapshot.Dialect().At(seen.place)
	return sort.Search(len(list), func(i int) bool {
		return compareByKeys(keys, s.sortValues(nil, keys, list[i]), list[i], seen.values, at) > 0
	})
}

// lists are the last sorted lists of a picture: who reads one page after the other has it sorted once.
type lists struct {
	mu   sync.Mutex
	kept []keptList
}

type keptList struct {
	asked question
	list  []*search.Document
}

// mostLists bounds what is kept. A list takes eight bytes for each entry.
const mostLists = 4

func (l *lists) get(asked question) ([]*search.Document, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, k := range l.kept {
		if k.asked == asked {
			return k.list, true
		}
	}
	return nil, false
}

// keep puts a list in place of the oldest one, where there are enough.
func (l *lists) keep(asked question, list []*search.Document) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.kept) == mostLists {
		l.kept = slices.Delete(l.kept, 0, 1)
	}
	l.kept = append(l.kept, keptList{asked, list})
}
