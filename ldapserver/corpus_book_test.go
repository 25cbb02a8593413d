package ldapserver

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/ldapserver/dit"
)

// corpusBook is the directory that the requests of one file are asked of, under whatever base DN they name.
type corpusBook struct {
	directory *directory.Directory
	secret    string
	addresses map[string]string // of servers, by base DN
}

func newCorpusBook(t *testing.T, people string) *corpusBook {
	t.Helper()
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{
		Name: "Acme", Country: "FR", OutsidePrefix: "0", FillTelephone: true, NoSync: true, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	b := &corpusBook{directory: d, addresses: map[string]string{}}
	for line := range strings.Lines(people) {
		if line = strings.TrimSpace(line); line != "" {
			b.add(t, line)
		}
	}
	b.secret = b.account(t, "phones", directory.PhoneOptions{})
	return b
}

// account makes an account that sees everything, and returns its secret.
func (b *corpusBook) account(t *testing.T, name string, options directory.PhoneOptions) string {
	t.Helper()
	_, secret, err := b.directory.AddAccount(context.Background(), directory.AccountDraft{
		Name: name, Attributes: []string{"*"}, PhoneOptions: options,
	})
	if err != nil {
		t.Fatal(err)
	}
	return secret
}

// add takes a line of a book: "Martin, Jean; work +33 1 23 45 67 89; short 12", "; company AC/DC (Paris)",
// "folder Sales", or "600 others" for as many people with a work number each.
func (b *corpusBook) add(t *testing.T, line string) {
	t.Helper()
	ctx := context.Background()
	if name, ok := strings.CutPrefix(line, "folder "); ok {
		if _, err := b.directory.CreateFolder(ctx, directory.FolderDraft{ParentID: b.directory.Root().ID, Name: name}); err != nil {
			t.Fatal(err)
		}
		return
	}
	var drafts []directory.ContactDraft
	if n, ok := strings.CutSuffix(line, " others"); ok {
		drafts = others(number(t, n))
	} else {
		drafts = []directory.ContactDraft{readContact(t, line)}
	}
	for _, draft := range drafts {
		if _, _, err := b.directory.CreateContact(ctx, draft); err != nil {
			t.Fatal(err)
		}
	}
}

func readContact(t *testing.T, line string) directory.ContactDraft {
	t.Helper()
	var draft directory.ContactDraft
	name, details, _ := strings.Cut(line, ";")
	draft.LastName, draft.FirstName, _ = strings.Cut(name, ", ")
	kinds := map[string]directory.NumberKind{
		"work": directory.WorkNumber, "mobile": directory.MobileNumber, "home": directory.HomeNumber, "fax": directory.FaxNumber,
	}
	for detail := range strings.SplitSeq(details, ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(detail), " ")
		kind, isNumber := kinds[key]
		switch {
		case detail == "":
		case isNumber:
			draft.Numbers = append(draft.Numbers, directory.Number{Kind: kind, Raw: value})
		case key == "short":
			draft.Numbers[len(draft.Numbers)-1].ShortNumber = value
		case key == "company":
			draft.Kind, draft.Company = directory.ExternalContact, value
		case key == "note":
			draft.Note = value
		case key == "city":
			draft.Address.City = value
		case key == "mail":
			draft.Email = value
		default:
			t.Fatalf("what does %q mean?", detail)
		}
	}
	return draft
}

// others makes n people whose names are spread over the alphabet.
func others(n int) []directory.ContactDraft {
	drafts := make([]directory.ContactDraft, n)
	for i := range drafts {
		drafts[i] = directory.ContactDraft{
			LastName:  fmt.Sprintf("%c%c%03d", 'A'+i%26, 'a'+i/26%26, i),
			FirstName: "Other",
			Numbers:   []directory.Number{{Kind: directory.WorkNumber, Raw: fmt.Sprintf("+33 1 70 00 %02d %02d", i/100, i%100)}},
		}
	}
	return drafts
}

// address is where the book is served under a base DN.
func (b *corpusBook) address(t *testing.T, base string) string {
	if address, ok := b.addresses[base]; ok {
		return address
	}
	tree, err := dit.New(b.directory, dit.Options{
		BaseDN: base, SizeLimit: 500, AnonymousFolders: []uuid.UUID{b.directory.Root().ID}, Extensions: Extensions(false, false),
		DialPrefixes: []string{"L0#"},
	})
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{t: t, directory: b.directory, tree: tree}
	_, address := f.serve(Options{Anonymous: loopback()})
	return address
}
