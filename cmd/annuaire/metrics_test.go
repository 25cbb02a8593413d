package main

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/cmd/annuaire/config"
)

func TestAServerIsReadyOnceItHasStartedAndWhileItsStoreCanBeRead(t *testing.T) {
	c := config.Default()
	c.Directory.Store = filepath.Join(t.TempDir(), "annuaire.db")
	s, err := newServer(c, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s.metrics.web = newWebCounters()
	handler := s.metricsHandler()
	want := func(when, path string, status int, text string) {
		t.Helper()
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if w.Code != status || !strings.Contains(w.Body.String(), text) {
			t.Errorf("%s, %s: %d %s", when, path, w.Code, w.Body)
		}
	}
	want("before the start", "/readyz", http.StatusServiceUnavailable, "starting or stopping")
	want("before the start", "/livez", http.StatusOK, "alive")
	s.metrics.ready.Store(true)
	want("after the start", "/readyz", http.StatusOK, "ready")
	want("after the start", "/metrics", http.StatusOK, "annuaire_users_enabled 0")
	if err := s.directory.Close(); err != nil {
		t.Fatal(err)
	}
	want("without its store", "/readyz", http.StatusServiceUnavailable, "the store can not be read")
	want("without its store", "/livez", http.StatusOK, "alive")
}
