package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"reflect"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/provisioning/mail"
)

// prefix is where the API lies. A change that breaks its clients makes another one.
const prefix = "/api/v1"

// Options are what an API works with beside the directory. Its zero value works.
type Options struct {
	// Version is the program's, shown in the OpenAPI document.
	Version string
	// Logger gets one line for each request; nil: slog.Default().
	Logger *slog.Logger
	// Attribute gives the canonical name, in lower case, of an LDAP attribute that an account may be granted; nil: every name is one.
	Attribute func(name string) (canonical string, ok bool)
	// Price is what an enabled user costs, for statements.
	Price directory.Price
	// Mailer writes to people; nil: nobody is written to, and what would have to be returns mail_not_configured.
	Mailer *mail.Mailer
	// URL is where people reach the server, for links in mails: "https://annuaire.example.com", without a path.
	URL string
	// Proxies are those whose word is taken for where a request comes from (X-Forwarded-For).
	Proxies []netip.Prefix
	// Observe is told of every request when it is answered: its operation ("" where there is none), status and time; nil: nobody is.
	Observe func(operation string, status int, took time.Duration)
	// LDAP is where phones find the directory, for what is to be typed into them.
	LDAP LDAPService
	// Watch calls begun, then show with each request that a phone makes, until ctx ends, phones are not answered any more, or show fails, whose error it
	// returns; nil: phones are not answered here.
	Watch func(ctx context.Context, wanted PhoneWatch, begun func(), show func(PhoneRequest) error) error
	// LastBind gives when somebody bound as an LDAP account as last; nil: nobody binds here.
	LastBind func(account uuid.UUID) (last LastBind, known bool)
	// Imports bound the files that are imported; zero fields stand for their defaults.
	Imports exchange.Limits
	// Installed is asked for what the settings tell of the program beside the directory; nil: nothing of it is told.
	Installed func() (Installation, error)
	// Spool is the folder for temporary files; empty: the system's.
	Spool string
}

// API serves the directory over HTTP. It is safe for concurrent use.
type API struct {
	Options
	directory  *directory.Directory
	sessions   *scs.SessionManager
	guesses    *guesses
	pins       *pinGuesses
	resets     *resets
	imports    *importJobs
	background *background
	recordings *recordings
	signedOut  bell // rings when a session has ended
	keepAlive  time.Duration
	huma       huma.API
	mux        *http.ServeMux
	handler    http.Handler
	openapi    func() []byte // made when somebody asks for it: it takes longer than all else that makes an API
}

var _ http.Handler = (*API)(nil)

// New makes the API of a directory. It fails for a URL that has more than scheme, host and port. Close must be called when it is not served any more.
func New(d *directory.Directory, opts Options) (*API, error) {
	if opts.Logger == nil {
		opts.Logger = slog.Default()
	}
	if opts.Observe == nil {
		opts.Observe = func(string, int, time.Duration) {}
	}
	if opts.LastBind == nil {
		opts.LastBind = func(uuid.UUID) (LastBind, bool) { return LastBind{}, false }
	}
	opts.Imports = opts.Imports.WithDefaults()
	if opts.Attribute == nil {
		opts.Attribute = func(name string) (string, bool) { return name, true }
	}
	if opts.URL != "" {
		if err := http.NewCrossOriginProtection().AddTrustedOrigin(opts.URL); err != nil {
			return nil, fmt.Errorf("the address that people reach the server by: %w", err)
		}
	}
	a := &API{
		Options: opts, directory: d, sessions: newSessions(d), guesses: newGuesses(), resets: newResets(),
		imports: newImportJobs(), background: newBackground(), keepAlive: keepAlive, mux: http.NewServeMux(),
		pins: newPINGuesses(), recordings: newRecordings(),
	}
	a.huma = humago.New(a.mux, a.config())
	a.routes()
	a.tidyDocument()
	a.openapi = sync.OnceValue(a.document)
	a.mux.HandleFunc("GET "+prefix+"/openapi.json", a.serveDocument)
	a.handler = a.chain()
	return a, nil
}

// Close stops watching phones, waits for the mails that are being sent, for some seconds, and removes what uploads have left on disk.
func (a *API) Close() error {
	a.recordings.close()
	a.background.close(backgroundDrain)
	return a.imports.close()
}

// ServeHTTP answers a request below /api/v1.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.handler.ServeHTTP(w, r) }

// OpenAPI is the API's description (OpenAPI 3.1) as JSON.
func (a *API) OpenAPI() []byte { return bytes.Clone(a.openapi()) }

// config is huma's, without what it would serve or write of its own: pages, schemas, links to them.
func (a *API) config() huma.Config {
	config := huma.DefaultConfig("annuaire", a.Version)
	config.CreateHooks = nil
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.RejectUnknownQueryParameters = true
	config.Transformers = []huma.Transformer{describeMalformed}
	config.Info.Description = "The directory of a company: folders, contacts, access and what was changed. " +
		"Errors are problem+json with a stable code. Change what you have read with If-Match; repeat a POST safely with Idempotency-Key."
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"token":   {Type: "http", Scheme: "bearer", Description: "An API token."},
		"session": {Type: "apiKey", In: "cookie", Name: sessionCookie, Description: "The session of a browser that has signed in."},
	}
	return config
}

// schemaName is what a type is called in the OpenAPI document: its own name, and for those of an import's report, which are called as others are,
// with the word before it.
func schemaName(t reflect.Type, hint string) string {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.PkgPath() == reflect.TypeFor[exchange.Report]().PkgPath() {
		return "Import" + t.Name()
	}
	return huma.DefaultSchemaNamer(t, hint)
}

// tidyDocument takes out of the OpenAPI document, once all operations are there, what huma says of itself.
func (a *API) tidyDocument() {
	schemas := a.huma.OpenAPI().Components.Schemas.Map()
	delete(schemas, "ErrorModel") // huma's own errors leave as Problem
	delete(schemas, "ErrorDetail")
	for _, schema := range schemas {
		neverNull(schema)
	}
	for _, path := range a.huma.OpenAPI().Paths {
		for _, op := range []*huma.Operation{path.Put, path.Patch} {
			if op != nil && op.RequestBody != nil && len(op.RequestBody.Content) > 1 {
				delete(op.RequestBody.Content, "application/octet-stream") // how huma calls the body as it came
			}
		}
	}
}

// document writes the OpenAPI document.
func (a *API) document() []byte {
	var indented bytes.Buffer
	compact, err := json.Marshal(a.huma.OpenAPI())
	if err == nil {
		err = json.Indent(&indented, compact, "", "  ")
	}
	if err != nil {
		panic(fmt.Sprintf("the OpenAPI document is not JSON: %v", err)) // it is made of the program alone
	}
	indented.WriteByte('\n')
	return indented.Bytes()
}

// neverNull says of lists that they are lists: none of ours is ever null.
func neverNull(schema *huma.Schema) {
	if schema.Type == huma.TypeArray {
		schema.Nullable = false
	}
	for _, property := range schema.Properties {
		neverNull(property)
	}
}

func (a *API) serveDocument(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/openapi+json")
	_, _ = w.Write(a.openapi()) // a client that has gone needs no answer
}
