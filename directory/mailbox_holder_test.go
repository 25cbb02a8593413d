package directory

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// handedOver is an office whose leaver has been deleted, and the mailbox of which the call group Accueil has now.
func handedOver(t *testing.T) (office, Group, Mailbox) {
	t.Helper()
	o := newOffice(t)
	team, err := o.CreateGroup(t.Context(), GroupDraft{Name: "Accueil", Number: "3001"})
	wantCode(t, err, "")
	wantCode(t, o.DeleteUser(t.Context(), o.leaver.ID, 0, UserDeletion{Mailbox: HandMailboxOver, To: team.ID}), "")
	m, err := o.Mailbox(o.leaver.Mailboxes[0].ID)
	wantCode(t, err, "")
	return o, team, m.Mailbox
}

func TestACallGroupIsGivenTheMailboxOfWhoLeaves(t *testing.T) {
	ctx := context.Background()
	o, team, handed := handedOver(t)
	m, err := o.HeldMailbox(handed.ID)
	wantCode(t, err, "")
	if m.GroupID != team.ID || m.HolderID != uuid.Nil || m.ContactID != uuid.Nil || m.Name != "Accueil" || m.AnswersAt != "3001" || m.HasPIN || !m.Enabled || m.ToEmail {
		t.Errorf("handed over as %+v", m)
	}
	if m.Login != nil || m.LoginReason != reasonNoNumber {
		t.Errorf("it is opened with %v, %s", m.Login, m.LoginReason)
	}
	wantSound(t, o.Directory)
	wantText(t, shows(t, o.Directory, team.ID), "3001 3001")
	verdict := func(pin, from string) Verdict {
		v, id, own, err := o.VerifyPIN(ctx, "3001", pin, from)
		if wantCode(t, err, ""); id != m.ID || own {
			t.Errorf("mailbox %s, own %v", id, own)
		}
		return v
	}
	if got := verdict("274951", ""); got != VerdictDenied {
		t.Errorf("with the leaver's PIN: %s", got)
	}
	wantCode(t, o.RenewPIN(ctx, m.ID, func(PINDelivery) error { t.Error("a PIN was sent to nobody"); return nil }), EmailRequired)
	wantCode(t, o.SetPIN(ctx, m.ID, "385062"), "")
	if got := verdict("385062", "3001"); got != VerdictAllowed {
		t.Errorf("with its PIN: %s", got)
	}
	if got := verdict("", "3001"); got != VerdictPINRequired {
		t.Errorf("without one, from its own number: %s", got)
	}

	_, err = o.UpdateMailbox(ctx, m.ID, 0, MailboxPatch{ToEmail: pointer(true)})
	wantCode(t, err, EmailRequired)
	changed, err := o.UpdateMailbox(ctx, m.ID, 0, MailboxPatch{Number: pointer("8001")})
	if wantCode(t, err, ""); changed.AnswersAt != "8001" {
		t.Errorf("changed to %+v", changed)
	}
	_, _, err = o.AddExtension(ctx, o.other.ID, ExtensionDraft{Number: "8001"})
	if wantCode(t, err, ExtensionTaken); !strings.Contains(err.Error(), "the mailbox of the call group Accueil") {
		t.Errorf("the holder is not named: %v", err)
	}
	wantSound(t, o.Directory)
}

func TestASecondMailboxOfACallGroupAnswersAtItsOwnNumberOnly(t *testing.T) {
	ctx := context.Background()
	o, team, first := handedOver(t)
	second, err := o.AddMailbox(ctx, o.other.ID, MailboxDraft{Number: "8002"})
	wantCode(t, err, "")
	wantCode(t, o.DeleteUser(ctx, o.other.ID, 0, UserDeletion{Mailbox: HandMailboxOver, To: team.ID}), "")
	m, err := o.Mailbox(second.ID)
	if wantCode(t, err, ""); !m.Additional || m.AnswersAt != "8002" || m.Label != o.other.Contact.DisplayName() || m.LoginReason != reasonAdditional {
		t.Errorf("the second is %+v", m)
	}
	page, err := o.Mailboxes(ctx, nil, 0, 10)
	if wantCode(t, err, ""); page.Total != 2 || page.Mailboxes[0].Name != "Accueil" {
		t.Errorf("listed as %+v", page)
	}

	wantCode(t, o.DeleteMailbox(ctx, first.ID, 0), "")
	_, err = o.BringBackMailbox(ctx, first.ID)
	wantCode(t, err, "")
	wantCode(t, o.DeleteMailbox(ctx, first.ID, 0), "")
	wantCode(t, o.DeleteGroup(ctx, team.ID, 0), "")
	_, err = o.BringBackMailbox(ctx, first.ID)
	wantCode(t, err, NotFound)
	wantSound(t, o.Directory)
}

func TestAMailboxIsKeptAsLongAsItsCallGroupIsInTheBin(t *testing.T) {
	ctx := context.Background()
	o, team, m := handedOver(t)
	wantCode(t, o.SetPIN(ctx, m.ID, "385062"), "")
	wantCode(t, o.DeleteGroup(ctx, team.ID, 0), "")
	held, err := o.HeldMailbox(m.ID)
	if wantCode(t, err, ""); held.HolderDeletedAt.IsZero() || held.Name != "Accueil" {
		t.Errorf("kept as %+v", held)
	}
	if got, _, _, err := o.VerifyPIN(ctx, "3001", "385062", ""); got != VerdictDenied || err != nil {
		t.Errorf("it is opened by the number of a group in the bin: %s, %v", got, err)
	}
	_, err = o.BringBackGroup(ctx, team.ID)
	wantCode(t, err, "")
	if got, _, _, err := o.VerifyPIN(ctx, "3001", "385062", ""); got != VerdictAllowed || err != nil {
		t.Errorf("back from the bin: %s, %v", got, err)
	}

	wantCode(t, o.DeleteGroup(ctx, team.ID, 0), "")
	o.clock.move(31 * 24 * time.Hour)
	_, err = o.PurgeBin(ctx)
	wantCode(t, err, "")
	_, err = o.Mailbox(m.ID)
	wantCode(t, err, NotFound)
	wantSound(t, o.Directory)
}

func TestHandingAMailboxToACallGroupIsUndone(t *testing.T) {
	ctx := context.Background()
	o, team, m := handedOver(t)
	undone, err := o.Undo(ctx, o.Revision())
	if wantCode(t, err, ""); len(undone.Left) > 0 {
		t.Errorf("left %+v", undone.Left)
	}
	back, err := o.Mailbox(m.ID)
	if wantCode(t, err, ""); back.HolderID != o.leaver.ID || back.GroupID != uuid.Nil || back.AnswersAt != "1001" {
		t.Errorf("back as %+v", back)
	}
	wantSound(t, o.Directory)
	undone, err = o.Undo(ctx, undone.Revision)
	if wantCode(t, err, ""); len(undone.Left) > 0 {
		t.Errorf("left %+v", undone.Left)
	}
	wantSound(t, o.Directory)

	entries, err := o.Journal(ctx, 0, 100)
	wantCode(t, err, "")
	for _, entry := range entries {
		if entry.Action == "group.create" {
			undone, err = o.Undo(ctx, entry.Revision)
			if wantCode(t, err, ""); len(undone.Left) != 1 || undone.Left[0].Code != MailboxExists {
				t.Errorf("the group %s, which has a mailbox, is gone: %+v", team.Name, undone)
			}
		}
	}
	wantSound(t, o.Directory)
}

func TestHandingAMailboxOverIsUndoneOnlyWhereItsGroupIs(t *testing.T) {
	ctx := context.Background()
	o, team, m := handedOver(t)
	handing := o.Revision()
	_, err := o.Undo(ctx, handing)
	wantCode(t, err, "")
	undoing := o.Revision()
	wantCode(t, o.DeleteGroup(ctx, team.ID, 0), "")
	o.clock.move(31 * 24 * time.Hour)
	_, err = o.PurgeBin(ctx)
	wantCode(t, err, "")
	undone, err := o.Undo(ctx, undoing) // which would have the group have it again
	wantCode(t, err, "")
	refused := false
	for _, left := range undone.Left {
		refused = refused || left.ID == m.ID && left.Code == GroupUnknown
	}
	if !refused {
		t.Errorf("left %+v", undone.Left)
	}
	wantSound(t, o.Directory)
}
