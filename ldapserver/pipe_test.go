package ldapserver

import (
	"context"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener in memory, for servers in a synctest bubble: there time passes when everybody waits, and a
// goroutine that is left over fails the test.
type pipes struct {
	accepted chan net.Conn
	closed   chan struct{}
	once     sync.Once
}

func newPipes() *pipes {
	return &pipes{accepted: make(chan net.Conn), closed: make(chan struct{})}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.accepted:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 389} }

// addressed is a pipe's end with a remote address.
type addressed struct {
	net.Conn
	remote net.Addr
}

func (a addressed) RemoteAddr() net.Addr { return a.remote }

// connect makes a client whose address is ip. It waits for whatever takes less than a day of the bubble's time.
func (p *pipes) connect(t *testing.T, ip string) *client {
	t.Helper()
	near, far := net.Pipe()
	p.accepted <- addressed{far, &net.TCPAddr{IP: net.ParseIP(ip), Port: 50_000}}
	c := newClient(t, near)
	c.patience = 24 * time.Hour
	return c
}

// inBubble runs test with a server whose clock is the bubble's.
func inBubble(t *testing.T, opts Options, test func(t *testing.T, s *Server, p *pipes)) {
	t.Helper()
	newFixture(t).inBubble(opts, test)
}

func (f *fixture) inBubble(opts Options, test func(t *testing.T, s *Server, p *pipes)) {
	f.t.Helper()
	synctest.Test(f.t, func(t *testing.T) {
		s := New(f.directory, f.tree, opts)
		p := newPipes()
		served := make(chan error, 1)
		go func() { served <- s.Serve(p) }()
		t.Cleanup(func() {
			if err := s.Shutdown(context.Background()); err != nil {
				t.Error(err)
			}
			if err := <-served; err != nil {
				t.Errorf("Serve returned: %v", err)
			}
		})
		test(t, s, p)
	})
}
