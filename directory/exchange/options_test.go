package exchange

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"annuaire/directory"
	"annuaire/directory/exchange/sample"
)

func TestImportsThatCanNotBegin(t *testing.T) {
	d := newDirectory(t)
	tests := []struct {
		name, file string
		opts       Options
		code       directory.Code
		message    string
	}{
		{"an empty file", "", Options{}, directory.Invalid, "the file is empty"},
		{"a larger file than allowed", "last_name\n", Options{Limits: Limits{Bytes: 5}}, directory.TooLarge, "the file is larger than 5 bytes"},
		{"more rows than allowed", "last_name\na\nb\n", Options{Limits: Limits{Rows: 1}}, directory.TooLarge, "the file has more than 1 rows"},
		{"a choice that is none", "last_name\n", Options{Empty: "maybe"}, directory.Invalid, `empty cells can leave or erase, not "maybe"`},
		{"a separator that can be none", "last_name\n", Options{Separator: '"'}, directory.Invalid, "csv: invalid field or comment delimiter"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report, err := Import(t.Context(), d, strings.NewReader(test.file), test.opts)
			wantFileError(t, err, test.code, test.message)
			if report != nil {
				t.Error("there is a report as well")
			}
			_, err = Plan(t.Context(), d, strings.NewReader(test.file), test.opts)
			wantFileError(t, err, test.code, test.message)
		})
	}
	if d.Snapshot().People.Len() != 1 {
		t.Error("something was imported")
	}
}

func TestImportThatIsCancelledChangesNothing(t *testing.T) {
	d := newDirectory(t)
	var file bytes.Buffer
	if err := sample.CSV(&file, 3*progressEvery, 10, 1); err != nil {
		t.Fatal(err)
	}
	for _, stage := range []Stage{StageRead, StageApply} {
		ctx, cancel := context.WithCancel(t.Context())
		opts := Options{CreateFolders: true, Progress: func(at Stage, done, _ int) {
			if at == stage && done > 0 {
				cancel()
			}
		}}
		report, err := Import(ctx, d, bytes.NewReader(file.Bytes()), opts)
		if !errors.Is(err, context.Canceled) || report != nil {
			t.Errorf("cancelled at %s: %v, %v", stage, report, err)
		}
		cancel()
	}
	if d.Snapshot().People.Len() != 1 {
		t.Error("something was imported")
	}
}

func TestProgressGoesThroughTheStagesToTheirEnd(t *testing.T) {
	d := newDirectory(t)
	var file bytes.Buffer
	if err := sample.CSV(&file, 2*progressEvery, 10, 1); err != nil {
		t.Fatal(err)
	}
	type state struct{ calls, done, total int }
	seen := map[Stage]state{}
	progress := func(stage Stage, done, total int) {
		s := seen[stage]
		if done < s.done || done > total {
			t.Errorf("%s goes from %d to %d of %d", stage, s.done, done, total)
		}
		seen[stage] = state{s.calls + 1, done, total}
	}
	size := file.Len()
	if _, err := Import(t.Context(), d, &file, Options{CreateFolders: true, Progress: progress}); err != nil {
		t.Fatal(err)
	}
	if err := ExportCSV(t.Context(), d, &bytes.Buffer{}, ExportOptions{Progress: progress}); err != nil {
		t.Fatal(err)
	}
	rows := 2 * progressEvery
	for stage, want := range map[Stage]state{StageRead: {3, size, size}, StageApply: {3, rows, rows}, StageExport: {3, rows, rows}} {
		if seen[stage] != want {
			t.Errorf("%s: %+v, want %+v", stage, seen[stage], want)
		}
	}
}

func TestReportTellsTheDialectAndTheRevision(t *testing.T) {
	d := newDirectory(t)
	planned, err := Plan(t.Context(), d, strings.NewReader("nom|prénom|x\nB\x9Cuf|H\xE9l\xE8ne|1\n"), Options{Encoding: encoding1252})
	if err != nil {
		t.Fatal(err)
	}
	if planned.Encoding != "windows-1252" || planned.Separator != "|" || planned.Applied || planned.Revision != d.Revision() {
		t.Errorf("the plan says %+v", planned)
	}
	done := mustImport(t, d, "nom;prénom\nBœuf;Hélène\n", Options{})
	if done.Encoding != "utf-8" || done.Separator != ";" || !done.Applied || done.Revision != planned.Revision+1 || done.Revision != d.Revision() {
		t.Errorf("the import says %+v", done)
	}
	if again := mustImport(t, d, "nom;prénom;ref externe\n;;\n", Options{}); again.Revision != 0 || !again.Same {
		t.Errorf("an import of nothing says %+v", again)
	}
}

func TestReportAsJSON(t *testing.T) {
	d := newDirectory(t)
	report, err := Plan(t.Context(), d, strings.NewReader("nom;prénom;email\nMartin;;\nDurand;Zoé;zoe@vauban.example\n"), Options{ValidRows: true})
	if err != nil {
		t.Fatal(err)
	}
	report.Revision = 7
	got, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	const want = `{"encoding":"utf-8","separator":";","add":1,"update":0,"delete":0,"unchanged":0,"skip":0,"error":1,"rows":[` +
		`{"line":2,"action":"error","contact":"Martin","problems":[{"line":2,"column":"prénom","code":"required","message":"missing"}]},` +
		`{"line":3,"action":"add","contact":"Zoé Durand","changes":[{"field":"kind","before":"","after":"internal"},` +
		`{"field":"folder","before":"","after":"/"},{"field":"last_name","before":"","after":"Durand"},` +
		`{"field":"first_name","before":"","after":"Zoé"},{"field":"email","before":"","after":"zoe@vauban.example"}]}],` +
		`"same":false,"applied":false,"revision":7}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestProblemsInOneLine(t *testing.T) {
	tests := []struct {
		name    string
		problem Problem
		want    string
	}{
		{"column and value", Problem{Line: 12, Column: "email", Value: "x@y", Message: "already used by Jean Dupont (Direction/RH)"},
			`L12 email "x@y": already used by Jean Dupont (Direction/RH)`},
		{"a column alone", Problem{Line: 15, Column: "nom", Message: "missing"}, "L15 nom: missing"},
		{"the whole row", Problem{Line: 18, Message: "matches 2 contacts; give the id"}, "L18 matches 2 contacts; give the id"},
		{"a long value of many lines", Problem{Line: 1, Column: "note", Value: shorten("one\ntwo\r\n" + strings.Repeat("é", 100)), Message: "too long"},
			`L1 note "one two ` + strings.Repeat("é", 72) + `…": too long`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := test.problem.String(); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestRowsOfAPlanHaveNoIDBeforeTheyExist(t *testing.T) {
	d := newDirectory(t)
	const file = "last_name;first_name\nMartin;Jean\n"
	planned, err := Plan(t.Context(), d, strings.NewReader(file), Options{})
	if err != nil || planned.Rows[0].ID != [16]byte{} {
		t.Errorf("%v, %v", planned, err)
	}
	done := mustImport(t, d, file, Options{})
	if c, err := d.Contact(done.Rows[0].ID); err != nil || c.Origin != "import" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestASeparatorIsShownAsItIsTyped(t *testing.T) {
	for _, test := range []struct {
		separator Separator
		want      string
	}{{',', `{"separator":","}`}, {'\t', `{"separator":"\t"}`}, {0, `{}`}} {
		var options struct {
			Separator Separator `json:"separator,omitempty"`
		}
		options.Separator = test.separator
		shown, err := json.Marshal(options)
		if err != nil || string(shown) != test.want {
			t.Errorf("%s, %v; want %s", shown, err, test.want)
		}
		options.Separator = 0
		if err := json.Unmarshal(shown, &options); err != nil || options.Separator != test.separator {
			t.Errorf("%s is read as %q, %v", shown, options.Separator, err)
		}
	}
	var s Separator
	for _, wrong := range []string{"", ";;"} {
		if s.UnmarshalText([]byte(wrong)) == nil {
			t.Errorf("%q is taken", wrong)
		}
	}
}
