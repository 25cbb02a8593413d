package ldapserver

import (
	"context"
	"fmt"
	"time"
)

// killTime is how long connections have to end once they are closed under them.
const killTime = 5 * time.Second

// Shutdown stops accepting, tells every client that the server goes, and waits for the requests that are being carried
// out, until ctx ends or Limits.Drain has passed; then it closes what is left. When it returns nil, no goroutine
// of the server runs any more and every Serve has returned. It fails where a connection does not end although it was
// closed. Calling it again waits again.
func (s *Server) Shutdown(ctx context.Context) error {
	s.beginShutdown()
	done := make(chan struct{})
	go func() {
		s.goroutines.Wait()
		close(done)
	}()
	drain := time.NewTimer(s.limits.Load().Drain)
	defer drain.Stop()
	select {
	case <-done:
		s.abort()
		return nil
	case <-drain.C:
	case <-ctx.Done():
	}
	s.abort()
	left := s.closeConnections()
	kill := time.NewTimer(killTime)
	defer kill.Stop()
	select {
	case <-done:
		s.log.Warn("connections closed while answering", "connections", left)
		return nil
	case <-kill.C:
		return fmt.Errorf("shutting down: a connection still runs %v after it was closed", killTime)
	}
}

// beginShutdown closes the listeners and wakes every connection that waits for a request.
func (s *Server) beginShutdown() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return
	}
	s.stopped = true
	close(s.closing)
	for l := range s.listeners {
		if err := l.Close(); err != nil {
			s.log.Warn("can not close a listener", "listener", l.Addr(), "error", err)
		}
	}
	for c := range s.connections {
		c.stop()
	}
}

func (s *Server) closeConnections() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.connections {
		_ = c.raw.Close() // its goroutine sees it
	}
	return len(s.connections)
}
