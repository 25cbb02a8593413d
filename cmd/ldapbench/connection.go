package main

import (
	"errors"
	"fmt"
	"net"
	"time"
)

// patience is how long an answer may take before a server counts as dead.
const patience = time.Minute

// Tags of the answers that are told apart, as RFC 4511 section 4.2 and 4.5.2 number them.
const (
	tagBindResponse = 0x61
	tagEntry        = 0x64
	tagDone         = 0x65
)

// resultSizeLimitExceeded ends an answer that has more entries than were wanted (RFC 4511 section 4.1.9).
const resultSizeLimitExceeded = 4

// connection is a client that writes requests made before and counts what comes back, at as little cost as possible.
type connection struct {
	net.Conn
	buffer []byte
	unread []byte // of the buffer
}

func dial(address string) (*connection, error) {
	conn, err := net.DialTimeout("tcp", address, patience)
	if err != nil {
		return nil, err
	}
	return &connection{Conn: conn, buffer: make([]byte, 256<<10)}, nil
}

// bind says who asks.
func (c *connection) bind(request []byte) error {
	tag, code, _, err := c.ask(request)
	if err == nil && (tag != tagBindResponse || code != 0) {
		err = fmt.Errorf("the bind is answered with tag %#x, code %d", tag, code)
	}
	return err
}

// search returns how many entries a request finds.
func (c *connection) search(request []byte) (entries int, err error) {
	tag, code, entries, err := c.ask(request)
	if err == nil && (tag != tagDone || code != 0 && code != resultSizeLimitExceeded) {
		err = fmt.Errorf("the search is answered with tag %#x, code %d", tag, code)
	}
	return entries, err
}

// ask writes a request and reads up to the message that ends its answer.
func (c *connection) ask(request []byte) (tag, code byte, entries int, err error) {
	if err := c.SetDeadline(time.Now().Add(patience)); err != nil {
		return 0, 0, 0, err
	}
	if _, err := c.Write(request); err != nil {
		return 0, 0, 0, err
	}
	for {
		op, err := c.operation()
		if err != nil {
			return 0, 0, 0, err
		}
		if op[0] != tagEntry {
			content, _, ok := element(op)
			if !ok || len(content) < 3 {
				return 0, 0, 0, errors.New("an answer that is no LDAPResult")
			}
			return op[0], content[2], entries, nil
		}
		entries++
	}
}

// operation reads a message up to its end and returns what follows its id.
func (c *connection) operation() ([]byte, error) {
	for {
		content, rest, ok := element(c.unread)
		if ok {
			c.unread = rest
			if len(content) < 4 || content[0] != 2 {
				return nil, errors.New("a message without an id")
			}
			return content[2+int(content[1]):], nil
		}
		kept := copy(c.buffer, c.unread)
		if kept == len(c.buffer) {
			return nil, errors.New("a message larger than the buffer")
		}
		n, err := c.Read(c.buffer[kept:])
		if err != nil {
			return nil, err
		}
		c.unread = c.buffer[:kept+n]
	}
}

// element cuts the first BER element off b; it is not ok until all of it is there.
func element(b []byte) (content, rest []byte, ok bool) {
	if len(b) < 2 {
		return nil, b, false
	}
	head, length := 2, int(b[1])
	if length >= 0x80 {
		octets := length & 0x7f
		if head += octets; len(b) < head {
			return nil, b, false
		}
		length = 0
		for _, o := range b[2:head] {
			length = length<<8 | int(o)
		}
	}
	if len(b) < head+length {
		return nil, b, false
	}
	return b[head : head+length], b[head+length:], true
}
