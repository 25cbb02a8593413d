package ldapserver

import (
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"annuaire/ldapserver/message"
)

// connection is one client, served by one goroutine from the first byte to the last.
type connection struct {
	server *Server
	raw    net.Conn    // as accepted
	stream net.Conn    // raw, or TLS over it
	socket *socket     // of raw while it is read in the clear; nil: read as package net does
	secret *tls.Config // what TLS begins with once the request being answered is; nil: it does not
	secure bool        // TLS from the first byte: LDAPS
	remote netip.Addr  // without zone, IPv4 as such
	log    *slog.Logger

	inbox   inbox
	phase   phase
	desk    *desk                        // what the request is answered with, borrowed from server.desks
	out     []byte                       // the answer being made, in the desk's memory
	more    func([]byte) ([]byte, error) // flushEntries, made once
	session session

	readUntil, writeUntil time.Time // as the deadlines of raw are set

	message []byte  // the request being answered, in the inbox's memory
	outcome outcome // of it

	mu       sync.Mutex  // held to set the deadline for reading
	stopping atomic.Bool // the server shuts down: nothing is read any more
}

// errUnbind ends a connection as its client asked for.
var errUnbind = errors.New("unbind")

// errNotReady is what reading fails with where nothing has arrived yet: to be tried again when something has.
var errNotReady = errors.New("nothing to read yet")

// errStopping is what reading fails with once stop was called.
var errStopping = &disconnection{message.Unavailable, "server is shutting down"}

// disconnection is an end that the client is told: a notice of disconnection (RFC 4511 section 4.4.1).
type disconnection struct {
	code message.ResultCode
	why  string
}

func (d *disconnection) Error() string { return d.why }

func newConnection(s *Server, nc net.Conn, secure bool) *connection {
	c := &connection{server: s, raw: nc, stream: nc, secure: secure, remote: addressOf(nc)}
	c.log = s.log.With("remote", nc.RemoteAddr())
	c.more = c.flushEntries
	return c
}

// run serves the connection until it ends, for whatever reason, and closes it. A panic ends this connection alone.
func (c *connection) run() {
	defer func() {
		if p := recover(); p != nil {
			c.server.counters.panics.Add(1)
			c.log.Error("connection ended by a panic", "panic", p, "stack", string(debug.Stack()))
		}
		_ = c.stream.Close() // nobody is left to tell
	}()
	c.log.Debug("connection opened", "tls", c.secure)
	err := c.serve()
	c.log.Debug("connection ends", "reason", err)
	c.showEnd(err)
	var d *disconnection
	if errors.As(err, &d) {
		c.notify(d)
	}
}

// serve reads and answers requests, one after the other. Its error says how the connection ended.
func (c *connection) serve() error {
	if err := c.arm(c.server.limits.Load().FirstRequest); err != nil {
		return err
	}
	if c.secure {
		if err := c.handshake(c.server.tls()); err != nil {
			return err
		}
	} else if c.socket = newSocket(c.raw); c.socket != nil {
		if err := c.serveInClear(); err != nil {
			return err
		}
	}
	for {
		err := c.serveOne()
		if err == nil && c.secret != nil {
			err = c.upgrade()
		}
		if err != nil {
			return err
		}
	}
}

// serveInClear reads and answers requests by way of the socket. Without an error, TLS is to be begun.
func (c *connection) serveInClear() error {
	var err error
	waiting := c.socket.ready(func() (done bool) {
		for err = nil; err == nil && c.secret == nil; {
			err = c.serveOne()
		}
		return err != errNotReady
	})
	switch {
	case waiting == nil && err == nil:
		return c.upgrade()
	case waiting == nil:
		return err
	case errors.Is(waiting, os.ErrDeadlineExceeded) && c.stopping.Load():
		return errStopping
	}
	return waiting
}

// serveOne reads a request and answers it.
func (c *connection) serveOne() error {
	b, err := c.receive()
	if err != nil {
		return err
	}
	c.borrow()
	defer c.giveBack()
	m, err := c.desk.Decode(b, c.server.limits.Load().decoding())
	if unread, is := err.(*message.DecodeError); is {
		return c.replyUnread(unread)
	}
	return c.answer(m)
}

// stop makes the connection end once the request it is at is answered, or now if there is none. Any goroutine may
// call it.
func (c *connection) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopping.Store(true)
	_ = c.raw.SetReadDeadline(time.Unix(1, 0)) // it can only fail on a closed connection
}

// arm gives what is read next d time from now, and perhaps as much more as slack says. It fails with errStopping once stop was called.
func (c *connection) arm(d time.Duration) error {
	from, to := within(d)
	if c.stopping.Load() {
		return errStopping
	}
	if isBetween(c.readUntil, from, to) {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopping.Load() {
		return errStopping
	}
	c.readUntil = to
	return c.raw.SetReadDeadline(to)
}

// armWrite gives what is written next d time from now, as arm does.
func (c *connection) armWrite(d time.Duration) error {
	from, to := within(d)
	if isBetween(c.writeUntil, from, to) {
		return nil
	}
	c.writeUntil = to
	return c.raw.SetWriteDeadline(to)
}

// mostSlack is how much later than it might an operation times out at most: to set a deadline with every request costs each of them two
// timers of the runtime.
const mostSlack = time.Second

// within is when an operation that has d from now times out, at the earliest and at the latest.
func within(d time.Duration) (from, to time.Time) {
	from = time.Now().Add(d)
	return from, from.Add(min(d/16, mostSlack))
}

func isBetween(t, from, to time.Time) bool { return !t.Before(from) && !t.After(to) }

// How much and for how long is read from a client that was told that its connection ends.
const (
	lingerBytes = 256 << 10
	lingerTime  = time.Second
)

// notify sends a notice of disconnection. To close with bytes unread would make TCP drop the notice, so some of
// what still arrives is read away. LDAPv2 has no such notice, and nothing goes out in the clear on a port for LDAPS.
func (c *connection) notify(d *disconnection) {
	if c.session.v2 || c.secure && c.stream == c.raw {
		return
	}
	c.borrow()
	defer c.giveBack()
	c.out = message.AppendNoticeOfDisconnection(c.out, d.code, d.why)
	if c.flush() != nil {
		return // it is as gone as it was about to be
	}
	half, ok := c.stream.(interface{ CloseWrite() error })
	if ok && half.CloseWrite() == nil && c.arm(lingerTime) == nil {
		_, _ = io.CopyN(io.Discard, c.stream, lingerBytes) // nothing in it counts
	}
}
