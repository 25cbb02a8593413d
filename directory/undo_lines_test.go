package directory

import (
	"context"
	"testing"

	"github.com/google/uuid"
)

// leftOf undoes a revision and gives the codes of what was left as it is.
func leftOf(t *testing.T, d *Directory, revision uint64) (restored int, codes []Code) {
	t.Helper()
	undone, err := d.Undo(context.Background(), revision)
	wantCode(t, err, "")
	for _, l := range undone.Left {
		codes = append(codes, l.Code)
		if l.Name == "" || l.Message == "" {
			t.Errorf("left without saying what: %+v", l)
		}
	}
	wantSound(t, d)
	return undone.Restored, codes
}

func TestWhatAnUndoLeavesAsItIsOfLinesAndWhatHangsOnThem(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name     string
		do       func(o *fullOffice) error // makes the batch to be undone
		since    func(o *fullOffice) error // what stands against it
		restored int
		left     Code
	}{
		{"a line taken from a contact that is gone",
			func(o *fullOffice) error { _, err := o.DissociateLine(ctx, o.luc.ID, o.mobile.ID); return err },
			func(o *fullOffice) error { return o.DeleteContact(ctx, o.luc.ID, 0) }, 0, ContactUnknown},
		{"a line taken from a contact that is external now",
			func(o *fullOffice) error { _, err := o.DissociateLine(ctx, o.luc.ID, o.mobile.ID); return err },
			func(o *fullOffice) error {
				_, err := o.DissociateLine(ctx, o.luc.ID, o.landline.ID)
				if err == nil {
					_, _, err = o.UpdateContact(ctx, o.luc.ID, 0, ContactPatch{Kind: pointer(ExternalContact), RevokeAccess: true})
				}
				return err
			}, 0, ExternalHasNoServices},
		{"a line whose number another has taken",
			func(o *fullOffice) error {
				_, err := o.UpdateLine(ctx, o.mobile.ID, 0, LinePatch{Raw: pointer("0611000002")})
				return err
			},
			func(o *fullOffice) error {
				_, err := o.CreateLine(ctx, LineDraft{Kind: MobileLine, Raw: "+33 6 11 00 00 01"})
				return err
			}, 0, NumberTaken},
		{"a new line that has a device now",
			func(o *fullOffice) error {
				_, err := o.CreateLine(ctx, LineDraft{Kind: MobileLine, Raw: "0611000002"})
				return err
			},
			func(o *fullOffice) error {
				lines, err := o.Lines(ctx, LineFilter{})
				if err == nil {
					_, _, err = o.UpdateDevice(ctx, o.phone.ID, 0, DevicePatch{LineID: &lines[len(lines)-1].ID})
				}
				return err
			}, 0, NumberInUse},
		{"a device taken from a line that is gone",
			func(o *fullOffice) error { _, err := o.UnassignDevice(ctx, o.phone.ID, 0); return err },
			func(o *fullOffice) error { _, err := o.DeleteLine(ctx, o.landline.ID, 0); return err }, 1, LineUnknown},
		{"a device taken from a user that is gone",
			func(o *fullOffice) error { _, err := o.UnassignDevice(ctx, o.phone.ID, 0); return err },
			func(o *fullOffice) error { return o.DeleteUser(ctx, o.other.ID, 0, UserDeletion{}) }, 1, UserUnknown},
		{"a hardware address that another device has",
			func(o *fullOffice) error {
				_, _, err := o.UpdateDevice(ctx, o.phone.ID, 0, DevicePatch{MAC: pointer("")})
				return err
			},
			func(o *fullOffice) error {
				_, _, err := o.CreateDevice(ctx, DeviceDraft{Type: ATA, Name: "Fax", MAC: "00-04-13-00-00-01"})
				return err
			}, 0, MACTaken},
		{"a device's new account, the device having changed since",
			func(o *fullOffice) error {
				_, _, err := o.CreateDevice(ctx, DeviceDraft{Type: Softphone, Name: "New", Account: &AccountDraft{Name: "new"}})
				return err
			},
			func(o *fullOffice) error {
				devices, err := o.Devices(ctx, DeviceFilter{Text: "New"})
				if err == nil {
					_, _, err = o.UpdateDevice(ctx, devices[0].ID, 0, DevicePatch{Name: pointer("Newer")})
				}
				return err
			}, 0, StaleRecord},
		{"a group in a folder that is gone",
			func(o *fullOffice) error {
				_, err := o.UpdateGroup(ctx, o.group.ID, 0, GroupPatch{FolderID: pointer(o.Root().ID)})
				return err
			},
			func(o *fullOffice) error { return o.DeleteFolder(ctx, o.north.ID, 0, Contents{}) }, 0, FolderUnknown},
		{"a group's member that is gone",
			func(o *fullOffice) error {
				_, err := o.UpdateGroup(ctx, o.group.ID, 0, GroupPatch{Members: &[]uuid.UUID{o.leaver.ContactID}})
				return err
			},
			func(o *fullOffice) error { return o.DeleteContact(ctx, o.luc.ID, 0) }, 1, ContactUnknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			o := newFullOffice(t)
			must := func(err error) {
				if err != nil {
					t.Fatal(err)
				}
			}
			_, err := o.UpdateGroup(ctx, o.group.ID, 0, GroupPatch{FolderID: &o.north.ID})
			must(err)
			must(test.do(o))
			revision := o.Revision()
			must(test.since(o))
			restored, left := leftOf(t, o.Directory, revision)
			if restored != test.restored || len(left) == 0 || left[0] != test.left {
				t.Errorf("restored %d, left %v", restored, left)
			}
		})
	}
}

func TestAWorkstationThatWasReportedAnewIsNotBroughtBack(t *testing.T) {
	ctx := context.Background()
	o := newFullOffice(t)
	report := WorkstationReport{Host: "Laptop", App: "CallPad"}
	_, err := o.ReportWorkstation(ctx, o.luc.ID, report)
	wantCode(t, err, "")
	leftOf(t, o.Directory, o.Revision())
	revision := o.Revision()
	_, err = o.ReportWorkstation(ctx, o.luc.ID, report)
	wantCode(t, err, "")
	undone, err := o.Undo(ctx, revision)
	if wantCode(t, err, ""); undone.Restored != 0 || len(undone.Left) != 1 || undone.Left[0].Code != StaleRecord {
		t.Errorf("undone %+v", undone)
	}
}

func TestAUserThatHasBeenGivenADeviceIsNotUndone(t *testing.T) {
	ctx := context.Background()
	o := newFullOffice(t)
	u := user(t, o.Directory, "New", "5001")
	revision := o.Revision()
	_, _, err := o.UpdateDevice(ctx, o.phone.ID, 0, DevicePatch{UserID: &u.ID})
	wantCode(t, err, "")
	undone, err := o.Undo(ctx, revision)
	if wantCode(t, err, ""); undone.Restored != 0 || len(undone.Left) == 0 || undone.Left[0].Code != UserUnknown {
		t.Errorf("undone %+v", undone)
	}
	wantSound(t, o.Directory)
}

func TestADeviceThatAnUndoBringsBackHasNoneOfItsOldSecrets(t *testing.T) {
	ctx := context.Background()
	o := newFullOffice(t)
	_, secrets, err := o.RotateDevice(ctx, o.phone.ID, 0)
	wantCode(t, err, "")
	wantCode(t, o.DeleteDevice(ctx, o.phone.ID, 0), "")
	restored, left := leftOf(t, o.Directory, o.Revision())
	if restored != 2 || len(left) != 2 || left[0] != InvalidCredentials || left[1] != InvalidCredentials {
		t.Errorf("restored %d, left %v", restored, left)
	}
	back, err := o.Device(o.phone.ID)
	if wantCode(t, err, ""); back.AccountID != o.phone.AccountID || back.HasSecret || back.LineID != o.landline.ID {
		t.Errorf("the device is %+v", back)
	}
	_, err = o.Authenticate(ctx, secrets.AccountName, secrets.AccountSecret)
	wantCode(t, err, InvalidCredentials)
	_, _, err = o.SIPSecret(ctx, o.phone.ID)
	wantCode(t, err, NotFound)
	_, again, err := o.RotateDevice(ctx, o.phone.ID, 0)
	if wantCode(t, err, ""); again.SIP == "" || again.AccountSecret == "" {
		t.Error("it was given no new secrets")
	}
}

func TestADeviceWhoseAccountDoesNotComeBackComesBackWithoutIt(t *testing.T) {
	ctx := context.Background()
	o := newFullOffice(t)
	accounts := o.Accounts()
	wantCode(t, o.DeleteDevice(ctx, o.phone.ID, 0), "")
	revision := o.Revision()
	for _, a := range accounts {
		if a.ID == o.phone.AccountID {
			_, _, err := o.AddAccount(ctx, AccountDraft{Name: a.Name})
			wantCode(t, err, "")
		}
	}
	restored, left := leftOf(t, o.Directory, revision)
	if restored != 1 || len(left) != 3 || left[0] != AccountNameTaken {
		t.Errorf("restored %d, left %v", restored, left)
	}
	if back, err := o.Device(o.phone.ID); err != nil || back.AccountID != uuid.Nil {
		t.Errorf("the device is %+v, %v", back, err)
	}
}

func TestUndoingAPartOfAChangeOfDefaultsLeavesExactlyOneDefault(t *testing.T) {
	ctx := context.Background()
	o := newFullOffice(t)
	_, err := o.MakeDefaultLine(ctx, o.luc.ID, o.mobile.ID)
	wantCode(t, err, "")
	revision := o.Revision()
	_, err = o.UpdateLine(ctx, o.mobile.ID, 0, LinePatch{Label: pointer("Luc's")})
	wantCode(t, err, "")
	if restored, left := leftOf(t, o.Directory, revision); restored != 1 || len(left) != 1 || left[0] != StaleRecord {
		t.Errorf("restored %d, left %v", restored, left)
	}
	lines, err := o.LinesOf(o.luc.ID)
	if wantCode(t, err, ""); !lines[0].Default || lines[1].Default {
		t.Errorf("lines %+v", lines)
	}
}

func TestALineThatComesBackIsReadAsTheDirectoryReadsNumbersToday(t *testing.T) {
	ctx := context.Background()
	path := t.TempDir() + "/a.db"
	d, clock := openAt(t, path, Config{Name: "Acme", Country: "FR"})
	l, err := d.CreateLine(ctx, LineDraft{Kind: MobileLine, Raw: "0470123456"})
	wantCode(t, err, "")
	_, err = d.DeleteLine(ctx, l.ID, 0)
	wantCode(t, err, "")
	deleted := d.Revision()
	wantCode(t, d.Close(), "")
	d, err = Open(path, clock.config(Config{Country: "BE"}))
	wantCode(t, err, "")
	defer d.Close()
	leftOf(t, d, deleted)
	if back, err := d.Line(l.ID); err != nil || back.E164 != "+32470123456" {
		t.Errorf("the line is %+v, %v", back, err)
	}
}
