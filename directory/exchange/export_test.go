package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"annuaire/directory"
	"annuaire/directory/exchange/sample"
)

// nastyText draws what a spreadsheet, a CSV reader or the import itself may take for something else.
func nastyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{
			"", "", "=1+1", "=HYPERLINK(\"http://x\")", "+33199000001", "+plus", "-", "- a list", "@jean", "'", "''", "'=1", "''+3", "'s",
			"<vide>", "<EMPTY>", "'<vide>", "a;b", "a,b", "a\tb", "a|b", "say \"hello\"", "\"", "two\nlines", "\n=1", "a\r\nb", "0123", "007",
			"3,36E+10", "oui", "1/2", `a\/b`, `a\`, `\`, "/", "sep=;", "Hélène", "He\u0301le\u0300ne", "Bœuf", "  spaces  ", "\u200Ehidden mark", "日本", "#", "NULL",
		}),
		rapid.StringMatching(`[ '=+@\-;,"\\/a-z<>é0-9]{0,8}`),
		rapid.String(),
	)
}

func nastyFolder() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"Achats/Ventes", `A\B`, `A\`, `\`, "/", "//", "=RH", "+1", "'x", "<vide>", "a;b", "a\"b", "Équipe"}),
		rapid.StringMatching(`['=/\\a-c ]{1,5}`),
	)
}

// damagedNumbers can be stored, and exported, but not be imported as new.
func damagedNumbers() []string { return []string{"199000001", "3,36E+10"} }

func nastyNumber(more []string) *rapid.Generator[directory.Number] {
	return rapid.Custom(func(t *rapid.T) directory.Number {
		return directory.Number{
			Kind: rapid.SampledFrom(directory.NumberKinds()).Draw(t, "kind"),
			Raw: rapid.SampledFrom(append([]string{
				"+33199000001", "0199000001", "=0199000001", "@1", "-12", "'+331", "*21#", "sip:jean@vauban.example",
				"0033 1 99 00 00 01", "+33 (0)1 99 00 00 01", "01;02", "1\"2",
			}, more...)).Draw(t, "raw"),
			Label:       nastyText().Draw(t, "label"),
			ShortNumber: rapid.OneOf(rapid.Just(""), rapid.StringMatching(`0[0-9]{2,4}`)).Draw(t, "short"),
			Hidden:      rapid.Bool().Draw(t, "hidden"),
		}
	})
}

func nastyContact(folders []uuid.UUID, moreNumbers []string) *rapid.Generator[directory.ContactDraft] {
	return rapid.Custom(func(t *rapid.T) directory.ContactDraft {
		text := func(name string) string { return nastyText().Draw(t, name) }
		return directory.ContactDraft{
			Kind:     rapid.SampledFrom([]directory.ContactKind{directory.InternalContact, directory.ExternalContact}).Draw(t, "kind"),
			FolderID: rapid.SampledFrom(folders).Draw(t, "folder"),
			LastName: text("last_name"), FirstName: text("first_name"), Company: text("company"), Department: text("department"),
			Title: text("title"), Site: text("site"), Note: text("note"), ExternalRef: text("external_ref"),
			Email:             rapid.SampledFrom([]string{"", "=a@b", "+a@b", "'a@b", "Jean@Vauban.Example", "@@", "-a@b"}).Draw(t, "email"),
			NotificationEmail: rapid.SampledFrom([]string{"", "-a@b"}).Draw(t, "notification_email"),
			Language:          rapid.SampledFrom([]string{"", "fr", "en-GB"}).Draw(t, "language"),
			Address:           directory.Address{Street: text("street"), PostalCode: text("postal_code"), City: text("city"), Region: text("region"), Country: text("country")},
			Numbers:           rapid.SliceOfN(nastyNumber(moreNumbers), 0, 4).Draw(t, "numbers"),
			Hidden:            rapid.Bool().Draw(t, "hidden"),
		}
	})
}

// fillNasty makes folders and contacts, equipped with users, roles and call groups or not, and goes on without those that the directory refuses.
func fillNasty(t *rapid.T, d *directory.Directory, equipped bool, moreNumbers ...string) {
	_, err := d.Apply(context.Background(), "test", func(e *directory.Edit) error {
		root, err := e.Root()
		if err != nil {
			return err
		}
		folders := []uuid.UUID{root.ID}
		for range rapid.IntRange(0, 4).Draw(t, "folders") {
			parent := rapid.SampledFrom(folders).Draw(t, "parent")
			if f, err := e.CreateFolder(directory.FolderDraft{ParentID: parent, Name: nastyFolder().Draw(t, "folder name")}); err == nil {
				folders = append(folders, f.ID)
			}
		}
		var people []directory.Contact
		for range rapid.IntRange(0, 6).Draw(t, "contacts") {
			draft := nastyContact(folders, moreNumbers).Draw(t, "contact")
			var refused *directory.Error
			for range 3 { // most refusals are of a field or two: without these the rest is still worth a try
				c, _, err := e.CreateContact(draft)
				if !errors.As(err, &refused) {
					people = append(people, c)
					break
				}
				spare(&draft, refused.Fields)
			}
		}
		if equipped {
			equipNasty(t, e, people, folders)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// spare takes out of a draft what the directory refused, as far as it can be done without.
func spare(draft *directory.ContactDraft, fields []directory.FieldError) {
	for _, f := range fields {
		switch name := f.Field; {
		case strings.HasPrefix(name, "numbers"):
			draft.Numbers = nil
		case strings.HasPrefix(name, "address"):
			draft.Address = directory.Address{}
		case name == "last_name":
			draft.LastName = "Martin"
		case name == "first_name":
			draft.FirstName = "'-Jean"
		case name == "email":
			draft.Email = ""
		case name == "external_ref":
			draft.ExternalRef = ""
		case name == "note":
			draft.Note = ""
		case name == "company":
			draft.Company = ""
		default:
			draft.Title, draft.Department, draft.Site = "", "", ""
		}
	}
}

func openDirectory(t *rapid.T, path string) *directory.Directory {
	d, err := directory.Open(path, directory.Config{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestExportThenImportPlansNoChange(t *testing.T) {
	dir, n, contacts := t.TempDir(), 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		d := openDirectory(t, filepath.Join(dir, fmt.Sprint(n)))
		defer d.Close()
		fillNasty(t, d, true, damagedNumbers()...)
		for _, opts := range []ExportOptions{{}, {Separator: ',', ByteOrderMark: true}, {Separator: '\t'}, {Separator: '|'}} {
			var b bytes.Buffer
			if err := ExportCSV(context.Background(), d, &b, opts); err != nil {
				t.Fatal(err)
			}
			for _, empty := range []Empty{LeaveEmpty, EraseEmpty} {
				report, err := Plan(context.Background(), d, bytes.NewReader(b.Bytes()), Options{Empty: empty})
				if err != nil {
					t.Fatalf("%v\n%s", err, b.String())
				}
				if !report.Same || report.Unchanged != countRows(t, b.String(), opts.Separator) {
					t.Fatalf("empty=%s: %s\n%s", empty, reportText(report, nil), b.String())
				}
				contacts += report.Unchanged
			}
		}
	})
	if contacts < 100 && !t.Failed() {
		t.Errorf("only %d contacts were exported: the directory refuses what the test makes", contacts)
	}
}

func countRows(t *rapid.T, exported string, separator rune) int {
	in := csv.NewReader(strings.NewReader(exported))
	in.Comma = ';'
	if separator != 0 {
		in.Comma = separator
	}
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return len(records) - 1
}

func TestExportFillsAnotherDirectoryAlike(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		from := openDirectory(t, filepath.Join(dir, fmt.Sprint(n, "a")))
		defer from.Close()
		to := openDirectory(t, filepath.Join(dir, fmt.Sprint(n, "b")))
		defer to.Close()
		fillNasty(t, from, false)
		exported := rowsWithoutIDs(t, from)
		var b bytes.Buffer
		out := csv.NewWriter(&b)
		if err := out.WriteAll(exported); err != nil {
			t.Fatal(err)
		}
		report, err := Import(context.Background(), to, &b, Options{CreateFolders: true})
		if err != nil {
			t.Fatal(err)
		}
		if report.Errors > 0 || report.Added != len(exported)-1 {
			t.Fatal(reportText(report, nil))
		}
		again := rowsWithoutIDs(t, to)
		for _, rows := range [][][]string{exported, again} {
			slices.SortFunc(rows[1:], slices.Compare)
		}
		if diff := cmp.Diff(exported, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

func rowsWithoutIDs(t *rapid.T, d *directory.Directory) [][]string {
	var b bytes.Buffer
	if err := ExportCSV(context.Background(), d, &b, ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	in := csv.NewReader(&b)
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i := range records {
		records[i] = records[i][1:]
	}
	return records
}

func TestDemoCompanyImportsAndComesBack(t *testing.T) {
	d := newDirectory(t)
	report, err := Import(t.Context(), d, sample.Demo(), Options{CreateFolders: true})
	if err != nil {
		t.Fatal(err)
	}
	if report.Added != 60 || !report.Applied || len(report.Problems())+len(report.Warnings())+len(report.UnknownColumns) > 0 {
		t.Fatal(reportText(report, nil))
	}
	again, err := Import(t.Context(), d, sample.Demo(), Options{})
	if err != nil || !again.Same || again.Unchanged != 60 {
		t.Error(reportText(again, err))
	}
}

func TestExportIsInDisplayOrderAndWithoutTheBin(t *testing.T) {
	d := newDirectory(t)
	mustImport(t, d, "last_name;first_name;phone_1;phone_2;hidden\nZola;Ève;;;\nÉluard;Paul;0199000001;0199000002;yes\nEco;Umberto;;;\nDurand;Zoé;1;;\n", Options{})
	if err := d.DeleteContact(t.Context(), contactNamed(t, d, "Zoé Durand").ID, 0); err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(export(t, d)) {
		names = append(names, strings.Split(line, ";")[4])
	}
	if want := []string{"last_name", "Eco", "Éluard", "Zola"}; !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
	header, _, _ := strings.Cut(export(t, d), "\n")
	if !strings.HasSuffix(header, ";phone_2;phone_2_kind;phone_2_short;phone_2_label;phone_2_hidden;extensions;did;voicemail;roles;groups") {
		t.Errorf("two numbers need two places: %s", header)
	}
}

func TestExportOfNobodyHasAHeader(t *testing.T) {
	const want = "id;external_ref;kind;folder;last_name;first_name;company;title;department;site;email;notification_email;" +
		"street;postal_code;city;region;country;note;language;hidden;extensions;did;voicemail;roles;groups\n"
	d := newDirectory(t)
	if got := export(t, d); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	report, err := Plan(t.Context(), d, strings.NewReader(want), Options{})
	if err != nil || !report.Same {
		t.Error(reportText(report, err))
	}
}

func TestExportThatCanNotBeWritten(t *testing.T) {
	d := newDirectory(t)
	if err := ExportCSV(t.Context(), d, failingWriter{}, ExportOptions{}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
	err := ExportCSV(t.Context(), d, &bytes.Buffer{}, ExportOptions{Separator: '"'})
	if directory.CodeOf(err) != directory.Invalid {
		t.Errorf("a quote as separator gives %v", err)
	}
	mustImport(t, d, "last_name;first_name\nMartin;Jean\n", Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ExportCSV(ctx, d, &bytes.Buffer{}, ExportOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
