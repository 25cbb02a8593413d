package directory

import (
	"cmp"
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Health is what makes a directory less useful than it could be. Contacts are in the order of their names, folders in the
// order of the tree.
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
}

// ContactRef names a contact.
type ContactRef struct {
	ID       uuid.UUID `json:"id"`
	Name     string    `json:"name"`
	FolderID uuid.UUID `json:"folder_id"`
}

// DuplicateNumber is a number that several contacts have.
type DuplicateNumber struct {
	E164     string       `json:"e164"`
	Contacts []ContactRef `json:"contacts"`
}

// Health looks through the whole directory, hidden contacts included.
func (d *Directory) Health(ctx context.Context) (Health, error) {
	var (
		s        = d.Snapshot()
		health   Health
		internal []ContactRef
		holders  = map[string][]ContactRef{}
		filled   = map[search.ID]struct{}{}
		root     = search.ID(s.Tree.Root().ID)
	)
	people := search.Query{Hidden: true, Where: search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact, search.Group)}}
	for doc := range s.People.Search(ctx, people) {
		ref := ContactRef{ID: uuid.UUID(doc.ID), Name: firstValue(doc, search.Name), FolderID: uuid.UUID(doc.Parent)}
		filled[doc.Parent] = struct{}{}
		if doc.Kind != search.Contact {
			continue
		}
		if doc.Parent == root {
			health.InRoot = append(health.InRoot, ref)
		}
		if firstValue(doc, search.ContactKind) == string(InternalContact) {
			internal = append(internal, ref)
			if firstValue(doc, search.Email) == "" {
				health.WithoutEmail = append(health.WithoutEmail, ref)
			}
		}
		if !noteNumbers(doc, ref, holders) {
			health.WithoutNumber = append(health.WithoutNumber, ref)
		}
	}
	if err := ctx.Err(); err != nil {
		return Health{}, asError("look through the directory", err)
	}
	health.DuplicateNumbers = duplicates(holders)
	health.EmptyFolders = emptyFolders(s.Tree, filled)
	health.LostGrants = lostGrants(s)
	if err := d.lineHealth(&health, internal); err != nil {
		return Health{}, err
	}
	var err error
	health.DialPrefixes, err = d.DialPrefixes(ctx, nil)
	return health, err
}

// noteNumbers notes who has which number, and reports whether the contact has any at all.
func noteNumbers(doc *search.Document, ref ContactRef, holders map[string][]ContactRef) bool {
	any := false
	for v := range doc.Values() {
		if !v.Field.IsNumber() {
			continue
		}
		any = true
		if v.E164 != "" && v.Field != search.ShortNumber && !slices.Contains(holders[v.E164], ref) {
			holders[v.E164] = append(holders[v.E164], ref)
		}
	}
	return any
}

func duplicates(holders map[string][]ContactRef) []DuplicateNumber {
	var list []DuplicateNumber
	for number, contacts := range holders {
		if len(contacts) > 1 {
			list = append(list, DuplicateNumber{E164: number, Contacts: contacts})
		}
	}
	slices.SortFunc(list, func(a, b DuplicateNumber) int { return cmp.Compare(a.E164, b.E164) })
	return list
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
