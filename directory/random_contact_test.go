package directory

import (
	"slices"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// someDraft draws a contact of few values, so that they clash.
func (r *randomRun) someDraft(t *rapid.T) ContactDraft {
	shorts := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"20", "21", "22", "23"}), 0, 2, rapid.ID).Draw(t, "short numbers")
	draft := ContactDraft{
		Kind:      rapid.SampledFrom([]ContactKind{InternalContact, ExternalContact}).Draw(t, "kind"),
		FolderID:  r.someFolder(t, "folder"),
		FirstName: someName(t), LastName: someName(t),
		Email:       rapid.SampledFrom([]string{"", "", "x@example.com", "X@example.com", "y@example.com"}).Draw(t, "e-mail"),
		ExternalRef: rapid.SampledFrom([]string{"", "", "E1", "E2"}).Draw(t, "external ref"),
	}
	for _, short := range shorts {
		draft.Numbers = append(draft.Numbers, Number{Kind: WorkNumber, Raw: "01 23 45 67 89", ShortNumber: short})
	}
	return draft
}

func readNumbers(numbers []Number) []Number {
	numbers = slices.Clone(numbers)
	for i := range numbers {
		numbers[i].E164 = "+33123456789"
	}
	return numbers
}

func (r *randomRun) createContact(t *rapid.T) {
	r.tick()
	draft := r.someDraft(t)
	want := draft.contact()
	code := r.m.refuse(want)
	made, _, err := r.d.CreateContact(r.ctx, draft)
	if !r.want(t, err, code) {
		return
	}
	for _, other := range r.m.contacts {
		if other.UID == made.UID {
			t.Fatalf("two contacts have the uid %q", made.UID)
		}
	}
	want.ID, want.UID, want.Numbers = made.ID, made.UID, readNumbers(want.Numbers)
	want.FolderID, _ = r.m.place(want.FolderID)
	want.CreatedAt, want.UpdatedAt, want.Version = r.m.now, r.m.now, 1
	r.m.contacts[made.ID] = want
}

func (r *randomRun) updateContact(t *rapid.T) {
	r.tick()
	id, draft := r.someContact(t), r.someDraft(t)
	c, found := r.m.contact(id)
	version := someVersion(t, c.Version)
	patch := ContactPatch{Kind: &draft.Kind, Email: &draft.Email, Numbers: &draft.Numbers, LastName: &draft.LastName}
	if rapid.Bool().Draw(t, "move") {
		patch.FolderID, patch.ExternalRef = &draft.FolderID, &draft.ExternalRef
	}
	want := patch.apply(c)
	want.Numbers = readNumbers(want.Numbers)
	_, _, err := r.d.UpdateContact(r.ctx, id, version, patch)
	code := r.m.refuse(want)
	switch {
	case !found:
		code = NotFound
	case version != 0 && version != c.Version:
		code = StaleRecord
	}
	if r.want(t, err, code) {
		want.FolderID, _ = r.m.place(want.FolderID)
		r.m.changeContact(want)
	}
}

func (r *randomRun) deleteContact(t *rapid.T) {
	r.tick()
	id := r.someContact(t)
	c, found := r.m.contact(id)
	code := Code("")
	if !found {
		code = NotFound
	}
	if r.want(t, r.d.DeleteContact(r.ctx, id, 0), code) {
		c.DeletedAt = r.m.now
		r.m.changeContact(c)
	}
}

func (r *randomRun) bringBackContact(t *rapid.T) {
	r.tick()
	id := r.someContact(t)
	c, found := r.m.contacts[id]
	code := Code("")
	if !found || c.DeletedAt.IsZero() {
		code = NotFound
	}
	_, _, err := r.d.BringBackContact(r.ctx, id)
	if r.want(t, err, code) {
		if _, alive := r.m.folder(c.FolderID); !alive {
			c.FolderID = r.m.root
		}
		r.m.bringBack(c)
	}
}

func (r *randomRun) releaseContact(t *rapid.T) {
	r.tick()
	id := r.someContact(t)
	c, found := r.m.contacts[id]
	code := Code("")
	if !found || c.DeletedAt.IsZero() {
		code = NotFound
	}
	if r.want(t, r.d.ReleaseContact(r.ctx, id), code) {
		c.Released = true
		r.m.changeContact(c)
	}
}

func (r *randomRun) moveContacts(t *rapid.T) {
	r.tick()
	a, b, folder := r.someContact(t), r.someContact(t), r.someFolder(t, "to")
	_, foundA := r.m.contact(a)
	_, foundB := r.m.contact(b)
	to, known := r.m.place(folder)
	code := Code("")
	switch {
	case !known:
		code = FolderUnknown
	case !foundA || !foundB:
		code = NotFound
	}
	if r.want(t, r.d.MoveContacts(r.ctx, []uuid.UUID{a, b}, folder), code) {
		for _, id := range []uuid.UUID{a, b} {
			c := r.m.contacts[id]
			c.FolderID = to
			r.m.changeContact(c)
		}
	}
}
