package directory

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

// fullOffice is an office that has one of everything, and of everything that can be there one in the bin.
type fullOffice struct {
	office
	sales, north     Folder
	oldFolder        Folder
	luc, oldContact  Contact
	login            Principal // luc's
	landline, mobile Line
	phone, oldPhone  Device
	group, oldGroup  Group
	oldUser          UserDetails
	mailbox          MailboxDetails
	oldMailbox       MailboxDetails
	bundle           Bundle
	template         Template
	role             Role
	spare            ExternalNumber
	apiToken         APIToken
}

// made is the value of a command that is sure to succeed.
func made[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func newFullOffice(t *testing.T) *fullOffice {
	ctx := context.Background()
	o := &fullOffice{office: newOffice(t)}
	o.sales, o.oldFolder = folder(t, o.Directory, uuid.Nil, "Sales"), folder(t, o.Directory, uuid.Nil, "Old")
	o.north = folder(t, o.Directory, o.sales.ID, "North")
	o.luc = contact(t, o.Directory, ContactDraft{FirstName: "Luc", LastName: "Petit", Email: "luc@example.com", FolderID: o.sales.ID})
	o.oldContact = contact(t, o.Directory, ContactDraft{FirstName: "Old", LastName: "Contact", Email: "old@example.com"})
	o.login = person(t, o.Directory, o.luc, RoleAssignment{RoleID: StandardRole()})
	line := made[Line](t)
	o.landline = line(o.CreateLine(ctx, LineDraft{Kind: Landline, Raw: "0144000001", ContactID: o.luc.ID}))
	o.mobile = line(o.CreateLine(ctx, LineDraft{Kind: MobileLine, Raw: "0611000001", ContactID: o.luc.ID}))
	device := func(draft DeviceDraft) Device {
		d, _, err := o.CreateDevice(ctx, draft)
		return made[Device](t)(d, err)
	}
	o.phone = device(DeviceDraft{Type: SIPDevice, Name: "Desk", MAC: "000413000001", SIPUser: "desk", LineID: o.landline.ID, UserID: o.other.ID, Account: &AccountDraft{}})
	o.oldPhone = device(DeviceDraft{Type: SIPDevice, Name: "Old", MAC: "000413000002", SIPUser: "old", UserID: o.other.ID})
	wantCode(t, o.DeleteDevice(ctx, o.oldPhone.ID, 0), "")
	o.group = group(t, o.Directory, GroupDraft{Name: "Reception", Number: "600", Members: []uuid.UUID{o.luc.ID, o.leaver.ContactID}})
	o.oldGroup = group(t, o.Directory, GroupDraft{Name: "Old", Number: "601", Members: []uuid.UUID{o.luc.ID}})
	wantCode(t, o.DeleteGroup(ctx, o.oldGroup.ID, 0), "")
	o.oldUser = user(t, o.Directory, "Gone", "3001")
	wantCode(t, o.DeleteUser(ctx, o.oldUser.ID, 0, UserDeletion{}), "")
	o.mailbox = o.leaver.Mailboxes[0]
	o.oldMailbox = made[MailboxDetails](t)(o.AddMailbox(ctx, o.other.ID, MailboxDraft{}))
	wantCode(t, o.DeleteMailbox(ctx, o.oldMailbox.ID, 0), "")
	o.bundle = made[Bundle](t)(o.CreateBundle(ctx, BundleDraft{Name: "Convergence", Requires: []LineKind{Landline, MobileLine}}))
	o.template = made[Template](t)(o.CreateTemplate(ctx, TemplateDraft{Name: "Sales", RingSeconds: 20}))
	o.role = made[Role](t)(o.CreateRole(ctx, RoleDraft{Name: "Helper", Permissions: []Permission{{SectionLines, Read}}}))
	o.spare = number(t, o.Directory, "0123456700")
	made[WorkstationInfo](t)(o.ReportWorkstation(ctx, o.luc.ID, WorkstationReport{Host: "PC", App: "CallPad"}))
	_, _, err := o.AddAccount(ctx, AccountDraft{Name: "hall"})
	wantCode(t, err, "")
	o.apiToken, _, err = o.IssueToken(ctx, TokenDraft{Name: "script", LoginID: o.login.Login.ID, Roles: []RoleAssignment{{RoleID: StandardRole()}}})
	wantCode(t, err, "")
	made[Contact](t)(o.SetPhoto(ctx, o.luc.ID, 0, pngOf(t, 10, 10)))
	wantCode(t, o.DeleteContact(ctx, o.oldContact.ID, 0), "")
	wantCode(t, o.DeleteFolder(ctx, o.oldFolder.ID, 0, Contents{}), "")
	o.clock.move(time.Second)
	return o
}

// journalledActions finds every action that the commands of the package are journalled under: what they hand over beside their context.
func journalledActions(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	action := regexp.MustCompile(`^"[a-z_]+\.[a-z_]+"$`)
	var actions []string
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, source, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, is := n.(*ast.CallExpr)
			if !is || len(call.Args) < 2 {
				return true
			}
			if literal, is := call.Args[1].(*ast.BasicLit); is && action.MatchString(literal.Value) {
				actions = append(actions, strings.Trim(literal.Value, `"`))
			}
			return true
		})
	}
	slices.Sort(actions)
	return slices.Compact(actions)
}

// TestEveryActionIsUndone goes through all that is ever journalled: its undo gives the state before, and the undo of that the state after, but
// for what the case says.
func TestEveryActionIsUndone(t *testing.T) {
	ctx := context.Background()
	cases := undoneActions()
	for _, action := range journalledActions(t) {
		test, known := cases[action]
		delete(cases, action)
		if !known {
			t.Errorf("no case undoes %s", action)
			continue
		}
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			o := newFullOffice(t)
			if test.prepare != nil {
				wantCode(t, test.prepare(o), "")
			}
			before, from := states(t, o.Directory), o.Revision()
			if err := test.run(o); err != nil {
				t.Fatal(err)
			}
			after, revision := states(t, o.Directory), o.Revision()
			if revision == from && test.kept != "" {
				return // nothing of it is journalled at all
			}
			if test.kept == "" && maps.Equal(before, after) {
				t.Fatal("it has changed nothing")
			}
			entries, err := o.Journal(ctx, 0, 1)
			if err != nil || entries[0].Action != action || revision != from+1 {
				t.Fatalf("journalled %+v after %d, %v", entries, from, err)
			}
			undo := func(revision uint64, want map[string]string) {
				undone, err := o.Undo(ctx, revision)
				if wantCode(t, err, ""); test.kept == "" && !secretsOnly(undone.Left) {
					t.Errorf("left %+v", undone.Left)
				}
				if diff := cmp.Diff(want, states(t, o.Directory)); diff != "" {
					t.Errorf("undo of %d, wanted - and got +: %s", revision, diff)
				}
				wantSound(t, o.Directory)
			}
			if test.kept != "" {
				undo(revision, after)
				return
			}
			undo(revision, before)
			undo(o.Revision(), after)
		})
	}
	for action := range cases {
		t.Errorf("the case %s is of no action", action)
	}
}
