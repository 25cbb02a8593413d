package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// copy says the entry of what was found, from what is ready; it makes it ready if it is not. False: it has to be made, and is not kept.
func (s *searcher) copy(f search.Found) bool {
	if s.ready == nil || s.ready.shelf != f.Shelf {
		if s.ready = s.dit.shapes.beside(s.shape, f.Shelf, s.snapshot.People); s.ready == nil {
			return false
		}
	}
	s.last = f.Document
	if e, found := s.ready.get(f.Place); found {
		s.buf = message.AppendEntry(s.buf, s.id, e.rdn, s.below[e.folder], e.attributes)
		s.said()
		return true
	}
	mark, attributes := s.say(&s.reader, f.Document)
	if folder, known := s.numbers[f.Parent]; known {
		e := readyEntry{folder, s.dn[:len(s.dn)-len(s.below[folder])], s.buf[attributes:]}
		if !s.ready.put(f.Place, e) {
			s.dit.shapes.widen(s.shape, s.ready, s.snapshot.People)
		}
	}
	s.end(mark)
	return true
}
