package control

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Server serves a Handler on listeners of its own, the control socket's or one inside the process.
type Server struct {
	http *http.Server
}

// NewServer makes a server that listens to nothing yet. A handler that panics ends its request alone; log hears of it.
func NewServer(s Services, log *slog.Logger) *Server {
	return &Server{http: &http.Server{
		Handler:           Handler(s),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelError),
	}}
}

// Serve answers on l until Shutdown, and returns nil then. It closes l.
func (s *Server) Serve(l net.Listener) error {
	if err := s.http.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve commands: %w", err)
	}
	return nil
}

// Shutdown stops accepting commands and waits for those that run until ctx ends; then it cancels them.
func (s *Server) Shutdown(ctx context.Context) error {
	if err := s.http.Shutdown(ctx); err == nil {
		return nil
	}
	if err := s.http.Close(); err != nil {
		return fmt.Errorf("stop serving commands: %w", err)
	}
	return nil
}
