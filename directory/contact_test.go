package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestCreateContact(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	made, warnings, err := d.CreateContact(ctx, ContactDraft{
		FolderID: sales.ID, FirstName: " Hélène ", LastName: "Martin", Email: "Helene@Example.com", Company: "ACME", Origin: "import",
		Numbers: []Number{{Raw: "01 23 45 67 89", ShortNumber: "201", Label: "desk"}, {Kind: MobileNumber, Raw: "+41 79 123 45 67", Hidden: true}, {Kind: OtherNumber, Raw: "*21"}},
		Address: Address{Street: "12 rue de la Paix", City: "Paris"}, Language: "fr-fr", ExternalRef: "E1", Hidden: true,
	})
	wantCode(t, err, "")
	if len(warnings) > 0 {
		t.Errorf("warnings %v", warnings)
	}
	want := Contact{
		ID: made.ID, UID: "helene.martin", Kind: InternalContact, FolderID: sales.ID, FirstName: "Hélène", LastName: "Martin",
		Email: "Helene@Example.com", Company: "ACME", Origin: "import",
		Numbers: []Number{
			{Kind: WorkNumber, Raw: "01 23 45 67 89", E164: "+33123456789", ShortNumber: "201", Label: "desk"},
			{Kind: MobileNumber, Raw: "+41 79 123 45 67", E164: "+41791234567", Hidden: true},
			{Kind: OtherNumber, Raw: "*21"},
		},
		Address: Address{Street: "12 rue de la Paix", City: "Paris"}, Language: "fr-FR", ExternalRef: "E1", Hidden: true,
		CreatedAt: d.now(), UpdatedAt: d.now(), Version: 1,
	}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Error(diff)
	}
	stored, err := d.Contact(made.ID)
	wantCode(t, err, "")
	if diff := cmp.Diff(made, stored); diff != "" {
		t.Error("stored otherwise than returned:", diff)
	}
	if byUID, err := d.ContactByUID("Helene.Martin"); err != nil || byUID.ID != made.ID {
		t.Errorf("by uid: %v, %v", byUID.ID, err)
	}
	_, err = d.ContactByUID("helene.martin2")
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestCreateContactRefused(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	contact(t, d, ContactDraft{FirstName: "Jean", LastName: "Dupont", FolderID: sales.ID, Email: "Jean@example.com", ExternalRef: "E1", UID: "boss", Numbers: []Number{work("1", "201")}})
	binned := contact(t, d, ContactDraft{FirstName: "Luc", LastName: "Petit", Email: "luc@example.com", ExternalRef: "E2", Numbers: []Number{work("1", "202")}})
	wantCode(t, d.DeleteContact(ctx, binned.ID, 0), "")
	_, _, err := d.AddAccount(ctx, AccountDraft{Name: "Phones"})
	wantCode(t, err, "")

	for _, test := range []struct {
		name   string
		draft  ContactDraft
		want   Code
		fields []string // "field: message", in order
	}{
		{"e-mail of another internal contact", ContactDraft{Email: "JEAN@EXAMPLE.COM"}, EmailTaken, []string{"email: is already used by Jean Dupont (Sales)"}},
		{"e-mail of one in the bin", ContactDraft{Email: "luc@example.com"}, EmailTaken, []string{"email: is already used by Luc Petit (in the bin)"}},
		{"short number of another", ContactDraft{Numbers: []Number{work("1", ""), work("2", "201")}}, NumberTaken, []string{"numbers[1].short_number: is already used by Jean Dupont (Sales)"}},
		{"short number of one in the bin", ContactDraft{Numbers: []Number{work("2", "202")}}, NumberTaken, []string{"numbers[0].short_number: is already used by Luc Petit (in the bin)"}},
		{"emergency number as short number", ContactDraft{Numbers: []Number{work("2", "112")}}, NumberReserved, []string{"numbers[0].short_number: is kept free: it is an emergency number or reserved by the configuration"}},
		{"reference of another", ContactDraft{ExternalRef: "E1"}, ExternalRefTaken, []string{"external_ref: is already used by Jean Dupont (Sales)"}},
		{"reference of one in the bin", ContactDraft{ExternalRef: "E2"}, ExternalRefTaken, []string{"external_ref: is already used by Luc Petit (in the bin)"}},
		{"uid of another", ContactDraft{UID: "boss"}, UIDTaken, []string{"uid: is already used by Jean Dupont (Sales)"}},
		{"uid that is an account's name", ContactDraft{UID: "phones"}, UIDTaken, []string{"uid: is already used by the LDAP account Phones"}},
		{"folder that does not exist", ContactDraft{FolderID: uuid.UUID{1}}, FolderUnknown, []string{"folder_id: there is no such folder"}},
		{"many things at once", ContactDraft{Title: "a\nb", Email: "jean@example.com", ExternalRef: "E1"}, Invalid, []string{
			"title: contains the control character U+000A; remove it", "email: is already used by Jean Dupont (Sales)", "external_ref: is already used by Jean Dupont (Sales)",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.draft.FirstName, test.draft.LastName = "Marie", "Curie"
			revision := d.Revision()
			_, _, err := d.CreateContact(ctx, test.draft)
			wantCode(t, err, test.want)
			var fields []string
			for _, f := range err.(*Error).Fields {
				fields = append(fields, f.Field+": "+f.Message)
			}
			if diff := cmp.Diff(test.fields, fields); diff != "" {
				t.Error(diff)
			}
			if d.Revision() != revision {
				t.Error("something has changed")
			}
		})
	}
	wantSound(t, d)
}

func TestExternalContactsMayShareAnEmail(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	contact(t, d, ContactDraft{Kind: ExternalContact, Company: "ACME", Email: "info@example.com"})
	contact(t, d, ContactDraft{Kind: ExternalContact, Company: "ACME Nord", Email: "info@example.com"})
	contact(t, d, ContactDraft{FirstName: "Jean", LastName: "Martin", Email: "info@example.com"})
	third, warnings, err := d.CreateContact(ctx, ContactDraft{Kind: ExternalContact, Company: "ACME Sud", Email: "INFO@example.com"})
	wantCode(t, err, "")
	if len(warnings) != 1 || warnings[0].Field != "email" || !strings.Contains(warnings[0].Message, "Jean Martin") {
		t.Errorf("warnings %v", warnings)
	}
	_, _, err = d.UpdateContact(ctx, third.ID, 0, ContactPatch{Kind: pointer(InternalContact), FirstName: pointer("A"), LastName: pointer("B")})
	wantCode(t, err, EmailTaken)
	wantSound(t, d)
}

func TestUIDsAreNumbered(t *testing.T) {
	d := open(t)
	_, _, err := d.AddAccount(context.Background(), AccountDraft{Name: "jean.martin3"})
	wantCode(t, err, "")
	for _, want := range []string{"jean.martin", "jean.martin2", "jean.martin4"} {
		if c := contact(t, d, ContactDraft{}); c.UID != want {
			t.Errorf("got %q, want %q", c.UID, want)
		}
	}
}

func TestUpdateContact(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	first := contact(t, d, ContactDraft{Email: "jean@example.com", Note: "x", Numbers: []Number{work("0123456789", "201"), {Kind: MobileNumber, Raw: "0612345678"}}})
	other := contact(t, d, ContactDraft{FirstName: "Luc", Numbers: []Number{work("1", "202")}})

	t.Run("changes what the patch names and nothing else", func(t *testing.T) {
		got, _, err := d.UpdateContact(ctx, first.ID, first.Version, ContactPatch{Title: pointer("Boss"), Note: pointer(""), FolderID: &sales.ID})
		wantCode(t, err, "")
		want := first
		want.Title, want.Note, want.FolderID, want.Version = "Boss", "", sales.ID, 2
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if stored, _ := d.Contact(first.ID); cmp.Diff(got, stored) != "" {
			t.Error("stored otherwise than returned")
		}
	})
	t.Run("refuses a version that is not current and shows the one that is", func(t *testing.T) {
		_, _, err := d.UpdateContact(ctx, first.ID, 1, ContactPatch{Title: pointer("Chief")})
		wantCode(t, err, StaleRecord)
		if now, is := err.(*Error).Detail.(Contact); !is || now.Version != 2 || now.Title != "Boss" {
			t.Errorf("the error carries %+v", err.(*Error).Detail)
		}
	})
	t.Run("takes any version for 0", func(t *testing.T) {
		_, _, err := d.UpdateContact(ctx, first.ID, 0, ContactPatch{Department: pointer("RH")})
		wantCode(t, err, "")
	})
	t.Run("that changes nothing makes no version", func(t *testing.T) {
		before, _ := d.Contact(first.ID)
		revision := d.Revision()
		got, _, err := d.UpdateContact(ctx, first.ID, 0, ContactPatch{Title: pointer(" Boss "), Numbers: &before.Numbers})
		wantCode(t, err, "")
		if cmp.Diff(before, got) != "" || d.Revision() != revision {
			t.Errorf("got %+v", got)
		}
	})
	t.Run("replaces all numbers", func(t *testing.T) {
		got, _, err := d.UpdateContact(ctx, first.ID, 0, ContactPatch{Numbers: &[]Number{{Kind: HomeNumber, Raw: "0198765432"}}})
		wantCode(t, err, "")
		if want := []Number{{Kind: HomeNumber, Raw: "0198765432", E164: "+33198765432"}}; !slices.Equal(got.Numbers, want) {
			t.Errorf("got %+v", got.Numbers)
		}
		contact(t, d, ContactDraft{Numbers: []Number{work("1", "201")}})
	})
	t.Run("keeps the uid when the name changes and makes one when it is erased", func(t *testing.T) {
		got, _, err := d.UpdateContact(ctx, first.ID, 0, ContactPatch{LastName: pointer("Durand")})
		wantCode(t, err, "")
		if got.UID != first.UID {
			t.Errorf("uid %q", got.UID)
		}
		got, _, err = d.UpdateContact(ctx, first.ID, 0, ContactPatch{UID: pointer("")})
		wantCode(t, err, "")
		if got.UID != "jean.durand" {
			t.Errorf("uid %q", got.UID)
		}
	})
	for _, test := range []struct {
		name  string
		patch ContactPatch
		want  Code
	}{
		{"without last name", ContactPatch{LastName: pointer("")}, Required},
		{"short number of another", ContactPatch{Numbers: &[]Number{work("1", "202")}}, NumberTaken},
		{"unknown folder", ContactPatch{FolderID: pointer(uuid.New())}, FolderUnknown},
		{"uid of another", ContactPatch{UID: &other.UID}, UIDTaken},
		{"to external", ContactPatch{Kind: pointer(ExternalContact)}, ""},
		{"to the root", ContactPatch{FolderID: pointer(uuid.Nil)}, ""},
		{"every other field", ContactPatch{FirstName: pointer("J"), Company: pointer("c"), Site: pointer("s"), Email: pointer("e@x"), NotificationEmail: pointer("n@x"),
			Address: &Address{City: "Paris"}, Language: pointer("de"), ExternalRef: pointer("r"), Hidden: pointer(true)}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := d.UpdateContact(ctx, first.ID, 0, test.patch)
			wantCode(t, err, test.want)
		})
	}
	_, _, err := d.UpdateContact(ctx, uuid.New(), 0, ContactPatch{})
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestDeletedContact(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	c := contact(t, d, ContactDraft{FolderID: sales.ID, Email: "jean@example.com", ExternalRef: "E1", Numbers: []Number{work("1", "201"), work("2", "202")}})

	wantCode(t, d.DeleteContact(ctx, c.ID, 9), StaleRecord)
	wantCode(t, d.DeleteContact(ctx, c.ID, c.Version), "")
	wantCode(t, d.DeleteContact(ctx, c.ID, 0), NotFound)
	_, err := d.Contact(c.ID)
	wantCode(t, err, NotFound)
	_, err = d.ContactByUID(c.UID)
	wantCode(t, err, NotFound)
	_, _, err = d.UpdateContact(ctx, c.ID, 0, ContactPatch{})
	wantCode(t, err, NotFound)
	bin, err := d.Bin()
	if err != nil || len(bin.Contacts) != 1 || len(bin.Folders) != 0 || bin.Contacts[0].ID != c.ID {
		t.Errorf("bin %+v, %v", bin, err)
	}

	back, off, err := d.BringBackContact(ctx, c.ID)
	wantCode(t, err, "")
	if back.FolderID != sales.ID || back.Email != c.Email || back.Version != 3 || len(off) > 0 {
		t.Errorf("came back as %+v, left off %v", back, off)
	}
	_, _, err = d.BringBackContact(ctx, c.ID)
	wantCode(t, err, NotFound)

	wantCode(t, d.DeleteContact(ctx, c.ID, 0), "")
	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{}), "")
	back, _, err = d.BringBackContact(ctx, c.ID)
	wantCode(t, err, "")
	if back.FolderID != d.Root().ID {
		t.Error("did not come back into the root")
	}
	wantSound(t, d)
}

func TestReleasedContactLeavesOffWhatOthersHaveTaken(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	c := contact(t, d, ContactDraft{FolderID: sales.ID, Email: "jean@example.com", ExternalRef: "E1", Numbers: []Number{work("1", "201"), work("2", "202")}})
	wantCode(t, d.ReleaseContact(ctx, c.ID), NotFound)
	wantCode(t, d.DeleteFolder(ctx, sales.ID, 0, Contents{Action: TrashContents}), "")
	wantCode(t, d.ReleaseContact(ctx, c.ID), "")
	wantCode(t, d.ReleaseContact(ctx, c.ID), "")
	contact(t, d, ContactDraft{FirstName: "Luc", Email: "JEAN@example.com", Numbers: []Number{work("3", "202")}})
	wantSound(t, d)

	_, off, err := d.BringBackFolder(ctx, sales.ID)
	wantCode(t, err, "")
	var fields []string
	for _, o := range off {
		if o.ContactID != c.ID || o.Name != "Jean Martin" {
			t.Errorf("left off of %s", o.Name)
		}
		fields = append(fields, fmt.Sprintf("%s %s %s", o.Field, o.Value, o.Code))
	}
	if want := []string{"email jean@example.com email_taken", "numbers[1].short_number 202 number_taken"}; !slices.Equal(fields, want) {
		t.Errorf("left off %q, want %q", fields, want)
	}
	back, err := d.Contact(c.ID)
	wantCode(t, err, "")
	if back.Email != "" || back.ExternalRef != "E1" || back.Numbers[0].ShortNumber != "201" || back.Numbers[1].ShortNumber != "" || back.Released {
		t.Errorf("came back as %+v", back)
	}
	wantSound(t, d)
}

func TestMoveContacts(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	sales := folder(t, d, uuid.Nil, "Sales")
	a, b := contact(t, d, ContactDraft{}), contact(t, d, ContactDraft{})
	revision := d.Revision()
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{a.ID, uuid.New()}, sales.ID), NotFound)
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{a.ID}, uuid.New()), FolderUnknown)
	if d.Revision() != revision {
		t.Error("something has changed")
	}
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{a.ID, b.ID, a.ID}, sales.ID), "")
	if d.Revision() != revision+1 {
		t.Error("not one batch")
	}
	for _, id := range []uuid.UUID{a.ID, b.ID} {
		if c, err := d.Contact(id); err != nil || c.FolderID != sales.ID || c.Version != 2 {
			t.Errorf("%+v, %v", c, err)
		}
	}
	wantCode(t, d.MoveContacts(ctx, []uuid.UUID{a.ID}, uuid.Nil), "")
	wantSound(t, d)
}

func TestAShortNumberReservedLaterStaysUntilItIsChanged(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme"})
	c := contact(t, d, ContactDraft{Numbers: []Number{work("1", "2000")}})
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d, err := Open(path, clock.config(Config{Name: "Acme", Reserved: []string{"2000"}}))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	_, _, err = d.UpdateContact(ctx, c.ID, 0, ContactPatch{Title: pointer("Boss")})
	wantCode(t, err, "")
	_, _, err = d.CreateContact(ctx, ContactDraft{FirstName: "A", LastName: "B", Numbers: []Number{work("1", "2000")}})
	wantCode(t, err, NumberReserved)
	problems, err := d.Check(ctx)
	if err != nil || len(problems) != 1 || !strings.Contains(problems[0].String(), "2000") {
		t.Errorf("problems %v, %v", problems, err)
	}
}
