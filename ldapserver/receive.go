package ldapserver

import (
	"errors"
	"os"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// phase is what is being waited for, and so how long for.
type phase uint8

const (
	phaseFirst   phase = iota // the first request; armed when the connection was accepted
	phaseReady                // nothing: the last request was answered
	phaseIdle                 // the first byte of the next request
	phasePartial              // the rest of a request
)

// Read reads for the inbox, within the time that the connection's phase allows. That time is set once for each phase,
// so that a client which sends byte by byte gains nothing.
func (c *connection) Read(p []byte) (int, error) {
	limits := c.server.limits.Load()
	var err error
	switch {
	case c.phase == phaseFirst:
	case c.inbox.buffered() > 0 && c.phase != phasePartial:
		c.phase = phasePartial
		err = c.arm(limits.FirstRequest)
	case c.inbox.buffered() == 0 && c.phase == phaseReady:
		c.phase = phaseIdle
		err = c.arm(limits.Idle)
	}
	if err != nil {
		return 0, err
	}
	if c.socket.isReady() {
		return c.socket.read(p)
	}
	n, err := c.stream.Read(p)
	if n == 0 && errors.Is(err, os.ErrDeadlineExceeded) && c.stopping.Load() {
		err = errStopping
	}
	return n, err
}

// receive returns the next message. What can be none ends the connection with a notice (RFC 4511 section 4.1.1).
func (c *connection) receive() ([]byte, error) {
	c.message = nil // an idle connection holds no long one
	if c.stopping.Load() {
		return nil, errStopping
	}
	limits := c.server.limits.Load()
	limit := limits.AnonymousMessage
	if c.session.bound() {
		limit = limits.BoundMessage
	}
	b, err := c.inbox.next(c, limit)
	switch {
	case err == errNotReady: // as after each request
		return nil, err
	case err != nil:
		return nil, c.unreadable(err)
	}
	c.phase, c.message = phaseReady, b
	return b, nil
}

// unreadable tells what the client sent wrong from a connection that broke.
func (c *connection) unreadable(err error) error {
	var element *ber.Error
	if errors.Is(err, errNotLDAP) || errors.Is(err, errTooLong) || errors.As(err, &element) {
		c.server.counters.malformed.Add(1)
		return &disconnection{message.ProtocolError, err.Error()}
	}
	return err
}
