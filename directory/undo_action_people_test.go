package directory

import (
	"context"

	"github.com/google/uuid"
)

func contactActions(ctx context.Context) map[string]undoneAction {
	return map[string]undoneAction{
		"contact.bring_back": {run: func(o *fullOffice) error { _, _, err := o.BringBackContact(ctx, o.oldContact.ID); return err }},
		"contact.create": {run: func(o *fullOffice) error {
			_, _, err := o.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("0144000009", "77")}})
			return err
		}},
		"contact.delete":  {run: func(o *fullOffice) error { return o.DeleteContact(ctx, o.luc.ID, 0) }},
		"contact.move":    {run: func(o *fullOffice) error { return o.MoveContacts(ctx, []uuid.UUID{o.luc.ID}, uuid.Nil) }},
		"contact.photo":   {run: func(o *fullOffice) error { _, err := o.RemovePhoto(ctx, o.luc.ID, 0); return err }},
		"contact.release": {run: func(o *fullOffice) error { return o.ReleaseContact(ctx, o.oldContact.ID) }},
		"contact.update": {run: func(o *fullOffice) error {
			_, _, err := o.UpdateContact(ctx, o.luc.ID, 0, ContactPatch{Email: pointer("lp@example.com"), Title: pointer("Boss")})
			return err
		}},
		"person.purge": {kept: "who is to be forgotten is not remembered", run: func(o *fullOffice) error {
			_, err := o.PurgePerson(ctx, o.leaver.ContactID)
			return err
		}},
	}
}

func loginActions(ctx context.Context) map[string]undoneAction {
	found := func(o *fullOffice) error { _, err := o.CreateFounder(ctx, "boss@example.com"); return err }
	deliver := func(LinkInfo, string) error { return nil }
	return map[string]undoneAction{
		"login.close": {run: func(o *fullOffice) error { return o.CloseLogin(ctx, o.login.Login.ID) }},
		"login.email": {prepare: found, run: func(o *fullOffice) error {
			_, err := o.SetFounderEmail(ctx, 0, "chief@example.com")
			return err
		}},
		"login.found":         {run: found},
		"login.founding_link": {kept: secret, run: func(o *fullOffice) error { _, _, err := o.FoundingLink(ctx); return err }},
		"login.invite": {run: func(o *fullOffice) error {
			_, err := o.Invite(ctx, o.other.ContactID, 0, []RoleAssignment{{RoleID: StandardRole()}}, deliver)
			return err
		}},
		"login.link": {kept: secret, run: func(o *fullOffice) error { _, err := o.IssueLink(ctx, o.login.Login.ID, deliver); return err }},
		"login.password": {kept: secret, run: func(o *fullOffice) error {
			_, err := o.ChangePassword(ctx, o.login.Login.ID, goodPassword, "another good password")
			return err
		}},
		"login.sign_out": {kept: secret, run: func(o *fullOffice) error { _, err := o.EndSessions(ctx, o.login.Login.ID); return err }},
		"login.roles":    {run: func(o *fullOffice) error { _, err := o.SetRoles(ctx, o.luc.ID, 0, nil); return err }},
	}
}

func userActions(ctx context.Context) map[string]undoneAction {
	return map[string]undoneAction{
		"extension.add": {run: func(o *fullOffice) error {
			_, _, err := o.AddExtension(ctx, o.other.ID, ExtensionDraft{Number: "2002", Main: true})
			return err
		}},
		"extension.remove": {run: func(o *fullOffice) error {
			_, _, err := o.RemoveExtension(ctx, o.leaver.Extensions[0].ID, 0, o.leaver.Extensions[1].ID)
			return err
		}},
		"extension.update": {run: func(o *fullOffice) error {
			_, _, err := o.UpdateExtension(ctx, o.leaver.Extensions[0].ID, 0, ExtensionPatch{Number: pointer("1009"), LeaveBehind: true})
			return err
		}},
		"external_number.add": {run: func(o *fullOffice) error { _, err := o.AddExternalNumber(ctx, "0123456711", ""); return err }},
		"external_number.label": {run: func(o *fullOffice) error {
			_, err := o.LabelExternalNumber(ctx, o.spare.ID, 0, "spare")
			return err
		}},
		"external_number.remove": {run: func(o *fullOffice) error { return o.RemoveExternalNumber(ctx, o.spare.ID, 0) }},
		"mailbox.add": {run: func(o *fullOffice) error {
			_, err := o.AddMailbox(ctx, o.other.ID, MailboxDraft{Number: "8001"})
			return err
		}},
		"mailbox.bring_back": {run: func(o *fullOffice) error { _, err := o.BringBackMailbox(ctx, o.oldMailbox.ID); return err }},
		"mailbox.delete":     {run: func(o *fullOffice) error { return o.DeleteMailbox(ctx, o.mailbox.ID, 0) }},
		"mailbox.pin":        {kept: secret, run: func(o *fullOffice) error { return o.SetPIN(ctx, o.mailbox.ID, "518263") }},
		"mailbox.update": {run: func(o *fullOffice) error {
			_, err := o.UpdateMailbox(ctx, o.mailbox.ID, 0, MailboxPatch{Number: pointer("8001"), Enabled: pointer(false)})
			return err
		}},
		"user.bring_back": {run: func(o *fullOffice) error { _, _, err := o.BringBackUser(ctx, o.oldUser.ID, false); return err }},
		"user.create": {run: func(o *fullOffice) error {
			_, _, err := o.CreateUser(ctx, UserDraft{
				Contact:    &ContactDraft{FirstName: "A", LastName: "B", Email: "ab@example.com"},
				Extensions: []ExtensionDraft{{Number: "4001"}}, Numbers: []string{"0123456700"}, Mailbox: &MailboxDraft{}, TemplateID: o.template.ID,
			})
			return err
		}},
		"user.delete": {run: func(o *fullOffice) error {
			return o.DeleteUser(ctx, o.other.ID, 0, UserDeletion{TrashDevices: true, Contact: true, Mailbox: TrashMailbox})
		}},
		"user.feature": {run: func(o *fullOffice) error {
			_, err := o.SetFeature(ctx, o.leaver.ID, 0, FeatureHotdesk, Feature{Enabled: true})
			return err
		}},
		"user.release": {run: func(o *fullOffice) error { return o.ReleaseExtensions(ctx, o.oldUser.ID) }},
		"user.replace": {run: func(o *fullOffice) error {
			_, err := o.ReplaceUser(ctx, o.leaver.ID, 0, Replacement{Contact: &ContactDraft{FirstName: "A", LastName: "B"}, TrashContact: true})
			return err
		}},
		"user.update": {run: func(o *fullOffice) error {
			_, _, err := o.UpdateUser(ctx, o.leaver.ID, 0, UserPatch{Enabled: pointer(false), Numbers: &[]string{}})
			return err
		}},
	}
}
