package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
)

func rows(t *testing.T, r io.Reader) (header []string, rows []map[string]string) {
	t.Helper()
	in := csv.NewReader(r)
	in.Comma = ';'
	all, err := in.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return all[0], rows
}

func generate(t *testing.T, n, folders int, seed uint64) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	if err := CSV(&b, n, folders, seed); err != nil {
		t.Fatal(err)
	}
	return &b
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(generate(t, 500, 20, 1).Bytes(), generate(t, 500, 20, 1).Bytes()) {
		t.Error("two runs differ")
	}
	if bytes.Equal(generate(t, 500, 20, 1).Bytes(), generate(t, 500, 20, 2).Bytes()) {
		t.Error("another seed gives the same")
	}
}

func TestSampleHasWhatWasAskedFor(t *testing.T) {
	tests := []struct {
		name                     string
		n, folders, namedFolders int
	}{
		{"no contacts", 0, 10, 0},
		{"all in the root", 100, 0, 1},
		{"a few folders", 1000, 12, 12},
		{"nested folders", 5000, 1000, 1000},
		{"more folders than contacts", 10, 1000, 10},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, rows := rows(t, generate(t, test.n, test.folders, 7))
			folders := map[string]bool{}
			for _, row := range rows {
				folders[row["folder"]] = true
			}
			if len(rows) != test.n || len(folders) != test.namedFolders {
				t.Errorf("%d contacts in %d folders, want %d in %d", len(rows), len(folders), test.n, test.namedFolders)
			}
		})
	}
}

// A company of so many has no 116117, which is the doctor's in half of Europe.
func TestNoShortNumberIsAnEmergencyNumber(t *testing.T) {
	g := newGenerator(0, 1)
	g.short = 115_998
	for _, want := range []string{"115998", "115999", "117000", "117001"} {
		if got := g.nextShort(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

func TestSampleIsVariedAndUnique(t *testing.T) {
	_, rows := rows(t, generate(t, 20_000, 200, 7))
	unique := map[string]bool{}
	once := func(kind, value string) {
		if value == "" {
			return
		}
		if unique[kind+value] {
			t.Fatalf("%s %q occurs twice", kind, value)
		}
		unique[kind+value] = true
	}
	outside, accents, nested, international := 0, 0, 0, 0
	for _, row := range rows {
		once("short number", row["phone_1_short"])
		once("reference", row["external_ref"])
		if row["kind"] == "internal" {
			once("e-mail", row["email"])
			if row["last_name"] == "" || row["first_name"] == "" || row["email"]+row["external_ref"] == "" {
				t.Fatalf("incomplete: %v", row)
			}
		} else {
			outside++
			once("outside contact", row["folder"]+row["last_name"]+row["first_name"]+row["company"])
		}
		if strings.ContainsAny(row["first_name"], "éèëïçôÉŌ") {
			accents++
		}
		if strings.Count(row["folder"], "/") >= 2 {
			nested++
		}
		if strings.HasPrefix(row["phone_1"], "+33") {
			international++
		}
	}
	for what, n := range map[string]int{"outside": outside, "with accents": accents, "deep in the tree": nested, "with +33": international} {
		if n < len(rows)/20 {
			t.Errorf("only %d of %d contacts are %s", n, len(rows), what)
		}
	}
}

func TestFolderPathsAreDistinctAndHaveTheirParents(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, path := range folderPaths(8000) {
		parent := ""
		if at := strings.LastIndex(strings.ReplaceAll(path, `\/`, "__"), "/"); at >= 0 {
			parent = path[:at]
		}
		if seen[path] || !seen[parent] {
			t.Fatalf("%q occurs twice, or before its parent", path)
		}
		seen[path] = true
	}
}

func TestAFailedWriteIsReported(t *testing.T) {
	r, w := io.Pipe()
	r.CloseWithError(errors.New("disk full"))
	if err := CSV(w, 1000, 10, 1); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

func TestDemoCompany(t *testing.T) {
	_, rows := rows(t, Demo())
	folders, kinds, martins, helenes, short := map[string]bool{}, map[string]int{}, 0, 0, map[string]bool{}
	for _, row := range rows {
		folders[row["dossier"]] = true
		kinds[row["type"]]++
		if row["nom"] == "Martin" {
			martins++
		}
		if row["prenom"] == "Hélène" {
			helenes++
		}
		for _, column := range []string{"telephone_1_court", "telephone_2_court"} {
			if n := row[column]; n != "" && short[n] {
				t.Errorf("short number %s is given twice", n)
			} else if n != "" {
				short[n] = true
			}
		}
	}
	if len(rows) != 60 || len(folders) < 12 || kinds["interne"] < 30 || kinds["externe"] < 15 || martins < 5 || helenes != 1 || len(short) < 40 {
		t.Errorf("%d contacts %v in %d folders, %d Martin, %d Hélène, %d short numbers", len(rows), kinds, len(folders), martins, helenes, len(short))
	}
}
