package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// metricsPatience is how long a client of the metrics may take over the head of a request.
const metricsPatience = 10 * time.Second

// metrics is where monitoring asks how the server is. The zero value listens nowhere.
type metrics struct {
	listener net.Listener
	http     *http.Server
	web      webCounters
	ready    atomic.Bool
}

// listenMetrics opens [metrics] listen, if there is one. An error names the key.
func (s *server) listenMetrics() error {
	if s.config.Metrics.Listen == "" {
		return nil
	}
	l, err := net.Listen("tcp", s.config.Metrics.Listen)
	if err != nil {
		return s.config.Problem("metrics.listen", err)
	}
	s.metrics.listener = l
	s.metrics.web = newWebCounters()
	s.metrics.http = &http.Server{
		Handler: s.metricsHandler(), ReadHeaderTimeout: metricsPatience, WriteTimeout: time.Minute,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	return nil
}

// metricsHandler answers /livez, /readyz and /metrics.
func (s *server) metricsHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if reason := s.notReady(r.Context()); reason != "" {
			say(w, http.StatusServiceUnavailable, reason)
			return
		}
		say(w, http.StatusOK, "ready")
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry(), promhttp.HandlerOpts{ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelError)}))
	return mux
}

// notReady says why nobody should be sent here now; "": nothing speaks against it.
func (s *server) notReady(ctx context.Context) string {
	if !s.metrics.ready.Load() {
		return "starting or stopping"
	}
	if _, err := s.directory.Journal(ctx, 0, 1); err != nil {
		s.log.Error("not ready", "error", err)
		return "the store can not be read"
	}
	return ""
}

func say(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(text + "\n")) // a client that has gone needs no answer
}

// serve answers until the server stops.
func (m *metrics) serve() error {
	if err := m.http.Serve(m.listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// stop lets running requests end until ctx does.
func (m *metrics) stop(ctx context.Context) error {
	if m.http == nil {
		return nil
	}
	err := m.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = m.http.Close()
	}
	if closing := m.listener.Close(); !errors.Is(closing, net.ErrClosed) { // closed already, unless the start did not get to serve it
		err = errors.Join(err, closing)
	}
	return err
}

// uri is where Prometheus asks.
func (m *metrics) uri() string { return "http://" + hostPort(m.listener.Addr()) + "/metrics" }
