package ldapserver

import (
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

// How long accepting pauses after an error that passes, doubling from one to the next.
const (
	firstPause = 5 * time.Millisecond
	maxPause   = time.Second
)

// Serve accepts connections on l until Shutdown, and then returns nil. It closes l. Errors that pass, such as having run
// out of file descriptors, are logged and waited out; any other is returned, and ends this listener alone.
func (s *Server) Serve(l net.Listener) error { return s.serve(l, false) }

// ServeTLS is Serve for LDAPS: every connection begins with a TLS handshake. It fails where Options.TLS is nil.
func (s *Server) ServeTLS(l net.Listener) error {
	if s.tls == nil {
		_ = l.Close() // what is wrong is the missing configuration
		return errors.New("serving LDAPS: no TLS configuration")
	}
	return s.serve(l, true)
}

func (s *Server) serve(l net.Listener, secure bool) error {
	if !s.addListener(l) {
		return l.Close()
	}
	defer s.removeListener(l)
	var pause time.Duration
	for {
		nc, err := l.Accept()
		switch {
		case err == nil:
			pause = 0
			s.admit(nc, secure)
		case s.isClosing():
			return nil
		case !passes(err):
			return fmt.Errorf("accepting connections on %v: %w", l.Addr(), err)
		default:
			pause = min(max(firstPause, 2*pause), maxPause)
			s.log.Warn("can not accept connections", "listener", l.Addr(), "error", err, "retry_in", pause)
			s.hold(pause)
		}
	}
}

// passes tells errors of one connection or of a moment from those of the listener. EPERM is a firewall's word on Linux.
func passes(err error) bool {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		return false
	}
	switch errno {
	case syscall.EMFILE, syscall.ENFILE, syscall.ENOBUFS, syscall.ENOMEM,
		syscall.ECONNABORTED, syscall.ECONNRESET, syscall.EPROTO, syscall.EPERM, syscall.EINTR:
		return true
	}
	return false
}

// hold waits for d, or until the server begins to shut down.
func (s *Server) hold(d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.closing:
	}
}

func (s *Server) addListener(l net.Listener) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopped {
		return false
	}
	s.listeners[l] = struct{}{}
	s.goroutines.Add(1)
	return true
}

func (s *Server) removeListener(l net.Listener) {
	_ = l.Close() // closed already where Shutdown is why accepting ended
	s.mu.Lock()
	delete(s.listeners, l)
	s.mu.Unlock()
	s.goroutines.Done()
}

func (s *Server) isClosing() bool {
	select {
	case <-s.closing:
		return true
	default:
		return false
	}
}
