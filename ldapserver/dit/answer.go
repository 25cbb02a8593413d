package dit

import (
	"context"
	"math"
	"time"

	"annuaire/directory/search"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// flushAt is how much of an answer is gathered before it is sent.
const flushAt = 64 << 10

// answer is what a search has said so far, and the bounds of what it may say.
type answer struct {
	buf     []byte
	id      int32
	columns []column
	types   bool // only names of attributes
	latin1  bool
	entries int
	scratch []byte

	flush    func([]byte) ([]byte, error)
	ctx      context.Context
	limit    int  // 0: none
	quiet    bool // who asks is not told of the limit
	page     int  // entries of a page; 0: the answer is not paged
	more     bool // the page is full, and something is left for the next
	now      func() time.Time
	began    time.Time
	deadline time.Time // zero: none

	code message.ResultCode // why it ends early
	err  error              // of flush
}

// stopped reports whether nothing more is to be said, and sees to it before one more entry is. An answer that has just
// as many entries as it may is complete.
func (a *answer) stopped() bool {
	switch {
	case a.err != nil || a.code != message.Success || a.more:
	case a.limit > 0 && a.entries >= a.limit:
		a.code = message.SizeLimitExceeded
	case a.page > 0 && a.entries >= a.page:
		a.more = true
	case a.entries%entriesPerLook == 0:
		return a.ended()
	default:
		return false
	}
	return true
}

// left is how many entries may be said before a limit of their number.
func (a *answer) left() int {
	left := math.MaxInt32
	if a.limit > 0 {
		left = a.limit - a.entries
	}
	if a.page > 0 {
		left = min(left, a.page-a.entries)
	}
	return left
}

// entriesPerLook is after how many entries the clock is looked at: as often as after each, it would cost as much as half of them.
const entriesPerLook = 64

// ended reports whether the answer's time or its context is over.
func (a *answer) ended() bool {
	switch {
	case !a.deadline.IsZero() && !a.now().Before(a.deadline):
		a.code = message.TimeLimitExceeded
	case a.ctx.Err() != nil:
		a.code = message.Unavailable
	default:
		return false
	}
	return true
}

// until is the context of a search, which also ends with its time.
func (a *answer) until() context.Context {
	if a.deadline.IsZero() {
		return a.ctx
	}
	return (*timed)(a)
}

// timed is a context that says so when it is asked and the time of an answer is over. A timer would cost each search more than the
// search.
type timed answer

func (t *timed) Err() error {
	if err := t.ctx.Err(); err != nil || t.now().Before(t.deadline) {
		return err
	}
	return context.DeadlineExceeded
}

func (t *timed) Deadline() (time.Time, bool) { return t.deadline, true }
func (t *timed) Done() <-chan struct{}       { return t.ctx.Done() }
func (t *timed) Value(key any) any           { return t.ctx.Value(key) }

// entry says one entry.
func (a *answer) entry(r *reader, d *search.Document) {
	mark, _ := a.say(r, d)
	a.end(mark)
}

// say says an entry but for its end, and tells where in buf its attributes are, without their header.
func (a *answer) say(r *reader, d *search.Document) (mark message.EntryMark, attributes int) {
	r.begin(d)
	a.buf, mark = message.BeginEntry(a.buf, a.id, a.name(ber.Text(r.dn)))
	attributes = len(a.buf)
	for i := range a.columns {
		c := &a.columns[i]
		if values := r.read(c, d); len(values) > 0 {
			a.attribute(c, values)
		}
	}
	return mark, attributes
}

func (a *answer) attribute(c *column, values []string) {
	var mark message.AttrMark
	a.buf, mark = message.BeginAttribute(a.buf, c.name)
	if !a.types {
		for _, v := range values {
			if c.source != fromPhoto { // which is no text
				v = a.text(v)
			}
			a.buf = message.AppendValue(a.buf, v)
		}
	}
	a.buf = message.EndAttribute(a.buf, mark)
}

func (a *answer) end(mark message.EntryMark) {
	a.buf = message.EndEntry(a.buf, mark)
	a.entries++
	a.said()
}

// said sends what has been said if it is much.
func (a *answer) said() {
	if len(a.buf) >= flushAt {
		a.buf, a.err = a.flush(a.buf)
	}
}

// name is a DN as the session writes it, valid until the next call.
func (a *answer) name(dn string) string {
	if !a.latin1 || isASCII(dn) {
		return dn
	}
	a.scratch = appendLatin1DN(a.scratch[:0], dn)
	return ber.Text(a.scratch)
}

// text is s as the session writes it, valid until the next call.
func (a *answer) text(s string) string {
	if !a.latin1 || isASCII(s) {
		return s
	}
	a.scratch = appendLatin1(a.scratch[:0], s)
	return ber.Text(a.scratch)
}
