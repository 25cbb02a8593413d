package ber

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	oracle "github.com/go-asn1-ber/asn1-ber"
)

const tooDeep = "too deep for this test"

// forbidden tells the reasons for which RFC 4511 section 5.1 lets us refuse what go-asn1-ber accepts: the forms of BER
// it rules out, and sizes LDAP never has.
func forbidden(err error) bool {
	var refused *Error
	if !errors.As(err, &refused) {
		return false
	}
	for _, reason := range []string{"indefinite length", "string or simple value in constructed form",
		"sequence or set in primitive form", "tag ", "end-of-contents octets", "length of more than four octets", "length of 1 GiB", tooDeep} {
		if strings.HasPrefix(refused.Problem, reason) {
			return true
		}
	}
	return false
}

// FuzzReader reads what go-asn1-ber reads: whatever both accept is the same, and we refuse more only where RFC 4511
// tells us to. What is read, appended anew, is the same to go-asn1-ber.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{
		"0\x05\x02\x01\x01\x42\x00", "0\x84\x00\x00\x00\x02\x04\x00", "\x02\x02\x00\x32", "\x01\x01\x01", "\x24\x80\x04\x01x\x00\x00",
		"\x9f\x1f\x01x", "\xa0\x0e0\x0c\x04\x03abc\x01\x01\xff\x04\x00", "0\x80\x00\x00", "\x02\x09\x00\x80\x00\x00\x00\x00\x00\x00\x00",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		// go-asn1-ber stops at 1,000 levels, this test well before.
		ours, size, err := appendAnew(nil, in, 500)
		theirs, oracleErr := oracle.DecodePacketErr(in)
		switch {
		case err != nil && oracleErr == nil && !forbidden(err):
			t.Fatalf("go-asn1-ber reads %x, we do not: %v", in, err)
		case err != nil:
			return
		case oracleErr != nil:
			// It also decodes types LDAP does not use, and refuses their malformed content.
			return
		}
		if total, ok, err := Size(in); total != size || !ok || err != nil {
			t.Errorf("Size of %x is %d, %v, %v; %d bytes were read", in, total, ok, err, size)
		}
		compare(t, in, theirs)
		again, err := oracle.DecodePacketErr(ours)
		if err != nil {
			t.Fatalf("%x is not readable when appended anew as %x: %v", in, ours, err)
		}
		if a, b := describe(theirs), describe(again); a != b {
			t.Errorf("%x is %s, appended anew %s", in, a, b)
		}
	})
}

// appendAnew reads the first element of in, with all inside it, and appends it to b in the minimal form.
func appendAnew(b, in []byte, depth int) (out []byte, size int, err error) {
	if depth == 0 {
		return nil, 0, &Error{"element", tooDeep}
	}
	r := NewReader(in)
	tag, content, err := r.Next("element")
	if err != nil {
		return nil, 0, err
	}
	size = len(in) - len(r.rest)
	if tag&Constructed == 0 {
		return AppendString(b, tag, content), size, nil
	}
	b, m := Begin(b, tag)
	for len(content) > 0 {
		var n int
		if b, n, err = appendAnew(b, content, depth-1); err != nil {
			return nil, 0, err
		}
		content = content[n:]
	}
	return End(b, m), size, nil
}

// compare reads the first element of in beside what go-asn1-ber made of it.
func compare(t *testing.T, in []byte, want *oracle.Packet) {
	r := NewReader(in)
	copied := r
	tag, content, err := r.Next("element")
	if err != nil {
		t.Fatal(err)
	}
	if wanted := Tag(want.ClassType) | Tag(want.TagType) | Tag(want.Tag); tag != wanted {
		t.Fatalf("tag of %x is %v, want %v", in, tag, wanted)
	}
	if tag&Constructed != 0 {
		for _, child := range want.Children {
			compare(t, content, child)
			inner := NewReader(content)
			if _, _, err := inner.Next("child"); err != nil {
				t.Fatal(err)
			}
			content = inner.rest
		}
		if len(content) > 0 {
			t.Fatalf("%x is left over", content)
		}
		return
	}
	if !bytes.Equal(content, want.Data.Bytes()) {
		t.Fatalf("content of %x is %x, want %x", in, content, want.Data.Bytes())
	}
	switch {
	case (tag == Integer || tag == Enumerated) && len(content) > 0 && len(content) <= 8:
		n, err := copied.Integer(tag, "n", math.MinInt64, math.MaxInt64)
		if err != nil || any(n) != want.Value {
			t.Fatalf("integer %x is %d (%v), want %v", in, n, err, want.Value)
		}
	case tag == Boolean && len(content) == 1:
		v, err := copied.Boolean(tag, "v")
		if err != nil || any(v) != want.Value {
			t.Fatalf("boolean %x is %v (%v), want %v", in, v, err, want.Value)
		}
	}
}

// describe is all of a packet but the form of its lengths.
func describe(p *oracle.Packet) string {
	s := fmt.Sprintf("%d/%d/%d", p.ClassType, p.TagType, p.Tag)
	if p.TagType == oracle.TypePrimitive {
		s += fmt.Sprintf(" %x", p.Data.Bytes())
	}
	for _, child := range p.Children {
		s += " (" + describe(child) + ")"
	}
	return s
}
