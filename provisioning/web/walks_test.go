package web

import (
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

// unwalked are the addresses that no walk goes to, and why.
var unwalked = map[string]string{
	"GET /directory":                     "leads to the first folder",
	"GET /accounts/named":                "leads to the account of that name",
	"GET /connect/requests/live":         "is a stream of events",
	"GET /imports/{id}/errors.csv":       "is a file",
	"GET /imports/{id}/rows.csv":         "is a file",
	"GET /choices/folders":               "is what a field suggests",
	"GET /choices/people":                "is what a field suggests",
	"GET /directory/contacts/{id}/photo": "leads to the contact",
	"GET /self/photo":                    "leads to the account",
	"GET /self/password":                 "leads to the account",
}

// TestNoPageIsForgotten holds the addresses that walks go to against those that pages answer at: axe, the narrow window and the screenshots see all of them.
func TestNoPageIsForgotten(t *testing.T) {
	seen := map[string]bool{}
	note := func(s *site, all []walked) {
		for _, p := range all {
			_, pattern := s.web.mux.Handler(httptest.NewRequest("GET", p.address, nil))
			seen[pattern] = true
		}
	}
	s := newSite(t)
	note(s, pages(s))
	s = newSite(t)
	note(s, officePages(s))
	s = newSite(t)
	note(s, importPages(s))
	s = newSiteOf(t, agreed{program: installed})
	_, own := ownPages(s)
	note(s, own)
	note(connectPages(t))

	for _, pattern := range patterns(t) {
		if seen[pattern] == (unwalked[pattern] != "") {
			t.Errorf("%s: walked is %t, and what unwalked says is %q: add the page to a walk, or say why none goes there", pattern, seen[pattern], unwalked[pattern])
		}
	}
}

// patterns are those of all pages, as the files of routes have them.
func patterns(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("routes*.go")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`"(GET /[^"]+)",`).FindAllStringSubmatch(string(source), -1) {
			all = append(all, found[1])
		}
	}
	if len(all) < 50 {
		t.Fatalf("only %d pages are found in %q", len(all), files)
	}
	return all
}
