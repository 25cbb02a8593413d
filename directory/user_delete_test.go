package directory

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
)

// office is a directory with a user who has everything, and another with a mailbox of its own.
type office struct {
	*Directory
	clock         *clock
	leaver, other UserDetails
}

func newOffice(t *testing.T) office {
	ctx := context.Background()
	d, clock := openAt(t, t.TempDir()+"/a.db", Config{Name: "Acme"})
	o := office{Directory: d, clock: clock, leaver: user(t, d, "Leaver", "1001", "1002"), other: user(t, d, "Other", "2001")}
	number(t, d, "0123456789")
	_, _, err := d.UpdateUser(ctx, o.leaver.ID, 0, UserPatch{Numbers: &[]string{"0123456789"}})
	wantCode(t, err, "")
	_, err = d.SetFeature(ctx, o.leaver.ID, 0, FeatureFax, Feature{Enabled: true, Settings: FeatureSettings{ToEmail: true}})
	wantCode(t, err, "")
	_, err = d.AddMailbox(ctx, o.leaver.ID, MailboxDraft{ToEmail: true})
	wantCode(t, err, "")
	o.read(t)
	wantCode(t, d.SetPIN(ctx, o.leaver.Mailboxes[0].ID, "274951"), "")
	_, err = d.SetRoles(ctx, o.leaver.ContactID, 0, []RoleAssignment{{RoleID: BuiltInRoles()[1].ID}})
	wantCode(t, err, "")
	o.read(t)
	return o
}

// read reads the leaver as it is now.
func (o *office) read(t *testing.T) {
	t.Helper()
	u, err := o.User(o.leaver.ID)
	wantCode(t, err, "")
	o.leaver = u
}

func TestDeleteUser(t *testing.T) {
	ctx := context.Background()
	t.Run("keeps its extensions and its mailbox for itself, and nothing else", func(t *testing.T) {
		o := newOffice(t)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, o.leaver.Version+1, UserDeletion{}), StaleRecord)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, o.leaver.Version, UserDeletion{}), "")
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{}), NotFound)
		_, err := o.User(o.leaver.ID)
		wantCode(t, err, NotFound)
		if got := shows(t, o.Directory, o.leaver.ContactID); got != "" {
			t.Errorf("phones still see %q", got)
		}
		c, err := o.Contact(o.leaver.ContactID)
		if wantCode(t, err, ""); c.Kind != InternalContact {
			t.Errorf("the contact is %s", c.Kind)
		}
		if spare, err := o.ExternalNumbers(ctx, ExternalNumberFilter{Spare: true}); err != nil || len(spare) != 1 {
			t.Errorf("spare numbers %v, %v", spare, err)
		}
		_, err = o.LoginByName(o.leaver.Contact.Email)
		wantCode(t, err, NotFound)
		_, err = o.Mailbox(o.leaver.Mailboxes[0].ID)
		wantCode(t, err, "")
		_, _, err = o.AddExtension(ctx, o.other.ID, ExtensionDraft{Number: "1001"})
		wantCode(t, err, ExtensionTaken)
		wantSound(t, o.Directory)

		back, leftOff, err := o.BringBackUser(ctx, o.leaver.ID, false)
		if wantCode(t, err, ""); len(leftOff) > 0 || numbersIn(back.Extensions) != "1001 1002" || len(back.Numbers) != 1 || len(back.Features) > 0 || !back.Mailboxes[0].HasPIN {
			t.Errorf("back as %+v, left off %v", back, leftOff)
		}
		if got := shows(t, o.Directory, o.leaver.ContactID); got != "1001 1002 +33123456789" {
			t.Errorf("phones see %q", got)
		}
		wantSound(t, o.Directory)
	})
	t.Run("with its contact, both of which come back together", func(t *testing.T) {
		o := newOffice(t)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Contact: true, Mailbox: TrashMailbox}), "")
		_, err := o.Contact(o.leaver.ContactID)
		wantCode(t, err, NotFound)
		_, err = o.Mailbox(o.leaver.Mailboxes[0].ID)
		wantCode(t, err, NotFound)
		bin, err := o.Bin()
		if wantCode(t, err, ""); len(bin.Users) != 1 || len(bin.Contacts) != 1 || len(bin.Mailboxes) != 1 {
			t.Errorf("the bin has %+v", bin)
		}
		wantSound(t, o.Directory)
		back, _, err := o.BringBackUser(ctx, o.leaver.ID, false)
		if wantCode(t, err, ""); back.Contact.LastName != "Leaver" || len(back.Mailboxes) != 1 || back.Mailboxes[0].AnswersAt != "1001" {
			t.Errorf("back as %+v", back)
		}
		wantSound(t, o.Directory)
	})
	t.Run("releasing its extensions, which others may take", func(t *testing.T) {
		o := newOffice(t)
		wantCode(t, o.ReleaseExtensions(ctx, o.leaver.ID), NotFound)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{ReleaseExtensions: true}), "")
		_, _, err := o.UpdateUser(ctx, o.other.ID, 0, UserPatch{Extensions: &[]ExtensionDraft{{Number: "2001"}, {Number: "1001", Main: true}}, Numbers: &[]string{"0123456789"}})
		wantCode(t, err, "")
		back, leftOff, err := o.BringBackUser(ctx, o.leaver.ID, false)
		if wantCode(t, err, ""); numbersIn(back.Extensions) != "1002" || !back.Extensions[0].Main || len(back.Numbers) != 0 {
			t.Errorf("back as %+v", back)
		}
		if len(leftOff) != 2 || leftOff[0].Value != "1001" || leftOff[0].Code != ExtensionTaken || leftOff[1].Value != "+33123456789" || leftOff[1].Code != NumberTaken {
			t.Errorf("left off %+v", leftOff)
		}
		wantSound(t, o.Directory)
	})
	t.Run("handing its mailbox over to somebody who has none", func(t *testing.T) {
		o := newOffice(t)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Mailbox: HandMailboxOver, To: o.leaver.ID}), Invalid)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Mailbox: HandMailboxOver}), NotFound)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Mailbox: "burn"}), Invalid)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Mailbox: HandMailboxOver, To: o.other.ID}), "")
		m, err := o.Mailbox(o.leaver.Mailboxes[0].ID)
		if wantCode(t, err, ""); m.HolderID != o.other.ID || m.HasPIN || m.Additional || m.AnswersAt != "2001" {
			t.Errorf("the mailbox is %+v", m)
		}
		wantSound(t, o.Directory)
	})
	t.Run("handing its mailbox over to somebody who has one", func(t *testing.T) {
		o := newOffice(t)
		_, err := o.AddMailbox(ctx, o.other.ID, MailboxDraft{})
		wantCode(t, err, "")
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Mailbox: HandMailboxOver, To: o.other.ID}), "")
		u, err := o.User(o.other.ID)
		if wantCode(t, err, ""); len(u.Mailboxes) != 2 || u.Mailboxes[0].Additional || !u.Mailboxes[1].Additional || u.Mailboxes[1].Label != "Jean Leaver" || u.Mailboxes[1].AnswersAt != "" {
			t.Errorf("mailboxes %+v", u.Mailboxes)
		}
		wantSound(t, o.Directory)
	})
	t.Run("that is oneself is refused", func(t *testing.T) {
		o := newOffice(t)
		l, err := o.LoginByName(o.leaver.Contact.Email)
		wantCode(t, err, "")
		self := WithActor(ctx, Actor{Kind: ActorAccount, LoginID: l.ID})
		wantCode(t, o.DeleteUser(self, o.leaver.ID, 0, UserDeletion{}), CannotDeleteSelf)
		_, err = o.ReplaceUser(self, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "A", LastName: "B"}})
		wantCode(t, err, CannotDeleteSelf)
	})
	t.Run("is final after the bin's time", func(t *testing.T) {
		o := newOffice(t)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{Contact: true}), "")
		o.clock.move(30 * 24 * time.Hour)
		if n, err := o.PurgeBin(ctx); n != 0 || err != nil {
			t.Errorf("purged %d, %v", n, err)
		}
		o.clock.move(time.Second)
		if n, err := o.PurgeBin(ctx); n != 2 || err != nil {
			t.Errorf("purged %d, %v", n, err)
		}
		_, _, err := o.BringBackUser(ctx, o.leaver.ID, false)
		wantCode(t, err, NotFound)
		_, _, err = o.AddExtension(ctx, o.other.ID, ExtensionDraft{Number: "1001"})
		wantCode(t, err, "")
		wantSound(t, o.Directory)
	})
	t.Run("whose contact has another by now is not brought back", func(t *testing.T) {
		o := newOffice(t)
		wantCode(t, o.DeleteUser(ctx, o.leaver.ID, 0, UserDeletion{}), "")
		_, _, err := o.CreateUser(ctx, UserDraft{ContactID: o.leaver.ContactID, Extensions: []ExtensionDraft{{Number: "3001"}}})
		wantCode(t, err, "")
		_, _, err = o.BringBackUser(ctx, o.leaver.ID, false)
		wantCode(t, err, UserExists)
		wantSound(t, o.Directory)
	})
}

func TestReplaceUser(t *testing.T) {
	ctx := context.Background()
	t.Run("hands everything to a new contact", func(t *testing.T) {
		o := newOffice(t)
		revision := o.Revision()
		u, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{
			Contact: &ContactDraft{FirstName: "Anne", LastName: "Successor", Email: "as@example.com"}, DeleteMessages: true, TrashContact: true,
		})
		wantCode(t, err, "")
		if o.Revision() != revision+1 || len(u.Warnings) > 0 || u.ID != o.leaver.ID || u.Contact.LastName != "Successor" {
			t.Errorf("got %+v", u)
		}
		if m := u.Mailboxes[0]; m.HasPIN || m.ResetAt.IsZero() || m.MessagesSince.IsZero() || !m.ToEmail || !u.Features[FeatureFax].Enabled {
			t.Errorf("mailbox %+v, features %+v", m, u.Features)
		}
		if got := shows(t, o.Directory, u.ContactID); got != "1001 1002 +33123456789" {
			t.Errorf("phones see %q", got)
		}
		_, err = o.Contact(o.leaver.ContactID)
		wantCode(t, err, NotFound)
		wantSound(t, o.Directory)
	})
	t.Run("by somebody without an e-mail address, which turns off what needs one", func(t *testing.T) {
		o := newOffice(t)
		next := contact(t, o.Directory, ContactDraft{FirstName: "Anne", LastName: "Successor"})
		u, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{ContactID: next.ID})
		wantCode(t, err, "")
		if len(u.Warnings) != 2 || u.Features[FeatureFax].Enabled || u.Mailboxes[0].ToEmail || !u.Mailboxes[0].Enabled || !u.Mailboxes[0].MessagesSince.IsZero() {
			t.Errorf("got %+v", u)
		}
		if got := shows(t, o.Directory, o.leaver.ContactID); got != "" {
			t.Errorf("phones still see %q", got)
		}
		_, err = o.LoginByName(o.leaver.Contact.Email)
		wantCode(t, err, NotFound)
		wantSound(t, o.Directory)
	})
	t.Run("by a template, with its roles", func(t *testing.T) {
		o := newOffice(t)
		role := RoleAssignment{RoleID: BuiltInRoles()[1].ID}
		template, err := o.CreateTemplate(ctx, TemplateDraft{Name: "Sales", Features: map[FeatureName]Feature{FeatureHotdesk: {Enabled: true}}, Roles: []RoleAssignment{role}})
		wantCode(t, err, "")
		u, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "A", LastName: "B", Email: "ab@example.com"}, TemplateID: template.ID})
		if wantCode(t, err, ""); len(u.Features) != 1 || !u.Features[FeatureHotdesk].Enabled {
			t.Errorf("features %+v", u.Features)
		}
		l, err := o.LoginByName("ab@example.com")
		if wantCode(t, err, ""); len(l.Roles) != 1 || l.Roles[0] != role {
			t.Errorf("roles %+v", l.Roles)
		}
		wantSound(t, o.Directory)
	})
	t.Run("gives its devices the successor's name and secrets that the leaver does not know", func(t *testing.T) {
		o := newOffice(t)
		desk, old, err := o.CreateDevice(ctx, DeviceDraft{Type: SIPDevice, Name: "Poste JEAN Leaver", SIPUser: "leaver", UserID: o.leaver.ID, Account: &AccountDraft{}})
		wantCode(t, err, "")
		hall, _, err := o.CreateDevice(ctx, DeviceDraft{Type: Cellphone, Name: "Hall", Number: "0611000001", UserID: o.leaver.ID})
		wantCode(t, err, "")
		u, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "Anne", LastName: "Successor"}})
		wantCode(t, err, "")
		if len(u.Reprovision) != 1 {
			t.Fatalf("to be set up anew: %+v", u.Reprovision)
		}
		r := u.Reprovision[0]
		if r.ID != desk.ID || r.Name != "Poste Anne Successor" || r.FormerName != "Poste JEAN Leaver" || r.Secrets.AccountName != old.AccountName {
			t.Errorf("to be set up anew: %+v", r)
		}
		_, err = o.Authenticate(ctx, old.AccountName, old.AccountSecret)
		wantCode(t, err, InvalidCredentials)
		_, err = o.Authenticate(ctx, r.Secrets.AccountName, r.Secrets.AccountSecret)
		wantCode(t, err, "")
		if _, secret, err := o.SIPSecret(ctx, desk.ID); err != nil || secret == old.SIP || secret != r.Secrets.SIP {
			t.Errorf("the SIP password was not made anew: %v", err)
		}
		if now, err := o.Device(hall.ID); err != nil || now.Name != "Hall" || now.UserID != u.ID || now.Version != hall.Version {
			t.Errorf("the other device is %+v, %v", now, err)
		}
		wantSound(t, o.Directory)
	})
	t.Run("is refused by who can not take the place", func(t *testing.T) {
		o := newOffice(t)
		_, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{ContactID: o.other.ContactID})
		wantCode(t, err, UserExists)
		_, err = o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{ContactID: o.leaver.ContactID})
		wantCode(t, err, UserExists)
		_, err = o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{})
		wantCode(t, err, Required)
		_, err = o.ReplaceUser(ctx, uuid.UUID{1}, 0, Replacement{})
		wantCode(t, err, NotFound)
		_, err = o.ReplaceUser(ctx, o.leaver.ID, o.leaver.Version+1, Replacement{})
		wantCode(t, err, StaleRecord)
		wantSound(t, o.Directory)
	})
}
