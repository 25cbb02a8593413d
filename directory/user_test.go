package directory

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"annuaire/directory/search"
)

// user makes an internal contact with a user that has these extensions, the first of them the main one.
func user(t testing.TB, d *Directory, last string, extensions ...string) UserDetails {
	t.Helper()
	draft := UserDraft{Contact: &ContactDraft{FirstName: "Jean", LastName: last, Email: strings.ToLower(last) + "@example.com"}}
	for _, number := range extensions {
		draft.Extensions = append(draft.Extensions, ExtensionDraft{Number: number})
	}
	u, _, err := d.CreateUser(context.Background(), draft)
	if err != nil {
		t.Fatalf("create the user %s: %v", last, err)
	}
	return u
}

func number(t testing.TB, d *Directory, raw string) ExternalNumber {
	t.Helper()
	n, err := d.AddExternalNumber(context.Background(), raw, "")
	if err != nil {
		t.Fatalf("add the number %s: %v", raw, err)
	}
	return n
}

// shows lists the short and work numbers that phones find with a contact.
func shows(t *testing.T, d *Directory, contact uuid.UUID) string {
	t.Helper()
	var list []string
	for v := range document(t, d, contact).Values() {
		if v.Field == search.ShortNumber || v.Field == search.Work {
			list = append(list, v.Text)
		}
	}
	return strings.Join(list, " ")
}

func numbersIn(list []Extension) string {
	var numbers []string
	for _, x := range list {
		numbers = append(numbers, x.Number)
	}
	return strings.Join(numbers, " ")
}

func TestCreateUserMakesEverythingInOneBatch(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	did := number(t, d, "01 23 45 67 89")
	revision := d.Revision()
	u, warnings, err := d.CreateUser(ctx, UserDraft{
		Contact:    &ContactDraft{FirstName: "Jean", LastName: "Martin", Email: "jm@example.com", Numbers: []Number{work("06 11 22 33 44", "77")}},
		Extensions: []ExtensionDraft{{Number: "1002"}, {Number: " 1001 ", Main: true, Label: "desk"}},
		Numbers:    []string{"+33 1 23 45 67 89"}, Mailbox: &MailboxDraft{ToEmail: true},
	})
	wantCode(t, err, "")
	if d.Revision() != revision+1 || len(warnings) > 0 {
		t.Errorf("revision %d after %d, warnings %v", d.Revision(), revision, warnings)
	}
	if numbersIn(u.Extensions) != "1001 1002" || !u.Extensions[0].Main || u.Extensions[1].Main || u.Extensions[0].Label != "desk" {
		t.Errorf("extensions %+v", u.Extensions)
	}
	if len(u.Numbers) != 1 || u.Numbers[0].ID != did.ID || len(u.Mailboxes) != 1 || u.Mailboxes[0].AnswersAt != "1001" || *u.Mailboxes[0].Login != "+33123456789" {
		t.Errorf("numbers %+v, mailboxes %+v", u.Numbers, u.Mailboxes)
	}
	if got := shows(t, d, u.ContactID); got != "1001 1002 06 11 22 33 44 77 +33123456789" {
		t.Errorf("phones see %q", got)
	}
	again, err := d.UserOf(u.ContactID)
	if diff := cmp.Diff(u, again); err != nil || diff != "" {
		t.Error(diff, err)
	}
	wantSound(t, d)
}

func TestCreateUserRefused(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	holder := user(t, d, "Durand", "1001")
	outsider := contact(t, d, ContactDraft{Kind: ExternalContact, Company: "Dupont SA"})
	free := contact(t, d, ContactDraft{Numbers: []Number{work("1", "300")}})
	number(t, d, "0123456789")
	_, _, err := d.UpdateUser(ctx, holder.ID, 0, UserPatch{Numbers: &[]string{"0123456789"}})
	wantCode(t, err, "")
	number(t, d, "0123456780")
	one := []ExtensionDraft{{Number: "1010"}}
	person := &ContactDraft{FirstName: "A", LastName: "B"}
	revision := d.Revision()
	for _, test := range []struct {
		name  string
		draft UserDraft
		code  Code
		says  string
	}{
		{"neither contact nor draft of one", UserDraft{Extensions: one}, Required, "contact_id"},
		{"both", UserDraft{ContactID: free.ID, Contact: person, Extensions: one}, Required, "contact_id"},
		{"a contact that does not exist", UserDraft{ContactID: uuid.UUID{1}, Extensions: one}, NotFound, ""},
		{"an external contact", UserDraft{ContactID: outsider.ID, Extensions: one}, ExternalHasNoServices, "Dupont SA"},
		{"a new external contact", UserDraft{Contact: &ContactDraft{Kind: ExternalContact, Company: "X"}, Extensions: one}, ExternalHasNoServices, ""},
		{"a contact that has a user", UserDraft{ContactID: holder.ContactID, Extensions: one}, UserExists, "Jean Durand"},
		{"a contact without a name", UserDraft{Contact: &ContactDraft{FirstName: "A"}, Extensions: one}, Required, "last_name"},
		{"neither extension nor number", UserDraft{Contact: person}, Required, "extensions"},
		{"an extension that another user holds", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "1001"}}}, ExtensionTaken, "held by Jean Durand (Acme)"},
		{"an extension that is a contact's short number", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "300"}}}, ExtensionTaken, "held by Jean Martin"},
		{"an emergency number", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "112"}}}, NumberReserved, ""},
		{"one digit too few", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "1"}}}, Invalid, "has 1 digits"},
		{"one digit too many", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "1234567"}}}, Invalid, "has 7 digits"},
		{"an extension given twice", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "1010"}, {Number: "1010"}}}, Invalid, "given twice"},
		{"two main extensions", UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "1010", Main: true}, {Number: "1011", Main: true}}}, Invalid, "2 main extensions"},
		{"a number that is not the directory's", UserDraft{Contact: person, Numbers: []string{"0199999999"}}, NumberNotOwned, ""},
		{"a number that is another user's", UserDraft{Contact: person, Numbers: []string{"0123456789"}}, NumberTaken, "used by Jean Durand"},
		{"a number given twice", UserDraft{Contact: person, Numbers: []string{"0123456780", "+33123456780"}}, Invalid, "given twice"},
		{"ringing for too short", UserDraft{Contact: person, Extensions: one, RingSeconds: 4}, Invalid, "5 to 120"},
		{"ringing for too long", UserDraft{Contact: person, Extensions: one, RingSeconds: 121}, Invalid, "5 to 120"},
		{"a template that does not exist", UserDraft{Contact: person, Extensions: one, TemplateID: uuid.UUID{1}}, NotFound, ""},
		{"a feature that does not exist", UserDraft{Contact: person, Extensions: one, Features: map[FeatureName]Feature{"x": {}}}, Invalid, "no feature"},
		{"a mailbox sent to no address", UserDraft{Contact: person, Extensions: one, Mailbox: &MailboxDraft{ToEmail: true}}, EmailRequired, ""},
		{"a fax without a number", UserDraft{Contact: person, Extensions: one, Features: map[FeatureName]Feature{FeatureFax: {Enabled: true}}}, FeaturePrecondition, "external number"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := d.CreateUser(ctx, test.draft)
			wantCode(t, err, test.code)
			if err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("%q does not say %q", err, test.says)
			}
			if d.Revision() != revision {
				t.Fatal("something has changed")
			}
		})
	}
	for _, seconds := range []int{5, 120} {
		u, _, err := d.CreateUser(ctx, UserDraft{Contact: person, Extensions: []ExtensionDraft{{Number: "10" + string(rune('0'+seconds%7)) + "1"}}, RingSeconds: seconds})
		if wantCode(t, err, ""); u.RingSeconds != seconds {
			t.Errorf("rings for %d seconds, want %d", u.RingSeconds, seconds)
		}
	}
	wantSound(t, d)
}

func TestShortNumbersAndExtensionsShareOneSpace(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	u := user(t, d, "Durand", "1001")
	_, _, err := d.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "1001")}})
	wantCode(t, err, NumberTaken)
	if !strings.Contains(err.Error(), "Jean Durand (Acme)") {
		t.Errorf("%v does not name the holder", err)
	}
	wantCode(t, d.DeleteUser(ctx, u.ID, 0, UserDeletion{}), "")
	_, _, err = d.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "1001")}})
	wantCode(t, err, NumberTaken)
	if !strings.Contains(err.Error(), "in the bin") {
		t.Errorf("%v does not say where the holder is", err)
	}
}

func TestUpdateUser(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	number(t, d, "0123456789")
	u := user(t, d, "Durand", "1001", "1002")

	same, _, err := d.UpdateUser(ctx, u.ID, u.Version, UserPatch{Enabled: pointer(true), Extensions: &[]ExtensionDraft{{Number: "1001"}, {Number: "1002"}}})
	if wantCode(t, err, ""); same.Version != u.Version {
		t.Errorf("what changes nothing made version %d of %d", same.Version, u.Version)
	}
	changed, _, err := d.UpdateUser(ctx, u.ID, u.Version, UserPatch{
		RingSeconds: pointer(30), CallerPrivacy: pointer(true), Numbers: &[]string{"0123456789"},
		Extensions: &[]ExtensionDraft{{Number: "1002", Main: true}, {Number: "1003", Label: "lab"}},
	})
	wantCode(t, err, "")
	if changed.Version != u.Version+1 || changed.RingSeconds != 30 || !changed.CallerPrivacy || numbersIn(changed.Extensions) != "1002 1003" {
		t.Errorf("got %+v", changed)
	}
	if changed.Extensions[0].ID != u.Extensions[1].ID {
		t.Error("an extension that stays has another id")
	}
	if got := shows(t, d, u.ContactID); got != "1002 1003 +33123456789" {
		t.Errorf("phones see %q", got)
	}
	_, _, err = d.UpdateUser(ctx, u.ID, u.Version, UserPatch{})
	wantCode(t, err, StaleRecord)
	for _, test := range []struct {
		name  string
		patch UserPatch
		code  Code
	}{
		{"no main extension left", UserPatch{Extensions: &[]ExtensionDraft{{Number: "1003"}}}, MainExtensionRequired},
		{"nothing left at all", UserPatch{Extensions: &[]ExtensionDraft{}, Numbers: &[]string{}}, Required},
		{"ringing too long", UserPatch{RingSeconds: pointer(121)}, Invalid},
		{"a number that is not the directory's", UserPatch{Numbers: &[]string{"0199"}}, NumberNotOwned},
	} {
		_, _, err := d.UpdateUser(ctx, u.ID, 0, test.patch)
		if CodeOf(err) != test.code {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	only, _, err := d.UpdateUser(ctx, u.ID, 0, UserPatch{Extensions: &[]ExtensionDraft{}})
	if wantCode(t, err, ""); len(only.Extensions) != 0 {
		t.Errorf("extensions %v", only.Extensions)
	}
	wantSound(t, d)
	before := shows(t, d, u.ContactID)
	d = reopen(t, d, path, clock, Config{})
	if got := shows(t, d, u.ContactID); got != before {
		t.Errorf("after reopening phones see %q, before %q", got, before)
	}
	wantSound(t, d)
}

func TestAHiddenNumberStaysHiddenWhereItIsAlsoTheUsers(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	number(t, d, "0123456789")
	c := contact(t, d, ContactDraft{Numbers: []Number{{Kind: WorkNumber, Raw: "01 23 45 67 89", Hidden: true}}})
	_, _, err := d.CreateUser(ctx, UserDraft{ContactID: c.ID, Numbers: []string{"0123456789"}})
	wantCode(t, err, "")
	doc := document(t, d, c.ID)
	if slices.ContainsFunc(slices.Collect(doc.Values()), func(v search.Value) bool { return v.E164 != "" && !v.Hidden }) {
		t.Errorf("phones see %+v", slices.Collect(doc.Values()))
	}
}

func TestAContactWithAUserStaysInternalAndIsNotDeleted(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	u := user(t, d, "Durand", "1001")
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{u.ContactID}, sales.ID), "")
	_, _, err := d.UpdateContact(ctx, u.ContactID, 0, ContactPatch{Kind: pointer(ExternalContact)})
	wantCode(t, err, ContactHasServices)
	wantCode(t, d.DeleteContact(ctx, u.ContactID, 0), ContactHasServices)
	err = d.DeleteFolder(ctx, sales.ID, 0, Contents{Action: TrashContents})
	wantCode(t, err, FolderHasUsers)
	if got := err.(*Error).Detail; got != (FolderContents{Contacts: 1, Users: 1}) {
		t.Errorf("counts %+v", got)
	}
	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{Action: MoveContents}), "")
	wantCode(t, d.DeleteUser(ctx, u.ID, 0, UserDeletion{}), "")
	_, _, err = d.UpdateContact(ctx, u.ContactID, 0, ContactPatch{Kind: pointer(ExternalContact)})
	wantCode(t, err, "")
	_, _, err = d.BringBackUser(ctx, u.ID, false)
	wantCode(t, err, ExternalHasNoServices)
	wantSound(t, d)
}
