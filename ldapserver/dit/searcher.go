package dit

import (
	"iter"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// searcher finds what a filter asks for and puts it into an answer.
type searcher struct {
	reader
	*answer
	filter *message.Filter

	after      *search.Document // what comes before it, and it itself, has been seen; nil: nothing
	last       *search.Document // the last entry that was said, of a page
	collecting bool             // documents go to found, not into the answer
	found      []*search.Document
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

// only finds the one entry.
func (s *searcher) only(d *search.Document) {
	query := search.Query{Where: s.condition(s.filter, subjectOf(d)), Fill: s.fill, Lenient: s.options.LenientEquality}
	if query.Matches(d) && !s.stopped() {
		s.take(d)
	}
}

// peopleIn finds contacts and groups in the folders of the set, nil: everywhere.
func (s *searcher) peopleIn(folders map[search.ID]struct{}) {
	s.find(s.snapshot.People.Search(s.until(), search.Query{
		Where: combine(search.And, []search.Expr{
			{Op: search.OfKind, Kinds: people},
			s.condition(s.filter, ofPeople),
		}),
		Folders: folders, Fill: s.fill, Lenient: s.options.LenientEquality, After: s.after,
	}))
}

// foldersIn finds folders in those of the set, nil: everywhere, and the folder self.
func (s *searcher) foldersIn(folders map[search.ID]struct{}, self search.ID) {
	s.find(s.folders.Search(search.Query{
		Where: combine(search.Or, []search.Expr{
			combine(search.And, []search.Expr{
				{Op: search.OfKind, Kinds: search.Kinds(search.Folder)},
				s.condition(s.filter, ofFolders),
			}),
			combine(search.And, []search.Expr{
				{Op: search.OfKind, Kinds: search.Kinds(search.Root)},
				s.condition(s.filter, ofBase),
			}),
		}),
		Folders: folders, Self: self, Lenient: s.options.LenientEquality, After: s.after,
	}))
}

func (s *searcher) find(found iter.Seq[*search.Document]) {
	if s.code != message.Success || s.err != nil || s.more {
		return
	}
	for d := range found {
		if s.stopped() {
			return
		}
		s.take(d)
	}
	if s.until().Err() != nil {
		s.stopped()
	}
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
