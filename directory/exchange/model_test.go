package exchange

import (
	"context"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"annuaire/directory"
)

// scarceRows draws rows over few contacts, e-mails and short numbers, so that they exchange, steal and miss these.
func scarceRows(t *rapid.T) string {
	var b strings.Builder
	out := csv.NewWriter(&b)
	cell := func(name string, values ...string) string { return rapid.SampledFrom(values).Draw(t, name) }
	records := [][]string{{"external_ref", "action", "kind", "folder", "last_name", "first_name", "email", "phone_1", "phone_1_short", "phone_2", "phone_2_short", "title", "extensions", "did", "voicemail", "groups"}}
	for range rapid.IntRange(1, 6).Draw(t, "rows") {
		records = append(records, []string{
			cell("ref", "1", "2", "3", "4", "5", ""),
			cell("action", "", "", "", "", "update", "add", "delete", "skip"),
			cell("kind", "", "", "", "internal", "external"),
			cell("folder", "", "", "/", "A", "A/B", "a/b/C", "//"),
			cell("last name", "", "Martin", "Durand"),
			cell("first name", "", "Jean", "<vide>"),
			cell("email", "", "a@x", "B@x", "c@x", "<vide>", "nonsense"),
			cell("phone", "", "0199000001", "0199000002", "<vide>"),
			cell("short", "", "21", "22", "23", "24", "<vide>"),
			cell("phone 2", "", "", "0199000003"),
			cell("short 2", "", "", "21", "22"),
			cell("title", "", "Comptable"),
			cell("extensions", "", "", "21", "31", "31,32*", "32*,33", "33", "<vide>"),
			cell("did", "", "", "+33199000010", "+33199000011,0199000010", "<vide>"),
			cell("voicemail", "", "", "yes", "no"),
			cell("groups", "", "", "900", "Accueil", "<vide>"),
		})
	}
	if err := out.WriteAll(records); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestImportDoesWhatItsPlanSays holds every import against its plan, and what the report says of each row against the
// contact afterwards.
func TestImportDoesWhatItsPlanSays(t *testing.T) {
	dir, n := t.TempDir(), 0
	applied, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n++
		d := openDirectory(t, filepath.Join(dir, fmt.Sprint(n)))
		defer d.Close()
		furnish(t, d, "number +33199000010\nnumber +33199000011\ngroup 900 Accueil\n")
		const before = "external_ref;folder;last_name;first_name;email;phone_1;phone_1_short;extensions;did\n" +
			"1;;Martin;Jean;a@x;0199000001;21;31;0199000010\n2;A;Durand;Zoé;b@x;0199000002;22;32;\n3;A/B;Petit;Léa;;0199000003;23;;\n4;;Blanc;Éric;;;;;0199000011\n"
		if _, err := Import(context.Background(), d, strings.NewReader(before), Options{CreateFolders: true}); err != nil {
			t.Fatal(err)
		}
		file := scarceRows(t)
		opts := Options{CreateFolders: rapid.Bool().Draw(t, "create folders"), ValidRows: rapid.Bool().Draw(t, "valid rows")}
		untouched := rowsWithoutIDs(t, d)
		planned, err := Plan(context.Background(), d, strings.NewReader(file), opts)
		if err != nil {
			t.Fatal(err)
		}
		done, err := Import(context.Background(), d, strings.NewReader(file), opts)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(reportText(planned, nil), reportText(done, nil)); diff != "" {
			t.Fatalf("plan (-) and import (+) of\n%s\n%s", file, diff)
		}
		if total := done.Added + done.Updated + done.Deleted + done.Unchanged + done.Skipped + done.Errors; total != strings.Count(file, "\n")-1 {
			t.Fatalf("%d rows accounted for", total)
		}
		if !done.Applied {
			refused++
			if diff := cmp.Diff(untouched, rowsWithoutIDs(t, d)); diff != "" {
				t.Fatal("a refused import has changed something:", diff)
			}
			return
		}
		applied++
		checkRows(t, d, done)
		if problems, err := d.Check(context.Background()); err != nil || len(problems) > 0 {
			t.Fatal("the store is damaged:", problems, err)
		}
	})
	if applied == 0 || refused == 0 {
		t.Errorf("%d imports applied, %d refused: the test shows nothing", applied, refused)
	}
}

// checkRows looks up every contact that a report says was changed.
func checkRows(t *rapid.T, d *directory.Directory, report *Report) {
	for _, row := range report.Rows {
		if row.Action == ActionError {
			continue
		}
		contact, err := d.Contact(row.ID)
		if row.Action == ActionDelete {
			if directory.CodeOf(err) != directory.NotFound {
				t.Fatalf("line %d: deleted, but still there: %v", row.Line, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		folder := treePath(d.Snapshot().Tree, contact.FolderID, nil)
		for _, change := range row.Changes {
			c, ok := parseColumn(change.Field)
			if isAccountField(c.field) {
				if got := exportedCell(t, d, contact, c.field); got != change.After {
					t.Fatalf("line %d: %s is %q, the report says %q", row.Line, change.Field, got, change.After)
				}
				continue
			}
			if got := c.text(&contact, folder); !ok || got != change.After {
				t.Fatalf("line %d: %s is %q, the report says %q", row.Line, change.Field, got, change.After)
			}
		}
	}
}

// exportedCell is what an export writes in a column of an account, without its guard.
func exportedCell(t *rapid.T, d *directory.Directory, contact directory.Contact, f field) string {
	accounts, err := newAccountExport(context.Background(), d, &ExportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	cells, err := accounts.add(nil, &contact)
	if err != nil {
		t.Fatal(err)
	}
	return unguard(cells[slices.Index(accountFields(), f)])
}
