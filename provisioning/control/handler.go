package control

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// Services is what a Handler works with.
type Services struct {
	Directory *directory.Directory
	Imports   exchange.Limits // of the files that are imported; zero fields stand for their defaults
	// ExportLDIF writes the whole directory as LDIF.
	ExportLDIF func(ctx context.Context, w io.Writer) error
	// Attribute gives the canonical name, in lower case, of an LDAP attribute that an account may be granted.
	Attribute func(name string) (canonical string, ok bool)
	// Watch calls begun once nothing can be missed any more, and show with a line for each request of a phone, until ctx
	// ends or show fails; nil where no server runs.
	Watch func(ctx context.Context, o WatchOptions, begun func(), show func(line string) error) error
	// Spool is the folder for temporary files; empty: the system's.
	Spool string
}

// maxJSON bounds the body of a request that is not a file, in bytes.
const maxJSON = 1 << 20

// Handler serves every command. It asks nobody who they are: who can reach it may do everything.
func Handler(s Services) http.Handler { return newHandler(s).routes() }

type handler struct {
	Services
	importing chan struct{} // holds one token while an import runs
}

func newHandler(s Services) *handler { return &handler{Services: s, importing: make(chan struct{}, 1)} }

func (h *handler) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /import", h.importFile)
	mux.HandleFunc("GET /export/csv", h.exportCSV)
	mux.HandleFunc("GET /export/ldif", h.exportLDIF)
	mux.HandleFunc("GET /backup", h.backup)
	mux.HandleFunc("POST /restore", h.restore)
	mux.HandleFunc("GET /check", h.check)
	mux.HandleFunc("GET /accounts", h.accountList)
	mux.HandleFunc("POST /accounts", h.accountAdd)
	mux.HandleFunc("PATCH /accounts/{name}", h.accountSet)
	mux.HandleFunc("DELETE /accounts/{name}", h.accountRemove)
	mux.HandleFunc("POST /accounts/{name}/secret", h.accountRotate)
	mux.HandleFunc("POST /admins", h.adminAdd)
	mux.HandleFunc("GET /tokens", h.tokenList)
	mux.HandleFunc("POST /tokens", h.tokenIssue)
	mux.HandleFunc("DELETE /tokens/{token}", h.tokenRevoke)
	mux.HandleFunc("GET /contacts", h.contactList)
	mux.HandleFunc("GET /people/{person}", h.personFind)
	mux.HandleFunc("DELETE /people/{person}", h.personPurge)
	mux.HandleFunc("GET /journal", h.journal)
	mux.HandleFunc("POST /journal/{revision}/undo", h.undo)
	mux.HandleFunc("GET /watch", h.watch)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeProblem(w, &directory.Error{Code: directory.NotFound, Message: fmt.Sprintf("%s %s is nothing this server knows", r.Method, r.URL.Path)})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		actor := directory.Actor{Kind: directory.ActorSystem, Name: "command"}
		mux.ServeHTTP(w, r.WithContext(directory.WithActor(r.Context(), actor)))
	})
}

// readJSON decodes a request's body into v; it refuses fields that v does not have.
func readJSON(w http.ResponseWriter, r *http.Request, v any) error {
	decoder := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxJSON))
	decoder.DisallowUnknownFields()
	err := decoder.Decode(v)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return &directory.Error{Code: directory.TooLarge, Message: fmt.Sprintf("the request has more than %d bytes", tooLarge.Limit)}
	case err != nil:
		return &directory.Error{Code: directory.Invalid, Message: "the request is not the JSON that is expected", Cause: err}
	}
	return nil
}

// writeJSON answers with v. An error can only be that the client has gone, and then there is nobody to tell.
func writeJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}
