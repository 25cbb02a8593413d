package directory

import (
	"cmp"
	"context"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
	"annuaire/directory/store"
)

// Template is how new users of one sort begin ("front desk", "sales"). It is applied when a user is made; what changes in
// it afterwards changes no user.
type Template struct {
	ID            uuid.UUID               `json:"id"`
	Name          string                  `json:"name"`
	RingSeconds   int                     `json:"ring_seconds,omitempty"` // 0: as usual
	CallerPrivacy bool                    `json:"caller_privacy,omitempty"`
	Features      map[FeatureName]Feature `json:"features,omitempty"`
	Roles         []RoleAssignment        `json:"roles,omitempty"`
	CreatedAt     time.Time               `json:"created_at"`
	UpdatedAt     time.Time               `json:"updated_at"`
	Version       uint64                  `json:"version"`
}

// TemplateDraft is what a template says.
type TemplateDraft struct {
	Name          string                  `json:"name"`
	RingSeconds   int                     `json:"ring_seconds,omitempty"`
	CallerPrivacy bool                    `json:"caller_privacy,omitempty"`
	Features      map[FeatureName]Feature `json:"features,omitempty"`
	Roles         []RoleAssignment        `json:"roles,omitempty"`
}

// CreateTemplate makes a template. It returns required, invalid, template_name_taken, role_unknown, folder_unknown, and privilege_escalation
// for roles that the actor may not give.
func (d *Directory) CreateTemplate(ctx context.Context, draft TemplateDraft) (Template, error) {
	return d.changeTemplate(ctx, "template.create", func(e *Edit) (Template, error) {
		t := Template{CreatedAt: e.now}
		if err := e.fillTemplate(&t, draft); err != nil {
			return Template{}, err
		}
		var err error
		if t.ID, err = newID(); err != nil {
			return Template{}, err
		}
		t.UpdatedAt, t.Version = e.now, 1
		return t, putRecord(e, d.tables.templates, recordKey(t.ID), t)
	})
}

// UpdateTemplate has a template say what draft says, all of it. Version is the one the caller has seen, 0 for any. It returns not_found,
// stale_record with the current Template as detail, and what CreateTemplate returns.
func (d *Directory) UpdateTemplate(ctx context.Context, id uuid.UUID, version uint64, draft TemplateDraft) (Template, error) {
	return d.changeTemplate(ctx, "template.update", func(e *Edit) (Template, error) {
		before, err := e.templateToChange(id, version)
		if err != nil {
			return Template{}, err
		}
		t := before
		if err := e.fillTemplate(&t, draft); err != nil || reflect.DeepEqual(t, before) {
			return t, err
		}
		t.UpdatedAt, t.Version = e.now, before.Version+1
		return t, putRecord(e, d.tables.templates, recordKey(id), t)
	})
}

// DeleteTemplate deletes a template; users that were made with it stay as they are. Version is the one the caller has seen, 0 for any. It
// returns not_found and stale_record.
func (d *Directory) DeleteTemplate(ctx context.Context, id uuid.UUID, version uint64) error {
	_, err := d.change(ctx, "template.delete", "", func(e *Edit) error {
		if _, err := e.templateToChange(id, version); err != nil {
			return err
		}
		return removeRecord(e, d.tables.templates, recordKey(id))
	})
	return err
}

func (d *Directory) changeTemplate(ctx context.Context, action string, fn func(*Edit) (Template, error)) (Template, error) {
	var t Template
	_, err := d.change(ctx, action, "", func(e *Edit) (err error) {
		t, err = fn(e)
		return err
	})
	if err != nil {
		return Template{}, err
	}
	return t, nil
}

// fillTemplate has t say what draft says.
func (e *Edit) fillTemplate(t *Template, draft TemplateDraft) error {
	var f faults
	rolesBefore := t.Roles
	f.cleanTemplate(t, draft)
	if _, holder, held := e.tx.Holder(indexTemplateName, search.Fold(t.Name)); held && holder != recordKey(t.ID) {
		f.add("name", TemplateNameTaken, t.Name, "is too much like the name of another template")
	}
	var err error
	if t.Roles, err = e.assignments(&f, draft.Roles, rolesBefore); err != nil {
		return err
	}
	if err := f.err("the template can not be as asked"); err != nil {
		return err
	}
	if err := unknownFeatures(draft.Features); err != nil {
		return err
	}
	return e.mayAssign(differing(rolesBefore, t.Roles))
}

// cleanTemplate brings what a template says into the form it is stored in, its roles apart.
func (f *faults) cleanTemplate(t *Template, draft TemplateDraft) {
	t.Name = f.line("name", draft.Name, maxName)
	f.required("name", t.Name)
	f.foldable("name", t.Name)
	t.RingSeconds, t.CallerPrivacy, t.Features = draft.RingSeconds, draft.CallerPrivacy, maps.Clone(draft.Features)
	if t.RingSeconds != 0 {
		f.ringSeconds("ring_seconds", t.RingSeconds)
	}
	for _, name := range FeatureNames() {
		if feature, has := t.Features[name]; has {
			t.Features[name] = f.feature(name, feature)
		}
	}
}

func (e *Edit) templateToChange(id uuid.UUID, version uint64) (Template, error) {
	t, found, err := e.d.tables.templates.Get(e.tx, recordKey(id))
	switch {
	case err != nil:
		return Template{}, err
	case !found:
		return Template{}, &Error{Code: NotFound, Message: "there is no template " + id.String()}
	case version != 0 && version != t.Version:
		return Template{}, stale("the template "+t.Name, version, t.Version, *t)
	}
	return *t, nil
}

// templateOf finds the template that a command names; the empty one for none.
func (e *Edit) templateOf(id uuid.UUID) (Template, error) {
	if id == uuid.Nil {
		return Template{}, nil
	}
	return e.templateToChange(id, 0)
}

// Templates gives the templates in the order of their names.
func (d *Directory) Templates() ([]Template, error) {
	var list []Template
	err := d.view("read the templates", func(tx *store.Tx) error {
		for t, err := range d.tables.templates.All(tx) {
			if err != nil {
				return err
			}
			list = append(list, *t)
		}
		return nil
	})
	slices.SortFunc(list, func(a, b Template) int {
		return cmp.Or(search.CompareText(a.Name, b.Name), cmp.Compare(string(a.ID[:]), string(b.ID[:])))
	})
	return list, err
}

// Template finds a template. It returns not_found.
func (d *Directory) Template(id uuid.UUID) (Template, error) {
	var t Template
	err := d.view("read a template", func(tx *store.Tx) error {
		found, is, err := d.tables.templates.Get(tx, recordKey(id))
		if err != nil {
			return err
		}
		if !is {
			return &Error{Code: NotFound, Message: "there is no template " + id.String()}
		}
		t = *found
		return nil
	})
	return t, err
}
