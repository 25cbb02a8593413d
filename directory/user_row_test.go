package directory

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestUsersAreListedAsFarAsTheirContactsAreInSight(t *testing.T) {
	d, written, read, unseen, _ := sighted(t)
	for name, f := range map[string]Folder{"Adam": written, "Bell": read, "Cole": unseen} {
		u := user(t, d, name, fmt.Sprint(1000+len(name)+int(name[0])))
		wantCode(t, d.MoveContacts(t.Context(), []uuid.UUID{u.ContactID}, f.ID), "")
	}
	hidden := user(t, d, "Dean", "1300")
	_, _, err := d.UpdateContact(t.Context(), hidden.ContactID, 0, ContactPatch{FolderID: &read.ID, Hidden: pointer(true)})
	wantCode(t, err, "")
	rights := Rights{known: true, tree: d.Snapshot().Tree, grants: []Grant{
		{Permission{SectionDirectory, Write}, written.ID}, {Permission{SectionDirectory, Read}, read.ID},
	}}
	sight := rights.Sight(uuid.Nil)
	for text, want := range map[string]string{"": "Adam Bell", "dean": "", "1300": "", "cole": ""} {
		page, err := d.ListUsers(t.Context(), UserFilter{Text: text, Sight: &sight}, Page{})
		wantCode(t, err, "")
		var names []string
		for _, row := range page.Users {
			names = append(names, row.Contact.LastName)
		}
		if got := strings.Join(names, " "); got != want || page.Total != len(names) {
			t.Errorf("%q finds %q of %d", text, got, page.Total)
		}
	}
	_, err = d.ListUsers(t.Context(), UserFilter{Folder: unseen.ID, Sight: &sight}, Page{})
	wantCode(t, err, NotFound)
}

func TestAUserIsShownWithItsDevicesAndItsFeatures(t *testing.T) {
	d := open(t)
	u := user(t, d, "Adam", "1001")
	other := user(t, d, "Bell", "1002")
	_, err := d.SetFeature(t.Context(), u.ID, 0, FeatureVoicemail, Feature{Enabled: true})
	wantCode(t, err, "")
	for _, name := range []string{"desk", "hall"} {
		_, _, err := d.CreateDevice(t.Context(), DeviceDraft{Type: Softphone, Name: name, UserID: u.ID})
		wantCode(t, err, "")
	}
	row, err := d.UserRow(u.ID)
	if wantCode(t, err, ""); len(row.Devices) != 2 || row.Devices[0].Name != "desk" || row.Devices[0].State != DeviceUnknown || row.DisplayName != "Jean Adam" {
		t.Errorf("%+v", row)
	}
	if !row.Feature(FeatureVoicemail).Enabled || row.Feature(FeatureHotdesk).Enabled {
		t.Errorf("%+v", row.Features)
	}
	plain, err := d.UserRow(other.ID)
	if wantCode(t, err, ""); len(plain.Devices) != 0 || plain.Feature(FeatureVoicemail).Enabled {
		t.Errorf("%+v", plain)
	}
	_, err = d.UserRow(uuid.UUID{1})
	wantCode(t, err, NotFound)
	_, err = d.Apply(t.Context(), "look", func(e *Edit) error {
		_, err := e.UserRow(u.ID, u.Version+10)
		return err
	})
	wantCode(t, err, StaleRecord)
}

func TestADeletionIsForetold(t *testing.T) {
	o := newOffice(t)
	l, err := o.CreateLine(t.Context(), LineDraft{Kind: Landline, Raw: "0111111111", ContactID: o.leaver.ContactID})
	wantCode(t, err, "")
	for name, line := range map[string]uuid.UUID{"desk": l.ID, "hall": {}} {
		_, _, err := o.CreateDevice(t.Context(), DeviceDraft{Type: Softphone, Name: name, UserID: o.leaver.ID, LineID: line})
		wantCode(t, err, "")
	}
	for _, test := range []struct {
		name string
		what UserDeletion
		want string
	}{
		{"by default", UserDeletion{}, "2 extensions reserved, 1 external_numbers spare, 1 devices spare, 1 devices stays, 1 mailboxes kept, 2 features removed, " +
			"1 roles removed, 1 login removed, 1 contact stays, 1 lines stays, 1 licence freed"},
		{"all of it", UserDeletion{TrashDevices: true, Mailbox: TrashMailbox, Contact: true, ReleaseExtensions: true}, "2 extensions freed, 1 external_numbers spare, " +
			"2 devices bin, 1 mailboxes bin, 2 features removed, 1 roles removed, 1 login removed, 1 contact bin, 1 lines spare, 1 licence freed"},
	} {
		told, err := o.DeletionOfUser(t.Context(), o.leaver.ID, test.what)
		wantCode(t, err, "")
		var list []string
		for _, c := range told.Consequences {
			list = append(list, fmt.Sprintf("%d %s %s", c.Count, c.What, c.Fate))
			if c.Until.IsZero() == (c.Fate == FateReserved || c.Fate == FateKept || c.Fate == FateBinned) {
				t.Errorf("%s: %+v", test.name, c)
			}
		}
		if got := strings.Join(list, ", "); got != test.want || told.Refused != "" {
			t.Errorf("%s: %s %s", test.name, got, told.Refused)
		}
	}
	_, err = o.DeletionOfUser(t.Context(), o.leaver.ID, UserDeletion{Mailbox: "burn"})
	wantCode(t, err, Invalid)
	_, err = o.DeletionOfUser(t.Context(), uuid.UUID{1}, UserDeletion{})
	wantCode(t, err, NotFound)
	o.read(t) // still there
}

func TestTheDiallingSpaceIsSeenBySections(t *testing.T) {
	d, written, read, unseen, _ := sighted(t)
	for last, f := range map[string]Folder{"Adam": written, "Bell": read, "Cole": unseen} {
		u := user(t, d, last, "1"+fmt.Sprint(int(last[0])), "2"+fmt.Sprint(int(last[0])))
		wantCode(t, d.MoveContacts(t.Context(), []uuid.UUID{u.ContactID}, f.ID), "")
		_, err := d.AddMailbox(t.Context(), u.ID, MailboxDraft{Number: "3" + fmt.Sprint(int(last[0]))})
		wantCode(t, err, "")
	}
	number(t, d, "0123456789")
	rights := Rights{known: true, tree: d.Snapshot().Tree, grants: []Grant{
		{Permission{SectionDirectory, Read}, read.ID}, {Permission{SectionUsers, Read}, uuid.Nil}, {Permission{SectionVoicemail, Read}, written.ID},
	}}
	sight := func(section Section) Sight { return rights.Sight(uuid.Nil).Within(rights, section) }
	page, err := d.DiallingSpace(t.Context(), DialledFilter{Sight: sight}, "", 0)
	wantCode(t, err, "")
	if page.Total != 2 || page.Numbers[0].Number != "166" || page.Numbers[1].Number != "266" || page.Numbers[0].Name != "Jean Bell" || page.Numbers[0].UserID == uuid.Nil {
		t.Errorf("%+v", page)
	}
	within := sight(SectionUsers)
	list, err := d.ExternalNumbers(t.Context(), ExternalNumberFilter{Sight: &within})
	if wantCode(t, err, ""); len(list) != 1 {
		t.Errorf("%+v", list)
	}
}

func TestMailboxesAreListedWithWhoseTheyAre(t *testing.T) {
	o := newOffice(t)
	_, err := o.AddMailbox(t.Context(), o.other.ID, MailboxDraft{})
	wantCode(t, err, "")
	wantCode(t, o.DeleteUser(t.Context(), o.leaver.ID, 0, UserDeletion{}), "")
	page, err := o.Mailboxes(t.Context(), nil, 0, 10)
	wantCode(t, err, "")
	list := page.Mailboxes
	if page.Total != 2 || len(list) != 2 || list[0].Name != "Jean Leaver" || list[0].HolderDeletedAt.IsZero() || list[1].ContactID != o.other.ContactID || !list[1].HolderDeletedAt.IsZero() {
		t.Errorf("%+v", list)
	}
	if rest, err := o.Mailboxes(t.Context(), nil, 1, 10); err != nil || rest.Total != 2 || len(rest.Mailboxes) != 1 || rest.Mailboxes[0].ID != list[1].ID {
		t.Errorf("%+v %v", rest, err)
	}
	if beyond, err := o.Mailboxes(t.Context(), nil, 7, 10); err != nil || len(beyond.Mailboxes) != 0 {
		t.Errorf("%+v %v", beyond, err)
	}
	if blind, err := o.Mailboxes(t.Context(), &Sight{}, 0, 10); err != nil || blind.Total != 0 {
		t.Errorf("%+v %v", blind, err)
	}
	id := list[1].ID
	wantCode(t, o.DeleteMailbox(t.Context(), id, 0), "")
	_, err = o.HeldMailbox(id)
	wantCode(t, err, NotFound)
	if binned, err := o.BinnedMailboxes(); err != nil || len(binned) != 1 || binned[0].Name != "Jean Other" {
		t.Errorf("%+v %v", binned, err)
	}
}
