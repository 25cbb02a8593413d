package control

import (
	"context"
	"log/slog"
	"net"
	"sync"
)

// InProcess gives a client of a Handler in this process, for a command that has opened the store itself. stop ends the
// handler once what runs has ended.
func InProcess(s Services, log *slog.Logger) (c *Client, stop func()) {
	l := &pipeListener{connections: make(chan net.Conn), closed: make(chan struct{})}
	server := NewServer(s, log)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = server.Serve(l) // a pipeListener has no errors but that it is closed
	}()
	c = newClient(l.dial)
	return c, func() {
		c.http.CloseIdleConnections()
		_ = server.Shutdown(context.Background()) // waits without end, so never gives up
		<-done
	}
}

// pipeListener accepts connections that its own dial makes.
type pipeListener struct {
	connections chan net.Conn
	closing     sync.Once
	closed      chan struct{}
}

func (l *pipeListener) dial(ctx context.Context) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.connections <- theirs:
		return ours, nil
	case <-l.closed:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.connections:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	l.closing.Do(func() { close(l.closed) })
	return nil
}

func (l *pipeListener) Addr() net.Addr { return pipeAddr{} }

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "in process" }
