package directory

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestRecordsBelongToWhoHasThem(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	ventes, atelier := folder(t, d, uuid.Nil, "Ventes"), folder(t, d, uuid.Nil, "Atelier")
	anne, paul := contact(t, d, ContactDraft{FolderID: ventes.ID, FirstName: "Anne"}), contact(t, d, ContactDraft{FolderID: atelier.ID, FirstName: "Paul"})
	own, spare := line(t, d, Landline, "0123456789", anne.ID), line(t, d, MobileLine, "0612345678", uuid.Nil)
	user, _, err := d.CreateUser(ctx, UserDraft{ContactID: paul.ID, Extensions: []ExtensionDraft{{Number: "1001"}}})
	wantCode(t, err, "")
	second, _, err := d.CreateUser(ctx, UserDraft{ContactID: anne.ID, Extensions: []ExtensionDraft{{Number: "1002"}}})
	wantCode(t, err, "")
	team, err := d.CreateGroup(ctx, GroupDraft{Name: "Accueil", Number: "3001", FolderID: ventes.ID})
	wantCode(t, err, "")
	for name, test := range map[string]struct {
		record any
		want   string // names; "-" for nobody
	}{
		"a user":                              {user.User, "Paul"},
		"an extension":                        {user.Extensions[0], "Paul"},
		"an extension of a user who is gone":  {Extension{UserID: uuid.UUID{1}}, "-"},
		"a spare number":                      {ExternalNumber{E164: "+33123456789"}, "-"},
		"a mailbox of a user":                 {Mailbox{HolderID: second.ID}, "Anne"},
		"a mailbox of a call group":           {Mailbox{GroupID: team.ID}, "Accueil"},
		"a mailbox of a group that is gone":   {Mailbox{GroupID: uuid.UUID{1}}, "-"},
		"a line":                              {own, "Anne"},
		"a line that is nobody's":             {spare, "-"},
		"a line of who has been erased":       {Line{ContactID: uuid.UUID{1}}, "-"},
		"a workstation":                       {Workstation{ContactID: paul.ID}, "Paul"},
		"a device of a line":                  {Device{LineID: own.ID}, "Anne"},
		"a device of a user":                  {Device{UserID: user.ID}, "Paul"},
		"a device of two people":              {Device{LineID: own.ID, UserID: user.ID}, "Anne Paul"},
		"a device of one person twice":        {Device{LineID: own.ID, UserID: second.ID}, "Anne"},
		"a device of a line that is nobody's": {Device{LineID: spare.ID}, "-"},
		"a device of a line that is gone":     {Device{LineID: uuid.UUID{1}, UserID: user.ID}, "- Paul"},
		"a device of a user who is gone":      {Device{LineID: own.ID, UserID: uuid.UUID{1}}, "Anne -"},
		"a spare device":                      {Device{}, "-"},
	} {
		t.Run(name, func(t *testing.T) {
			state, err := json.Marshal(test.record)
			if err != nil {
				t.Fatal(err)
			}
			owned, err := d.RecordOwners([]RecordChange{{}, {Before: state}, {After: state}})
			wantCode(t, err, "")
			if len(owned[0].Before)+len(owned[0].After)+len(owned[1].After)+len(owned[2].Before) > 0 {
				t.Errorf("what does not exist belongs to somebody: %+v", owned)
			}
			for _, owners := range [][]Owner{owned[1].Before, owned[2].After} {
				var names []string
				for _, o := range owners {
					names = append(names, orText(strings.TrimSuffix(o.Name(), " Martin"), "-"))
				}
				wantText(t, strings.Join(names, " "), test.want)
			}
		})
	}
	if owners, err := d.LineOwners(own); err != nil || len(owners) != 1 || owners[0].Contact.ID != anne.ID {
		t.Errorf("the line is that of %v, %v", owners, err)
	}
	if owners, err := d.DeviceOwners(Device{LineID: own.ID, UserID: user.ID}); err != nil || len(owners) != 2 {
		t.Errorf("the device is that of %v, %v", owners, err)
	}
	owned, err := d.RecordOwners([]RecordChange{{Before: json.RawMessage("[")}})
	if wantCode(t, err, ""); len(owned[0].Before) != 1 || owned[0].Before[0] != (Owner{}) {
		t.Errorf("what can not be read belongs to %+v", owned[0].Before)
	}
}

func TestWhatBelongsToSomebodyIsReadByWhoSeesHerAndMayReadItThere(t *testing.T) {
	d := open(t)
	ventes, atelier := folder(t, d, uuid.Nil, "Ventes"), folder(t, d, uuid.Nil, "Atelier")
	in := func(f Folder, hidden bool) Contact {
		return contact(t, d, ContactDraft{FolderID: f.ID, Hidden: hidden})
	}
	seen, hidden, elsewhere := in(ventes, false), in(ventes, true), in(atelier, false)
	of := func(contacts ...Contact) (owners []Owner) {
		for _, c := range contacts {
			owners = append(owners, Owner{Contact: &c})
		}
		return owners
	}
	team, hiddenTeam := Owner{Group: &Group{FolderID: ventes.ID}}, Owner{Group: &Group{FolderID: ventes.ID, Hidden: true}}
	directory, lines := Permission{SectionDirectory, Read}, Permission{SectionLines, Read}
	for name, test := range map[string]struct {
		grants []Grant
		owners []Owner
		want   bool
	}{
		"with both rights in the folder":      {[]Grant{{directory, ventes.ID}, {lines, ventes.ID}}, of(seen), true},
		"of a contact hidden from phones":     {[]Grant{{directory, ventes.ID}, {lines, ventes.ID}}, of(hidden), false},
		"of a hidden one whom she may change": {[]Grant{{Permission{SectionDirectory, Write}, ventes.ID}, {lines, ventes.ID}}, of(hidden), true},
		"without the directory":               {[]Grant{{lines, uuid.Nil}}, of(seen), false},
		"without lines":                       {[]Grant{{directory, uuid.Nil}}, of(seen), false},
		"of two people, one elsewhere":        {[]Grant{{directory, uuid.Nil}, {lines, ventes.ID}}, of(seen, elsewhere), false},
		"of nobody, with a right in a folder": {[]Grant{{directory, uuid.Nil}, {lines, ventes.ID}}, []Owner{{}}, false},
		"of a call group":                     {[]Grant{{directory, ventes.ID}, {lines, ventes.ID}}, []Owner{team}, true},
		"of a call group hidden from phones":  {[]Grant{{directory, ventes.ID}, {lines, ventes.ID}}, []Owner{hiddenTeam}, false},
		"of nobody, with the right":           {[]Grant{{lines, uuid.Nil}}, []Owner{{}}, true},
	} {
		r := Rights{known: true, tree: d.Snapshot().Tree, grants: test.grants}
		if got := r.ReaderOf(SectionLines, r.Sight(uuid.Nil))(test.owners); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
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
