package directory

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// line makes a line that is the contact's, nobody's where that is zero.
func line(t testing.TB, d *Directory, kind LineKind, raw string, contact uuid.UUID) Line {
	t.Helper()
	l, err := d.CreateLine(context.Background(), LineDraft{Kind: kind, Raw: raw, ContactID: contact})
	if err != nil {
		t.Fatalf("create line: %v", err)
	}
	return l
}

// lines writes a contact's lines as "0123*, 0456": the default one with a star.
func lines(t testing.TB, d *Directory, contact uuid.UUID) string {
	t.Helper()
	own, err := d.LinesOf(contact)
	wantCode(t, err, "")
	var list []string
	for _, l := range own {
		if l.Default {
			l.Raw += "*"
		}
		list = append(list, l.Raw)
	}
	return strings.Join(list, " ")
}

func wantText(t testing.TB, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCreateLine(t *testing.T) {
	d, _ := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme", AutoContactKinds: []LineKind{}})
	jean := contact(t, d, ContactDraft{})
	outside := contact(t, d, ContactDraft{Kind: ExternalContact, Company: "Dupont"})
	line(t, d, Landline, "01 23 45 67 89", uuid.Nil)
	line(t, d, VoIPLine, "*21", uuid.Nil)
	for _, test := range []struct {
		name  string
		draft LineDraft
		want  Code
	}{
		{"without kind", LineDraft{Raw: "0123456780"}, Required},
		{"of a kind there is not", LineDraft{Kind: "telex", Raw: "0123456780"}, Invalid},
		{"without number", LineDraft{Kind: Landline}, Required},
		{"with a number without digits", LineDraft{Kind: Landline, Raw: "none"}, Invalid},
		{"with a number of 64 characters", LineDraft{Kind: Landline, Raw: strings.Repeat("1", 64)}, ""},
		{"with a number of 65 characters", LineDraft{Kind: Landline, Raw: strings.Repeat("1", 65)}, Invalid},
		{"with a number whose letters grow when they are folded", LineDraft{Kind: VoIPLine, Raw: "sip:" + strings.Repeat("ﷺ", 60)}, Invalid},
		{"with a label of 64 characters", LineDraft{Kind: Landline, Raw: "0123450001", Label: strings.Repeat("é", 64)}, ""},
		{"with a label of 65 characters", LineDraft{Kind: Landline, Raw: "0123450002", Label: strings.Repeat("é", 65)}, Invalid},
		{"with another's number in another spelling", LineDraft{Kind: MobileLine, Raw: "+33 1 23 45 67 89"}, NumberTaken},
		{"with another's number that can not be read", LineDraft{Kind: VoIPLine, Raw: "*21"}, NumberTaken},
		{"for an internal contact", LineDraft{Kind: FaxLine, Raw: "0123450003", ContactID: jean.ID}, ""},
		{"for an external contact", LineDraft{Kind: FaxLine, Raw: "0123450004", ContactID: outside.ID}, ExternalHasNoServices},
		{"for a contact there is not", LineDraft{Kind: FaxLine, Raw: "0123450005", ContactID: uuid.UUID{1}}, ContactUnknown},
	} {
		t.Run(test.name, func(t *testing.T) {
			made, err := d.CreateLine(context.Background(), test.draft)
			wantCode(t, err, test.want)
			if now, err := d.Line(made.ID); test.want == "" && (err != nil || now != made || made.Default) {
				t.Errorf("made %+v, found %+v, %v", made, now, err)
			}
		})
	}
	_, err := d.CreateLine(context.Background(), LineDraft{Kind: Landline, Raw: "0123456789"})
	if err == nil || !strings.Contains(err.Error(), "the line 01 23 45 67 89") {
		t.Errorf("the error does not name the holder: %v", err)
	}
	wantSound(t, d)
}

func TestALandlineThatIsNobodysGetsAContact(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	made, err := d.CreateLine(ctx, LineDraft{Kind: Landline, Raw: "0123456789", Label: "Accueil"})
	wantCode(t, err, "")
	c, err := d.Contact(made.ContactID)
	wantCode(t, err, "")
	if c.DisplayName() != "Accueil" || c.Kind != InternalContact || c.Origin != AutoService || !c.NeedsReview || c.FolderID != d.Root().ID || !made.Default {
		t.Errorf("%+v of %+v", c, made)
	}
	page, err := d.ListContacts(ctx, ContactFilter{Origin: AutoService}, Page{})
	wantCode(t, err, "")
	if page.Total != 1 || page.Contacts[0].ID != c.ID {
		t.Errorf("made automatically: %+v", page)
	}
	unnamed := line(t, d, Landline, "0123456780", uuid.Nil)
	c2, _ := d.Contact(unnamed.ContactID)
	wantText(t, c2.DisplayName(), "0123456780")
	if mobile := line(t, d, MobileLine, "0612345678", uuid.Nil); mobile.ContactID != uuid.Nil {
		t.Error("a mobile line got a contact too")
	}
	again, err := d.GiveLineContact(ctx, made.ID)
	wantCode(t, err, "")
	if again != made {
		t.Errorf("asked again: %+v", again)
	}
	wantSound(t, d)
}

func TestALineNeverGetsASecondContact(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	made := line(t, d, Landline, "0123456789", uuid.Nil)
	first := made.ContactID
	other := contact(t, d, ContactDraft{})
	for _, test := range []struct {
		name string
		lose func() error
		same bool
	}{
		{"when it was dissociated", func() error { _, err := d.DissociateLine(ctx, first, made.ID); return err }, true},
		{"when it went to somebody else", func() error {
			if _, err := d.AssociateLine(ctx, other.ID, made.ID, true); err != nil {
				return err
			}
			_, err := d.DissociateLine(ctx, other.ID, made.ID)
			return err
		}, true},
		{"when the contact is in the bin", func() error { return d.DeleteContact(ctx, first, 0) }, true},
		{"unless the contact was purged", func() error {
			if err := d.DeleteContact(ctx, first, 0); err != nil {
				return err
			}
			clock.move(31 * 24 * time.Hour)
			_, err := d.PurgeBin(ctx)
			return err
		}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			wantCode(t, test.lose(), "")
			given, err := d.GiveLineContact(ctx, made.ID)
			wantCode(t, err, "")
			if given.ContactID == uuid.Nil || (given.ContactID == first) != test.same {
				t.Errorf("given to %s, first made %s", given.ContactID, first)
			}
			wantSound(t, d)
		})
	}
}

func TestAnAutomaticContactIsReviewed(t *testing.T) {
	ctx := context.Background()
	for _, test := range []struct {
		name  string
		patch ContactPatch
		needs bool
	}{
		{"by an edit", ContactPatch{Title: pointer("Desk")}, false},
		{"by saying so", ContactPatch{NeedsReview: pointer(false)}, false},
		{"not by an edit that changes nothing", ContactPatch{Title: pointer("")}, true},
		{"not by an edit that says it is still to be done", ContactPatch{Title: pointer("Desk"), NeedsReview: pointer(true)}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			l := line(t, d, Landline, "0123456789", uuid.Nil)
			c, _, err := d.UpdateContact(ctx, l.ContactID, 0, test.patch)
			wantCode(t, err, "")
			if c.NeedsReview != test.needs {
				t.Errorf("needs review: %v", c.NeedsReview)
			}
			deletion, err := d.DeleteLine(ctx, l.ID, 0)
			wantCode(t, err, "")
			if (deletion.Offered != nil) != test.needs {
				t.Errorf("offered for deletion: %v", deletion.Offered)
			}
			wantSound(t, d)
		})
	}
}

func TestAssociateLine(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	jean, lea := contact(t, d, ContactDraft{}), contact(t, d, ContactDraft{FirstName: "Léa"})
	outside := contact(t, d, ContactDraft{Kind: ExternalContact, Company: "Dupont"})
	l := line(t, d, MobileLine, "0612345678", uuid.Nil)
	for _, test := range []struct {
		name          string
		contact, line uuid.UUID
		reassign      bool
		want          Code
	}{
		{"with a contact there is not", uuid.UUID{1}, l.ID, false, NotFound},
		{"of a line there is not", jean.ID, uuid.UUID{1}, false, NotFound},
		{"with an external contact", outside.ID, l.ID, false, ExternalHasNoServices},
		{"that is nobody's", jean.ID, l.ID, false, ""},
		{"with the same contact again", jean.ID, l.ID, false, ""},
		{"that is another's", lea.ID, l.ID, false, ServiceAlreadyAssociated},
		{"that is another's, from whom it is taken", lea.ID, l.ID, true, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := d.AssociateLine(ctx, test.contact, test.line, test.reassign)
			wantCode(t, err, test.want)
			if test.want == "" && (got.ContactID != test.contact || !got.Default) {
				t.Errorf("associated %+v", got)
			}
		})
	}
	_, err := d.AssociateLine(ctx, jean.ID, l.ID, false)
	if e, ok := err.(*Error); !ok || e.Detail != (ContactRef{ID: lea.ID, Name: "Léa Martin", FolderID: lea.FolderID}) {
		t.Errorf("the error does not name the holder: %#v", err)
	}
	_, err = d.DissociateLine(ctx, jean.ID, l.ID)
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestTheDefaultLine(t *testing.T) {
	ctx := context.Background()
	d, clock := openAt(t, filepath.Join(t.TempDir(), "a.db"), Config{Name: "Acme"})
	jean, lea := contact(t, d, ContactDraft{}), contact(t, d, ContactDraft{FirstName: "Léa"})
	wantText(t, lines(t, d, jean.ID), "")
	fax := line(t, d, FaxLine, "1001", jean.ID)
	wantText(t, lines(t, d, jean.ID), "1001")
	clock.move(time.Second)
	desk := line(t, d, Landline, "1002", jean.ID)
	wantText(t, lines(t, d, jean.ID), "1002* 1001")
	clock.move(time.Second)
	mobile := line(t, d, MobileLine, "1003", jean.ID)
	clock.move(time.Second)
	line(t, d, VoIPLine, "1004", jean.ID)
	wantText(t, lines(t, d, jean.ID), "1002* 1001 1003 1004")
	_, err := d.DissociateLine(ctx, jean.ID, desk.ID)
	wantCode(t, err, "")
	wantText(t, lines(t, d, jean.ID), "1003* 1001 1004")
	_, err = d.AssociateLine(ctx, lea.ID, mobile.ID, true)
	wantCode(t, err, "")
	wantText(t, lines(t, d, jean.ID)+", "+lines(t, d, lea.ID), "1004* 1001, 1003*")
	clock.move(time.Second)
	_, err = d.AssociateLine(ctx, jean.ID, desk.ID, false)
	wantCode(t, err, "")
	_, err = d.MakeDefaultLine(ctx, jean.ID, desk.ID)
	wantCode(t, err, "")
	wantText(t, lines(t, d, jean.ID), "1002* 1001 1004")
	_, err = d.MakeDefaultLine(ctx, jean.ID, fax.ID)
	wantCode(t, err, Invalid)
	_, err = d.MakeDefaultLine(ctx, jean.ID, mobile.ID)
	wantCode(t, err, NotFound)
	_, err = d.UpdateLine(ctx, desk.ID, 0, LinePatch{Kind: pointer(FaxLine)})
	wantCode(t, err, "")
	wantText(t, lines(t, d, jean.ID), "1004* 1001 1002")
	wantSound(t, d)
	wantCode(t, d.DeleteContact(ctx, jean.ID, 0), "")
	for _, id := range []uuid.UUID{fax.ID, desk.ID} {
		if l, err := d.Line(id); err != nil || l.ContactID != uuid.Nil || l.Default {
			t.Errorf("after its contact's deletion %+v, %v", l, err)
		}
	}
	wantSound(t, d)
}

func TestAContactWithLinesDoesNotBecomeExternal(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	c := contact(t, d, ContactDraft{})
	l := line(t, d, MobileLine, "0612345678", c.ID)
	_, _, err := d.UpdateContact(ctx, c.ID, 0, ContactPatch{Kind: pointer(ExternalContact)})
	wantCode(t, err, ContactHasServices)
	_, err = d.DissociateLine(ctx, c.ID, l.ID)
	wantCode(t, err, "")
	_, _, err = d.UpdateContact(ctx, c.ID, 0, ContactPatch{Kind: pointer(ExternalContact)})
	wantCode(t, err, "")
	wantSound(t, d)
}

func TestPhonesSeeAContactsLinesAtOnce(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	c := contact(t, d, ContactDraft{Numbers: []Number{work("01 11 11 11 11", ""), {Kind: HomeNumber, Raw: "0122222222", Hidden: true}}})
	numbers := func() string {
		return strings.Join(values(document(t, d, c.ID), search.Work, search.Mobile, search.Fax, search.Home), " ")
	}
	before := numbers()
	desk := line(t, d, Landline, "0133333333", c.ID)
	line(t, d, MobileLine, "0612345678", c.ID)
	line(t, d, FaxLine, "0144444444", c.ID)
	line(t, d, VoIPLine, "+33 1 11 11 11 11", c.ID) // one of its own
	line(t, d, VoIPLine, "+33 1 22 22 22 22", c.ID) // one that it hides
	wantText(t, strings.TrimPrefix(numbers(), before+" "), fmt.Sprintf("%d 0133333333 %d 0612345678 %d 0144444444", search.Work, search.Mobile, search.Fax))
	found := d.Snapshot().People.Search(t.Context(), search.Query{Where: search.Expr{Op: search.Equal, Field: search.Mobile, Value: "+33612345678"}})
	for doc := range found {
		if uuid.UUID(doc.ID) != c.ID {
			t.Error("the number finds somebody else")
		}
		before = ""
	}
	wantText(t, before, "")
	_, err := d.UpdateLine(ctx, desk.ID, 0, LinePatch{Hidden: pointer(true)})
	wantCode(t, err, "")
	for v := range document(t, d, c.ID).Each(search.Work, 0, false) {
		if v.Text == "0133333333" {
			t.Error("a hidden line's number shows")
		}
	}
	_, err = d.DeleteLine(ctx, desk.ID, 0)
	wantCode(t, err, "")
	if strings.Contains(numbers(), "0133333333") {
		t.Error("a deleted line's number shows")
	}
	wantSound(t, d)
}

func TestManyContactsAtOnceKeepTheirLines(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	var ids []uuid.UUID
	for i := range 2 * fewContacts {
		l := line(t, d, Landline, fmt.Sprintf("01230000%02d", i%100)+fmt.Sprint(i/100), uuid.Nil)
		ids = append(ids, l.ContactID)
	}
	sales := folder(t, d, uuid.Nil, "Sales")
	wantCode(t, d.MoveContacts(ctx, ids[:fewContacts], sales.ID), "")
	wantSound(t, d)
	wantCode(t, d.MoveContacts(ctx, ids, sales.ID), "")
	wantSound(t, d)
}
