package web

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"annuaire/directory"
)

// walked is a page that the walk below goes to.
type walked struct {
	name    string // of its screenshot
	address string
	public  bool     // seen by who has not signed in
	sends   []string // the form that is sent to the address, whose answer is looked at: name, value, name, value …; nil: the address is opened
}

// pages are all pages, on a site that holds something for each to show.
func pages(s *site) []walked {
	template := s.template("Accueil")
	root := s.d.Root()
	sales := s.folder(root.ID, "Équipe commerciale")
	s.folder(sales.ID, "Grands comptes")
	helene := s.contact(directory.ContactDraft{
		FirstName: "Hélène", LastName: "Martin", FolderID: sales.ID, Title: "Directrice", Email: "h.martin@example.com", Company: "Ateliers Vauban",
		Numbers: []directory.Number{{Raw: "01 99 00 10 24", ShortNumber: "201"}, {Kind: directory.MobileNumber, Raw: "06 39 98 10 24", Hidden: true}},
		Address: directory.Address{Street: "1 rue Haute", PostalCode: "69001", City: "Lyon"}, Note: "Le matin.",
	})
	s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Abadie", FolderID: sales.ID})
	s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Fournitures Durand", FolderID: sales.ID, Numbers: []directory.Number{{Raw: "+49 69 123456"}}})
	line, err := s.d.CreateLine(s.t.Context(), directory.LineDraft{Kind: directory.MobileLine, Raw: "06 39 98 10 52"})
	if err == nil {
		_, err = s.d.AssociateLine(s.t.Context(), helene.ID, line.ID, false)
	}
	if err == nil {
		_, err = s.d.CreateLine(s.t.Context(), directory.LineDraft{Kind: directory.FaxLine, Raw: "01 99 00 10 51", Label: "Fax"})
	}
	if err != nil {
		s.t.Fatal(err)
	}
	return []walked{
		{name: "sign-in", address: "/sign-in", public: true},
		{name: "link", address: "/link", public: true},
		{name: "forgotten", address: "/forgotten", public: true},
		{name: "home", address: "/"},
		{name: "health", address: "/health"},
		{name: "ailment", address: "/health/without_number"},
		{name: "search", address: "/search?q=a"},
		{name: "not-found", address: "/nowhere"},
		{name: "directory", address: folderPath(root)},
		{name: "folder", address: folderPath(sales)},
		{name: "folder-empty", address: folderPath(sales) + "?q=nobody"},
		{name: "folder-find", address: "/directory/find"},
		{name: "folder-new", address: folderPath(sales) + "/new"},
		{name: "folder-rename", address: folderPath(sales) + "/rename"},
		{name: "folder-move", address: folderPath(sales) + "/move"},
		{name: "folder-delete", address: folderPath(sales) + "/delete"},
		{name: "contact", address: contactPath(helene)},
		{name: "contact-details", address: contactPath(helene) + "/details"},
		{name: "contact-edit", address: contactPath(helene) + "/edit"},
		{name: "contact-new", address: folderPath(sales) + "/contacts/new"},
		{name: "templates", address: "/templates"},
		{name: "template-new", address: "/templates/new"},
		{name: "template", address: "/templates/" + template.String()},
		{name: "bin", address: "/bin"},
		{name: "journal", address: "/journal"},
		{name: "change", address: "/journal/4"},
		{name: "invoices", address: "/invoices"},
		{name: "invoice", address: "/invoices/" + s.licenceMonth()},
	}
}

// TestEveryPageIsAccessibleAndFitsItsWindow goes to every page in a wide and in a narrow window, in light and in dark: axe finds nothing, nothing scrolls
// sideways, the console says nothing. With SCREENSHOTS, a folder, it writes down what it sees: make screenshots.
func TestEveryPageIsAccessibleAndFitsItsWindow(t *testing.T) {
	s := newSite(t)
	s.walk(pages(s))
}

// walk goes to pages, as the administrator.
func (s *site) walk(all []walked) {
	s.t.Helper()
	s.walkAs(adminEmail, all)
}

// walkAs goes to pages as somebody.
func (s *site) walkAs(email string, all []walked) {
	s.t.Helper()
	out, in := s.window(), s.window()
	in.signIn(email)
	for _, p := range all {
		w := in
		if p.public {
			w = out
		}
		w.inspect(s.t, p.name, func() {
			value[bool](w, `(document.querySelectorAll("form[data-guard]").forEach(form => form.remove()), true)`) // what was refused is left without a question
			if p.sends != nil {
				w.send(s.t, p.address, p.sends)
				return
			}
			w.Open(p.address)
		})
		for _, fault := range w.TakeFaults() {
			s.t.Errorf("%s: the console says %s", p.name, fault)
		}
	}
}

// inspect looks at a page in a wide and in a narrow window, in light and in dark. Open shows the page in the window.
func (w window) inspect(t testing.TB, page string, open func()) {
	t.Helper()
	axe, err := os.ReadFile("../../.ci/npm/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: .ci/prepare installs it", err)
	}
	widths, themes := []int64{360, 1280}, []string{"light", "dark"}
	if testing.Short() {
		widths, themes = widths[:1], themes[:1]
	}
	w.Resize(widths[0], 800)
	open()
	w.Do(chromedp.Evaluate[chromedp.Void](string(axe)))
	for _, width := range widths {
		w.Resize(width, 800)
		value[bool](w, `(window.scrollTo(0, 0), true)`) // what stands at the top covers nothing there
		for _, theme := range themes {
			w.Dark(theme == "dark")
			name := fmt.Sprintf("%s-%d-%s", page, width, theme)
			if wide := value[int64](w, `document.documentElement.scrollWidth`); wide > width {
				t.Errorf("%s scrolls sideways: it is %d pixels wide", name, wide)
			}
			for _, violation := range value[[]string](w, fmt.Sprintf(axeRun, rules(theme, width))) {
				t.Errorf("%s: %s", name, violation)
			}
			w.shoot(t, name)
		}
	}
}

// rules are what axe looks for: everything, but in the dark, where nothing but colours is another, contrast, and that once.
func rules(theme string, width int64) string {
	switch {
	case theme == "light":
		return `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}`
	case width > 800:
		return `["color-contrast"]`
	}
	return `["document-title"]`
}

// axeRun has axe look at the page, and gives a line for each thing that it finds.
const axeRun = `axe.run(document, {resultTypes: ["violations"], runOnly: %s}).then(r => r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.map(n => n.html.slice(0, 200)).join(" | ")))`

// shoot writes down what the window shows, where SCREENSHOTS names a folder.
func (w window) shoot(t testing.TB, name string) {
	t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), w.Picture(), 0o644); err != nil {
		t.Fatal(err)
	}
}
