package directory

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func device(t testing.TB, d *Directory, draft DeviceDraft) (Device, DeviceSecrets) {
	t.Helper()
	if draft.Type == "" {
		draft.Type = SIPDevice
	}
	draft.Name = orText(draft.Name, "Desk")
	made, secrets, err := d.CreateDevice(context.Background(), draft)
	if err != nil {
		t.Fatalf("create device: %v", err)
	}
	return made, secrets
}

func TestCreateDevice(t *testing.T) {
	d := open(t)
	l := line(t, d, MobileLine, "0612345678", uuid.Nil)
	device(t, d, DeviceDraft{MAC: "00:04:13:00:00:01", SIPUser: "desk1"})
	binned, _ := device(t, d, DeviceDraft{MAC: "00:04:13:00:00:02"})
	wantCode(t, d.DeleteDevice(context.Background(), binned.ID, 0), "")
	for _, test := range []struct {
		name  string
		draft DeviceDraft
		want  Code
	}{
		{"without type", DeviceDraft{Name: "a"}, Required},
		{"of a type there is not", DeviceDraft{Type: "telex", Name: "a"}, Invalid},
		{"without name", DeviceDraft{Type: Softphone}, Required},
		{"with a name of 128 characters", DeviceDraft{Type: Softphone, Name: strings.Repeat("é", 128)}, ""},
		{"with a name of 129 characters", DeviceDraft{Type: Softphone, Name: strings.Repeat("é", 129)}, Invalid},
		{"a sip_device without MAC", DeviceDraft{Type: SIPDevice, Name: "a"}, ""},
		{"a provisioned sip_device without MAC", DeviceDraft{Type: SIPDevice, Name: "a", Provisioned: true}, Required},
		{"a provisioned sip_device", DeviceDraft{Type: SIPDevice, Name: "a", Provisioned: true, MAC: "0004.1300.0010"}, ""},
		{"a provisioned ata without MAC", DeviceDraft{Type: ATA, Name: "a", Provisioned: true}, Required},
		{"a provisioned softphone", DeviceDraft{Type: Softphone, Name: "a", Provisioned: true}, Invalid},
		{"a cellphone without number", DeviceDraft{Type: Cellphone, Name: "a"}, Required},
		{"a cellphone", DeviceDraft{Type: Cellphone, Name: "a", Number: "0612345678"}, ""},
		{"a cellphone with a MAC", DeviceDraft{Type: Cellphone, Name: "a", Number: "0612345678", MAC: "00:04:13:00:00:11"}, Invalid},
		{"a landline without number", DeviceDraft{Type: LandlineDevice, Name: "a"}, Required},
		{"a landline with a number without digits", DeviceDraft{Type: LandlineDevice, Name: "a", Number: "x"}, Invalid},
		{"a landline that registers", DeviceDraft{Type: LandlineDevice, Name: "a", Number: "0123456789", SIPUser: "x"}, Invalid},
		{"a fax without number", DeviceDraft{Type: FaxDevice, Name: "a"}, ""},
		{"a smartphone that registers", DeviceDraft{Type: Smartphone, Name: "a", SIPUser: "smart"}, ""},
		{"a sip_uri without URI", DeviceDraft{Type: SIPAddress, Name: "a"}, Required},
		{"a sip_uri", DeviceDraft{Type: SIPAddress, Name: "a", URI: "sip:a@example.com"}, ""},
		{"a sip_uri of another scheme", DeviceDraft{Type: SIPAddress, Name: "a", URI: "https://example.com"}, Invalid},
		{"a sip_uri with a space", DeviceDraft{Type: SIPAddress, Name: "a", URI: "sip:a b@example.com"}, Invalid},
		{"a sip_device with a URI", DeviceDraft{Type: SIPDevice, Name: "a", URI: "sip:a@example.com"}, Invalid},
		{"with another's MAC in another spelling", DeviceDraft{Type: ATA, Name: "a", MAC: "00-04-13-00-00-01"}, MACTaken},
		{"with the MAC of one in the bin", DeviceDraft{Type: ATA, Name: "a", MAC: "000413000002"}, MACTaken},
		{"with another's SIP user in capitals", DeviceDraft{Type: Softphone, Name: "a", SIPUser: "DESK1"}, SIPUserTaken},
		{"with a SIP user of 64 characters", DeviceDraft{Type: Softphone, Name: "a", SIPUser: strings.Repeat("x", 64)}, ""},
		{"with a SIP user of 65 characters", DeviceDraft{Type: Softphone, Name: "a", SIPUser: strings.Repeat("y", 65)}, Invalid},
		{"with a SIP user that has a space", DeviceDraft{Type: Softphone, Name: "a", SIPUser: "x y"}, Invalid},
		{"of a line", DeviceDraft{Type: Softphone, Name: "a", LineID: l.ID}, ""},
		{"of a line there is not", DeviceDraft{Type: Softphone, Name: "a", LineID: uuid.UUID{1}}, LineUnknown},
		{"of a user there is not", DeviceDraft{Type: Softphone, Name: "a", UserID: uuid.UUID{1}}, UserUnknown},
		{"with an account whose name is taken", DeviceDraft{Type: Softphone, Name: "a", Account: &AccountDraft{Name: "taken"}}, AccountNameTaken},
	} {
		t.Run(test.name, func(t *testing.T) {
			if _, _, err := d.AddAccount(context.Background(), AccountDraft{Name: "taken"}); err != nil {
				wantCode(t, err, AccountNameTaken)
			}
			made, _, err := d.CreateDevice(context.Background(), test.draft)
			wantCode(t, err, test.want)
			if now, err := d.Device(made.ID); test.want == "" && (err != nil || now.Device != made || now.State != DeviceUnknown) {
				t.Errorf("made %+v, found %+v, %v", made, now, err)
			}
		})
	}
	wantSound(t, d)
}

func TestMACAddresses(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"with colons", "00:04:13:2A:3B:4C", "00:04:13:2a:3b:4c"},
		{"with hyphens", "00-04-13-2a-3b-4c", "00:04:13:2a:3b:4c"},
		{"with dots", "0004.132a.3b4c", "00:04:13:2a:3b:4c"},
		{"without anything", "0004132A3B4C", "00:04:13:2a:3b:4c"},
		{"with spaces", "00 04 13 2a 3b 4c", "00:04:13:2a:3b:4c"},
		{"of 11 digits", "0004132a3b4", ""},
		{"of 13 digits", "0004132a3b4c5", ""},
		{"of 8 bytes", "00:04:13:2a:3b:4c:5d:6e", ""},
		{"with another letter", "0004132a3b4g", ""},
		{"of nobody", "00:00:00:00:00:00", ""},
		{"of a group", "01:00:5e:00:00:01", ""},
		{"of everybody", "ff:ff:ff:ff:ff:ff", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f faults
			got := f.mac(test.in)
			if refused := len(f) > 0; refused != (test.want == "") || !refused && got != test.want {
				t.Errorf("got %q, %v", got, f)
			}
		})
	}
}

func TestADevicesLDAPAccountIsRevokedWithIt(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name string
		end  func(d *Directory, id, line uuid.UUID) error
	}{
		{"when it is deleted", func(d *Directory, id, _ uuid.UUID) error { return d.DeleteDevice(ctx, id, 0) }},
		{"when it is unassigned", func(d *Directory, id, _ uuid.UUID) error { _, err := d.UnassignDevice(ctx, id, 0); return err }},
		{"when its line is erased", func(d *Directory, id, _ uuid.UUID) error {
			_, _, err := d.UpdateDevice(ctx, id, 0, DevicePatch{LineID: &uuid.UUID{}})
			return err
		}},
		{"when its line is deleted", func(d *Directory, _, line uuid.UUID) error { _, err := d.DeleteLine(ctx, line, 0); return err }},
		{"when it is revoked", func(d *Directory, id, _ uuid.UUID) error { _, err := d.RevokeDevice(ctx, id, 0); return err }},
		{"when it is rotated", func(d *Directory, id, _ uuid.UUID) error { _, _, err := d.RotateDevice(ctx, id, 0); return err }},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			l := line(t, d, Landline, "0123456789", uuid.Nil)
			made, secrets := device(t, d, DeviceDraft{MAC: "00:04:13:00:00:01", SIPUser: "desk", LineID: l.ID, Account: &AccountDraft{}})
			wantText(t, secrets.AccountName, "phone-000413000001")
			if a, err := d.Authenticate(ctx, secrets.AccountName, secrets.AccountSecret); err != nil || a.ID != made.AccountID {
				t.Fatalf("bound as %+v, %v", a, err)
			}
			if user, secret, err := d.SIPSecret(ctx, made.ID); err != nil || user != "desk" || secret != secrets.SIP {
				t.Fatalf("registers as %q, %v", user, err)
			}
			wantCode(t, test.end(d, made.ID, l.ID), "")
			_, err := d.Authenticate(ctx, secrets.AccountName, secrets.AccountSecret)
			wantCode(t, err, InvalidCredentials)
			if _, secret, _ := d.SIPSecret(ctx, made.ID); secret == secrets.SIP {
				t.Error("the password is still good")
			}
			wantSound(t, d)
		})
	}
}

func TestADevicesSecretsFollowIt(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	l := line(t, d, MobileLine, "0612345678", uuid.Nil)
	made, secrets := device(t, d, DeviceDraft{LineID: l.ID})
	if secrets != (DeviceSecrets{}) {
		t.Errorf("a device that does not register got %+v", secrets)
	}
	step := func(name string, change func() (Device, DeviceSecrets, error), fresh bool) DeviceSecrets {
		t.Helper()
		_, secrets, err := change()
		wantCode(t, err, "")
		if (secrets.SIP != "") != fresh {
			t.Errorf("%s: a new password: %v", name, secrets.SIP != "")
		}
		wantSound(t, d)
		return secrets
	}
	update := func(patch DevicePatch) func() (Device, DeviceSecrets, error) {
		return func() (Device, DeviceSecrets, error) { return d.UpdateDevice(ctx, made.ID, 0, patch) }
	}
	step("a first SIP user", update(DevicePatch{SIPUser: pointer("one")}), true)
	step("another SIP user", update(DevicePatch{SIPUser: pointer("two")}), false)
	u := user(t, d, "Durand", "1001")
	step("a user beside its line", update(DevicePatch{UserID: &u.ID}), false)
	step("no line", update(DevicePatch{LineID: &uuid.UUID{}}), false)
	step("no user either", update(DevicePatch{UserID: &uuid.UUID{}}), false)
	if now, _ := d.Device(made.ID); now.HasSecret || !now.Spare() {
		t.Errorf("a spare device %+v", now)
	}
	step("a line again", update(DevicePatch{LineID: &l.ID}), true)
	step("rotated", func() (Device, DeviceSecrets, error) { return d.RotateDevice(ctx, made.ID, 0) }, true)
	step("no SIP user", update(DevicePatch{SIPUser: pointer("")}), false)
	if _, _, err := d.SIPSecret(ctx, made.ID); CodeOf(err) != NotFound {
		t.Errorf("a device that does not register has a password: %v", err)
	}
	given := step("an account", func() (Device, DeviceSecrets, error) {
		return d.AddDeviceAccount(ctx, made.ID, 0, AccountDraft{Name: "desk of Jean"})
	}, false)
	_, _, err := d.AddDeviceAccount(ctx, made.ID, 0, AccountDraft{})
	wantCode(t, err, DeviceHasAccount)
	rotated := step("rotated with the account", func() (Device, DeviceSecrets, error) { return d.RotateDevice(ctx, made.ID, 0) }, false)
	if rotated.AccountName != "desk of Jean" || rotated.AccountSecret == given.AccountSecret {
		t.Errorf("rotated %q", rotated.AccountName)
	}
	_, err = d.Authenticate(ctx, "desk of Jean", rotated.AccountSecret)
	wantCode(t, err, "")
	wantCode(t, d.RemoveAccount(ctx, "desk of Jean"), "")
	if now, _ := d.Device(made.ID); now.AccountID != uuid.Nil {
		t.Error("the device still has the account that was removed")
	}
	wantSound(t, d)
}

func TestSecretsAreInNoJournal(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	_, secrets := device(t, d, DeviceDraft{SIPUser: "one", Account: &AccountDraft{Name: "desk"}})
	changes, err := d.Changes(d.Revision())
	wantCode(t, err, "")
	entries, err := d.Journal(ctx, 0, 10)
	wantCode(t, err, "")
	text, err := json.Marshal([]any{changes, entries})
	wantCode(t, err, "")
	for _, secret := range []string{secrets.SIP, secrets.AccountSecret} {
		if secret == "" || strings.Contains(string(text), secret) {
			t.Error("a secret is empty or in the journal")
		}
	}
}

func TestUpdateDevice(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	made, _ := device(t, d, DeviceDraft{})
	device(t, d, DeviceDraft{MAC: "00:04:13:00:00:01", SIPUser: "other"})
	for _, test := range []struct {
		name    string
		version uint64
		patch   DevicePatch
		want    Code
	}{
		{"at a version it is not at", 7, DevicePatch{}, StaleRecord},
		{"to another type", 0, DevicePatch{Type: pointer(Softphone)}, DeviceTypeImmutable},
		{"to the type it is", 0, DevicePatch{Type: pointer(SIPDevice)}, ""},
		{"without name", 0, DevicePatch{Name: pointer("")}, Required},
		{"to another's MAC", 0, DevicePatch{MAC: pointer("000413000001")}, MACTaken},
		{"to another's SIP user", 0, DevicePatch{SIPUser: pointer("other")}, SIPUserTaken},
		{"to be provisioned without MAC", 0, DevicePatch{Provisioned: pointer(true)}, Required},
		{"to a line there is not", 0, DevicePatch{LineID: &uuid.UUID{1}}, LineUnknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := d.UpdateDevice(ctx, made.ID, test.version, test.patch)
			wantCode(t, err, test.want)
		})
	}
	_, _, err := d.UpdateDevice(ctx, uuid.UUID{1}, 0, DevicePatch{})
	wantCode(t, err, NotFound)
	if now, _ := d.Device(made.ID); now.Device != made {
		t.Errorf("the device has become %+v", now)
	}
	wantSound(t, d)
}

func TestDevicesInTheBin(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	l := line(t, d, MobileLine, "0612345678", uuid.Nil)
	with, _ := device(t, d, DeviceDraft{LineID: l.ID, MAC: "00:04:13:00:00:01"})
	without, _ := device(t, d, DeviceDraft{})
	for _, id := range []uuid.UUID{with.ID, without.ID} {
		wantCode(t, d.DeleteDevice(ctx, id, 0), "")
		_, err := d.Device(id)
		wantCode(t, err, NotFound)
		wantCode(t, d.DeleteDevice(ctx, id, 0), NotFound)
	}
	if bin, err := d.Bin(); err != nil || len(bin.Devices) != 2 {
		t.Errorf("bin %+v, %v", bin, err)
	}
	back, err := d.BringBackDevice(ctx, with.ID)
	if wantCode(t, err, ""); back.LineID != l.ID {
		t.Errorf("brought back %+v", back)
	}
	_, err = d.BringBackDevice(ctx, with.ID)
	wantCode(t, err, NotFound)
	wantCode(t, d.DeleteDevice(ctx, with.ID, 0), "")
	deletion, err := d.DeleteLine(ctx, l.ID, 0)
	if wantCode(t, err, ""); len(deletion.Devices) != 0 {
		t.Errorf("a line's deletion took %+v", deletion)
	}
	if back, err = d.BringBackDevice(ctx, with.ID); err != nil || !back.Spare() {
		t.Errorf("brought back %+v, %v", back, err)
	}
	wantSound(t, d)
	clock.move(30 * 24 * time.Hour)
	if n, err := d.PurgeBin(ctx); n != 0 || err != nil {
		t.Errorf("purged %d after 30 days, %v", n, err)
	}
	clock.move(time.Millisecond)
	if n, err := d.PurgeBin(ctx); n != 1 || err != nil {
		t.Errorf("purged %d after more than 30 days, %v", n, err)
	}
	wantSound(t, d)
}

func TestDevicesOfALineAndItsContact(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	c := contact(t, d, ContactDraft{})
	fax, desk := line(t, d, FaxLine, "0144444444", c.ID), line(t, d, Landline, "0133333333", c.ID)
	device(t, d, DeviceDraft{Name: "Fax", Type: FaxDevice, LineID: fax.ID})
	phone, _ := device(t, d, DeviceDraft{Name: "Phone", LineID: desk.ID, MAC: "00:04:13:00:00:01", Disabled: true})
	spare, _ := device(t, d, DeviceDraft{Name: "Spare"})
	names := func(list []DeviceInfo, err error) string {
		t.Helper()
		wantCode(t, err, "")
		var names []string
		for _, info := range list {
			names = append(names, info.Name+" "+string(info.State))
		}
		return strings.Join(names, ", ")
	}
	wantCode(t, d.ReportDevice(ctx, spare.ID, DeviceRegistered), "")
	wantCode(t, d.ReportDevice(ctx, phone.ID, DeviceRegistered), "")
	wantCode(t, d.ReportDevice(ctx, spare.ID, DeviceDisabled), Invalid)
	wantCode(t, d.ReportDevice(ctx, uuid.UUID{1}, DeviceRegistered), NotFound)
	wantText(t, names(d.DevicesOf(c.ID)), "Phone disabled, Fax unknown")
	for _, test := range []struct {
		name   string
		filter DeviceFilter
		want   string
	}{
		{"all", DeviceFilter{}, "Fax unknown, Phone disabled, Spare registered"},
		{"of a type", DeviceFilter{Type: FaxDevice}, "Fax unknown"},
		{"that are spare", DeviceFilter{Spare: pointer(true)}, "Spare registered"},
		{"that are not", DeviceFilter{Spare: pointer(false)}, "Fax unknown, Phone disabled"},
		{"of a line", DeviceFilter{LineID: desk.ID}, "Phone disabled"},
		{"of a user", DeviceFilter{UserID: uuid.UUID{1}}, ""},
		{"in a state", DeviceFilter{State: DeviceRegistered}, "Spare registered"},
		{"by a part of the MAC", DeviceFilter{Text: "000413"}, "Phone disabled"},
		{"by a part of the name", DeviceFilter{Text: "PHO"}, "Phone disabled"},
	} {
		t.Run(test.name, func(t *testing.T) { wantText(t, names(d.Devices(ctx, test.filter)), test.want) })
	}
	_, err := d.Devices(ctx, DeviceFilter{Type: "telex"})
	wantCode(t, err, Invalid)
	if _, err := d.DissociateLine(ctx, c.ID, desk.ID); err != nil {
		t.Fatal(err)
	}
	if info, _ := d.Device(phone.ID); info.LineID != desk.ID || info.ContactID != uuid.Nil {
		t.Errorf("a device of a line that is nobody's: %+v", info)
	}
	deletion, err := d.DeleteLine(ctx, desk.ID, 0)
	if wantCode(t, err, ""); len(deletion.Devices) != 1 || deletion.Devices[0] != (DeviceRef{phone.ID, "Phone"}) {
		t.Errorf("the deletion took %+v", deletion)
	}
	wantText(t, names(d.Devices(ctx, DeviceFilter{Spare: pointer(true)})), "Phone disabled, Spare registered")
	wantSound(t, d)
}

func TestAContactsDevicesAreThoseOfItsLinesAndItsUser(t *testing.T) {
	d := open(t)
	u := user(t, d, "Durand", "1001")
	desk := line(t, d, Landline, "0144000001", u.ContactID)
	mobile := line(t, d, MobileLine, "0611000001", u.ContactID)
	both, _ := device(t, d, DeviceDraft{Type: Softphone, Name: "both", LineID: mobile.ID, UserID: u.ID})
	own, _ := device(t, d, DeviceDraft{Type: Softphone, Name: "own", UserID: u.ID})
	lines, _ := device(t, d, DeviceDraft{Type: Softphone, Name: "line's", LineID: desk.ID})
	spare, _ := device(t, d, DeviceDraft{Type: Softphone, Name: "spare"})
	list, err := d.DevicesOf(u.ContactID)
	wantCode(t, err, "")
	var names []string
	for _, device := range list {
		names = append(names, device.Name)
		if device.ContactID != u.ContactID {
			t.Errorf("%s is said to be of %s", device.Name, device.ContactID)
		}
	}
	wantText(t, strings.Join(names, ", "), strings.Join([]string{lines.Name, both.Name, own.Name}, ", "))
	if info, err := d.Device(spare.ID); err != nil || info.ContactID != uuid.Nil {
		t.Errorf("the spare device is %+v, %v", info, err)
	}
	_, err = d.DevicesOf(uuid.UUID{1})
	wantCode(t, err, NotFound)
}
