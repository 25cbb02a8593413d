package directory

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestLines(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	c := contact(t, d, ContactDraft{})
	line(t, d, MobileLine, "06 12 34 56 78", c.ID)
	fax, err := d.CreateLine(ctx, LineDraft{Kind: FaxLine, Raw: "0144444444", Label: "Comptabilité"})
	wantCode(t, err, "")
	for _, test := range []struct {
		name   string
		filter LineFilter
		want   string
	}{
		{"all", LineFilter{}, "06 12 34 56 78, 0144444444"},
		{"of a kind", LineFilter{Kind: FaxLine}, "0144444444"},
		{"that are somebody's", LineFilter{Associated: pointer(true)}, "06 12 34 56 78"},
		{"that are nobody's", LineFilter{Associated: pointer(false)}, "0144444444"},
		{"by a part of the label", LineFilter{Text: "COMPTABILITE"}, "0144444444"},
		{"by the number in another spelling", LineFilter{Text: "+33612345678"}, "06 12 34 56 78"},
		{"by a part of the number as typed", LineFilter{Text: "34 56"}, "06 12 34 56 78"},
		{"by what none has", LineFilter{Text: "zzz"}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found, err := d.Lines(ctx, test.filter)
			wantCode(t, err, "")
			var list []string
			for _, l := range found {
				list = append(list, l.Raw)
			}
			wantText(t, strings.Join(list, ", "), test.want)
		})
	}
	_, err = d.Lines(ctx, LineFilter{Kind: "telex"})
	wantCode(t, err, Invalid)
	_, err = d.LinesOf(uuid.UUID{1})
	wantCode(t, err, NotFound)
	if got, err := d.LineByNumber("+33 1 44 44 44 44"); err != nil || got != fax {
		t.Errorf("by number %+v, %v", got, err)
	}
	_, err = d.LineByNumber("0144444440")
	wantCode(t, err, NotFound)
	_, err = d.Line(uuid.UUID{1})
	wantCode(t, err, NotFound)
}

func TestUpdateLine(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	c := contact(t, d, ContactDraft{})
	l := line(t, d, MobileLine, "0612345678", c.ID)
	line(t, d, MobileLine, "0612345670", c.ID)
	for _, test := range []struct {
		name    string
		version uint64
		patch   LinePatch
		want    Code
	}{
		{"at a version it is not at", 7, LinePatch{Label: pointer("x")}, StaleRecord},
		{"without number", 0, LinePatch{Raw: pointer(" ")}, Required},
		{"to another's number", 0, LinePatch{Raw: pointer("+33612345670")}, NumberTaken},
		{"to its own number in another spelling", 0, LinePatch{Raw: pointer("+33 6 12 34 56 78")}, ""},
		{"to an unknown kind", 0, LinePatch{Kind: pointer(LineKind("telex"))}, Invalid},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := d.UpdateLine(ctx, l.ID, test.version, test.patch)
			wantCode(t, err, test.want)
		})
	}
	revision := d.Revision()
	now, err := d.UpdateLine(ctx, l.ID, 0, LinePatch{Raw: pointer("+33 6 12 34 56 78")})
	if err != nil || d.Revision() != revision || now.Version != l.Version+1 {
		t.Errorf("a patch that changes nothing: %+v, %v", now, err)
	}
	_, err = d.UpdateLine(ctx, uuid.UUID{1}, 0, LinePatch{})
	wantCode(t, err, NotFound)
	wantSound(t, d)
}

func TestAppAccessAndVoicemailLogin(t *testing.T) {
	for _, test := range []struct {
		name          string
		email         string
		kind          LineKind
		number        string
		apps          bool
		reason, login string
	}{
		{"with e-mail and a line", "a@example.com", Landline, "0123456789", true, "", "+33123456789"},
		{"without e-mail", "", Landline, "0123456789", false, "email_required", "+33123456789"},
		{"without a line", "a@example.com", "", "", false, "line_required", ""},
		{"without either", "", "", "", false, "email_required line_required", ""},
		{"with a fax only", "a@example.com", FaxLine, "0123456789", true, "", ""},
		{"with a number that can not be read", "a@example.com", VoIPLine, "*21", true, "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := open(t)
			c := contact(t, d, ContactDraft{Email: test.email})
			if test.kind != "" {
				line(t, d, test.kind, test.number, c.ID)
			}
			access, err := d.AppAccess(c.ID)
			wantCode(t, err, "")
			if access.Apps != test.apps {
				t.Errorf("access %+v", access)
			}
			wantText(t, strings.Join(access.Reason, " "), test.reason)
			login, err := d.VoicemailLogin(c.ID)
			wantCode(t, err, "")
			if login.Login == nil {
				login.Login = new(string)
				if login.Reason == "" {
					t.Error("no login and no reason")
				}
			}
			wantText(t, *login.Login, test.login)
		})
	}
	d := open(t)
	_, err := d.AppAccess(uuid.UUID{1})
	wantCode(t, err, NotFound)
}

func TestLinesAreReadAgainInAnotherCountry(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	d, clock := openAt(t, path, Config{Name: "Acme", AutoContactKinds: []LineKind{}})
	l := line(t, d, Landline, "030 123456", uuid.Nil)
	d = reopen(t, d, path, clock, Config{Name: "Acme", Country: "DE"})
	if now, err := d.Line(l.ID); err != nil || now.E164 != "+4930123456" {
		t.Errorf("read %+v, %v", now, err)
	}
	wantSound(t, d)
	line(t, d, MobileLine, "01 23 45 67 89", uuid.Nil)
	line(t, d, MobileLine, "+33123456789", uuid.Nil)
	wantCode(t, d.Close(), "")
	_, err := Open(path, clock.config(Config{Name: "Acme", Country: "FR"}))
	if CodeOf(err) != NumberTaken || !strings.Contains(err.Error(), "+33123456789") {
		t.Errorf("two lines with one number: %v", err)
	}
}

func TestAFailedLineCommandChangesNothing(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	outside := contact(t, d, ContactDraft{Kind: ExternalContact, Company: "Dupont"})
	jean := contact(t, d, ContactDraft{})
	l := line(t, d, MobileLine, "0612345678", jean.ID)
	_, err := d.Apply(ctx, "import", func(e *Edit) error {
		_, err := e.CreateLine(LineDraft{Kind: Landline, Raw: "0123456789", ContactID: outside.ID})
		wantCode(t, err, ExternalHasNoServices)
		_, err = e.AssociateLine(outside.ID, l.ID, true)
		wantCode(t, err, ExternalHasNoServices)
		now, err := e.Line(l.ID)
		if now != l {
			t.Errorf("the line has become %+v", now)
		}
		return err
	})
	wantCode(t, err, "")
	if all, err := d.Lines(ctx, LineFilter{}); err != nil || len(all) != 1 || all[0] != l {
		t.Errorf("lines %+v, %v", all, err)
	}
	wantSound(t, d)
}

func TestListContactsByWhetherTheyHaveALine(t *testing.T) {
	ctx := context.Background()
	d := open(t)
	contact(t, d, ContactDraft{FirstName: "Without"})
	with := contact(t, d, ContactDraft{FirstName: "With"})
	line(t, d, FaxLine, "0123456789", with.ID)
	for want, has := range map[string]*bool{"With": pointer(true), "Without": pointer(false), "With Without": nil} {
		page, err := d.ListContacts(ctx, ContactFilter{HasLine: has}, Page{})
		wantCode(t, err, "")
		wantText(t, found(page), want)
	}
}
