package directory

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Bundle is an offer that applies to whoever has a line of each of some kinds. Who it applies to is computed; nothing is billed.
type Bundle struct {
	ID        uuid.UUID  `json:"id"`
	Name      string     `json:"name"`
	Requires  []LineKind `json:"requires"` // each kind once, in the order of LineKinds
	CreatedAt time.Time  `json:"created_at"`
	UpdatedAt time.Time  `json:"updated_at"`
	Version   uint64     `json:"version"`
}

// BundleDraft is what a bundle is made of.
type BundleDraft struct {
	Name     string     `json:"name"`
	Requires []LineKind `json:"requires"`
}

// BundlePatch changes the fields that are not nil.
type BundlePatch struct {
	Name     *string     `json:"name,omitempty"`
	Requires *[]LineKind `json:"requires,omitempty"` // all of them
}

// cleanBundle brings b's own fields into the form they are stored in and notes in f every rule that they break.
func (f *faults) cleanBundle(b *Bundle) {
	if b.Name = f.line("name", b.Name, maxName); len(*f) == 0 {
		f.required("name", b.Name)
		f.foldable("name", b.Name)
	}
	if len(b.Requires) == 0 {
		f.required("requires", "")
	}
	for i, kind := range b.Requires {
		if !kind.Valid() {
			f.add(fmt.Sprintf("requires[%d]", i), Invalid, string(kind), "is not a kind of line; the kinds are landline, mobile, fax and voip")
		}
	}
	var kinds []LineKind
	for _, kind := range LineKinds() {
		if slices.Contains(b.Requires, kind) {
			kinds = append(kinds, kind)
		}
	}
	b.Requires = kinds
}

// CreateBundle makes a bundle. It returns invalid, required and bundle_name_taken.
func (d *Directory) CreateBundle(ctx context.Context, draft BundleDraft) (Bundle, error) {
	id, err := newID()
	if err != nil {
		return Bundle{}, err
	}
	return d.putBundle(ctx, "bundle.create", func(e *Edit) (Bundle, error) {
		return Bundle{ID: id, CreatedAt: e.now}, nil
	}, BundlePatch{Name: &draft.Name, Requires: &draft.Requires})
}

// UpdateBundle changes a bundle's fields that patch names. Version is the one the caller has seen, 0 for any. It
// returns not_found, stale_record with the current Bundle as detail, and what CreateBundle returns.
func (d *Directory) UpdateBundle(ctx context.Context, id uuid.UUID, version uint64, patch BundlePatch) (Bundle, error) {
	return d.putBundle(ctx, "bundle.update", func(e *Edit) (Bundle, error) { return e.bundle(id, version) }, patch)
}

func (d *Directory) putBundle(ctx context.Context, action string, find func(*Edit) (Bundle, error), patch BundlePatch) (Bundle, error) {
	var put Bundle
	_, err := d.change(ctx, action, "", func(e *Edit) error {
		before, err := find(e)
		if err != nil {
			return err
		}
		put = before
		set(&put.Name, patch.Name)
		set(&put.Requires, patch.Requires)
		var f faults
		f.cleanBundle(&put)
		if err := e.claimKey(&f, indexBundleName, search.Fold(put.Name), recordKey(put.ID), "name", put.Name); err != nil {
			return err
		}
		if err := f.err("the bundle can not be kept"); err != nil {
			return err
		}
		if put.Name == before.Name && slices.Equal(put.Requires, before.Requires) {
			return nil
		}
		put.Version, put.UpdatedAt = before.Version+1, e.now
		return putRecord(e, d.tables.bundles, recordKey(put.ID), put)
	})
	if err != nil {
		return Bundle{}, err
	}
	return put, nil
}

// DeleteBundle removes a bundle for good. It returns not_found and stale_record with the current Bundle as detail.
func (d *Directory) DeleteBundle(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "bundle.delete", "", func(e *Edit) error {
		if _, err := e.bundle(id, version); err != nil {
			return err
		}
		return removeRecord(e, d.tables.bundles, recordKey(id))
	})
	return err
}

func (e *Edit) bundle(id uuid.UUID, version uint64) (Bundle, error) {
	b, found, err := e.d.tables.bundles.Get(e.tx, recordKey(id))
	switch {
	case err != nil:
		return Bundle{}, err
	case !found:
		return Bundle{}, &Error{Code: NotFound, Message: "there is no bundle " + id.String()}
	case version != 0 && version != b.Version:
		return Bundle{}, stale("the bundle "+b.Name, version, b.Version, *b)
	}
	return *b, nil
}

// Bundle finds a bundle. It returns not_found.
func (d *Directory) Bundle(id uuid.UUID) (Bundle, error) {
	var bundle Bundle
	err := d.view("read a bundle", func(tx *store.Tx) error {
		b, found, err := d.tables.bundles.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !found {
			return &Error{Code: NotFound, Message: "there is no bundle " + id.String()}
		}
		bundle = *b
		return nil
	})
	return bundle, err
}

// Bundles gives the bundles in the order of their names.
func (d *Directory) Bundles() ([]Bundle, error) {
	bundles := []Bundle{}
	err := d.view("read bundles", func(tx *store.Tx) error {
		all, err := d.tables.sortedBundles(tx)
		bundles = append(bundles, all...)
		return err
	})
	return bundles, err
}

func (t lineTables) sortedBundles(tx *store.Tx) ([]Bundle, error) {
	bundles, err := collect(t.bundles.All(tx))
	slices.SortFunc(bundles, func(a, b Bundle) int { return strings.Compare(search.Fold(a.Name), search.Fold(b.Name)) })
	return bundles, err
}
