package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Sight is what somebody sees of folders and contacts, as her rights were when it was asked for. Who may write the directory in a folder sees
// all that is in it; who may only read it sees what phones see: neither hidden contacts nor hidden numbers. Everybody sees her own contact whole.
type Sight struct {
	tree        *Tree
	read, write sightedFolders
	self        uuid.UUID
}

// sightedFolders is a set of folders.
type sightedFolders struct {
	everywhere bool
	set        map[search.ID]struct{}
}

func (s sightedFolders) has(id uuid.UUID) bool {
	_, is := s.set[search.ID(id)]
	return s.everywhere || is
}

// Sight gives what whoever has the rights sees; self is her own contact, zero where she has none.
func (r Rights) Sight(self uuid.UUID) Sight {
	return Sight{tree: r.tree, read: r.sighted(Read), write: r.sighted(Write), self: self}
}

func (r Rights) sighted(access Access) sightedFolders {
	folders, everywhere := r.Folders(SectionDirectory, access)
	if everywhere || len(folders) == 0 {
		return sightedFolders{everywhere: everywhere}
	}
	return sightedFolders{set: r.tree.Scope(folders...)}
}

// Sees reports whether the folder is in sight.
func (s Sight) Sees(folder uuid.UUID) bool { return s.read.has(folder) }

// SeesAll reports whether everything in the folder is in sight, what is hidden from phones too.
func (s Sight) SeesAll(folder uuid.UUID) bool { return s.write.has(folder) }

// Folder gives a living folder as it is seen: without the parent that is out of sight. False: there is none in sight.
func (s Sight) Folder(id uuid.UUID) (Folder, bool) {
	if s.tree == nil || !s.Sees(id) {
		return Folder{}, false
	}
	f, found := s.tree.Folder(id)
	return s.shown(f), found
}

// Folders gives the living folders in sight, each before what is in it, siblings in the order of their names.
func (s Sight) Folders() []Folder {
	if s.tree == nil {
		return nil
	}
	folders := slices.DeleteFunc(s.tree.All(), func(f Folder) bool { return !s.Sees(f.ID) })
	for i, f := range folders {
		folders[i] = s.shown(f)
	}
	return folders
}

func (s Sight) shown(f Folder) Folder {
	if !s.Sees(f.ParentID) {
		f.ParentID = uuid.Nil
	}
	return f
}

// Path gives the names of the folders in sight that lead to one, itself included.
func (s Sight) Path(id uuid.UUID) []string {
	names := []string{}
	if s.tree == nil {
		return names
	}
	for _, f := range s.tree.Path(id) {
		if s.Sees(f.ID) {
			names = append(names, f.Name)
		}
	}
	return names
}

// Contact gives a contact as it is seen; false where it is out of sight.
func (s Sight) Contact(c Contact) (Contact, bool) {
	switch {
	case s.SeesAll(c.FolderID) || c.ID == s.self && c.ID != uuid.Nil:
		return c, true
	case !s.Sees(c.FolderID) || c.Hidden:
		return Contact{}, false
	}
	c.Numbers = slices.DeleteFunc(slices.Clone(c.Numbers), func(n Number) bool { return n.Hidden })
	return c, true
}

// shortNumber reports whether a contact's own short number is in sight.
func (s Sight) shortNumber(doc *search.Document, number string) bool {
	switch folder := uuid.UUID(doc.Parent); {
	case s.SeesAll(folder) || uuid.UUID(doc.ID) == s.self:
		return true
	case !s.Sees(folder) || doc.Hidden:
		return false
	}
	for v := range doc.Each(search.ShortNumber, 0, false) {
		if v.Text == number {
			return true
		}
	}
	return false
}

// Group reports whether a call group is in sight: phones show it like a contact.
func (s Sight) Group(g Group) bool { return s.SeesAll(g.FolderID) || s.Sees(g.FolderID) && !g.Hidden }

// Owner reports whether an owner is in sight; nobody always is.
func (s Sight) Owner(o Owner) bool {
	switch {
	case o.Contact != nil:
		_, seen := s.Contact(*o.Contact)
		return seen
	case o.Group != nil:
		return s.Group(*o.Group)
	}
	return true
}

// find gives the documents in sight that match, in display order; within narrows them to those that are directly in one of its folders, nil: anywhere.
// What is not seen takes part in no comparison. The error is ctx's.
func (s Sight) find(ctx context.Context, people *search.Index, where search.Expr, within map[search.ID]struct{}) ([]*search.Document, error) {
	whole := search.Query{Where: where, Folders: narrowed(s.write, within), Hidden: true}
	if s.write.everywhere {
		return slices.Collect(people.Search(ctx, whole)), ctx.Err()
	}
	var partly []*search.Document
	if s.read.everywhere || len(s.read.set) > 0 {
		partly = slices.Collect(people.Search(ctx, search.Query{Where: where, Folders: narrowed(s.read, within)}))
	}
	if len(s.write.set) == 0 {
		return partly, ctx.Err()
	}
	partly = slices.DeleteFunc(partly, func(doc *search.Document) bool { return s.SeesAll(uuid.UUID(doc.Parent)) })
	found := slices.AppendSeq(partly, people.Search(ctx, whole))
	slices.SortFunc(found, search.Compare)
	return found, ctx.Err()
}

// narrowed is what a query may look into: nil for everywhere.
func narrowed(folders sightedFolders, within map[search.ID]struct{}) map[search.ID]struct{} {
	switch {
	case folders.everywhere:
		return within
	case within == nil:
		return folders.set
	}
	both := map[search.ID]struct{}{}
	for id := range within {
		if folders.has(uuid.UUID(id)) {
			both[id] = struct{}{}
		}
	}
	return both
}

// Within is the sight narrowed to the folders in which a section may be read.
func (s Sight) Within(r Rights, section Section) Sight {
	folders, everywhere := r.Folders(section, Read)
	if everywhere {
		return s
	}
	allowed := map[search.ID]struct{}{}
	if len(folders) > 0 {
		allowed = r.tree.Scope(folders...)
	}
	s.read = sightedFolders{set: narrowed(s.read, allowed)}
	s.write = sightedFolders{set: narrowed(s.write, allowed)}
	s.self = uuid.Nil
	return s
}
