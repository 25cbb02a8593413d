package web

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// walked is a page that the walk below goes to.
type walked struct {
	name    string // of its screenshot
	address string
	public  bool // seen by who has not signed in
}

// pages are all pages, on a site that holds something for each to show.
func pages(s *site) []walked {
	template := s.template("Accueil")
	return []walked{
		{name: "sign-in", address: "/sign-in", public: true},
		{name: "link", address: "/link", public: true},
		{name: "forgotten", address: "/forgotten", public: true},
		{name: "home", address: "/"},
		{name: "search", address: "/search?q=a"},
		{name: "not-found", address: "/nowhere"},
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
	axe, err := os.ReadFile("../../.ci/npm/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("%v: .ci/prepare installs it", err)
	}
	s := newSite(t)
	all := pages(s)
	out, in := s.window(), s.window()
	in.signIn(adminEmail)
	for _, p := range all {
		w := in
		if p.public {
			w = out
		}
		for _, width := range []int64{1280, 360} {
			w.resize(width, 800)
			w.open(p.address)
			w.do(chromedp.Evaluate[chromedp.Void](string(axe)))
			for _, theme := range []string{"light", "dark"} {
				w.dark(theme == "dark")
				name := fmt.Sprintf("%s-%d-%s", p.name, width, theme)
				if wide := value[int64](w, `document.documentElement.scrollWidth`); wide > width {
					t.Errorf("%s scrolls sideways: it is %d pixels wide", name, wide)
				}
				for _, violation := range value[[]string](w, axeRun) {
					t.Errorf("%s: %s", name, violation)
				}
				w.shoot(name)
			}
		}
		for _, fault := range w.takeFaults() {
			t.Errorf("%s: the console says %s", p.name, fault)
		}
	}
}

// axeRun has axe look at the page, and gives a line for each thing that it finds.
const axeRun = `axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.help + " " + v.nodes.map(n => n.html.slice(0, 200)).join(" | ")))`

// shoot writes down what the window shows, where SCREENSHOTS names a folder.
func (w *window) shoot(name string) {
	w.t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	picture, err := chromedp.Run(w.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		w.giveUp(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644); err != nil {
		w.t.Fatal(err)
	}
}
