package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

//go:embed templates/*.html
var templateFiles embed.FS

// mainOf names what a page shows in the layout: its file defines it as "main".
func mainOf(page string) string { return "main of " + page }

// loadSheets reads the templates, with functions that speak a language. All pages are in one set: with a copy of the shared templates for each of
// them they took 50 MB.
func (w *Web) loadSheets(language string) (*template.Template, error) {
	functions := w.functions(language)
	all := template.New("").Funcs(functions)
	names, err := fs.Glob(templateFiles, "templates/*.html")
	if err != nil {
		return nil, err
	}
	for _, file := range names {
		base := path.Base(file)
		text, err := fs.ReadFile(templateFiles, file)
		if err != nil {
			return nil, err
		}
		read, err := template.New(base).Funcs(functions).Parse(string(text))
		if err != nil {
			return nil, err
		}
		for _, t := range read.Templates() {
			name := t.Name()
			if name == "main" {
				name = mainOf(strings.TrimSuffix(base, ".html"))
			}
			if _, err := all.AddParseTree(name, t.Tree); err != nil {
				return nil, err
			}
		}
	}
	return all, nil
}

// functions are what templates can call.
func (w *Web) functions(language string) template.FuncMap {
	printer := w.languages.printers[language]
	return template.FuncMap{
		"t":             func(key words, args ...any) string { return printer.Sprintf(string(key), args...) },
		"asset":         func(name string) string { return w.assets.addresses[name] },
		"icon":          w.icon,
		"moment":        func(at time.Time) string { return w.moment(language, at) },
		"clock":         w.clock,
		"date":          func(day any) string { return w.date(language, day) },
		"month":         func(month string) string { return w.month(language, month) },
		"money":         func(cents int64, currency string) string { return w.money(language, cents, currency) },
		"price":         func(amount, currency string) string { return w.price(language, amount, currency) },
		"pair":          func(one, other any) [2]any { return [2]any{one, other} },
		"written":       w.written,
		"dialled":       dialled,
		"lineKinds":     func(kinds []string) string { return lineKinds(printer, kinds) },
		"folderAddress": func(id string) string { return folder{ID: id}.Address() },
		"number":        w.number,
		"breakable":     breakable,
	}
}

// breakable is an e-mail address that goes on in the next line behind its signs, and not within a word.
func breakable(address string) template.HTML {
	return template.HTML(strings.NewReplacer("@", "@<wbr>", ".", ".<wbr>").Replace(template.HTMLEscapeString(address)))
}

// icon draws an icon, without a name: there is a text beside it, or its button has one.
func (w *Web) icon(name string) template.HTML {
	return template.HTML(`<svg class="icon" aria-hidden="true"><use href="` + w.assets.addresses["icons.svg"] + "#" + template.HTMLEscapeString(name) + `"/></svg>`)
}

// page is what the layout shows; Data is what the page's own template shows.
type page struct {
	Language string
	Theme    string // "light", "dark", or "" for the system's
	Title    string
	Self     *self // nil: nobody is signed in
	Sidebar  []entry
	Here     string // the address of this page
	Query    string // what is in the search box
	Notice   *notice
	Data     any

	sheets *template.Template
	name   string
}

// Main is what the page's own template makes, for the layout: which template that is, only a function can decide.
func (p page) Main() (template.HTML, error) {
	var b strings.Builder
	err := p.sheets.ExecuteTemplate(&b, mainOf(p.name), p)
	return template.HTML(b.String()), err
}

// show answers with a page: the template of that name, under a title in the visitor's language.
func (v *visit) show(template, title string, data any) error {
	return v.showAs(http.StatusOK, template, title, data)
}

func (v *visit) showAs(status int, name, title string, data any) error {
	sheets, err := v.web.sheets[v.language]()
	if err != nil {
		return err
	}
	p := page{
		Language: v.language, Theme: v.theme(), Title: title, Self: v.self, Sidebar: v.sidebar(), Here: v.hereToRead(),
		Notice: v.takeNotice(), Data: data,
		sheets: sheets, name: name,
	}
	if name == "search" {
		p.Query = v.r.FormValue("q")
	}
	var b bytes.Buffer
	if err := sheets.ExecuteTemplate(&b, "layout", p); err != nil {
		return fmt.Errorf("make the page %s: %w", name, err)
	}
	v.keepCookies()
	v.w.Header().Set("Content-Type", "text/html; charset=utf-8")
	v.w.WriteHeader(status)
	_, _ = v.w.Write(b.Bytes()) // a browser that has gone needs no answer
	return nil
}

// hereToRead is the address of the page, as far as it can be opened by a link.
func (v *visit) hereToRead() string {
	if isRead(v.r.Method) {
		return v.here()
	}
	return v.r.URL.Path
}

// showProblem answers with a page that says what went wrong.
func (v *visit) showProblem(p *problem) {
	if err := v.showAs(p.Status, "problem", v.say(titleOf(p)), v.explain(p)); err != nil {
		v.web.Logger.ErrorContext(v.r.Context(), "a page failed", "path", v.r.URL.Path, "error", err)
		http.Error(v.w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
	}
}
