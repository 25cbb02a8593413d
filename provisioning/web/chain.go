package web

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// policy is what a page may load and do: nothing but what the server itself has, and no code or style written into the page.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; " +
	"base-uri 'none'; frame-ancestors 'none'"

// chain is what every request goes through before its page.
func (w *Web) chain() (http.Handler, error) {
	protection := http.NewCrossOriginProtection()
	if w.URL != "" { // behind a proxy, requests may name another host than the browser's
		if err := protection.AddTrustedOrigin(w.URL); err != nil {
			return nil, fmt.Errorf("the address that people reach the server by: %w", err)
		}
	}
	protection.SetDenyHandler(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.newVisit(rw, r).fail(refusal(http.StatusForbidden, "cross_origin"))
	}))
	h := http.Handler(http.HandlerFunc(w.route))
	h = protection.Handler(h)
	h = w.recoverPanics(h)
	h = protectAnswers(h)
	return w.logRequests(h), nil
}

// route hands a request to its page; what is nobody's gets a page that says so.
func (w *Web) route(rw http.ResponseWriter, r *http.Request) {
	_, pattern := w.mux.Handler(r)
	r.Body = http.MaxBytesReader(rw, r.Body, cmp.Or(w.formBytes[pattern], w.FormBytes))
	if pattern != "" {
		w.mux.ServeHTTP(rw, r)
		return
	}
	w.visited(func(*visit) error { return refusal(http.StatusNotFound, "not_found") }, signedInOrNot)(rw, r)
}

func protectAnswers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		h := rw.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		if !strings.HasPrefix(r.URL.Path, assetsPath) {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(rw, r)
	})
}

// recoverPanics ends the request that panics, and it alone.
func (w *Web) recoverPanics(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		defer func() {
			caught := recover()
			switch {
			case caught == nil:
				return
			case caught == http.ErrAbortHandler:
				panic(caught)
			}
			w.Logger.Error("a page panicked", "method", r.Method, "path", r.URL.Path, "panic", caught, "stack", string(debug.Stack()))
			w.newVisit(rw, r).fail(refusal(http.StatusInternalServerError, "internal"))
		}()
		next.ServeHTTP(rw, r)
	})
}

// logRequests writes one line for each page, without query, headers and bodies: names, numbers and secrets are in those. What pages ask the API for
// has lines of its own there, with the visitor's address.
func (w *Web) logRequests(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		began := time.Now()
		noted := &notedWriter{ResponseWriter: rw, status: http.StatusOK}
		next.ServeHTTP(noted, r)
		w.Logger.LogAttrs(r.Context(), slog.LevelInfo, "page",
			slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", noted.status), slog.Duration("took", time.Since(began)))
	})
}

// notedWriter notes the status of an answer.
type notedWriter struct {
	http.ResponseWriter
	status int
}

func (n *notedWriter) WriteHeader(status int) {
	n.status = status
	n.ResponseWriter.WriteHeader(status)
}

// Unwrap is how http.ResponseController finds what it controls.
func (n *notedWriter) Unwrap() http.ResponseWriter { return n.ResponseWriter }
