package main

import (
	"net"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-ldap/ldap/v3"

	"annuaire/directory"
	"annuaire/ldapserver"
	"annuaire/ldapserver/dit"
)

// TestEveryPageOfAPhoneFindsAContact reads each page of docs/phones as an installer does, types what it says into a phone that searches as its family
// does, and looks for a contact by name and by number.
func TestEveryPageOfAPhoneFindsAContact(t *testing.T) {
	pages, err := filepath.Glob("../../docs/phones/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		family := strings.TrimSuffix(filepath.Base(path), ".md")
		if family == "README" {
			continue
		}
		t.Run(family, func(t *testing.T) {
			phone, known := phoneModels()[family]
			if !known {
				t.Fatal("it is not known how these phones search")
			}
			page := readFile(t, path)
			typed := readSettings(page)
			conn, secret := phoneServer(t, page)
			name, written := typed.login(t)
			if written != "SECRET" {
				t.Errorf("the page says to type %q for the secret", written)
			}
			if err := conn.Bind(name, secret); err != nil {
				t.Fatal(err)
			}
			for _, search := range []struct{ what, filter string }{
				{"name", phone.name(typed, "mar")}, {"number", phone.number(typed, "0123456789")}, {"caller", phone.number(typed, "33123456789")},
			} {
				found, err := conn.Search(ldap.NewSearchRequest(typed.first(t, "Base", "Search Base", "Search base", "Base DN", "Sbase", "SEARCHBASE",
					"LDAP Search base (BaseDN)", "ldap base dn", "Distinguished Name (Base)", "Root DN", "Base Distinguished Name", "Search Settings: Search Base"),
					ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 50, 5, false, search.filter, nil, nil))
				if err != nil {
					t.Fatalf("by %s, %s: %v", search.what, search.filter, err)
				}
				if len(found.Entries) != 1 || found.Entries[0].GetAttributeValue("sn") != "Martin" {
					t.Errorf("by %s, %s finds %d entries", search.what, search.filter, len(found.Entries))
				}
			}
		})
	}
}

// settings are what stands on a page: values by what the phone's page and by what its file calls them.
type settings map[string]string

// readSettings reads the first table of a page.
func readSettings(page string) settings {
	s := settings{}
	_, table, _ := strings.Cut(page, "|---|---|---|\n")
	for line := range strings.Lines(table) {
		row, is := strings.CutPrefix(strings.TrimSuffix(line, " |\n"), "| ")
		if !is {
			break
		}
		cells := strings.Split(row, " | ") // the bars of filters have no spaces around them
		key, _, _ := strings.Cut(cells[2], " = ")
		for _, name := range []string{cells[0], strings.Trim(key, "`")} {
			if name != "" {
				s[name] = strings.ReplaceAll(strings.Trim(cells[1], "`"), `\|`, "|")
			}
		}
	}
	return s
}

// first gives what is typed into the first of these places that the phone has.
func (s settings) first(t *testing.T, places ...string) string {
	t.Helper()
	for _, place := range places {
		if value, has := s[place]; has {
			return value
		}
	}
	t.Fatalf("nothing is typed into any of %q", places)
	return ""
}

// login gives who the phone binds as, with what.
func (s settings) login(t *testing.T) (name, secret string) {
	if all, has := s["ldap server"]; has { // Mitel's
		login, _, _ := strings.Cut(all, "@")
		name, secret, _ = strings.Cut(login, ":")
		return name, secret
	}
	return s.first(t, "User Name", "User name", "User ID", "Username", "Bind DN", "Bind", "Client DN"),
		s.first(t, "Password", "Password, when it asks for it")
}

// phoneServer answers phones of a directory with Jean Martin in it, and gives the secret of an account that has the options of the page.
func phoneServer(t *testing.T, page string) (conn *ldap.Conn, secret string) {
	t.Helper()
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{Name: "Acme", Country: "FR", NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, person := range []directory.ContactDraft{
		{FirstName: "Jean", LastName: "Martin", Numbers: []directory.Number{{Kind: directory.WorkNumber, Raw: "+33 1 23 45 67 89"}}},
		{FirstName: "Ana", LastName: "Durand", Numbers: []directory.Number{{Kind: directory.WorkNumber, Raw: "+33 1 23 45 67 90"}}},
	} {
		if _, _, err := d.CreateContact(t.Context(), person); err != nil {
			t.Fatal(err)
		}
	}
	flags := regexp.MustCompile(`annuaire account add phones(.*)`).FindStringSubmatch(page)[1]
	options := directory.PhoneOptions{LenientEquality: strings.Contains(flags, "--lenient-equality")}
	if format := regexp.MustCompile(`--dial-format (\w+)`).FindStringSubmatch(flags); format != nil {
		options.DialFormat = directory.DialFormat(format[1])
	}
	_, secret, err = d.AddAccount(t.Context(), directory.AccountDraft{Name: "phones", PhoneOptions: options})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := dit.New(d, dit.Options{BaseDN: "dc=example,dc=com", SizeLimit: 500})
	if err != nil {
		t.Fatal(err)
	}
	s := ldapserver.New(d, tree, ldapserver.Options{})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Serve(l) }()
	conn, err = ldap.DialURL("ldap://" + l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = conn.Close()
		if err := s.Shutdown(t.Context()); err != nil {
			t.Error(err)
		}
		if err := <-served; err != nil {
			t.Error(err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return conn, secret
}
