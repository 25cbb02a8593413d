package directory

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func TestWeakPIN(t *testing.T) {
	for _, test := range []struct {
		name, pin string
		fewest    int
		weak      bool
	}{
		{"as many digits as are asked for", "274951", 6, false},
		{"one digit too few", "27495", 6, true},
		{"as many as there can be", "2749513806", 6, false},
		{"one too many", "27495138064", 6, true},
		{"a letter", "27495a", 6, true},
		{"nothing", "", 4, true},
		{"one digit repeated", "7777", 4, true},
		{"all but one the same", "7778", 4, false},
		{"upwards", "3456", 4, true},
		{"upwards past nine", "8901", 4, true},
		{"downwards", "6543", 4, true},
		{"downwards past nought", "1098", 4, true},
		{"nearly upwards", "3457", 4, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := weakPIN(test.pin, test.fewest); (got != "") != test.weak {
				t.Errorf("got %q", got)
			}
		})
	}
}

func TestNewPINsAreNotWeak(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		digits := rapid.IntRange(fewestPINDigits, mostPINDigits).Draw(t, "digits")
		if pin := newPIN(digits); len(pin) != digits || weakPIN(pin, digits) != "" {
			t.Fatalf("%q", pin)
		}
	})
}

func TestRenewPIN(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	mailbox := o.leaver.Mailboxes[0].ID
	verdict := func(pin string) Verdict {
		v, id, own, err := o.VerifyPIN(ctx, "01 23 45 67 89", pin, "0699999999")
		if err != nil || own || id != mailbox {
			t.Errorf("mailbox %v, own %v, %v", id, own, err)
		}
		return v
	}
	refused := errors.New("the mail server says no")
	err := o.RenewPIN(ctx, mailbox, func(PINDelivery) error { return refused })
	if !errors.Is(err, refused) || verdict("274951") != VerdictAllowed {
		t.Errorf("what was not delivered counts: %v", err)
	}
	var sent PINDelivery
	for range mostPINsPerHour {
		wantCode(t, o.RenewPIN(ctx, mailbox, func(p PINDelivery) error { sent = p; return nil }), "")
	}
	if sent.Contact.Email != "leaver@example.com" || len(sent.PIN) != 6 || verdict(sent.PIN) != VerdictAllowed || verdict("274951") != VerdictDenied {
		t.Errorf("sent %+v", sent)
	}
	never := func(PINDelivery) error { t.Error("a PIN was sent"); return nil }
	wantCode(t, o.RenewPIN(ctx, mailbox, never), TooManyPINs)
	o.clock.move(time.Hour)
	wantCode(t, o.RenewPIN(ctx, mailbox, func(PINDelivery) error { return nil }), "")
	wantCode(t, o.RenewPIN(ctx, uuid.UUID{1}, never), NotFound)
	_, _, err = o.UpdateContact(ctx, o.leaver.ContactID, 0, ContactPatch{Email: pointer("")})
	if CodeOf(err) == EmailInUseForAccess {
		l, err := o.LoginByName("leaver@example.com")
		wantCode(t, err, "")
		wantCode(t, o.CloseLogin(ctx, l.ID), "")
		_, _, err = o.UpdateContact(ctx, o.leaver.ContactID, 0, ContactPatch{Email: pointer("")})
		wantCode(t, err, "")
	} else {
		wantCode(t, err, "")
	}
	wantCode(t, o.RenewPIN(ctx, mailbox, never), EmailRequired)
	entries, err := o.Journal(ctx, 0, 100)
	wantCode(t, err, "")
	for _, entry := range entries {
		changes, err := o.Changes(entry.Revision)
		wantCode(t, err, "")
		for _, c := range changes {
			if c.Table == "mailbox_pins" || strings.Contains(string(c.After), sent.PIN) {
				t.Errorf("the journal has a PIN: %s", c.After)
			}
		}
	}
	wantSound(t, o.Directory)
}

func TestVerifyPIN(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	for _, test := range []struct {
		name, login, pin, calling string
		want                      Verdict
		own                       bool
	}{
		{"from elsewhere with the PIN", "+33123456789", "274951", "+33699999999", VerdictAllowed, false},
		{"by the national number", "0123456789", "274951", "", VerdictAllowed, false},
		{"by what is dialled", "1001", "274951", "2001", VerdictAllowed, false},
		{"from elsewhere without a PIN", "+33123456789", "", "0699999999", VerdictPINRequired, false},
		{"with another PIN", "+33123456789", "274952", "0699999999", VerdictDenied, false},
		{"from the own extension", "1001", "", "1002", VerdictAllowed, true},
		{"from the own outside number, even with a wrong PIN", "1001", "1", "01 23 45 67 89", VerdictAllowed, true},
		{"of nobody", "+33123456780", "274951", "0699999999", VerdictDenied, false},
		{"of nobody without a PIN", "", "", "", VerdictPINRequired, false},
		{"of a user without a mailbox", "2001", "274951", "2001", VerdictDenied, false},
		{"at an extension that is not the main one", "1002", "274951", "", VerdictDenied, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, _, own, err := o.VerifyPIN(ctx, test.login, test.pin, test.calling)
			if got != test.want || own != test.own || err != nil {
				t.Errorf("got %s, own %v, %v", got, own, err)
			}
		})
	}
	_, err := o.UpdateMailbox(ctx, o.leaver.Mailboxes[0].ID, 0, MailboxPatch{Enabled: pointer(false)})
	wantCode(t, err, "")
	if got, _, _, _ := o.VerifyPIN(ctx, "1001", "274951", "1001"); got != VerdictDenied {
		t.Errorf("a mailbox that is off says %s", got)
	}
}

func TestMailbox(t *testing.T) {
	ctx := context.Background()
	o := newOffice(t)
	own := o.leaver.Mailboxes[0]
	_, err := o.AddMailbox(ctx, o.leaver.ID, MailboxDraft{})
	wantCode(t, err, MailboxExists)
	_, err = o.AddMailbox(ctx, o.other.ID, MailboxDraft{Number: "1001"})
	wantCode(t, err, NumberTaken)
	_, err = o.AddMailbox(ctx, o.other.ID, MailboxDraft{Number: "112"})
	wantCode(t, err, NumberReserved)
	m, err := o.AddMailbox(ctx, o.other.ID, MailboxDraft{Number: "8001"})
	if wantCode(t, err, ""); m.AnswersAt != "8001" || m.Login != nil || m.LoginReason != reasonNoNumber {
		t.Errorf("got %+v", m)
	}
	_, _, err = o.AddExtension(ctx, o.leaver.ID, ExtensionDraft{Number: "8001"})
	if wantCode(t, err, ExtensionTaken); !strings.Contains(err.Error(), "the mailbox of Jean Other") {
		t.Errorf("%v does not name the holder", err)
	}
	_, err = o.UpdateMailbox(ctx, m.ID, m.Version+1, MailboxPatch{})
	wantCode(t, err, StaleRecord)
	m, err = o.UpdateMailbox(ctx, m.ID, m.Version, MailboxPatch{Number: pointer(""), Label: pointer("desk")})
	if wantCode(t, err, ""); m.AnswersAt != "2001" || m.Label != "desk" || m.Version != 2 {
		t.Errorf("got %+v", m)
	}
	wantCode(t, o.DeleteMailbox(ctx, own.ID, own.Version), "")
	_, err = o.Mailbox(own.ID)
	wantCode(t, err, NotFound)
	wantCode(t, o.SetPIN(ctx, own.ID, "274951"), NotFound)
	back, err := o.BringBackMailbox(ctx, own.ID)
	if wantCode(t, err, ""); !back.HasPIN {
		t.Error("it has lost its PIN")
	}
	wantCode(t, o.DeleteMailbox(ctx, own.ID, 0), "")
	_, err = o.AddMailbox(ctx, o.leaver.ID, MailboxDraft{})
	wantCode(t, err, "")
	_, err = o.BringBackMailbox(ctx, own.ID)
	wantCode(t, err, MailboxExists)
	o.clock.move(31 * 24 * time.Hour)
	if n, err := o.PurgeBin(ctx); n != 1 || err != nil {
		t.Errorf("purged %d, %v", n, err)
	}
	wantCode(t, o.SetPIN(ctx, own.ID, "1234"), WeakPIN)
	wantSound(t, o.Directory)
}
