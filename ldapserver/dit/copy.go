package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// queue is what was found and waits for being copied. Entries are all over memory, and a processor that is told of several waits for them
// at the same time.
type queue struct {
	waiting  [queueLength]search.Found
	length   int
	gathered [queueLength]readyEntry // the entries of what is waiting, while it is copied
}

const queueLength = 16

// wait puts what was found into the queue, as an entry that is as good as said. False: it has to be made, and is not kept.
func (s *searcher) wait(f search.Found) bool {
	if s.ready == nil || s.ready.shelf != f.Shelf {
		s.copyWaiting()
		if s.ready = s.dit.shapes.beside(s.shape, f.Shelf, s.snapshot.People); s.ready == nil {
			return false
		}
	}
	s.waiting[s.length] = f
	s.length++
	s.entries++
	if s.length == queueLength {
		s.copyWaiting()
	}
	return true
}

// copyWaiting says the entries of what is waiting, from what is ready; it makes ready what is not.
func (s *searcher) copyWaiting() {
	if s.length == 0 {
		return
	}
	defer s.queue.forget()
	waiting := s.waiting[:s.length]
	s.ready.gather(waiting, &s.gathered)
	for i := range waiting {
		if e := &s.gathered[i]; e.list != nil {
			s.buf = message.AppendEntry(s.buf, s.id, e.rdn, s.below[e.folder], e.list)
		} else {
			s.makeReady(waiting[i])
		}
		if s.said(); s.err != nil {
			return
		}
	}
	if s.page > 0 {
		s.last = waiting[len(waiting)-1].Document()
	}
}

// forget empties the queue, and holds nothing of what was in it.
func (q *queue) forget() {
	clear(q.waiting[:q.length])
	clear(q.gathered[:q.length])
	q.length = 0
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
