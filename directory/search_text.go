package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// Hit is a contact, a call group or a folder that a text finds, at a glance.
type Hit struct {
	ID           uuid.UUID   `json:"id"`
	Kind         HitKind     `json:"kind"`
	Name         string      `json:"name"`
	Company      string      `json:"company,omitempty"`
	Title        string      `json:"title,omitempty"`
	Department   string      `json:"department,omitempty"`
	Email        string      `json:"email,omitempty"`
	Numbers      []HitNumber `json:"numbers,omitempty"`
	ShortNumbers []string    `json:"short_numbers,omitempty"`
	FolderPath   []string    `json:"folder_path"` // names of the folders in sight that lead there
}

// HitKind is what a Hit is.
type HitKind string

const (
	ContactHit HitKind = "contact"
	GroupHit   HitKind = "group"
	FolderHit  HitKind = "folder"
)

// HitNumber is a number of a Hit, as typed and in E.164 where it could be read.
type HitNumber struct {
	Raw  string `json:"raw"`
	E164 string `json:"e164,omitempty"`
}

// HitPage is a part of what a text finds.
type HitPage struct {
	Hits  []Hit  `json:"hits"`
	Next  string `json:"next,omitempty"` // After of the page that follows; "": this is the last one
	Total int    `json:"total"`
}

// Search gives what is in sight and matches a text as ContactFilter.Text does, a folder by its name: people and groups in display order, then folders. It
// looks into what phones search. It returns required for an empty text, and invalid for a page that makes no sense.
func (d *Directory) Search(ctx context.Context, sight Sight, text string, page Page) (HitPage, error) {
	s := d.Snapshot()
	conditions := textQuery(text)
	if len(conditions) == 0 {
		var f faults
		f.required("q", "")
		return HitPage{}, f.err("nothing is searched for")
	}
	people := search.Expr{Op: search.OfKind, Kinds: search.Kinds(search.Contact, search.Group)}
	found, err := sight.find(ctx, s.People, search.Expr{Op: search.And, Args: append(conditions, people)}, nil)
	if err != nil {
		return HitPage{}, asError("search", err)
	}
	for folder := range s.People.Search(ctx, search.Query{Where: folderQuery(text)}) {
		if sight.Sees(uuid.UUID(folder.ID)) {
			found = append(found, folder)
		}
	}
	part, next, err := page.cut(found)
	if err != nil {
		return HitPage{}, err
	}
	hits := HitPage{Hits: make([]Hit, 0, len(part)), Next: next, Total: len(found)}
	for _, doc := range part {
		hits.Hits = append(hits.Hits, sight.hit(doc))
	}
	return hits, asError("search", ctx.Err())
}

// folderQuery finds folders whose name contains a text.
func folderQuery(text string) search.Expr {
	return search.Expr{Op: search.And, Args: []search.Expr{
		{Op: search.OfKind, Kinds: search.Kinds(search.Folder)},
		{Op: search.Substrings, Field: search.FolderName, Any: []string{trim(text)}},
	}}
}

// hit is a document as it is seen.
func (s Sight) hit(doc *search.Document) Hit {
	whole := s.SeesAll(uuid.UUID(doc.Parent)) || uuid.UUID(doc.ID) == s.self
	first := func(field search.Field) string {
		for v := range doc.Each(field, 0, whole) {
			return v.Text
		}
		return ""
	}
	h := Hit{ID: uuid.UUID(doc.ID), Kind: ContactHit, Name: first(search.Name), FolderPath: s.Path(uuid.UUID(doc.Parent))}
	switch doc.Kind {
	case search.Folder:
		h.Kind, h.Name = FolderHit, first(search.FolderName)
		return h
	case search.Group:
		h.Kind = GroupHit
	}
	h.Company, h.Title, h.Department, h.Email = first(search.Company), first(search.Title), first(search.Department), first(search.Email)
	for v := range doc.Values() {
		switch {
		case v.Hidden && !whole || !v.Field.IsNumber():
		case v.Field == search.ShortNumber:
			if !slices.Contains(h.ShortNumbers, v.Text) {
				h.ShortNumbers = append(h.ShortNumbers, v.Text)
			}
		default:
			h.Numbers = append(h.Numbers, HitNumber{Raw: v.Text, E164: v.E164})
		}
	}
	return h
}
