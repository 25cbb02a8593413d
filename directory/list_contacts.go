package directory

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// ContactFilter says which contacts are wanted; its zero value wants all.
type ContactFilter struct {
	Folder   uuid.UUID   `json:"folder_id,omitzero"` // zero: the whole directory
	Subtree  bool        `json:"subtree,omitempty"`  // also what is in folders below Folder
	Kind     ContactKind `json:"kind,omitempty"`     // "": both
	HasEmail *bool       `json:"has_email,omitempty"`
	HasLine  *bool       `json:"has_line,omitempty"`
	Role     uuid.UUID   `json:"role_id,omitzero"` // only those with a login that has it
	Origin   string      `json:"origin,omitempty"` // "import": made by an import; AutoService: because of a line; "": any
	// Text is words, each of which must occur in a name, the company, the department, the title, the e-mail address, the uid,
	// the city or a number; or a number, however written.
	Text string `json:"text,omitempty"`
	// Sight is whose list it is: what she does not see is neither found nor counted, and hidden numbers are left off. Nil: all is seen.
	Sight *Sight `json:"-"`
}

// ContactPage is a part of a list of contacts.
type ContactPage struct {
	Contacts []Contact `json:"contacts"`
	Next     string    `json:"next,omitempty"` // After of the page that follows; "": this is the last one
	Total    int       `json:"total"`          // how many contacts the filter finds
}

// ListContacts gives a page of the contacts that filter finds, hidden ones included where they are in sight, in page's order. It returns not_found
// for an unknown folder and invalid for a filter or page that makes no sense.
func (d *Directory) ListContacts(ctx context.Context, filter ContactFilter, page Page) (ContactPage, error) {
	s := d.Snapshot()
	query, err := filter.query(s)
	if err != nil {
		return ContactPage{}, err
	}
	sight := d.SystemRights().Sight(uuid.Nil)
	if filter.Sight != nil {
		sight = *filter.Sight
	}
	found, err := sight.find(ctx, s.People, query.Where, query.Folders)
	if err != nil {
		return ContactPage{}, asError("search contacts", err)
	}
	if filter.Origin != "" && originMark(filter.Origin) == 0 {
		if found, err = d.ofOrigin(found, filter.Origin); err != nil {
			return ContactPage{}, err
		}
	}
	if filter.Role != uuid.Nil {
		if found, err = d.withRole(found, filter.Role); err != nil {
			return ContactPage{}, err
		}
	}
	part, next, err := page.cut(found)
	if err != nil {
		return ContactPage{}, err
	}
	list := ContactPage{Contacts: make([]Contact, 0, len(part)), Next: next, Total: len(found)}
	err = d.view("read contacts", func(tx *store.Tx) error {
		for _, doc := range part {
			if err := ctx.Err(); err != nil {
				return err
			}
			c, found, err := d.tables.contacts.Get(tx, recordKey(uuid.UUID(doc.ID)))
			if err != nil {
				return err
			}
			if !found { // gone since the snapshot
				continue
			}
			if seen, is := sight.Contact(*c); is {
				list.Contacts = append(list.Contacts, seen)
			}
		}
		return nil
	})
	return list, err
}

// ofOrigin leaves the contacts that an origin made which they are not marked with, in their order.
func (d *Directory) ofOrigin(found []*search.Document, origin string) ([]*search.Document, error) {
	made := map[search.ID]struct{}{}
	err := d.view("read contacts", func(tx *store.Tx) error {
		for c, err := range d.tables.contacts.By(tx, indexOrigin, origin) {
			if err != nil {
				return err
			}
			made[search.ID(c.ID)] = struct{}{}
		}
		return nil
	})
	return slices.DeleteFunc(found, func(doc *search.Document) bool {
		_, is := made[doc.ID]
		return !is
	}), err
}

func (filter ContactFilter) query(s *Snapshot) (search.Query, error) {
	where := []search.Expr{{Op: search.OfKind, Kinds: search.Kinds(search.Contact)}}
	query := search.Query{Hidden: true}
	if filter.Folder != uuid.Nil {
		if _, found := s.Tree.Folder(filter.Folder); !found || filter.Sight != nil && !filter.Sight.Sees(filter.Folder) {
			return query, &Error{Code: NotFound, Message: "there is no folder " + filter.Folder.String()}
		}
		query.Folders = map[search.ID]struct{}{search.ID(filter.Folder): {}}
		if filter.Subtree {
			query.Folders = s.Tree.Scope(filter.Folder)
		}
	}
	if filter.Kind != "" {
		if !filter.Kind.Valid() {
			return query, &Error{Code: Invalid, Message: "the kind of contact must be internal or external"}
		}
		where = append(where, marked(internalMark, filter.Kind == InternalContact))
	}
	if filter.HasEmail != nil {
		has := search.Expr{Op: search.Present, Field: search.Email}
		if !*filter.HasEmail {
			has = search.Expr{Op: search.Not, Args: []search.Expr{has}}
		}
		where = append(where, has)
	}
	if filter.HasLine != nil {
		where = append(where, marked(lineMark, *filter.HasLine))
	}
	if mark := originMark(filter.Origin); mark != 0 {
		where = append(where, marked(mark, true))
	}
	query.Where = search.Expr{Op: search.And, Args: append(where, textQuery(filter.Text)...)}
	return query, nil
}
