package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// copiedTogether is how many entries are copied in a row. They are all over memory, and a processor that is told of several waits for them at the
// same time.
const copiedTogether = 16

// copy says entries of what was found, from what is ready, and makes ready what is not: as many as may be said before it is asked again whether the
// answer has stopped. It says none where entries have to be made, and are not kept.
func (s *searcher) copy(f search.Found) (said int) {
	if f.Shelf == nil || !s.shape.keepable || s.latin1 || s.collecting {
		return 0
	}
	if s.ready == nil || s.ready.shelf != f.Shelf {
		if s.ready = s.dit.shapes.beside(s.shape, f.Shelf, s.snapshot.People); s.ready == nil {
			return 0
		}
	}
	n := min(len(f.Places), copiedTogether, s.left(), entriesPerLook-s.entries%entriesPerLook)
	var entries [copiedTogether]readyEntry
	s.ready.gather(f.Places[:n], &entries)
	for i := range entries[:n] {
		if e := &entries[i]; e.list != nil {
			s.buf = message.AppendEntry(s.buf, s.id, e.rdn, s.below[e.folder], e.list)
		} else {
			s.makeReady(f.Document(i), f.Places[i])
		}
		s.entries++
		if s.said(); s.err != nil {
			return i + 1
		}
	}
	if s.page > 0 {
		s.last = f.Document(n - 1)
	}
	return n
}

// makeReady says the entry of what was found at a place, and keeps it.
func (s *searcher) makeReady(d *search.Document, place uint32) {
	mark, attributes := s.say(&s.reader, d)
	if folder, known := s.numbers[d.Parent]; known {
		if !s.ready.put(place, folder, s.dn[:len(s.dn)-len(s.below[folder])], s.buf[attributes:]) {
			s.dit.shapes.widen(s.shape, s.ready, s.snapshot.People)
		}
	}
	s.buf = message.EndEntry(s.buf, mark)
}
