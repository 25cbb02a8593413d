package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/go-ldap/ldap/v3"

	"annuaire/provisioning/web/chromium"
)

// workday is a server with an empty store, a telephone that asks it, and those who manage it in Chromium.
type workday struct {
	t          *testing.T
	language   string
	french     map[string]string // the texts of the pages, by their English
	keyboard   bool
	mails      *mailServer
	server     *process
	phone      *ldap.Conn
	browser    *chromium.Browser
	link       string // of the first administrator
	invitation string // of the technician
	pin        string // of the mailbox
	chief      chromium.Hand
	tom        chromium.Hand // the technician
}

// workdayConfig is what the server of a working day is told. The licence allows three users, of which two are included.
const workdayConfig = `
[http]
listen = "127.0.0.1:0"

[ldap.anonymous]
networks = ["127.0.0.0/8"]

[mail]
smtp = %q
from = "Annuaire <annuaire@example.com>"
username = "annuaire"
password_file = "mail.password"

[licence]
limit = 3
included = 2
unit_price = "4.90"
`

// newWorkday starts the program.
func newWorkday(t *testing.T, program string, browser *chromium.Browser, language string, keyboard bool) *workday {
	t.Helper()
	d := &workday{t: t, language: language, keyboard: keyboard, browser: browser, french: frenchTexts(t), mails: &mailServer{}}
	mail, stop, err := d.mails.listen()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	folder := t.TempDir()
	d.write(filepath.Join(folder, "config.toml"), fmt.Sprintf(workdayConfig, mail))
	d.write(filepath.Join(folder, "mail.password"), "sesame\n")
	if d.server, err = startServer(program, folder, os.Environ(), "serve", "--listen", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.server.signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := d.server.wait(); err != nil {
			t.Error(err)
		}
	})
	d.link = regexp.MustCompile(`/link#\w+`).FindString(d.server.written())
	if d.phone, err = ldap.DialURL(d.server.uris[0]); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.phone.Close() })
	return d
}

func (d *workday) write(file, text string) {
	d.t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

// frenchTexts are the texts of the pages, by their English. Those that count something are left out.
func frenchTexts(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../../provisioning/web/texts/*.toml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	french := map[string]string{}
	for _, file := range files {
		var texts map[string]any
		if _, err := toml.DecodeFile(file, &texts); err != nil {
			t.Fatal(err)
		}
		for english, text := range texts {
			if text, one := text.(string); one {
				french[english] = text
			}
		}
	}
	return french
}

// says is a text of the pages in the language of the day.
func (d *workday) says(english string, args ...any) string {
	d.t.Helper()
	text, known := d.french[english]
	if !known {
		d.t.Fatalf("the pages have no text %q", english)
	}
	if d.language == "en" {
		text = english
	}
	return fmt.Sprintf(text, args...)
}

// visitor opens a window for somebody, who chooses the language of the day.
func (d *workday) visitor() chromium.Hand {
	d.t.Helper()
	site := d.server.uris[len(d.server.uris)-1]
	h := chromium.Hand{Window: d.browser.Open(d.t, site, writer{d.server}), Keyboard: d.keyboard}
	h.Open("/sign-in")
	h.Press("Language and colours")
	h.Press(map[string]string{"fr": "Français", "en": "English"}[d.language])
	h.Until(`document.documentElement.lang === ` + chromium.Quoted(d.language) + ` && !document.querySelector("details[open]")`)
	return h
}

// writer shows what a process has written.
type writer struct{ *process }

func (w writer) String() string { return w.written() }

// finds searches as a telephone does: what is found are exactly these, by name.
func (d *workday) finds(filter string, names ...string) {
	d.t.Helper()
	if got := d.values("", filter, "cn"); !slices.Equal(got, names) {
		d.t.Fatalf("a phone that asks for %s is shown %q instead of %q", filter, got, names)
	}
}

// values are those of an attribute of what a telephone finds below a place of the tree, "" for all of it.
func (d *workday) values(below, filter, attribute string) []string {
	d.t.Helper()
	found, err := d.phone.Search(ldap.NewSearchRequest(strings.TrimPrefix(below+",dc=example,dc=com", ","), ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 0, 0, false,
		filter, []string{attribute}, nil))
	if err != nil {
		d.t.Fatalf("%s below %q: %v", filter, below, err)
	}
	var values []string
	for _, e := range found.Entries {
		values = append(values, e.GetAttributeValues(attribute)...)
	}
	slices.Sort(values)
	return values
}
