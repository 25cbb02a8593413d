package ldapserver

import (
	"errors"
	"fmt"
	"io"

	"annuaire/ldapserver/ber"
)

// inboxSize is the memory a connection keeps while idle. Nearly every request of a phone fits.
const inboxSize = 2 << 10

// errNotLDAP and errTooLong are why next refuses what a client sends, beside what package ber says.
var (
	errNotLDAP = errors.New("not an LDAP message")
	errTooLong = errors.New("message longer than this connection may send")
)

// inbox cuts what arrives on a connection into messages. Its buffer doubles as bytes arrive, up to the limit of a
// message, and is small again once a long message is answered.
type inbox struct {
	buf        []byte
	start, end int // what has arrived and is not yet taken: buf[start:end]
}

// next returns the next message, reading from r as often as it takes. The message shares the inbox's memory until next
// is called again.
//
// Errors: io.EOF where the peer closed between messages, io.ErrUnexpectedEOF inside one, errNotLDAP, errTooLong and
// *ber.Error for what can be no message within limit bytes, seen from its first bytes; what r returned otherwise.
func (in *inbox) next(r io.Reader, limit int) ([]byte, error) {
	in.release()
	for {
		pending := in.buf[in.start:in.end]
		if len(pending) > 0 && pending[0] != byte(ber.Sequence) {
			return nil, errNotLDAP
		}
		total, known, err := ber.Size(pending)
		if err != nil {
			return nil, err
		}
		if known {
			if total > limit {
				return nil, fmt.Errorf("%w: %d bytes of %d", errTooLong, total, limit)
			}
			if total <= len(pending) {
				in.start += total
				return pending[:total:total], nil
			}
		}
		in.makeRoom(limit)
		n, err := r.Read(in.buf[in.end:])
		in.end += n
		if n == 0 && err != nil {
			if err == io.EOF && len(pending) > 0 {
				err = io.ErrUnexpectedEOF
			}
			return nil, err
		}
	}
}

// buffered is how many bytes have arrived that no message was made of yet.
func (in *inbox) buffered() int { return in.end - in.start }

// release gives long buffers back once nothing is left in them.
func (in *inbox) release() {
	if in.start < in.end {
		return
	}
	in.start, in.end = 0, 0
	if len(in.buf) > inboxSize {
		in.buf = nil
	}
}

// makeRoom makes sure that something can be read. A message that fits limit fits the buffer, too.
func (in *inbox) makeRoom(limit int) {
	if in.buf == nil {
		in.buf = make([]byte, inboxSize)
	}
	if in.end < len(in.buf) {
		return
	}
	if in.start > 0 {
		in.end = copy(in.buf, in.buf[in.start:in.end])
		in.start = 0
		return
	}
	grown := make([]byte, max(min(2*len(in.buf), limit), len(in.buf)+1))
	copy(grown, in.buf)
	in.buf = grown
}
