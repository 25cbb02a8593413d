package directory

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestWhatAContactHasLiesWhereTheContactIs(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	ventes, atelier := folder(t, d, uuid.Nil, "Ventes"), folder(t, d, uuid.Nil, "Atelier")
	anne, paul := contact(t, d, ContactDraft{FolderID: ventes.ID}), contact(t, d, ContactDraft{FolderID: atelier.ID, FirstName: "Paul"})
	own, spare := line(t, d, Landline, "0123456789", anne.ID), line(t, d, MobileLine, "0612345678", uuid.Nil)
	user, _, err := d.CreateUser(ctx, UserDraft{ContactID: paul.ID, Extensions: []ExtensionDraft{{Number: "1001"}}})
	wantCode(t, err, "")
	both, _ := device(t, d, DeviceDraft{LineID: own.ID, UserID: user.ID})
	everywhere := []uuid.UUID{uuid.Nil}
	for name, test := range map[string]struct {
		table  string
		record any
		want   []uuid.UUID
	}{
		"a contact":                           {"contacts", anne, []uuid.UUID{ventes.ID}},
		"a folder":                            {"folders", ventes, []uuid.UUID{d.Root().ID}},
		"the root":                            {"folders", d.Root(), everywhere},
		"a call group":                        {"groups", Group{FolderID: atelier.ID, Members: []uuid.UUID{anne.ID}}, []uuid.UUID{atelier.ID}},
		"a line":                              {"lines", own, []uuid.UUID{ventes.ID}},
		"a line that is nobody's":             {"lines", spare, everywhere},
		"a line of who has been erased":       {"lines", Line{ContactID: uuid.UUID{1}}, everywhere},
		"a workstation":                       {"workstations", Workstation{ContactID: paul.ID}, []uuid.UUID{atelier.ID}},
		"a device of a line":                  {"devices", Device{LineID: own.ID}, []uuid.UUID{ventes.ID}},
		"a device of a user":                  {"devices", Device{UserID: user.ID}, []uuid.UUID{atelier.ID}},
		"a device of two people":              {"devices", both, []uuid.UUID{ventes.ID, atelier.ID}},
		"a device of a line that is nobody's": {"devices", Device{LineID: spare.ID}, everywhere},
		"a device of a line that is gone":     {"devices", Device{LineID: uuid.UUID{1}, UserID: user.ID}, everywhere},
		"a device of a user who is gone":      {"devices", Device{LineID: own.ID, UserID: uuid.UUID{1}}, everywhere},
		"a spare device":                      {"devices", Device{}, everywhere},
		"a user":                              {"users", user.User, []uuid.UUID{atelier.ID}},
		"an extension":                        {"extensions", Extension{UserID: user.ID}, []uuid.UUID{atelier.ID}},
		"an external number that is spare":    {"external_numbers", ExternalNumber{}, everywhere},
		"a mailbox":                           {"mailboxes", Mailbox{HolderID: user.ID}, []uuid.UUID{atelier.ID}},
		"a login, which is access":            {"logins", Login{ContactID: anne.ID}, everywhere},
		"an LDAP account":                     {"accounts", Account{}, everywhere},
	} {
		t.Run(name, func(t *testing.T) {
			state, err := json.Marshal(test.record)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := d.PlacesOf(test.table, state); err != nil || !slices.Equal(got, test.want) {
				t.Errorf("in %v instead of %v, %v", got, test.want, err)
			}
		})
	}
	if got, err := d.LinePlaces(own); err != nil || !slices.Equal(got, []uuid.UUID{ventes.ID}) {
		t.Errorf("the line is in %v, %v", got, err)
	}
	if got, err := d.DevicePlaces(both); err != nil || !slices.Equal(got, []uuid.UUID{ventes.ID, atelier.ID}) {
		t.Errorf("the device is in %v, %v", got, err)
	}
	_, err = d.PlacesOf("lines", json.RawMessage("["))
	wantCode(t, err, Internal)
}

func TestAnErrorNamesALineOrADeviceOnlyToWhoMayReadIt(t *testing.T) {
	d := open(t)
	founder(t, d)
	ventes := folder(t, d, uuid.Nil, "Ventes")
	anne := contact(t, d, ContactDraft{FolderID: ventes.ID, FirstName: "Anne", LastName: "Secret"})
	held, err := d.CreateLine(context.Background(), LineDraft{Kind: Landline, Raw: "0123456789", Label: "Secret line", ContactID: anne.ID})
	wantCode(t, err, "")
	device(t, d, DeviceDraft{Name: "Secret desk", MAC: "000413000001", LineID: held.ID})
	_, _, err = d.AddAccount(context.Background(), AccountDraft{Name: "secret"})
	wantCode(t, err, "")
	other := contact(t, d, ContactDraft{FirstName: "Paul"})
	role := func(name string, permissions ...Permission) RoleAssignment {
		r, err := d.CreateRole(context.Background(), RoleDraft{Name: name, Permissions: permissions})
		wantCode(t, err, "")
		return RoleAssignment{RoleID: r.ID}
	}
	stranger := person(t, d, contact(t, d, ContactDraft{FirstName: "Rita", Email: "rita@example.com"}))
	reader := person(t, d, contact(t, d, ContactDraft{FirstName: "Tom", Email: "tom@example.com"}),
		role("Technicien B", Permission{SectionLines, Write}, Permission{SectionDevices, Write}, Permission{SectionDirectory, Read}, Permission{SectionAccess, Read}))
	for name, command := range map[string]func(context.Context) error{
		"a line with another's number": func(ctx context.Context) error {
			_, err := d.CreateLine(ctx, LineDraft{Kind: Landline, Raw: "01 23 45 67 89"})
			return err
		},
		"a line that another has": func(ctx context.Context) error {
			_, err := d.AssociateLine(ctx, other.ID, held.ID, false)
			return err
		},
		"a device with another's address": func(ctx context.Context) error {
			_, _, err := d.CreateDevice(ctx, DeviceDraft{Type: SIPDevice, Name: "Desk", MAC: "00:04:13:00:00:01"})
			return err
		},
		"an account with another's name": func(ctx context.Context) error {
			_, _, err := d.CreateDevice(ctx, DeviceDraft{Type: SIPDevice, Name: "Desk", Account: &AccountDraft{Name: "SECRET"}})
			return err
		},
		"a contact with lines made external": func(ctx context.Context) error {
			_, _, err := d.UpdateContact(ctx, anne.ID, 0, ContactPatch{Kind: pointer(ExternalContact)})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := command(as(stranger))
			if err == nil || strings.Contains(err.Error(), "ecret") {
				t.Errorf("a stranger is told: %v", err)
			}
			if err := command(as(reader)); err == nil || !strings.Contains(err.Error(), "ecret") {
				t.Errorf("who may read it is not told: %v", err)
			}
		})
	}
}
