package directory

import (
	"context"
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
	s := d.Snapshot()
	found, err := s.inspection.of(ctx, s)
	if err != nil {
		return Health{}, asError("look through the directory", err)
	}
	sees := view.remembering()
	h := Health{OneLineShort: []OneLineShort{}}
	h.InRoot, h.Totals.InRoot = refsOf(sees.contacts(found.inRoot))
	h.WithoutEmail, h.Totals.WithoutEmail = refsOf(sees.contacts(found.withoutEmail))
	h.WithoutNumber, h.Totals.WithoutNumber = refsOf(sees.contacts(found.withoutNumber))
	h.WithoutLine, h.Totals.WithoutLine = refsOf(sees.lines(found.withoutLine))
	h.DuplicateNumbers, h.Totals.DuplicateNumbers = duplicatesOf(found.shared, sees)
	h.EmptyFolders = slices.DeleteFunc(emptyFolders(s.Tree, found.filled), func(f Folder) bool { return sees.Sees != nil && !sees.Sees(f.ID) })
	h.LostGrants = lostGrants(s)
	err = d.lineHealth(&h, sees.lines(found.lined))
	if err == nil {
		h.DialPrefixes, err = d.DialPrefixes(ctx, nil)
	}
	return h, err
}

// remembering is a view that asks once of each folder, in which there may be many contacts.
func (v HealthView) remembering() HealthView {
	once := func(ask func(uuid.UUID) bool) func(uuid.UUID) bool {
		if ask == nil {
			return nil
		}
		known := map[uuid.UUID]bool{}
		return func(folder uuid.UUID) bool {
			answer, asked := known[folder]
			if !asked {
				answer = ask(folder)
				known[folder] = answer
			}
			return answer
		}
	}
	return HealthView{once(v.Sees), once(v.SeesLines)}
}

// contacts are those of docs of which all is in sight.
func (v HealthView) contacts(docs []*search.Document) []*search.Document {
	return inFolders(docs, v.Sees)
}

// lines are those of docs whose lines are in sight too.
func (v HealthView) lines(docs []*search.Document) []*search.Document {
	return inFolders(v.contacts(docs), v.SeesLines)
}

// inFolders leaves those of docs that are in folders which it is true of; nil is true of all.
func inFolders(docs []*search.Document, is func(uuid.UUID) bool) []*search.Document {
	if is == nil {
		return docs
	}
	return slices.DeleteFunc(slices.Clone(docs), func(doc *search.Document) bool { return !is(uuid.UUID(doc.Parent)) })
}

// refsOf names the first mostListed contacts, and counts all.
func refsOf(docs []*search.Document) (list []ContactRef, total int) {
	list = []ContactRef{}
	for _, doc := range docs[:min(len(docs), mostListed)] {
		list = append(list, refOf(doc))
	}
	return list, len(docs)
}

// duplicatesOf names who shares a number, as far as they are in sight, and counts such numbers.
func duplicatesOf(shared []sharedNumber, view HealthView) (list []DuplicateNumber, total int) {
	list = []DuplicateNumber{}
	for _, number := range shared {
		holders := view.contacts(number.holders)
		if len(holders) < 2 {
			continue
		}
		if total++; total <= mostListed {
			refs, _ := refsOf(holders)
			list = append(list, DuplicateNumber{E164: number.e164, Contacts: refs})
		}
	}
	return list, total
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
