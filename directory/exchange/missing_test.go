package exchange

import (
	"errors"
	"strings"
	"testing"

	"annuaire/directory"
)

const fiveOfVente = "folder;last_name;first_name;external_ref\nVente;A;A;1\nVente;B;B;2\nVente;C;C;3\nVente;D;D;4\nVente;E;E;5\n"

func TestAGreatPartOfAScopeIsDeletedOnlyWithItsNumber(t *testing.T) {
	d := newDirectory(t)
	mustImport(t, d, fiveOfVente, Options{CreateFolders: true})
	opts := Options{Missing: DeleteMissing, ScopeFolder: "Vente"}
	three := "external_ref\n1\n2\n3\n"
	plan, err := Plan(t.Context(), d, strings.NewReader(three), opts)
	if err != nil || plan.Missing.Confirm != 2 || plan.Deleted != 2 {
		t.Errorf("%v %+v", err, plan)
	}
	for _, number := range []int{0, 1, 3} {
		opts.ConfirmMassDelete = number
		_, err := Import(t.Context(), d, strings.NewReader(three), opts)
		e, is := errors.AsType[*directory.Error](err)
		if !is || e.Code != directory.MassDelete || e.Detail.(MissingEffect).Delete != 2 {
			t.Errorf("confirmed with %d: %v", number, err)
		}
	}
	if d.Snapshot().People.Len() != 7 { // five people and two folders
		t.Error("somebody was deleted")
	}
	opts.ConfirmMassDelete = 0
	four := mustImport(t, d, three+"4\n", opts) // one in five
	if four.Deleted != 1 || !four.Applied {
		t.Errorf("%+v", four)
	}
	opts.ConfirmMassDelete = 3
	if none := mustImport(t, d, "external_ref\n1\n", opts); none.Deleted != 3 {
		t.Errorf("%+v", none)
	}
}

func TestScopesThatMakeNoSense(t *testing.T) {
	d := newDirectory(t)
	for name, test := range map[string]struct {
		opts Options
		code directory.Code
	}{
		"no scope":               {Options{Missing: DeleteMissing}, directory.Invalid},
		"with the valid rows":    {Options{Missing: DeleteMissing, ScopeOrigin: "import", ValidRows: true}, directory.Invalid},
		"another word":           {Options{Missing: "perhaps"}, directory.Invalid},
		"a folder that is none":  {Options{Missing: DeleteMissing, ScopeFolder: "Vente"}, directory.FolderUnknown},
		"a path that is none":    {Options{Missing: DeleteMissing, ScopeFolder: "//"}, directory.FolderUnknown},
		"a scope without delete": {Options{ScopeOrigin: "import"}, ""},
	} {
		if _, err := Plan(t.Context(), d, strings.NewReader("last_name\n"), test.opts); directory.CodeOf(err) != test.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestASkippedRowAndAnotherOneMayBeAboutTheSamePerson(t *testing.T) {
	d := newDirectory(t)
	mustImport(t, d, fiveOfVente, Options{CreateFolders: true})
	opts := Options{Missing: DeleteMissing, ScopeFolder: "Vente", Skip: func(line int) bool { return line == 2 }}
	report := mustImport(t, d, "external_ref;title\n1;Chef\n1;Directeur\n2;\n3;\n4;\n5;\n", opts)
	if report.Updated != 1 || report.Skipped != 1 || report.Deleted != 0 {
		t.Error(reportText(report, nil))
	}
}
