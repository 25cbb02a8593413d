package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// mostWaiting is how many of what was found wait for being copied. Entries are all over memory, and a processor that is told of several waits for
// them at the same time.
const mostWaiting = 16

// wait has what was found wait for being copied, as an entry that is as good as said. False: it has to be made, and is not kept.
func (s *searcher) wait(f search.Found) bool {
	if s.ready == nil || s.ready.shelf != f.Shelf {
		s.copyWaiting()
		if s.ready = s.dit.shapes.beside(s.shape, f.Shelf, s.snapshot.People); s.ready == nil {
			return false
		}
	}
	s.waiting = append(s.waiting, f)
	s.entries++
	if len(s.waiting) == mostWaiting {
		s.copyWaiting()
	}
	return true
}

// copyWaiting says the entries of what is waiting, from what is ready; it makes ready what is not.
func (s *searcher) copyWaiting() {
	waiting := s.waiting
	if len(waiting) == 0 {
		return
	}
	var entries [mostWaiting]readyEntry
	s.ready.gather(waiting, &entries)
	for i := range waiting {
		if e := &entries[i]; e.list != nil {
			s.buf = message.AppendEntry(s.buf, s.id, e.rdn, s.below[e.folder], e.list)
		} else {
			s.makeReady(waiting[i])
		}
		if s.said(); s.err != nil {
			break
		}
	}
	if s.page > 0 {
		s.last = waiting[len(waiting)-1].Document()
	}
	clear(waiting)
	s.waiting = waiting[:0]
}

// makeReady says the entry of what was found, and keeps it.
func (s *searcher) makeReady(f search.Found) {
	d := f.Document()
	mark, attributes := s.say(&s.reader, d)
	if folder, known := s.numbers[d.Parent]; known {
		if !s.ready.put(f.Place, folder, s.dn[:len(s.dn)-len(s.below[folder])], s.buf[attributes:]) {
			s.dit.shapes.widen(s.shape, s.ready, s.snapshot.People)
		}
	}
	s.buf = message.EndEntry(s.buf, mark)
}
