package ldapserver

import (
	"fmt"
	"time"

	"annuaire/ldapserver/message"
)

// Sizes of the buffers that answers are made in.
const (
	answerSize = 4 << 10   // to begin with
	flushSize  = 64 << 10  // written at once
	answerKept = 256 << 10 // larger ones are not kept for the next answer
)

// desk is the memory that one request is answered with, and then another, of whatever connection.
type desk struct {
	message.Decoder
	answer []byte
}

// borrow gets a desk; giveBack returns it, so that idle connections have none.
func (c *connection) borrow() {
	c.desk = c.server.desks.Get().(*desk)
	c.out = c.desk.answer
}

func (c *connection) giveBack() {
	if cap(c.out) <= answerKept {
		c.desk.Forget()
		c.desk.answer = c.out[:0]
		c.server.desks.Put(c.desk)
	}
	c.desk, c.out = nil, nil
}

// flush sends what was made of the answer so far. A client that does not take 64 KiB within Limits.WriteStall fails it.
func (c *connection) flush() error {
	stall := c.server.limits.Load().WriteStall
	for rest := c.out; len(rest) > 0; {
		n := len(rest)
		if n >= 2*flushSize { // less than that is not worth a small write of its own
			n = flushSize
		}
		if err := c.send(rest[:n], stall); err != nil {
			return fmt.Errorf("sending an answer: %w", err)
		}
		rest = rest[n:]
	}
	c.out = c.out[:0]
	return nil
}

// send writes b, all of it. It waits for a client that does not take it at once until stall has passed.
func (c *connection) send(b []byte, stall time.Duration) error {
	if c.socket.isReady() {
		b = b[c.socket.write(b):]
	}
	if len(b) == 0 {
		return nil
	}
	if err := c.armWrite(stall); err != nil {
		return err
	}
	_, err := c.stream.Write(b)
	return err
}
