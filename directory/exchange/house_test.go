package exchange

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory"
)

// rapidOrTest is a test, or one round of a property test.
type rapidOrTest interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// furnish makes what a case's section "house" lists, one a line:
//
//	number +33199000010     a spare external number
//	group 900 Accueil       a call group
//	template Commercial     a template that turns voicemail on
//	role Chef d'accueil     a role that may read the journal
//	mailbox 1009 1008 Accueil  the mailbox 1009 of a person of that name, whose extension is 1008
func furnish(t rapidOrTest, d *directory.Directory, house string) {
	t.Helper()
	for line := range strings.Lines(house) {
		kind, what, _ := strings.Cut(strings.TrimSpace(line), " ")
		var err error
		switch kind {
		case "number":
			_, err = d.AddExternalNumber(context.Background(), what, "")
		case "group":
			number, name, _ := strings.Cut(what, " ")
			_, err = d.CreateGroup(context.Background(), directory.GroupDraft{Number: number, Name: name})
		case "template":
			_, err = d.CreateTemplate(context.Background(), directory.TemplateDraft{
				Name: what, RingSeconds: 40, Features: map[directory.FeatureName]directory.Feature{directory.FeatureVoicemail: {Enabled: true}},
			})
		case "role":
			_, err = d.CreateRole(context.Background(), directory.RoleDraft{Name: what, Permissions: []directory.Permission{{Section: directory.SectionJournal, Access: directory.Read}}})
		case "mailbox":
			words := strings.Fields(what)
			_, _, err = d.CreateUser(context.Background(), directory.UserDraft{
				Contact:    &directory.ContactDraft{LastName: words[2], FirstName: "Zoé"},
				Extensions: []directory.ExtensionDraft{{Number: words[1]}}, Mailbox: &directory.MailboxDraft{Number: words[0]},
			})
		default:
			t.Fatalf("a house has no %q", kind)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// equipNasty gives people users, roles and call groups as far as the directory lets them have any. Several groups may have the same name.
func equipNasty(t *rapid.T, e *directory.Edit, people []directory.Contact, folders []uuid.UUID) {
	for _, c := range people {
		draft := directory.UserDraft{ContactID: c.ID, Extensions: []directory.ExtensionDraft{{Number: "1" + rapid.StringMatching(`[0-9]{2}`).Draw(t, "extension")}}}
		if rapid.Bool().Draw(t, "second extension") {
			draft.Extensions = append(draft.Extensions, directory.ExtensionDraft{Number: "1000", Label: "=1"}, directory.ExtensionDraft{Number: "1001"})
		}
		if rapid.Bool().Draw(t, "external number") {
			const raw = "+33 1 99 00 00 77"
			_, _ = e.AddExternalNumber(raw, "") // it may be there, or somebody's: then the user is refused
			draft.Numbers = []string{raw}
		}
		if rapid.Bool().Draw(t, "voicemail") {
			draft.Mailbox = &directory.MailboxDraft{}
		}
		_, _, _ = e.CreateUser(draft)
		var roles []directory.RoleAssignment
		for range rapid.IntRange(0, 2).Draw(t, "roles") {
			role := rapid.SampledFrom(directory.BuiltInRoles()).Draw(t, "role")
			roles = append(roles, directory.RoleAssignment{RoleID: role.ID, FolderID: rapid.SampledFrom(append(folders, uuid.Nil)).Draw(t, "scope")})
		}
		if len(roles) > 0 {
			_, _ = e.SetRoles(c.ID, 0, roles)
		}
		_, _ = e.CreateGroup(directory.GroupDraft{
			Name: rapid.SampledFrom([]string{"Accueil", "accueil", "a,b", "@home", `\`, "900", "=1"}).Draw(t, "group"), Number: "9" + rapid.StringMatching(`[0-9]{2}`).Draw(t, "number"),
			Members: []uuid.UUID{c.ID},
		})
	}
}
