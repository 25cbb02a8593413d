package exchange

import (
	"bytes"
	"context"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"annuaire/directory"
)

var update = flag.Bool("update", false, "write what the import cases give into their files")

// TestImportCases runs the cases in testdata/import. Each file is a case: what it is about, then the sections
//
//	house        what there is beside contacts, see furnish; may be missing
//	before.csv   what the directory holds, imported with create_folders; may be missing
//	bin          display names of contacts of it that are put in the bin; may be missing
//	options      one a line, see caseOptions; may be missing
//	file.csv     what is imported; {Jean Martin} stands for the id of the contact of that name
//	report       what the plan and the import must say
//	after.csv    an export afterwards, without the column id; may be missing
//
// The plan is asked for first, and must say the same as the import and change nothing.
func TestImportCases(t *testing.T) {
	files, err := filepath.Glob("testdata/import/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no import cases", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			runImportCase(t, archive)
			if *update {
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func runImportCase(t *testing.T, archive *txtar.Archive) {
	d := newDirectory(t)
	sections := map[string]*txtar.File{}
	for i := range archive.Files {
		sections[archive.Files[i].Name] = &archive.Files[i]
	}
	section := func(name string) string {
		if s := sections[name]; s != nil {
			return string(s.Data)
		}
		return ""
	}
	furnish(t, d, section("house"))
	if before := section("before.csv"); before != "" {
		mustImport(t, d, before, Options{CreateFolders: true})
	}
	for name := range strings.Lines(section("bin")) {
		if err := d.DeleteContact(t.Context(), contactNamed(t, d, strings.TrimSpace(name)).ID, 0); err != nil {
			t.Fatal(err)
		}
	}
	file := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllStringFunc(section("file.csv"), func(name string) string {
		return contactNamed(t, d, strings.Trim(name, "{}")).ID.String()
	})
	opts := caseOptions(t, section("options"))
	untouched, revision := export(t, d), d.Revision()
	planned := reportText(Plan(t.Context(), d, strings.NewReader(file), opts))
	if export(t, d) != untouched || d.Revision() != revision {
		t.Error("the plan has changed the directory")
	}
	report, err := Import(t.Context(), d, strings.NewReader(file), opts)
	done := reportText(report, err)
	if diff := cmp.Diff(planned, done); diff != "" {
		t.Errorf("the plan (-) and the import (+) differ:\n%s", diff)
	}
	if err == nil && !report.Applied && export(t, d) != untouched {
		t.Error("an import that says it is not applied has changed the directory")
	}
	compare := func(name, got string) {
		if s := sections[name]; s == nil {
			return
		} else if *update {
			s.Data = []byte(got)
		} else if diff := cmp.Diff(string(s.Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	compare("report", done)
	compare("after.csv", withoutIDs(t, export(t, d)))
	if problems, err := d.Check(context.Background()); err != nil || len(problems) > 0 {
		t.Errorf("the store is damaged: %v %v", problems, err)
	}
}

// reportText is a report for people: counts, then rows with what they change and what is wrong with them.
func reportText(r *Report, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "add %d update %d delete %d unchanged %d skip %d error %d", r.Added, r.Updated, r.Deleted, r.Unchanged, r.Skipped, r.Errors)
	if r.Same {
		b.WriteString(" same")
	}
	b.WriteString("\n")
	if len(r.UnknownColumns) > 0 {
		fmt.Fprintf(&b, "unknown columns: %s\n", strings.Join(r.UnknownColumns, ", "))
	}
	if m := r.Missing; m != nil {
		fmt.Fprintf(&b, "missing: %d of %d are deleted, %d users stay, confirm %d\n", m.Delete, m.Scope, m.Users, m.Confirm)
	}
	for _, folder := range r.NewFolders {
		fmt.Fprintf(&b, "new folder %s\n", folder)
	}
	for _, row := range r.Rows {
		fmt.Fprintf(&b, "%d %s %s\n", row.Line, row.Action, row.Contact)
		for _, c := range row.Changes {
			fmt.Fprintf(&b, "\t%s %q -> %q\n", c.Field, c.Before, c.After)
		}
		for _, p := range row.Problems {
			fmt.Fprintf(&b, "\t%s\n", p)
		}
		for _, w := range row.Warnings {
			fmt.Fprintf(&b, "\twarning %s\n", w)
		}
	}
	return b.String()
}

func newDirectory(t testing.TB) *directory.Directory {
	t.Helper()
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{Name: "Ateliers Vauban", NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

func mustImport(t testing.TB, d *directory.Directory, file string, opts Options) *Report {
	t.Helper()
	report, err := Import(context.Background(), d, strings.NewReader(file), opts)
	if err != nil {
		t.Fatal(err)
	}
	if report.Errors > 0 {
		t.Fatal(report.Problems())
	}
	return report
}

// contactNamed finds the one contact with a display name.
func contactNamed(t testing.TB, d *directory.Directory, name string) directory.Contact {
	t.Helper()
	for document := range d.Snapshot().People.Search(t.Context(), everyContact()) {
		c, err := d.Contact(document.ID)
		if err != nil {
			t.Fatal(err)
		}
		if c.DisplayName() == name {
			return c
		}
	}
	t.Fatalf("there is no contact %q", name)
	return directory.Contact{}
}

func export(t testing.TB, d *directory.Directory) string {
	t.Helper()
	var b bytes.Buffer
	if err := ExportCSV(context.Background(), d, &b, ExportOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// withoutIDs drops an export's id column and the columns that are empty throughout.
func withoutIDs(t *testing.T, exported string) string {
	t.Helper()
	in := csv.NewReader(strings.NewReader(exported))
	in.Comma = ';'
	records, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	out := csv.NewWriter(&b)
	out.Comma = ';'
	for _, record := range records {
		var kept []string
		for i := 1; i < len(record); i++ {
			if used(records[1:], i) {
				kept = append(kept, record[i])
			}
		}
		if err := out.Write(kept); err != nil {
			t.Fatal(err)
		}
	}
	out.Flush()
	return b.String()
}

func used(records [][]string, column int) bool {
	for _, record := range records {
		if cell := record[column]; cell != "" && cell != "no" {
			return true
		}
	}
	return false
}
