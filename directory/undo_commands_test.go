package directory

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

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
	run = append(run, telephonyCommands(t, d, pick, contacts)...)
	run = append(run, lineCommands(t, d, pick, contacts)...)
	return func(rt *rapid.T) {
		err := rapid.SampledFrom(run).Draw(rt, "command")(rt)
		if CodeOf(err) == Internal {
			rt.Fatalf("a command failed: %v", err)
		}
	}
}
