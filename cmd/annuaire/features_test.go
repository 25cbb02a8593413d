package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// How many rows the two descriptions have that the program is made after.
const (
	featuresOfK = 56
	featuresOfM = 26
)

// featureRow is a row of docs/features.md.
type featureRow struct{ name, asks, how, proof string }

func featureRows(t *testing.T) []featureRow {
	t.Helper()
	var rows []featureRow
	for line := range strings.Lines(readFile(t, "../../docs/features.md")) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 2 || !regexp.MustCompile(`^ [KM]\d+ $`).MatchString(cells[1]) {
			continue
		}
		if len(cells) != 6 {
			t.Fatalf("a row has four cells: %s", line)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, featureRow{cells[1], cells[2], cells[3], cells[4]})
	}
	return rows
}

func readFile(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryFeatureIsThereOnceAndInOrder(t *testing.T) {
	var want []string
	for i := range featuresOfK {
		want = append(want, fmt.Sprint("K", i+1))
	}
	for i := range featuresOfM {
		want = append(want, fmt.Sprint("M", i+1))
	}
	var got []string
	for _, row := range featureRows(t) {
		got = append(got, row.name)
		if row.asks == "" || row.how == "" {
			t.Errorf("%s does not say what it asks and how it is done", row.name)
		}
	}
	if strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("the rows are %v, and should be %v", got, want)
	}
}

func TestEveryFeatureIsProvedByTestsThatExist(t *testing.T) {
	named := regexp.MustCompile("`([^`]*)`")
	tests := map[string]map[string]bool{} // by package
	for _, row := range featureRows(t) {
		proofs := named.FindAllStringSubmatch(row.proof, -1)
		if nothing := row.how == "asks nothing"; nothing != (len(proofs) == 0) {
			t.Errorf("%s: %d tests for %q", row.name, len(proofs), row.how)
		}
		for _, proof := range proofs {
			if strings.HasSuffix(proof[1], ".txtar") {
				if _, err := os.Stat(filepath.Join("testdata/script", proof[1])); err != nil {
					t.Errorf("%s: there is no script %s", row.name, proof[1])
				}
				continue
			}
			of, test, _ := strings.Cut(proof[1], ".")
			if tests[of] == nil {
				tests[of] = testsOf(t, of)
			}
			if !tests[of][test] {
				t.Errorf("%s: the package %s has no test %s", row.name, of, test)
			}
		}
	}
}

// testsOf gives the tests of one of the program's packages.
func testsOf(t *testing.T, of string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("../..", of, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]bool{}
	for _, file := range files {
		for _, found := range regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)`).FindAllStringSubmatch(readFile(t, file), -1) {
			tests[found[1]] = true
		}
	}
	return tests
}

func TestEveryOperationThatAFeatureNamesIsInTheAPI(t *testing.T) {
	var document struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal([]byte(readFile(t, "../../provisioning/api/testdata/openapi.json")), &document); err != nil {
		t.Fatal(err)
	}
	operation := regexp.MustCompile("`(GET|POST|PUT|PATCH|DELETE) (/[^`]*)`")
	named := 0
	for _, row := range featureRows(t) {
		for _, found := range operation.FindAllStringSubmatch(row.how, -1) {
			named++
			if _, there := document.Paths["/api/v1"+found[2]][strings.ToLower(found[1])]; !there {
				t.Errorf("%s: the API has no %s", row.name, found[0])
			}
		}
	}
	if named == 0 {
		t.Error("no row names an operation")
	}
}
