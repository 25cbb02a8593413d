package dit

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// resolve finds the entry that dn names: through the tree of folders, or by "entryUUID=<id>" below the base, which stays
// the same when a folder is renamed. Where there is no such entry, or none visible, d is nil and matched is the DN of the
// lowest visible entry above it, empty where dn is not below the base.
func (a asker) resolve(dn DN) (d *search.Document, matched string) {
	rest, ok := a.dit.base.relative(dn)
	if !ok {
		return nil, ""
	}
	at, seen := a.base, a.base
	for i := len(rest) - 1; i >= 0 && at != nil; i-- {
		if id, ok := rest[i].Value("entryUUID"); ok && i == len(rest)-1 {
			at = a.byID(id)
		} else {
			at = a.child(at, rest[i])
		}
		if at != nil && a.seesEntry(at) {
			seen = at
		}
	}
	if at != nil && at == seen {
		return at, ""
	}
	return nil, string(a.appendDN(nil, seen))
}

func (a asker) byID(text string) *search.Document {
	id, ok := parseUUID(text)
	if !ok {
		return nil
	}
	d := a.document(id)
	if d == nil || !a.seesEntry(d) {
		return nil
	}
	return d
}

// document finds a record, visible or not; nil where there is none.
func (a asker) document(id search.ID) *search.Document {
	if id == a.base.ID {
		return a.base
	}
	return a.snapshot.People.Get(id)
}

// child finds the folder or the visible contact that rdn names directly below parent.
func (a asker) child(parent *search.Document, rdn RDN) *search.Document {
	if parent.Kind != search.Folder && parent.Kind != search.Root {
		return nil
	}
	if name, ok := rdn.Value("ou"); ok {
		// The tree compares folded, which is wider than a DN's rule; no two siblings fold alike.
		folder, ok := a.forest.tree.Child(uuid.UUID(parent.ID), name)
		if !ok || matchForm(folder.Name) != matchForm(name) {
			return nil
		}
		return a.document(search.ID(folder.ID))
	}
	uid, ok := rdn.Value("uid")
	if !ok || !a.sees(parent.ID) {
		return nil
	}
	query := search.Query{
		Where:   search.Expr{Op: search.Equal, Field: search.UID, Value: uid},
		Folders: map[search.ID]struct{}{parent.ID: {}},
	}
	// One name in one folder: nothing to interrupt.
	for d := range a.snapshot.People.Search(context.Background(), query) {
		for v := range d.Each(search.UID, 0, false) {
			if matchForm(v.Text) == matchForm(uid) {
				return d
			}
		}
	}
	return nil
}

// parseUUID reads the form of RFC 4530 section 2.1 alone.
func parseUUID(s string) (search.ID, bool) {
	id, err := uuid.Parse(s)
	return search.ID(id), err == nil && len(s) == 36
}
