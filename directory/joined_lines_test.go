package directory

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

func TestExtensionsExternalNumbersAndLinesShowTogetherAndOnce(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	number(t, d, "0123456789")
	u := user(t, d, "Durand", "1001")
	_, _, err := d.UpdateUser(ctx, u.ID, 0, UserPatch{Numbers: &[]string{"0123456789"}})
	wantCode(t, err, "")
	for kind, raw := range map[LineKind]string{Landline: "+33 1 23 45 67 89", MobileLine: "06 11 22 33 44", FaxLine: "01 99 00 11 22"} {
		_, err := d.CreateLine(ctx, LineDraft{Kind: kind, Raw: raw, ContactID: u.ContactID})
		wantCode(t, err, "")
	}
	fields := func() []string {
		return values(document(t, d, u.ContactID), search.ShortNumber, search.Work, search.Mobile, search.Fax)
	}
	for _, want := range []search.Value{
		{Field: search.ShortNumber, Text: "1001"}, {Field: search.Work, Text: "+33123456789"},
		{Field: search.Mobile, Text: "06 11 22 33 44"}, {Field: search.Fax, Text: "01 99 00 11 22"},
	} {
		if !slices.ContainsFunc(slices.Collect(document(t, d, u.ContactID).Values()), func(v search.Value) bool { return v.Field == want.Field && v.Text == want.Text }) {
			t.Errorf("%+v is missing in %q", want, fields())
		}
	}
	if len(fields()) != 4 {
		t.Errorf("phones see %q", fields())
	}
	wantCode(t, d.DeleteUser(ctx, u.ID, 0, UserDeletion{}), "")
	if got := fields(); len(got) != 3 {
		t.Errorf("without its user phones see %q", got)
	}
	wantSound(t, d)
}

func TestTheDefaultLineOpensTheMailbox(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	l, err := o.CreateLine(ctx, LineDraft{Kind: MobileLine, Raw: "06 11 22 33 44", ContactID: o.leaver.ContactID})
	wantCode(t, err, "")
	m, err := o.Mailbox(o.leaver.Mailboxes[0].ID)
	if wantCode(t, err, ""); m.Login == nil || *m.Login != l.E164 {
		t.Errorf("login %v", m.Login)
	}
	for _, test := range []struct {
		name, calling string
		want          Verdict
	}{
		{"from the line itself", "06 11 22 33 44", VerdictAllowed},
		{"from elsewhere", "0699999999", VerdictPINRequired},
	} {
		if got, _, _, err := o.VerifyPIN(ctx, l.E164, "", test.calling); got != test.want || err != nil {
			t.Errorf("%s: %s, %v", test.name, got, err)
		}
	}
	contactOnly := contact(t, o.Directory, ContactDraft{})
	unreadable, err := o.CreateLine(ctx, LineDraft{Kind: VoIPLine, Raw: "sip:a@b", ContactID: contactOnly.ID})
	wantCode(t, err, "")
	u, _, err := o.CreateUser(ctx, UserDraft{ContactID: contactOnly.ID, Extensions: []ExtensionDraft{{Number: "3001"}}, Mailbox: &MailboxDraft{}})
	if wantCode(t, err, ""); u.Mailboxes[0].Login != nil || u.Mailboxes[0].LoginReason != reasonNotReadable || u.Lines[0].ID != unreadable.ID {
		t.Errorf("got %+v", u.Mailboxes)
	}
}

func TestADeletedUsersDevicesAreSpareOrGoToo(t *testing.T) {
	ctx := context.Background()
	for _, trash := range []bool{false, true} {
		o := newOffice(t)
		device, _, err := o.CreateDevice(ctx, DeviceDraft{Type: Softphone, Name: "phone", UserID: o.leaver.ID})
		wantCode(t, err, "")
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{TrashDevices: trash}), "")
		bin, err := o.Bin()
		wantCode(t, err, "")
		if got := len(bin.Devices) == 1; got != trash {
			t.Errorf("in the bin: %v, asked for %v", got, trash)
		}
		if trash {
			back, err := o.BringBackDevice(ctx, device.ID)
			if wantCode(t, err, ""); back.UserID != uuid.Nil {
				t.Errorf("it came back to %v", back.UserID)
			}
		} else if now, err := o.Device(device.ID); err != nil || !now.Spare() {
			t.Errorf("got %+v, %v", now, err)
		}
		wantSound(t, o.Directory)
	}
}
