package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allowed is what of ours each package may import. A package that is not here may import what is below it: see layers.
var allowed = map[string][]string{
	"annuaire/directory/store":           {},
	"annuaire/directory/search":          {},
	"annuaire/directory/throttle":        {},
	"annuaire/directory":                 {"annuaire/directory/store", "annuaire/directory/search"},
	"annuaire/directory/exchange":        {"annuaire/directory", "annuaire/directory/search"},
	"annuaire/directory/exchange/sample": {},
	"annuaire/ldapserver/ber":            {},
	"annuaire/ldapserver/message":        {"annuaire/ldapserver/ber"},
	"annuaire/ldapserver/schema":         {"annuaire/directory/search"},
}

// layers is what each part of the house may import, by the beginning of the path: arrows point downwards only, and the two
// servers do not know each other.
var layers = []struct {
	part string
	may  []string
}{
	{"annuaire/directory", []string{"annuaire/directory"}},
	{"annuaire/ldapserver", []string{"annuaire/ldapserver", "annuaire/directory"}},
	{"annuaire/provisioning", []string{"annuaire/provisioning", "annuaire/directory", "annuaire/docs"}},
	{"annuaire/docs", nil},
	{"annuaire/cmd", []string{"annuaire"}},
}

type listedPackage struct {
	ImportPath string
	Imports    []string // without those of tests
}

func TestImportsPointDownwards(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, imported := range p.Imports {
			if reason := forbids(p.ImportPath, imported); reason != "" {
				t.Errorf("%s imports %s: %s", p.ImportPath, imported, reason)
			}
		}
	}
}

// forbids says why a package must not import another, or "".
func forbids(importer, imported string) string {
	if strings.HasPrefix(imported, "go.etcd.io/bbolt") && importer != "annuaire/directory/store" {
		return "only directory/store knows bbolt"
	}
	if !within(imported, "annuaire") {
		return ""
	}
	if may, named := allowed[importer]; named {
		if !slices.Contains(may, imported) {
			return "it may import of ours: " + strings.Join(may, ", ")
		}
		return ""
	}
	for _, layer := range layers {
		if within(importer, layer.part) {
			if !slices.ContainsFunc(layer.may, func(part string) bool { return within(imported, part) }) {
				return "that is not below it"
			}
			return ""
		}
	}
	return "it is in no part of the house: say in layers what it may import"
}

func within(path, part string) bool { return path == part || strings.HasPrefix(path, part+"/") }

func TestTheHousesRulesForbid(t *testing.T) {
	for _, tc := range []struct {
		importer, imported string
		forbidden          bool
	}{
		{"annuaire/directory/store", "go.etcd.io/bbolt", false},
		{"annuaire/directory", "go.etcd.io/bbolt", true},
		{"annuaire/directory/store", "annuaire/directory/search", true},
		{"annuaire/directory/search", "annuaire/directory", true},
		{"annuaire/directory", "annuaire/directory/exchange", true},
		{"annuaire/directory/exchange", "annuaire/directory", false},
		{"annuaire/directory/exchange", "annuaire/ldapserver/schema", true},
		{"annuaire/ldapserver/message", "annuaire/directory", true},
		{"annuaire/ldapserver/dit", "annuaire/directory", false},
		{"annuaire/ldapserver", "annuaire/provisioning/control", true},
		{"annuaire/provisioning/control", "annuaire/ldapserver/dit", true},
		{"annuaire/provisioning/api", "annuaire/provisioning/control", false},
		{"annuaire/provisioning/control", "annuaire/cmd/annuaire/config", true},
		{"annuaire/cmd/annuaire", "annuaire/ldapserver", false},
		{"annuaire/helpers", "annuaire/directory", true},
		{"annuaire/directory", "annuairefoo", false},
	} {
		if reason := forbids(tc.importer, tc.imported); (reason != "") != tc.forbidden {
			t.Errorf("%s imports %s: %q", tc.importer, tc.imported, reason)
		}
	}
}

func listPackages(t *testing.T) []listedPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "annuaire/...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var packages []listedPackage
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listedPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < len(allowed) {
		t.Fatalf("go list gives only %d packages", len(packages))
	}
	return packages
}
