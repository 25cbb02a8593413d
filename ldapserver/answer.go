package ldapserver

import (
	"fmt"
	"time"
)

// Sizes of the buffers that answers are made in.
const (
	answerSize = 4 << 10   // to begin with
	flushSize  = 64 << 10  // written at once
	answerKept = 256 << 10 // larger ones are not kept for the next answer
)

// borrow gets a buffer to make an answer in; giveBack returns it, so that idle connections have none.
func (c *connection) borrow() {
	c.out = *c.server.answers.Get().(*[]byte)
}

func (c *connection) giveBack() {
	if cap(c.out) <= answerKept {
		c.server.answers.Put(new(c.out[:0]))
	}
	c.out = nil
}

// flush sends what was made of the answer so far. A client that does not take 64 KiB within Limits.WriteStall fails it.
func (c *connection) flush() error {
	stall := c.server.limits.Load().WriteStall
	for rest := c.out; len(rest) > 0; {
		n := len(rest)
		if n >= 2*flushSize { // less than that is not worth a small write of its own
			n = flushSize
		}
		if err := c.raw.SetWriteDeadline(time.Now().Add(stall)); err != nil {
			return fmt.Errorf("sending an answer: %w", err)
		}
		if _, err := c.stream.Write(rest[:n]); err != nil {
			return fmt.Errorf("sending an answer: %w", err)
		}
		rest = rest[n:]
	}
	c.out = c.out[:0]
	return nil
}
