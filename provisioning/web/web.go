package web

import (
	"cmp"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"annuaire/docs"
	"annuaire/provisioning/web/manual"
)

// Options are what the pages work with. API is needed, everything else has a default.
type Options struct {
	// API answers below /api/v1. The pages are its clients: see client.
	API http.Handler
	// URL is where people reach the server, "https://annuaire.example.com": forms may come from there whatever host a proxy names. "": from the
	// host of the request alone.
	URL string
	// Language is spoken to those of whom no other is known: "fr" or "en". "": French.
	Language string
	// Country is whose numbers are written without a country code: "FR". "": every number has one.
	Country string
	// Location is where times are shown; nil: the machine's.
	Location *time.Location
	// Logger gets one line for each request; nil: slog.Default().
	Logger *slog.Logger
	// FormBytes is how large a form may be; 0: DefaultFormBytes.
	FormBytes int64
	// ImportBytes is how large a file may be that is imported; 0: DefaultImportBytes.
	ImportBytes int64
}

const (
	// DefaultFormBytes is how large a form may be that carries no file.
	DefaultFormBytes = 1 << 20
	// DefaultImportBytes is how large a file may be that is imported.
	DefaultImportBytes = 64 << 20
)

// Web serves the pages. It is safe for concurrent use.
type Web struct {
	Options
	formBytes map[string]int64 // by route, where it is not FormBytes
	stepWait  time.Duration    // how long a page waits for a step of an import
	assets    *assets
	languages *languages
	// The templates of all pages, by language, and the help are read when the first page needs them.
	sheets  map[string]func() (*template.Template, error)
	manual  func() (*manual.Manual, error)
	mux     *http.ServeMux
	handler http.Handler
}

var _ http.Handler = (*Web)(nil)

// New makes the pages. It fails for a URL that has more than scheme, host and port, and for a language that is not spoken.
func New(o Options) (*Web, error) {
	o.Language = cmp.Or(o.Language, "fr")
	o.Location = cmp.Or(o.Location, time.Local)
	o.Logger = cmp.Or(o.Logger, slog.Default())
	o.FormBytes = cmp.Or(o.FormBytes, DefaultFormBytes)
	o.ImportBytes = cmp.Or(o.ImportBytes, DefaultImportBytes)
	w := &Web{Options: o, formBytes: map[string]int64{}, stepWait: stepWait, sheets: map[string]func() (*template.Template, error){}, mux: http.NewServeMux()}
	var err error
	if w.assets, err = loadAssets(); err != nil {
		return nil, fmt.Errorf("load the assets: %w", err)
	}
	if w.languages, err = loadLanguages(); err != nil {
		return nil, fmt.Errorf("load the texts: %w", err)
	}
	if _, spoken := w.languages.printers[o.Language]; !spoken {
		return nil, fmt.Errorf("the pages speak French (fr) and English (en), not %q", o.Language)
	}
	for language := range w.languages.printers {
		w.sheets[language] = sync.OnceValues(func() (*template.Template, error) {
			all, err := w.loadSheets(language)
			if err != nil {
				return nil, fmt.Errorf("load the pages: %w", err)
			}
			return all, nil
		})
	}
	w.manual = sync.OnceValues(func() (*manual.Manual, error) {
		return manual.Load(docs.Files, map[string]func(string) string{"fr": typeset}, w.headingLink)
	})
	w.routes()
	if w.handler, err = w.chain(); err != nil {
		return nil, err
	}
	return w, nil
}

// ServeHTTP answers a request for a page or an asset.
func (w *Web) ServeHTTP(rw http.ResponseWriter, r *http.Request) { w.handler.ServeHTTP(rw, r) }
