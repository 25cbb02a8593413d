package directory

import (
	"context"
	"maps"
	"slices"
	"sync"

	"annuaire/directory/search"
)

// inspection keeps what a look through the contacts of a snapshot has found: all of them are read, so that is done once for each revision that somebody
// asks about.
type inspection struct {
	mu    sync.Mutex
	found *findings // nil: nobody has looked yet
}

// findings are what was found, whoever asks. Contacts are in the order of their names.
type findings struct {
	inRoot, withoutEmail, withoutNumber, withoutLine []*search.Document
	lined                                            []*search.Document // internal ones with a line
	shared                                           []sharedNumber     // in the order of the numbers
	filled                                           map[search.ID]struct{}
}

// sharedNumber is a number that several contacts have.
type sharedNumber struct {
	e164    string
	holders []*search.Document
}

// of looks through the snapshot that the inspection is of.
func (i *inspection) of(ctx context.Context, s *Snapshot) (*findings, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.found != nil {
		return i.found, ctx.Err()
	}
	look := examination{
		findings: findings{filled: map[search.ID]struct{}{}}, root: search.ID(s.Tree.Root().ID),
		first: map[string]*search.Document{}, holders: map[string][]*search.Document{},
	}
	people := search.Query{Hidden: true, Where: search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact, search.Group)}}
	for doc := range s.People.Search(ctx, people) {
		look.at(doc)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, number := range slices.Sorted(maps.Keys(look.holders)) {
		look.shared = append(look.shared, sharedNumber{number, look.holders[number]})
	}
	i.found = &look.findings
	return i.found, nil
}

// examination is a look through a directory.
type examination struct {
	findings
	root    search.ID
	first   map[string]*search.Document   // who has a number
	holders map[string][]*search.Document // of numbers that several have
}

// at looks at one contact or call group.
func (x *examination) at(doc *search.Document) {
	x.filled[doc.Parent] = struct{}{}
	if doc.Kind != search.Contact {
		return
	}
	note := func(bad bool, list *[]*search.Document) {
		if bad {
			*list = append(*list, doc)
		}
	}
	internal, lined := doc.Marks&internalMark != 0, doc.Marks&lineMark != 0
	note(doc.Parent == x.root, &x.inRoot)
	note(internal && doc.First(search.Email) == "", &x.withoutEmail)
	note(!x.noteNumbers(doc), &x.withoutNumber)
	note(internal && !lined, &x.withoutLine)
	note(internal && lined, &x.lined)
}

// noteNumbers notes who has which number, and reports whether the contact has any at all.
func (x *examination) noteNumbers(doc *search.Document) bool {
	any := false
	for v := range doc.Values() {
		if !v.Field.IsNumber() {
			continue
		}
		any = true
		if v.E164 == "" || v.Field == search.ShortNumber {
			continue
		}
		first := x.first[v.E164]
		switch more := x.holders[v.E164]; {
		case first == nil:
			x.first[v.E164] = doc
		case first == doc || len(more) > 0 && more[len(more)-1] == doc:
		case len(more) == 0:
			x.holders[v.E164] = []*search.Document{first, doc}
		default:
			x.holders[v.E164] = append(more, doc)
		}
	}
	return any
}
