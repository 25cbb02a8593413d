package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"
)

// exchangeOffice is a small directory that random commands about lines, devices and groups run on.
type exchangeOffice struct {
	*Directory
	clock    *clock
	path     string
	contacts []uuid.UUID
	lines    []uuid.UUID
	devices  []uuid.UUID
	groups   []uuid.UUID
	folders  []uuid.UUID
}

// one draws one of ids, or the id of nothing.
func one(t *rapid.T, what string, ids []uuid.UUID) uuid.UUID {
	return rapid.SampledFrom(append([]uuid.UUID{{1}}, ids...)).Draw(t, what)
}

// noted adds the id of what a command has made.
func noted(ids *[]uuid.UUID, id uuid.UUID) {
	if id != uuid.Nil {
		*ids = append(*ids, id)
	}
}

// settled fails the test where a command failed for a reason that is the program's.
func settled(t *rapid.T, err error) {
	if CodeOf(err) == Internal {
		t.Fatalf("internal: %v", err)
	}
}

func (o *exchangeOffice) commands(ctx context.Context) map[string]func(*rapid.T) {
	kind := rapid.SampledFrom(LineKinds())
	// Few numbers, so that they meet; some are one number in two spellings.
	number := rapid.SampledFrom([]string{"0123456781", "+33123456781", "0123456782", "0612345678", "*21", "2001", "", "x"})
	return map[string]func(*rapid.T){
		"contact": func(t *rapid.T) {
			c, _, err := o.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", FolderID: one(t, "folder", append(o.folders, uuid.Nil)),
				Kind: rapid.SampledFrom([]ContactKind{InternalContact, ExternalContact}).Draw(t, "kind")})
			noted(&o.contacts, c.ID)
			settled(t, err)
		},
		"contact edit": func(t *rapid.T) {
			k := rapid.SampledFrom([]ContactKind{InternalContact, ExternalContact}).Draw(t, "kind")
			_, _, err := o.UpdateContact(ctx, one(t, "contact", o.contacts), 0, ContactPatch{Kind: &k})
			settled(t, err)
		},
		"contact delete":     func(t *rapid.T) { settled(t, o.DeleteContact(ctx, one(t, "contact", o.contacts), 0)) },
		"contact bring back": func(t *rapid.T) { _, _, err := o.BringBackContact(ctx, one(t, "contact", o.contacts)); settled(t, err) },
		"folder": func(t *rapid.T) {
			f, err := o.CreateFolder(ctx, FolderDraft{Name: fmt.Sprint(len(o.folders)), ParentID: one(t, "folder", append(o.folders, uuid.Nil))})
			noted(&o.folders, f.ID)
			settled(t, err)
		},
		"folder delete": func(t *rapid.T) {
			settled(t, o.DeleteFolder(ctx, one(t, "folder", o.folders), 0, Contents{
				Action: rapid.SampledFrom([]ContentsAction{RefuseContents, MoveContents, TrashContents}).Draw(t, "contents"), OnClash: RenameOnClash,
			}))
		},
		"folder bring back": func(t *rapid.T) { _, _, err := o.BringBackFolder(ctx, one(t, "folder", o.folders)); settled(t, err) },
		"line": func(t *rapid.T) {
			l, err := o.CreateLine(ctx, LineDraft{Kind: kind.Draw(t, "kind"), Raw: number.Draw(t, "number"), ContactID: one(t, "contact", append(o.contacts, uuid.Nil))})
			noted(&o.lines, l.ID)
			if l.AutoContactID != uuid.Nil {
				noted(&o.contacts, l.AutoContactID)
			}
			settled(t, err)
		},
		"line edit": func(t *rapid.T) {
			k, n := kind.Draw(t, "kind"), number.Draw(t, "number")
			_, err := o.UpdateLine(ctx, one(t, "line", o.lines), 0, LinePatch{Kind: &k, Raw: &n})
			settled(t, err)
		},
		"line associate": func(t *rapid.T) {
			_, err := o.AssociateLine(ctx, one(t, "contact", o.contacts), one(t, "line", o.lines), rapid.Bool().Draw(t, "reassign"))
			settled(t, err)
		},
		"line dissociate": func(t *rapid.T) {
			l, _ := o.Line(one(t, "line", o.lines))
			_, err := o.DissociateLine(ctx, l.ContactID, l.ID)
			settled(t, err)
		},
		"line default": func(t *rapid.T) {
			l, _ := o.Line(one(t, "line", o.lines))
			_, err := o.MakeDefaultLine(ctx, l.ContactID, l.ID)
			settled(t, err)
		},
		"line contact": func(t *rapid.T) { _, err := o.GiveLineContact(ctx, one(t, "line", o.lines)); settled(t, err) },
		"line delete":  func(t *rapid.T) { _, err := o.DeleteLine(ctx, one(t, "line", o.lines), 0); settled(t, err) },
	}
}

func (o *exchangeOffice) deviceCommands(ctx context.Context) map[string]func(*rapid.T) {
	mac := rapid.SampledFrom([]string{"", "000413000001", "00:04:13:00:00:01", "000413000002"})
	user := rapid.SampledFrom([]string{"", "one", "ONE", "two"})
	group := rapid.SampledFrom([]string{"", "2001", "2002", "2003", "112"})
	members := func(t *rapid.T) []uuid.UUID {
		return []uuid.UUID{one(t, "member", o.contacts), one(t, "member", o.contacts)}[:rapid.IntRange(0, 2).Draw(t, "members")]
	}
	return map[string]func(*rapid.T){
		"device": func(t *rapid.T) {
			draft := DeviceDraft{Type: rapid.SampledFrom(DeviceTypes()).Draw(t, "type"), Name: "D", MAC: mac.Draw(t, "mac"), SIPUser: user.Draw(t, "user"),
				LineID: one(t, "line", append(o.lines, uuid.Nil))}
			if rapid.Bool().Draw(t, "account") {
				draft.Account = &AccountDraft{}
			}
			made, _, err := o.CreateDevice(ctx, draft)
			noted(&o.devices, made.ID)
			settled(t, err)
		},
		"device edit": func(t *rapid.T) {
			m, u, l := mac.Draw(t, "mac"), user.Draw(t, "user"), one(t, "line", append(o.lines, uuid.Nil))
			_, _, err := o.UpdateDevice(ctx, one(t, "device", o.devices), 0, DevicePatch{MAC: &m, SIPUser: &u, LineID: &l})
			settled(t, err)
		},
		"device unassign":   func(t *rapid.T) { _, err := o.UnassignDevice(ctx, one(t, "device", o.devices), 0); settled(t, err) },
		"device rotate":     func(t *rapid.T) { _, _, err := o.RotateDevice(ctx, one(t, "device", o.devices), 0); settled(t, err) },
		"device delete":     func(t *rapid.T) { settled(t, o.DeleteDevice(ctx, one(t, "device", o.devices), 0)) },
		"device bring back": func(t *rapid.T) { _, err := o.BringBackDevice(ctx, one(t, "device", o.devices)); settled(t, err) },
		"device account": func(t *rapid.T) {
			_, _, err := o.AddDeviceAccount(ctx, one(t, "device", o.devices), 0, AccountDraft{})
			settled(t, err)
		},
		"account remove": func(t *rapid.T) {
			if all := o.Accounts(); len(all) > 0 {
				settled(t, o.RemoveAccount(ctx, all[0].Name))
			}
		},
		"group": func(t *rapid.T) {
			g, err := o.CreateGroup(ctx, GroupDraft{Name: "G", Number: group.Draw(t, "number"), Members: members(t), FolderID: one(t, "folder", append(o.folders, uuid.Nil))})
			noted(&o.groups, g.ID)
			settled(t, err)
		},
		"group edit": func(t *rapid.T) {
			m, n := members(t), group.Draw(t, "number")
			_, err := o.UpdateGroup(ctx, one(t, "group", o.groups), 0, GroupPatch{Members: &m, Number: &n})
			settled(t, err)
		},
		"group delete":     func(t *rapid.T) { settled(t, o.DeleteGroup(ctx, one(t, "group", o.groups), 0)) },
		"group bring back": func(t *rapid.T) { _, err := o.BringBackGroup(ctx, one(t, "group", o.groups)); settled(t, err) },
		"workstation": func(t *rapid.T) {
			_, err := o.ReportWorkstation(ctx, one(t, "contact", o.contacts), WorkstationReport{Host: "PC", App: "A"})
			settled(t, err)
		},
		"purge": func(t *rapid.T) {
			o.clock.move(20 * 24 * time.Hour)
			_, err := o.PurgeBin(ctx)
			settled(t, err)
		},
	}
}

func TestRandomCommandsAboutLinesDevicesAndGroupsKeepEveryRule(t *testing.T) {
	ctx := context.Background()
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		o := &exchangeOffice{clock: newClock(), path: filepath.Join(dir, fmt.Sprint(n))}
		config := o.clock.config(Config{Name: "Acme"})
		reopen := func() {
			d, err := Open(o.path, config)
			if err != nil {
				rt.Fatal(err)
			}
			o.Directory = d
		}
		reopen()
		defer func() { _ = o.Close() }() // the test has failed where it is closed already
		commands := o.commands(ctx)
		for name, command := range o.deviceCommands(ctx) {
			commands[name] = command
		}
		commands[""] = func(rt *rapid.T) {
			problems, err := o.Check(ctx)
			if err != nil || len(problems) > 0 {
				rt.Fatal(problems, err)
			}
		}
		rt.Repeat(commands)
		before, err := o.Lines(ctx, LineFilter{})
		if err == nil {
			err = o.Close()
		}
		if err != nil {
			rt.Fatal(err)
		}
		reopen()
		commands[""](rt)
		if after, err := o.Lines(ctx, LineFilter{}); err != nil || cmp.Diff(before, after) != "" {
			rt.Fatal("after reopening:", cmp.Diff(before, after), err)
		}
	})
}
