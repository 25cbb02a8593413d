package api

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"annuaire/directory"
)

// chain is what every request goes through before its operation.
func (a *API) chain() http.Handler {
	h := http.Handler(http.HandlerFunc(a.route))
	h = a.sessions.LoadAndSave(h)
	h = a.sameOrigin(h)
	h = protectAnswers(h)
	h = a.recoverPanics(h)
	return a.logRequests(h)
}

// route hands a request to its operation; what is nobody's is a problem like any other error.
func (a *API) route(w http.ResponseWriter, r *http.Request) {
	if _, pattern := a.mux.Handler(r); pattern != "" {
		a.mux.ServeHTTP(w, r)
		return
	}
	refused := statusOnly{header: http.Header{}}
	a.mux.ServeHTTP(&refused, r) // only to learn what is wrong, and which methods there are
	p := problemOf(&directory.Error{Code: directory.NotFound, Message: "there is nothing at " + r.URL.Path})
	if refused.status == http.StatusMethodNotAllowed {
		w.Header().Set("Allow", refused.header.Get("Allow"))
		p.Status, p.Title, p.Code = refused.status, http.StatusText(refused.status), methodNotAllowed
		p.Detail = r.Method + " is nothing that can be done with " + r.URL.Path
	}
	writeProblem(w, p)
}

// statusOnly is a ResponseWriter that keeps status and header.
type statusOnly struct {
	header http.Header
	status int
}

func (s *statusOnly) Header() http.Header         { return s.header }
func (s *statusOnly) Write(b []byte) (int, error) { return len(b), nil }
func (s *statusOnly) WriteHeader(status int)      { s.status = status }

// sameOrigin refuses what a browser asks for another site. Reading requests are asked about as if they were writing ones: nothing of the API
// is meant to be loaded by other sites, whatever a browser would do with the answer.
func (a *API) sameOrigin(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	if a.URL != "" { // behind a proxy, requests may name another host than the browser's
		_ = protection.AddTrustedOrigin(a.URL) // New has refused one that can not be
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked := *r
		asked.Method = http.MethodPost
		if err := protection.Check(&asked); err != nil {
			writeProblem(w, problemOf(&directory.Error{Code: crossOrigin, Message: "requests from other sites are refused"}))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// protectAnswers keeps answers out of caches and from being taken for anything but data.
func protectAnswers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		next.ServeHTTP(w, r)
	})
}

// recoverPanics ends the request that panics, and it alone.
func (a *API) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			caught := recover()
			switch {
			case caught == nil:
				return
			case caught == http.ErrAbortHandler:
				panic(caught)
			}
			a.Logger.Error("a request panicked", "method", r.Method, "path", r.URL.Path, "panic", caught, "stack", string(debug.Stack()))
			writeProblem(w, problemOf(&directory.Error{Code: directory.Internal}))
		}()
		next.ServeHTTP(w, r)
	})
}

// logRequests writes one line for each request, without query, headers and bodies: names, numbers and secrets are in those.
func (a *API) logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		counted := &countingWriter{ResponseWriter: w, status: http.StatusOK}
		var operation string
		r = r.WithContext(context.WithValue(r.Context(), operationKey{}, &operation))
		defer func() {
			a.Observe(operation, counted.status, time.Since(began))
			a.Logger.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", counted.status),
				slog.Int64("bytes", counted.bytes), slog.Duration("took", time.Since(began)), slog.String("address", a.addressOf(r)))
		}()
		next.ServeHTTP(counted, r)
	})
}

// operationKey is where a request's context keeps which operation it is for.
type operationKey struct{}

// named notes which operation a request is for.
func named(id string) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		*ctx.Context().Value(operationKey{}).(*string) = id
		next(ctx)
	}
}

// countingWriter notes what an answer came to.
type countingWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (c *countingWriter) WriteHeader(status int) {
	c.status = status
	c.ResponseWriter.WriteHeader(status)
}

func (c *countingWriter) Write(b []byte) (int, error) {
	n, err := c.ResponseWriter.Write(b)
	c.bytes += int64(n)
	return n, err
}

// Unwrap is how http.ResponseController finds what it controls.
func (c *countingWriter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
