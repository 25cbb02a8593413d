package directory

import (
	"context"
	"maps"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Health is what makes a directory less useful than it could be. Contacts are in the order of their names, folders in the
// order of the tree. Of each list there are the first mostListed; Totals says how many there are.
type Health struct {
	WithoutNumber    []ContactRef      `json:"without_number"`
	InRoot           []ContactRef      `json:"in_root"`        // in no folder of their own
	WithoutEmail     []ContactRef      `json:"without_email"`  // internal ones
	WithoutLine      []ContactRef      `json:"without_line"`   // internal ones
	OneLineShort     []OneLineShort    `json:"one_line_short"` // of a bundle
	DuplicateNumbers []DuplicateNumber `json:"duplicate_numbers"`
	DialPrefixes     []DialPrefix      `json:"dial_prefix_conflicts"` // where Config asks to look at that
	EmptyFolders     []Folder          `json:"empty_folders"`         // without contacts, call groups and folders
	LostGrants       []Account         `json:"lost_grants"`           // accounts granted a folder that is gone
	Totals           HealthTotals      `json:"totals"`
}

// HealthTotals is how many there are of each list that may be long.
type HealthTotals struct {
	WithoutNumber    int `json:"without_number"`
	InRoot           int `json:"in_root"`
	WithoutEmail     int `json:"without_email"`
	WithoutLine      int `json:"without_line"`
	OneLineShort     int `json:"one_line_short"`
	DuplicateNumbers int `json:"duplicate_numbers"`
}

// mostListed is how many of a list Health gives: who has put those right asks again.
const mostListed = 500

// ContactRef names a contact.
type ContactRef struct {
	ID       uuid.UUID `json:"id"`
	Name     string    `json:"name"`
	FolderID uuid.UUID `json:"folder_id"`
}

func refOf(doc *search.Document) ContactRef {
	return ContactRef{ID: uuid.UUID(doc.ID), Name: doc.First(search.Name), FolderID: uuid.UUID(doc.Parent)}
}

// DuplicateNumber is a number that several contacts have.
type DuplicateNumber struct {
	E164     string       `json:"e164"`
	Contacts []ContactRef `json:"contacts"`
}

// HealthView is whose look through the directory it is; its zero value sees all.
type HealthView struct {
	// Sees and SeesLines tell of which folders' contacts all is in sight, and of which their lines; nil: of all.
	Sees, SeesLines func(folder uuid.UUID) bool
}

// Health looks through the whole directory, hidden contacts included, as far as that is in sight.
func (d *Directory) Health(ctx context.Context, view HealthView) (Health, error) {
	look := newExamination(d.Snapshot(), view)
	people := search.Query{Hidden: true, Where: search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact, search.Group)}}
	for doc := range look.People.Search(ctx, people) {
		look.at(doc)
	}
	if err := ctx.Err(); err != nil {
		return Health{}, asError("look through the directory", err)
	}
	health := &look.health
	look.listDuplicates()
	health.EmptyFolders = slices.DeleteFunc(emptyFolders(look.Tree, look.filled), func(f Folder) bool { return !look.sees(f.ID) })
	health.LostGrants = lostGrants(look.Snapshot)
	err := d.lineHealth(health, look.lined)
	if err == nil {
		health.DialPrefixes, err = d.DialPrefixes(ctx, nil)
	}
	return *health, err
}

// examination is a look through a directory.
type examination struct {
	*Snapshot
	health          Health
	sees, seesLines func(uuid.UUID) bool
	root            uuid.UUID
	filled          map[search.ID]struct{}        // folders that something is in
	lined           []*search.Document            // internal contacts with a line in sight
	first           map[string]*search.Document   // who has a number
	holders         map[string][]*search.Document // of numbers that several have
}

func newExamination(s *Snapshot, view HealthView) *examination {
	return &examination{
		Snapshot: s, sees: remembering(view.Sees), seesLines: remembering(view.SeesLines), root: s.Tree.Root().ID,
		filled: map[search.ID]struct{}{}, first: map[string]*search.Document{}, holders: map[string][]*search.Document{},
		health: Health{
			WithoutNumber: []ContactRef{}, InRoot: []ContactRef{}, WithoutEmail: []ContactRef{}, WithoutLine: []ContactRef{},
			OneLineShort: []OneLineShort{}, DuplicateNumbers: []DuplicateNumber{},
		},
	}
}

// remembering asks once of each folder, in which there may be many contacts; nil is true of all.
func remembering(ask func(uuid.UUID) bool) func(uuid.UUID) bool {
	known := map[uuid.UUID]bool{}
	return func(folder uuid.UUID) bool {
		answer, asked := known[folder]
		if !asked {
			answer = ask == nil || ask(folder)
			known[folder] = answer
		}
		return answer
	}
}

// at looks at one contact or call group.
func (x *examination) at(doc *search.Document) {
	x.filled[doc.Parent] = struct{}{}
	folder := uuid.UUID(doc.Parent)
	if doc.Kind != search.Contact || !x.sees(folder) {
		return
	}
	h, internal := &x.health, doc.Marks&internalMark != 0
	list := func(bad bool, list *[]ContactRef, total *int) {
		if !bad {
			return
		}
		if *total++; *total <= mostListed {
			*list = append(*list, refOf(doc))
		}
	}
	list(folder == x.root, &h.InRoot, &h.Totals.InRoot)
	list(internal && doc.First(search.Email) == "", &h.WithoutEmail, &h.Totals.WithoutEmail)
	list(!x.noteNumbers(doc), &h.WithoutNumber, &h.Totals.WithoutNumber)
	if !internal || !x.seesLines(folder) {
		return
	}
	list(doc.Marks&lineMark == 0, &h.WithoutLine, &h.Totals.WithoutLine)
	if doc.Marks&lineMark != 0 {
		x.lined = append(x.lined, doc)
	}
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

func (x *examination) listDuplicates() {
	x.health.Totals.DuplicateNumbers = len(x.holders)
	for _, number := range slices.Sorted(maps.Keys(x.holders)) {
		if len(x.health.DuplicateNumbers) == mostListed {
			return
		}
		duplicate := DuplicateNumber{E164: number}
		for _, doc := range x.holders[number][:min(len(x.holders[number]), mostListed)] {
			duplicate.Contacts = append(duplicate.Contacts, refOf(doc))
		}
		x.health.DuplicateNumbers = append(x.health.DuplicateNumbers, duplicate)
	}
}

func emptyFolders(tree *Tree, filled map[search.ID]struct{}) []Folder {
	var empty []Folder
	for _, f := range tree.All() {
		_, is := filled[search.ID(f.ID)]
		if !is && f.ParentID != uuid.Nil && len(tree.Children(f.ID)) == 0 {
			empty = append(empty, f)
		}
	}
	return empty
}

func lostGrants(s *Snapshot) []Account {
	return slices.DeleteFunc(s.Accounts(), func(a Account) bool {
		return !slices.ContainsFunc(a.Folders, func(id uuid.UUID) bool {
			_, found := s.Tree.Folder(id)
			return !found
		})
	})
}
