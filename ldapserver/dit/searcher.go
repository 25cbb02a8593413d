package dit

import (
	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// searcher finds what a filter asks for and puts it into an answer.
type searcher struct {
	reader
	answer
	filter *message.Filter
	exprs  exprs

	yield      func(search.Found) bool // takeSome, made once
	where      [2]search.Expr
	onlyPeople bool // have what the filter asks for
	query      search.Query
	after      *search.Document // what comes before it, and it itself, has been seen; nil: nothing
	last       *search.Document // the last entry that was said, of a page
	collecting bool             // documents go to found, not into the answer
	found      []*search.Document

	shape *shape // of the entries
	ready *ready // beside the shelf that something was found on last
}

// run searches at an entry: people in the order of the alphabet, then folders, the base entry among them.
func (s *searcher) run(at *search.Document, scope message.Scope) {
	leaf := people.Has(at.Kind)
	switch {
	case scope == message.BaseObject || leaf && scope == message.WholeSubtree:
		s.only(at)
	case leaf:
	case scope == message.SingleLevel:
		in := map[search.ID]struct{}{at.ID: {}}
		if s.sees(at.ID) {
			s.peopleIn(in)
		}
		s.foldersIn(in, search.ID{})
	case at.Kind == search.Root:
		s.peopleIn(s.scope)
		s.foldersIn(nil, search.ID{})
	default:
		in := s.forest.tree.Scope(uuid.UUID(at.ID))
		s.peopleIn(in)
		s.foldersIn(in, at.ID)
	}
}

// searcher gives one whose memory has been used before; release gives it back.
func (t *DIT) searcher() *searcher {
	if s, ok := t.searchers.Get().(*searcher); ok {
		return s
	}
	s := &searcher{}
	s.yield = s.takeSome
	return s
}

func (t *DIT) release(s *searcher) {
	s.exprs.reuse()
	clear(s.picked)
	clear(s.values)
	*s = searcher{
		reader: reader{dn: s.dn[:0], picked: s.picked[:0], values: s.values[:0], made: s.made[:0]},
		answer: answer{scratch: s.scratch[:0]},
		exprs:  s.exprs,
		yield:  s.yield,
	}
	t.searchers.Put(s)
}

// only finds the one entry.
func (s *searcher) only(d *search.Document) {
	query := search.Query{Where: s.condition(s.filter, subjectOf(d)), Fill: s.fill, Lenient: s.options.LenientEquality}
	if query.Matches(d) && !s.stopped() {
		s.take(d)
	}
}

// peopleIn finds contacts and groups in the folders of the set, nil: everywhere.
func (s *searcher) peopleIn(folders map[search.ID]struct{}) {
	if s.isOver() {
		return
	}
	s.where = [2]search.Expr{{Op: search.OfKind, Kinds: people}, s.condition(s.filter, ofPeople)}
	s.onlyPeople = !s.exprs.elsewhere
	s.query = search.Query{
		Where:   combine(search.And, s.where[:]),
		Folders: folders, Fill: s.fill, Lenient: s.options.LenientEquality, After: s.after, Wanted: s.left() + 1, // one more tells that there are more
	}
	if !s.snapshot.People.Find(s.until(), &s.query, s.yield) {
		s.look()
	}
}

// foldersIn finds folders in those of the set, nil: everywhere, and the folder self.
func (s *searcher) foldersIn(folders map[search.ID]struct{}, self search.ID) {
	if s.isOver() || s.onlyPeople {
		return
	}
	of := func(kind search.Kind, on subject) search.Expr {
		c := s.condition(s.filter, on)
		if c.Op == search.Never {
			return c
		}
		return combine(search.And, []search.Expr{{Op: search.OfKind, Kinds: search.Kinds(kind)}, c})
	}
	s.where = [2]search.Expr{of(search.Folder, ofFolders), of(search.Root, ofBase)}
	where := combine(search.Or, s.where[:])
	if where.Op == search.Never { // as with most that phones ask
		return
	}
	for d := range s.folders.Search(search.Query{
		Where: where, Folders: folders, Self: self, Lenient: s.options.LenientEquality, After: s.after,
	}) {
		if s.stopped() {
			break
		}
		s.take(d)
	}
	s.look()
}

// isOver reports whether the answer is complete, or ends early.
func (s *searcher) isOver() bool { return s.code != message.Success || s.err != nil || s.more }

// look sees, where an answer seems complete, whether it has rather run out of time.
func (s *searcher) look() {
	if !s.isOver() {
		s.ended()
	}
}

// takeSome takes what was found, until the answer is over.
func (s *searcher) takeSome(f search.Found) bool {
	for len(f.Places) > 0 {
		if s.stopped() {
			return false
		}
		n := s.copy(f)
		if n == 0 {
			s.take(f.Document(0))
			n = 1
		}
		f.Places = f.Places[n:]
	}
	return true
}

// take says what was found, or puts it to what is to be sorted.
func (s *searcher) take(d *search.Document) {
	if s.collecting {
		s.found = append(s.found, d)
		return
	}
	s.entry(&s.reader, d)
	s.last = d
}
