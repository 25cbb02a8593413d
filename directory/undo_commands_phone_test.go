package directory

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory/store"
)

// idsIn gives the ids of a table's records, in their order: what commands are aimed at.
func idsIn[T any](t testing.TB, d *Directory, table *store.Table[T], id func(*T) uuid.UUID) []uuid.UUID {
	t.Helper()
	var ids []uuid.UUID
	err := d.view("list", func(tx *store.Tx) error {
		return eachRecord(tx, "", table, id, func(_ string, id uuid.UUID, _ any) { ids = append(ids, id) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// picker draws one of ids; none where there are none.
type picker func(*rapid.T, []uuid.UUID) uuid.UUID

// telephonyCommands are commands on users and what they have, which may be refused.
func telephonyCommands(t testing.TB, d *Directory, pick picker, contacts func() []uuid.UUID) []func(*rapid.T) error {
	ctx := context.Background()
	users := func() []uuid.UUID { return idsIn(t, d, d.tables.users, func(u *User) uuid.UUID { return u.ID }) }
	mailboxes := func() []uuid.UUID { return idsIn(t, d, d.tables.mailboxes, func(m *Mailbox) uuid.UUID { return m.ID }) }
	numbers := func() []uuid.UUID {
		return idsIn(t, d, d.tables.externalNumbers, func(n *ExternalNumber) uuid.UUID { return n.ID })
	}
	templates := func() []uuid.UUID {
		return idsIn(t, d, d.tables.templates, func(r *Template) uuid.UUID { return r.ID })
	}
	dialled := rapid.SampledFrom([]string{"1001", "1002", "1003", "201", "202"})
	outside := rapid.SampledFrom([]string{"0144000001", "0144000002"})
	feature := rapid.SampledFrom([]FeatureName{FeatureVoicemail, FeatureHotdesk, FeatureFax, FeatureCallerID})
	return []func(*rapid.T) error{
		func(rt *rapid.T) error {
			draft := UserDraft{ContactID: pick(rt, contacts()), Extensions: []ExtensionDraft{{Number: dialled.Draw(rt, "extension")}}}
			if rapid.Bool().Draw(rt, "mailbox") {
				draft.Mailbox = &MailboxDraft{}
			}
			_, _, err := d.CreateUser(ctx, draft)
			return err
		},
		func(rt *rapid.T) error {
			patch := UserPatch{Extensions: &[]ExtensionDraft{{Number: dialled.Draw(rt, "first"), Main: true}, {Number: dialled.Draw(rt, "second")}}}
			if rapid.Bool().Draw(rt, "numbers") {
				patch.Numbers = &[]string{outside.Draw(rt, "number")}
			}
			_, _, err := d.UpdateUser(ctx, pick(rt, users()), 0, patch)
			return err
		},
		func(rt *rapid.T) error {
			return d.DeleteUser(ctx, pick(rt, users()), 0, UserDeletion{
				Mailbox: rapid.SampledFrom([]MailboxFate{LeaveMailbox, TrashMailbox, HandMailboxOver}).Draw(rt, "mailbox"), To: pick(rt, users()),
				TrashDevices: rapid.Bool().Draw(rt, "devices"), Contact: rapid.Bool().Draw(rt, "contact"), ReleaseExtensions: rapid.Bool().Draw(rt, "release"),
			})
		},
		func(rt *rapid.T) error { _, _, err := d.BringBackUser(ctx, pick(rt, users()), false); return err },
		func(rt *rapid.T) error {
			_, err := d.ReplaceUser(ctx, pick(rt, users()), 0, Replacement{ContactID: pick(rt, contacts()), TrashContact: rapid.Bool().Draw(rt, "trash")})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.SetFeature(ctx, pick(rt, users()), 0, feature.Draw(rt, "feature"), Feature{Enabled: rapid.Bool().Draw(rt, "on")})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.AddMailbox(ctx, pick(rt, users()), MailboxDraft{Number: rapid.SampledFrom([]string{"", "8001"}).Draw(rt, "number")})
			return err
		},
		func(rt *rapid.T) error { return d.DeleteMailbox(ctx, pick(rt, mailboxes()), 0) },
		func(rt *rapid.T) error { _, err := d.BringBackMailbox(ctx, pick(rt, mailboxes())); return err },
		func(rt *rapid.T) error {
			_, err := d.AddExternalNumber(ctx, outside.Draw(rt, "number"), "")
			return err
		},
		func(rt *rapid.T) error { return d.RemoveExternalNumber(ctx, pick(rt, numbers()), 0) },
		func(rt *rapid.T) error {
			_, err := d.CreateTemplate(ctx, TemplateDraft{Name: rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "name")})
			return err
		},
		func(rt *rapid.T) error { return d.DeleteTemplate(ctx, pick(rt, templates()), 0) },
	}
}

// lineCommands are commands on lines and what hangs on them, which may be refused.
func lineCommands(t testing.TB, d *Directory, pick picker, contacts func() []uuid.UUID) []func(*rapid.T) error {
	ctx := context.Background()
	lines := func() []uuid.UUID { return idsIn(t, d, d.tables.lines, func(l *Line) uuid.UUID { return l.ID }) }
	devices := func() []uuid.UUID { return idsIn(t, d, d.tables.devices, func(r *Device) uuid.UUID { return r.ID }) }
	users := func() []uuid.UUID { return idsIn(t, d, d.tables.users, func(u *User) uuid.UUID { return u.ID }) }
	groups := func() []uuid.UUID { return idsIn(t, d, d.tables.groups, func(g *Group) uuid.UUID { return g.ID }) }
	bundles := func() []uuid.UUID { return idsIn(t, d, d.tables.bundles, func(b *Bundle) uuid.UUID { return b.ID }) }
	orNone := func(ids []uuid.UUID) []uuid.UUID { return append(ids, uuid.Nil) }
	kind, number := rapid.SampledFrom(LineKinds()), rapid.SampledFrom([]string{"0155000001", "0155000002", "0611000001"})
	sip := rapid.SampledFrom([]string{"", "one", "two"})
	return []func(*rapid.T) error{
		func(rt *rapid.T) error {
			_, err := d.CreateLine(ctx, LineDraft{Kind: kind.Draw(rt, "kind"), Raw: number.Draw(rt, "number"), ContactID: pick(rt, orNone(contacts()))})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.UpdateLine(ctx, pick(rt, lines()), 0, LinePatch{Kind: pointer(kind.Draw(rt, "kind")), Raw: pointer(number.Draw(rt, "number"))})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.AssociateLine(ctx, pick(rt, contacts()), pick(rt, lines()), true)
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.DissociateLine(ctx, pick(rt, contacts()), pick(rt, lines()))
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.MakeDefaultLine(ctx, pick(rt, contacts()), pick(rt, lines()))
			return err
		},
		func(rt *rapid.T) error { _, err := d.GiveLineContact(ctx, pick(rt, lines())); return err },
		func(rt *rapid.T) error { _, err := d.DeleteLine(ctx, pick(rt, lines()), 0); return err },
		func(rt *rapid.T) error {
			draft := DeviceDraft{Type: Softphone, Name: "D", SIPUser: sip.Draw(rt, "user"), LineID: pick(rt, orNone(lines())), UserID: pick(rt, orNone(users()))}
			if rapid.Bool().Draw(rt, "account") {
				draft.Account = &AccountDraft{}
			}
			_, _, err := d.CreateDevice(ctx, draft)
			return err
		},
		func(rt *rapid.T) error {
			line, user := pick(rt, orNone(lines())), pick(rt, orNone(users()))
			_, _, err := d.UpdateDevice(ctx, pick(rt, devices()), 0, DevicePatch{SIPUser: pointer(sip.Draw(rt, "user")), LineID: &line, UserID: &user})
			return err
		},
		func(rt *rapid.T) error { return d.DeleteDevice(ctx, pick(rt, devices()), 0) },
		func(rt *rapid.T) error { _, err := d.BringBackDevice(ctx, pick(rt, devices())); return err },
		func(rt *rapid.T) error { _, err := d.RevokeDevice(ctx, pick(rt, devices()), 0); return err },
		func(rt *rapid.T) error {
			_, _, err := d.AddDeviceAccount(ctx, pick(rt, devices()), 0, AccountDraft{})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.CreateGroup(ctx, GroupDraft{Name: "G", Number: rapid.SampledFrom([]string{"1001", "600"}).Draw(rt, "number"), Members: []uuid.UUID{pick(rt, contacts())}})
			return err
		},
		func(rt *rapid.T) error {
			_, err := d.UpdateGroup(ctx, pick(rt, groups()), 0, GroupPatch{Members: &[]uuid.UUID{pick(rt, contacts())}})
			return err
		},
		func(rt *rapid.T) error { return d.DeleteGroup(ctx, pick(rt, groups()), 0) },
		func(rt *rapid.T) error { _, err := d.BringBackGroup(ctx, pick(rt, groups())); return err },
		func(rt *rapid.T) error {
			_, err := d.CreateBundle(ctx, BundleDraft{Name: rapid.SampledFrom([]string{"a", "b"}).Draw(rt, "name"), Requires: []LineKind{kind.Draw(rt, "kind")}})
			return err
		},
		func(rt *rapid.T) error { return d.DeleteBundle(ctx, pick(rt, bundles()), 0) },
		func(rt *rapid.T) error {
			_, err := d.ReportWorkstation(ctx, pick(rt, contacts()), WorkstationReport{Host: "PC", App: rapid.SampledFrom([]string{"A", "B"}).Draw(rt, "app")})
			return err
		},
	}
}
