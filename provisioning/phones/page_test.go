package phones

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/phones anew")

const docs = "../../docs/phones"

// The pages of docs/phones say what the package says, to the letter. To write them anew: go test ./provisioning/phones -update
func TestPagesSayWhatThePackageSays(t *testing.T) {
	index := indexHead
	for _, f := range Families() {
		index += fmt.Sprintf("| [%s](%s.md) | %s | %s | %s |\n", f.Name, f.ID, f.Models.EN, securityNames(f), map[bool]string{true: "yes", false: ""}[f.HasFile()])
		wantPage(t, f.ID+".md", page(t, f))
	}
	wantPage(t, "README.md", index+indexFoot)
	pages, err := filepath.Glob(filepath.Join(docs, "*.md"))
	if err != nil || len(pages) != len(Families())+1 {
		t.Errorf("%d pages for %d families, %v", len(pages), len(Families()), err)
	}
}

func wantPage(t *testing.T, name, want string) {
	t.Helper()
	path := filepath.Join(docs, name)
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%s is not what the package says (%v): go test ./provisioning/phones -update", path, err)
	}
}

// example is the server that pages are written for.
func example(f *Family) Target {
	t := Target{Host: "phonebook.example.com", Port: 389, Security: Clear, Base: "dc=example,dc=com", Account: "phones", Secret: "SECRET"}
	if !f.Can(Clear) {
		t.Security, t.Port = LDAPS, 636
	}
	return t
}

func page(t *testing.T, f *Family) string {
	t.Helper()
	in := example(f)
	s, err := f.For(in)
	if err != nil {
		t.Fatal(err)
	}
	b := new(strings.Builder)
	fmt.Fprintf(b, "# %s\n\n%s.\n\n", f.Name, f.Models.EN)
	fmt.Fprintf(b, "Make an account first; its secret, printed once, goes where SECRET stands:\n\n    annuaire account add phones%s\n\n", accountFlags(f.Account))
	fmt.Fprintf(b, "`POST /api/v1/phones/%s/settings` makes the account, and answers all this with your server's own values.\n\n", f.ID)
	if f.Menu != "" {
		fmt.Fprintf(b, "On the phone's pages: *%s*.\n\n", f.Menu)
	}
	b.WriteString(table(f, s))
	b.WriteString(overTLS(t, f, in, s))
	fmt.Fprintf(b, "\n## What it searches for\n\n%s\n", searches(f))
	if s.File != nil {
		language := map[bool]string{true: "xml", false: "ini"}[s.File.ContentType == xmlText]
		fmt.Fprintf(b, "\n## Its file\n\n`%s`:\n\n```%s\n%s```\n", s.File.Name, language, s.File.Content)
	}
	b.WriteString("\n## Known limits\n\n")
	for _, note := range s.Notes {
		fmt.Fprintf(b, "- %s\n", note)
	}
	fmt.Fprintf(b, "\nIf it shows nothing, `annuaire watch` tells what it asks for and what it gets.\n")
	return b.String()
}

func accountFlags(a Account) string {
	flags := ""
	if a.DialFormat != "" {
		flags += " --dial-format " + a.DialFormat
	}
	if a.Truncation != "" {
		flags += " --truncation " + a.Truncation
	}
	if a.LenientEquality {
		flags += " --lenient-equality"
	}
	return flags
}

func table(f *Family, s Settings) string {
	b := new(strings.Builder)
	b.WriteString("| field | value | key in a file |\n|---|---|---|\n")
	for _, one := range s.Fields {
		fmt.Fprintf(b, "| %s | %s | %s |\n", one.Label, code(one.Value), code(one.Key)+inFile(one))
	}
	return b.String()
}

func inFile(s Setting) string {
	if s.InFile == "" || s.Key == "" {
		return ""
	}
	return " = " + code(s.InFile)
}

// code writes a cell of a table so that Markdown leaves it as it is.
func code(s string) string {
	if s == "" {
		return ""
	}
	return "`" + strings.ReplaceAll(s, "|", `\|`) + "`"
}

// overTLS lists what is another value over TLS.
func overTLS(t *testing.T, f *Family, in Target, clear Settings) string {
	t.Helper()
	b := new(strings.Builder)
	for _, security := range f.Security {
		if security == in.Security {
			continue
		}
		other := in
		other.Security = security
		if other.Port = 389; security == LDAPS {
			other.Port = 636
		}
		s, err := f.For(other)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(b, "\nWith %s:\n\n| field | value | key in a file |\n|---|---|---|\n", map[Security]string{StartTLS: "StartTLS", LDAPS: "LDAPS"}[security])
		for i, one := range s.Fields {
			if one != clear.Fields[i] {
				fmt.Fprintf(b, "| %s | %s | %s |\n", one.Label, code(one.Value), code(one.Key)+inFile(one))
			}
		}
	}
	return b.String()
}

func searches(f *Family) string {
	switch f.Wildcard {
	case ByPhone:
		return "The phone puts the asterisk behind what is typed itself: the filters have none, and find what begins with it."
	case ByTemplate:
		return "The phone adds no asterisk: the filters say where there is one."
	}
	return "The phone makes its filters itself, of the attributes that it is told."
}

func securityNames(f *Family) string {
	names := make([]string, len(f.Security))
	for i, s := range f.Security {
		names[i] = map[Security]string{Clear: "clear", StartTLS: "StartTLS", LDAPS: "LDAPS"}[s]
	}
	return strings.Join(names, ", ")
}

const (
	indexHead = `# What to type into which phone

A page for each family of telephones: the fields of its own pages, in their words and order, what to type there for annuaire, the file that its
provisioning reads, and what it can not do. The settings come from the documentation, the templates and the sources of the makers and of those who
provision their phones; every page is tried by a test that sends the searches its settings lead to and looks for a contact by name and by number.

| family | models | connection | file |
|---|---|---|---|
`
	indexFoot = `
AVM's FRITZ!Fon has no LDAP, nor have Aastra's 67xx phones.

A phone that is not here most likely asks as one of these does: take Yealink's page for one whose filters have a percent sign. What every phone needs is
a server and port, a base, an account with its secret, a filter for names, one for numbers, and the attributes to show.

## Which port, which connection

Port 389 is for clear connections and StartTLS, 636 for LDAPS. A phone's secret goes over the network at every search: use TLS where the phone can, and give
those that can not an account of their own that sees what they show and nothing else. Old phones that know no TLS 1.2 get a listener of their own, see
[operations](../operations.md).
`
)
