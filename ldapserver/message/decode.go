package message

import (
	"errors"
	"math"

	"annuaire/ldapserver/ber"
)

// decoder reads one message and counts what is limited.
type decoder struct {
	lim    Limits
	nodes  int // filters seen
	pieces int // pieces of substring filters seen
	memory
}

// Decode reads the one message that b is, which ber.Size delimits. What it returns shares b's memory. The error is a
// *DecodeError. Elements after those that RFC 4511 knows are ignored, as its section 4 demands.
func Decode(b []byte, lim Limits) (Message, error) {
	d := decoder{lim: lim.withDefaults()}
	var m Message
	if err := d.decode(b, &m); err != nil {
		return Message{}, err
	}
	return m, nil
}

func (d *decoder) decode(b []byte, m *Message) error {
	err := d.message(b, m)
	if err == nil {
		return nil
	}
	code := ProtocolError
	var exceeded *limitError
	if errors.As(err, &exceeded) {
		code = AdminLimitExceeded
	}
	return &DecodeError{ID: m.ID, Tag: m.Tag, Code: code, Err: err}
}

func (d *decoder) message(b []byte, m *Message) error {
	outer := ber.NewReader(b)
	r, err := outer.Enter(ber.Sequence, "message")
	if err != nil {
		return err
	}
	if !outer.Empty() {
		return malformed("message", "bytes after its end")
	}
	// 0 is reserved for the notice of disconnection (RFC 4511 section 4.1.1.1).
	id, err := r.Integer(ber.Integer, "messageID", 1, math.MaxInt32)
	if err != nil {
		return err
	}
	m.ID = int32(id)
	tag, content, err := r.Next("protocolOp")
	if err != nil {
		return err
	}
	m.Tag = tag
	if m.Op, err = d.operation(tag, content); err != nil {
		return err
	}
	return d.trailer(&r, m)
}

// trailer reads the controls, and past elements that RFC 4511 does not know.
func (d *decoder) trailer(r *ber.Reader, m *Message) error {
	seen := false
	for !r.Empty() {
		tag, content, err := r.Next("controls")
		switch {
		case err != nil:
			return err
		case tag != tagControls:
			continue
		case seen:
			return malformed("controls", "there twice")
		}
		seen = true
		if m.Controls, err = d.controls(content); err != nil {
			return err
		}
	}
	return nil
}

func (d *decoder) controls(content []byte) ([]Control, error) {
	n, err := count(content, "controls", 0, d.lim.Controls, "controls")
	if err != nil || n == 0 {
		return nil, err
	}
	controls := make([]Control, n)
	r := ber.NewReader(content)
	for i := range controls {
		if err := decodeControl(&r, &controls[i]); err != nil {
			return nil, err
		}
	}
	return controls, nil
}

func decodeControl(list *ber.Reader, c *Control) error {
	r, err := list.Enter(ber.Sequence, "control")
	if err != nil {
		return err
	}
	if c.OID, err = r.Text(ber.OctetString, "controlType"); err != nil {
		return err
	}
	if r.Peek() == ber.Boolean {
		if c.Critical, err = r.Boolean(ber.Boolean, "criticality"); err != nil {
			return err
		}
	}
	if r.Peek() == ber.OctetString {
		c.HasValue = true
		if c.Value, err = r.OctetString(ber.OctetString, "controlValue"); err != nil {
			return err
		}
	}
	return r.SkipRest("control")
}

// count is how many elements content has, so that a slice for them can be made once. spent is how much of limit is used
// up already: more than the limit is an error.
func count(content []byte, field string, spent, limit int, of string) (int, error) {
	r := ber.NewReader(content)
	n := 0
	for ; !r.Empty(); n++ {
		if spent+n >= limit {
			return 0, &limitError{field, limit, of}
		}
		if _, _, err := r.Next(field); err != nil {
			return 0, err
		}
	}
	return n, nil
}
