package directory

import (
	"context"
	"encoding/json"
	"errors"
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
		all := d.tables
		return errors.Join(
			eachRecord(tx, "folders", all.folders, func(r *Folder) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "contacts", all.contacts, func(r *Contact) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "roles", all.roles, func(r *Role) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "logins", all.logins, func(r *Login) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "accounts", all.accounts, func(r *Account) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "users", all.users, func(r *User) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "extensions", all.extensions, func(r *Extension) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "external_numbers", all.externalNumbers, func(r *ExternalNumber) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "mailboxes", all.mailboxes, func(r *Mailbox) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "templates", all.templates, func(r *Template) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "lines", all.lines, func(r *Line) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "devices", all.devices, func(r *Device) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "groups", all.groups, func(r *Group) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "bundles", all.bundles, func(r *Bundle) uuid.UUID { return r.ID }, add),
			eachRecord(tx, "workstations", all.workstations, func(r *Workstation) uuid.UUID { return r.ID }, add),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// eachRecord hands every record of a table to add.
func eachRecord[T any](tx *store.Tx, name string, table *store.Table[T], id func(*T) uuid.UUID, add func(string, uuid.UUID, any)) error {
	for r, err := range table.All(tx) {
		if err != nil {
			return err
		}
		add(name, id(r), r)
	}
	return nil
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

// secretsOnly reports whether all that an undo left is that what came back has lost its secrets.
func secretsOnly(left []LeftAsIs) bool {
	return !slices.ContainsFunc(left, func(l LeftAsIs) bool { return l.Code != InvalidCredentials })
}

func TestUndoRestoresExactlyTheStateBefore(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(rt *rapid.T) {
		d := open(t)
		defer d.Close()
		run := commands(t, d)
		for range rapid.IntRange(0, 25).Draw(rt, "history") {
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
		for range rapid.IntRange(3, 30).Draw(rt, "commands") {
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
