package dit

import (
	"slices"
	"sort"
	"sync"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// sorted finds everything and sorts it.
func (s *searcher) sorted(at *search.Document, scope message.Scope, keys []sortKey) []*search.Document {
	s.collecting = true
	s.run(at, scope)
	s.collecting = false
	if len(keys) == 0 {
		return s.found
	}
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

// sortedList is sorted, kept for the next page or view of the same question until something is written. It is empty where
// the search ends early.
func (s *searcher) sortedList(at *search.Document, scope message.Scope, keys []sortKey, asked question) []*search.Document {
	if list, ok := s.lists.get(asked); ok {
		return list
	}
	list := s.sorted(at, scope, keys)
	if s.code != message.Success {
		return nil
	}
	s.lists.keep(asked, list)
	return list
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
