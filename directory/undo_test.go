package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory/store"
)

// states gives every journalled record without its version and time of change, by table and id.
func states(t testing.TB, d *Directory) map[string]string {
	t.Helper()
	all := map[string]string{}
	add := func(table string, id uuid.UUID, rec any) {
		raw, err := json.Marshal(rec)
		if err != nil {
			t.Fatal(err)
		}
		f, err := fieldsOf(raw)
		if err != nil {
			t.Fatal(err)
		}
		delete(f, versionField)
		delete(f, updatedField)
		delete(f, secretVersionField)
		raw, err = json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		all[table+" "+id.String()] = string(raw)
	}
	err := d.view("read all", func(tx *store.Tx) error {
		for f := range d.tables.folders.All(tx) {
			add("folders", f.ID, f)
		}
		for c := range d.tables.contacts.All(tx) {
			add("contacts", c.ID, c)
		}
		for r := range d.tables.roles.All(tx) {
			add("roles", r.ID, r)
		}
		for l := range d.tables.logins.All(tx) {
			add("logins", l.ID, l)
		}
		for a := range d.tables.accounts.All(tx) {
			add("accounts", a.ID, a)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestUndoTakesEachCommandBack(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name string
		run  func(h house) error
	}{
		{"creating a folder", func(h house) error { _, err := h.CreateFolder(ctx, FolderDraft{Name: "New"}); return err }},
		{"renaming a folder", func(h house) error { _, err := h.RenameFolder(ctx, h.sales.ID, 0, "Ventes"); return err }},
		{"renaming the root", func(h house) error { _, err := h.RenameFolder(ctx, h.Root().ID, 0, "Other"); return err }},
		{"moving a folder", func(h house) error {
			_, err := h.MoveFolder(ctx, h.north.ID, 0, h.purchasing.ID, RenameOnClash)
			return err
		}},
		{"deleting a folder with its contents", func(h house) error {
			return h.DeleteFolder(ctx, h.sales.ID, 0, Contents{Action: TrashContents})
		}},
		{"creating a contact", func(h house) error {
			_, _, err := h.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Email: "a@example.com"})
			return err
		}},
		{"changing a contact", func(h house) error {
			_, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{LastName: pointer("Other"), Numbers: &[]Number{work("0198765432", "299")}})
			return err
		}},
		{"deleting a contact", func(h house) error { return h.DeleteContact(ctx, h.inSales.ID, 0) }},
		{"moving contacts", func(h house) error { return h.MoveContacts(ctx, []uuid.UUID{h.inSales.ID, h.inNorth.ID}, uuid.Nil) }},
		{"creating a role", func(h house) error { _, err := h.CreateRole(ctx, RoleDraft{Name: "X"}); return err }},
		{"giving roles", func(h house) error {
			if _, _, err := h.UpdateContact(ctx, h.inSales.ID, 0, ContactPatch{Email: pointer("s@example.com")}); err != nil {
				return err
			}
			_, err := h.SetRoles(ctx, h.inSales.ID, 0, []RoleAssignment{{RoleID: StandardRole()}})
			return err
		}},
		{"adding an account", func(h house) error { _, _, err := h.AddAccount(ctx, AccountDraft{Name: "hall"}); return err }},
		{"an import of many records", func(h house) error {
			_, err := h.Apply(ctx, "import", func(e *Edit) error {
				f, err := e.CreateFolder(FolderDraft{Name: "Imported"})
				if err != nil {
					return err
				}
				for i := range 20 {
					if _, _, err := e.CreateContact(ContactDraft{FirstName: "A", LastName: "B", FolderID: f.ID, Email: fmt.Sprintf("%d@example.com", i)}); err != nil {
						return err
					}
				}
				if err := e.DeleteContact(h.inNorth.ID, 0); err != nil {
					return err
				}
				return e.MoveContacts([]uuid.UUID{h.inSales.ID}, f.ID)
			})
			return err
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHouse(t)
			before, from := states(t, h.Directory), h.Revision()
			if err := test.run(h); err != nil {
				t.Fatal(err)
			}
			after := states(t, h.Directory)
			for revision := h.Revision(); revision > from; revision-- {
				planned, err := h.PlanUndo(ctx, revision)
				wantCode(t, err, "")
				undone, err := h.Undo(ctx, revision)
				wantCode(t, err, "")
				if len(undone.Left) > 0 || undone.Restored != planned.Restored || undone.Undoes != revision || planned.Revision != 0 {
					t.Errorf("undone %+v, planned %+v", undone, planned)
				}
			}
			if diff := cmp.Diff(before, states(t, h.Directory)); diff != "" {
				t.Errorf("not as before: %s", diff)
			}
			entries, err := h.Journal(ctx, 0, 1)
			if err != nil || entries[0].Action != "undo" || entries[0].Undoes != from+1 {
				t.Errorf("journalled %+v, %v", entries, err)
			}
			wantSound(t, h.Directory)
			again := h.Revision()
			if again-from == 2 { // one batch and its undo
				_, err := h.Undo(ctx, again)
				wantCode(t, err, "")
				if diff := cmp.Diff(after, states(t, h.Directory)); diff != "" {
					t.Errorf("undoing the undo: %s", diff)
				}
			}
			wantSound(t, h.Directory)
		})
	}
}

// secretsOnly reports whether all that an undo left is that accounts that came back have lost their secrets.
func secretsOnly(left []LeftAsIs) bool {
	return !slices.ContainsFunc(left, func(l LeftAsIs) bool { return l.Table != "accounts" || l.Code != InvalidCredentials })
}

func TestUndoRestoresExactlyTheStateBefore(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		d := open(t)
		defer d.Close()
		run := commands(t, d)
		for range rapid.IntRange(0, 12).Draw(rt, "history") {
			run(rt)
		}
		before := states(t, d)
		from := d.Revision()
		for range rapid.IntRange(1, 6).Draw(rt, "commands") {
			run(rt)
		}
		last := d.Revision()
		after := states(t, d)
		for revision := last; revision > from; revision-- {
			undone, err := d.Undo(ctx, revision)
			if err != nil || !secretsOnly(undone.Left) {
				rt.Fatalf("undo %d: %+v, %v", revision, undone, err)
			}
		}
		if diff := cmp.Diff(before, states(t, d)); diff != "" {
			rt.Fatalf("not as before: %s", diff)
		}
		for revision := d.Revision(); revision > last; revision-- {
			if undone, err := d.Undo(ctx, revision); err != nil || !secretsOnly(undone.Left) {
				rt.Fatalf("undo the undo %d: %+v, %v", revision, undone, err)
			}
		}
		if diff := cmp.Diff(after, states(t, d)); diff != "" {
			rt.Fatalf("not as after: %s", diff)
		}
		if problems, err := d.Check(ctx); err != nil || len(problems) > 0 {
			rt.Fatalf("problems %v, %v", problems, err)
		}
	})
}

func TestUndoOutOfOrderBreaksNoRule(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		d := open(t)
		defer d.Close()
		run := commands(t, d)
		for range rapid.IntRange(3, 15).Draw(rt, "commands") {
			run(rt)
		}
		for range rapid.IntRange(1, 8).Draw(rt, "undos") {
			revision := rapid.Uint64Range(1, d.Revision()).Draw(rt, "revision")
			before := states(t, d)
			planned, err := d.PlanUndo(ctx, revision)
			if err != nil && CodeOf(err) != LastAdministrator {
				rt.Fatalf("plan to undo %d: %v", revision, err)
			}
			if !maps.Equal(before, states(t, d)) {
				rt.Fatal("the plan has changed something")
			}
			undone, err := d.Undo(ctx, revision)
			if err != nil && CodeOf(err) != LastAdministrator {
				rt.Fatalf("undo %d: %v", revision, err)
			}
			if planned.Restored != undone.Restored || len(planned.Left) != len(undone.Left) {
				rt.Fatalf("planned %+v, undone %+v", planned, undone)
			}
			if problems, err := d.Check(ctx); err != nil || len(problems) > 0 {
				rt.Fatalf("after undoing %d: problems %v, %v", revision, problems, err)
			}
		}
	})
}

// commands gives a function that runs some command, which may be refused.
func commands(t testing.TB, d *Directory) func(*rapid.T) {
	ctx := context.Background()
	pick := func(rt *rapid.T, ids []uuid.UUID) uuid.UUID {
		if len(ids) == 0 {
			return uuid.Nil
		}
		return rapid.SampledFrom(ids).Draw(rt, "id")
	}
	folders := func() (ids []uuid.UUID) {
		for _, f := range d.Folders() {
			ids = append(ids, f.ID)
		}
		return ids
	}
	contacts := func() (ids []uuid.UUID) {
		page, err := d.ListContacts(ctx, ContactFilter{}, Page{Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range page.Contacts {
			ids = append(ids, c.ID)
		}
		slices.SortFunc(ids, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		return ids
	}
	roles := func() (ids []uuid.UUID) {
		list, err := d.Roles()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range list {
			ids = append(ids, r.ID)
		}
		return ids
	}
	name := rapid.SampledFrom([]string{"a", "b", "c", "d"})
	email := rapid.SampledFrom([]string{"", "a@example.com", "b@example.com", "c@example.com"})
	kind := rapid.SampledFrom([]ContactKind{InternalContact, ExternalContact})
	short := rapid.SampledFrom([]string{"", "201", "202", "203"})
	bin := func() Bin {
		b, err := d.Bin()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	run := []func(*rapid.T) error{
		func(rt *rapid.T) error {
			_, err := d.CreateFolder(ctx, FolderDraft{ParentID: pick(rt, folders()), Name: name.Draw(rt, "name")})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.RenameFolder(ctx, pick(rt, folders()), 0, name.Draw(rt, "name"))
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.MoveFolder(ctx, pick(rt, folders()), 0, pick(rt, folders()), rapid.SampledFrom([]OnClash{RefuseClash, RenameOnClash}).Draw(rt, "clash"))
			return err
		},
		func(rt *rapid.T) error {
			return d.DeleteFolder(ctx, pick(rt, folders()), 0, Contents{Action: rapid.SampledFrom([]ContentsAction{RefuseContents, MoveContents, TrashContents}).Draw(rt, "contents")})
		},
		func(rt *rapid.T) error {
			var ids []uuid.UUID
			for _, f := range bin().Folders {
				ids = append(ids, f.ID)
			}
			_, _, err := d.BringBackFolder(ctx, pick(rt, ids))
			return err
		},
		func(rt *rapid.T) error {
			_, _, err := d.CreateContact(ctx, ContactDraft{
				FirstName: name.Draw(rt, "first"), LastName: "x", FolderID: pick(rt, folders()), Kind: kind.Draw(rt, "kind"),
				Email: email.Draw(rt, "email"), Numbers: []Number{work("0123456789", short.Draw(rt, "short"))},
			})
			return err
		},
		func(rt *rapid.T) error {
			patch := ContactPatch{Email: pointer(email.Draw(rt, "email")), Kind: pointer(kind.Draw(rt, "kind")), RevokeAccess: rapid.Bool().Draw(rt, "revoke")}
			_, _, err := d.UpdateContact(ctx, pick(rt, contacts()), 0, patch)
			return err
		},
		func(rt *rapid.T) error { return d.DeleteContact(ctx, pick(rt, contacts()), 0) },
		func(rt *rapid.T) error {
			var ids []uuid.UUID
			for _, c := range bin().Contacts {
				ids = append(ids, c.ID)
			}
			id := pick(rt, ids)
			if rapid.Bool().Draw(rt, "release") {
				return d.ReleaseContact(ctx, id)
			}
			_, _, err := d.BringBackContact(ctx, id)
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.CreateRole(ctx, RoleDraft{Name: name.Draw(rt, "name"), Permissions: []Permission{{SectionAccess, Write}}})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.UpdateRole(ctx, pick(rt, roles()), 0, RolePatch{Name: pointer(name.Draw(rt, "name"))})
			return err
		},
		func(rt *rapid.T) error { return d.DeleteRole(ctx, pick(rt, roles()), 0, pick(rt, roles())) },
		func(rt *rapid.T) error {
			assigned := []RoleAssignment{{RoleID: pick(rt, roles()), FolderID: pick(rt, append(folders(), uuid.Nil))}}
			_, err := d.SetRoles(ctx, pick(rt, contacts()), 0, assigned)
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.CreateFounder(ctx, email.Draw(rt, "email"))
			return err
		},
		func(rt *rapid.T) error {
			_, _, err := d.AddAccount(ctx, AccountDraft{Name: name.Draw(rt, "name")})
			return err
		},
	}
	return func(rt *rapid.T) {
		err := rapid.SampledFrom(run).Draw(rt, "command")(rt)
		if CodeOf(err) == Internal {
			rt.Fatalf("a command failed: %v", err)
		}
	}
}
