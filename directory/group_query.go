package directory

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// groupDocument is what phones search of a call group.
func (r rules) groupDocument(g *Group) *search.Document {
	return r.dialect.Document(r.groupSource(g))
}

// groupSource is what a call group's document is made of: it stands under its name among the
// people. Its number is both a short number and, for phones that know no other, the one to call.
func (rules) groupSource(g *Group) search.Source {
	var s source
	s.add(search.Name, g.Name)
	s.add(search.LastName, g.Name)
	s.add(search.UID, g.UID)
	s.addRecord(g.ID, g.CreatedAt, g.UpdatedAt)
	s.add(search.Work, g.Number)
	s.add(search.ShortNumber, g.Number)
	return search.Source{
		ID: search.ID(g.ID), Parent: search.ID(g.FolderID), Kind: search.Group, Hidden: g.Hidden, Values: s.values,
	}
}

// groupDocuments makes the documents of all call groups that are not in the bin.
func (d *Directory) groupDocuments(tx *store.Tx) ([]*search.Document, error) {
	var documents []*search.Document
	for g, err := range d.tables.groups.All(tx) {
		if err != nil {
			return nil, err
		}
		if g.DeletedAt.IsZero() {
			documents = append(documents, d.rules.groupDocument(g))
		}
	}
	return documents, nil
}

// addGroupChange notes what a change of a call group changes for phones.
func (d *Directory) addGroupChange(changed *delta, c store.Change) error {
	_, g, err := d.tables.groups.Changed(c)
	if err != nil {
		return err
	}
	if g != nil && g.DeletedAt.IsZero() {
		changed.groups = append(changed.groups, g)
		return nil
	}
	changed.gone = append(changed.gone, search.ID(recordID(c.Key)))
	return nil
}

// Group finds a call group that is not in the bin. It returns not_found.
func (d *Directory) Group(id uuid.UUID) (Group, error) {
	var group Group
	err := d.view("read a call group", func(tx *store.Tx) error {
		g, found, err := d.tables.groups.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found || !g.DeletedAt.IsZero() {
			return &Error{Code: NotFound, Message: "there is no call group " + id.String()}
		}
		group = *g
		return nil
	})
	return group, err
}

// Groups gives the call groups that are not in the bin, in the order of their names.
func (d *Directory) Groups(ctx context.Context) ([]Group, error) {
	return d.groupsFrom(ctx, func(tx *store.Tx) ([]Group, error) { return collect(d.tables.groups.All(tx)) })
}

// GroupsOf gives the call groups that a contact is a member of, in the order of their names. It returns not_found.
func (d *Directory) GroupsOf(ctx context.Context, contact uuid.UUID) ([]Group, error) {
	return d.groupsFrom(ctx, func(tx *store.Tx) ([]Group, error) {
		if _, err := d.tables.livingContact(tx, contact); err != nil {
			return nil, err
		}
		return collect(d.tables.groups.By(tx, indexGroupMember, string(contact[:])))
	})
}

func (d *Directory) groupsFrom(ctx context.Context, read func(*store.Tx) ([]Group, error)) ([]Group, error) {
	groups := []Group{}
	if err := ctx.Err(); err != nil {
		return nil, asError("read call groups", err)
	}
	err := d.view("read call groups", func(tx *store.Tx) error {
		all, err := read(tx)
		for _, g := range all {
			if g.DeletedAt.IsZero() {
				groups = append(groups, g)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(groups, func(a, b Group) int {
		if c := search.CompareText(a.Name, b.Name); c != 0 {
			return c
		}
		return strings.Compare(string(a.ID[:]), string(b.ID[:]))
	})
	return groups, nil
}
