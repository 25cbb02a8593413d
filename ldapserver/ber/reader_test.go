package ber

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"
)

func TestElementsThatAreRead(t *testing.T) {
	long := bytes.Repeat([]byte{'x'}, 200)
	for name, test := range map[string]struct {
		in      []byte
		tag     Tag
		content []byte
	}{
		"short length":                        {[]byte{0x04, 2, 'h', 'i'}, OctetString, []byte("hi")},
		"no content":                          {[]byte{0x04, 0}, OctetString, []byte{}},
		"bytes after it":                      {[]byte{0x04, 1, 'a', 0x04, 1, 'b'}, OctetString, []byte("a")},
		"length in long form":                 {append([]byte{0x04, 0x81, 200}, long...), OctetString, long},
		"length longer than needed":           {[]byte{0x04, 0x81, 2, 'h', 'i'}, OctetString, []byte("hi")},
		"length of four octets, three of 0":   {[]byte{0x04, 0x84, 0, 0, 0, 2, 'h', 'i'}, OctetString, []byte("hi")},
		"length of four octets, none needed":  {[]byte{0x30, 0x84, 0, 0, 0, 0}, Sequence, []byte{}},
		"context tag in constructed form":     {[]byte{0xA3, 2, 0x04, 0}, Context + Constructed + 3, []byte{0x04, 0}},
		"application tag in primitive form":   {[]byte{0x42, 0}, Application + 2, []byte{}},
		"external is constructed":             {[]byte{0x28, 0}, 0x28, []byte{}},
		"private class":                       {[]byte{0xC1, 1, 7}, 0xC1, []byte{7}},
		"tag number 30 is the last of one":    {[]byte{0x9E, 0}, Context + 30, []byte{}},
		"universal type of no use to LDAP":    {[]byte{0x0C, 1, 'u'}, 0x0C, []byte("u")},
		"a null":                              {[]byte{0x05, 0}, Null, []byte{}},
		"set holding what is never looked at": {[]byte{0x31, 1, 0xFF}, Set, []byte{0xFF}},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(test.in)
			if got := r.Peek(); got != test.tag {
				t.Errorf("Peek is %v, want %v", got, test.tag)
			}
			tag, content, err := r.Next("field")
			if err != nil {
				t.Fatal(err)
			}
			if tag != test.tag || !bytes.Equal(content, test.content) {
				t.Errorf("got %v %x, want %v %x", tag, content, test.tag, test.content)
			}
			if cap(content) != len(content) {
				t.Error("appending to the content would overwrite what follows")
			}
		})
	}
}

func TestElementsThatAreRefused(t *testing.T) {
	for name, test := range map[string]struct {
		in      []byte
		problem string
	}{
		"nothing":                             {nil, "missing"},
		"a tag alone":                         {[]byte{0x04}, "ends within its length"},
		"length octets that are cut off":      {[]byte{0x04, 0x82, 1}, "ends within its length"},
		"length past the end":                 {[]byte{0x04, 3, 'h', 'i'}, "length 3, but only 2 bytes left"},
		"length past the end by far":          {[]byte{0x04, 0x84, 0x3F, 0xFF, 0xFF, 0xFF}, "length 1073741823, but only 0 bytes left"},
		"length that no message has":          {[]byte{0x04, 0x84, 0x40, 0, 0, 0}, "length of 1 GiB or more"},
		"length of five octets":               {[]byte{0x04, 0x85, 0, 0, 0, 0, 1, 'x'}, "length of more than four octets"},
		"reserved length octet":               {[]byte{0x04, 0xFF, 0}, "length of more than four octets"},
		"indefinite length":                   {[]byte{0x30, 0x80, 0x04, 0, 0, 0}, "indefinite length"},
		"octet string in constructed form":    {[]byte{0x24, 3, 0x04, 1, 'x'}, "string or simple value in constructed form"},
		"integer in constructed form":         {[]byte{0x22, 3, 0x02, 1, 1}, "string or simple value in constructed form"},
		"sequence in primitive form":          {[]byte{0x10, 0}, "sequence or set in primitive form"},
		"set in primitive form":               {[]byte{0x11, 0}, "sequence or set in primitive form"},
		"tag of two octets":                   {[]byte{0x9F, 0x1F, 0}, "tag 0x9f has more than one octet"},
		"tag of two octets, universal":        {[]byte{0x1F, 0x20, 0}, "tag 0x1f has more than one octet"},
		"end-of-contents octets":              {[]byte{0, 0}, "end-of-contents octets where an element should be"},
		"end-of-contents in constructed form": {[]byte{0x20, 0}, "end-of-contents octets where an element should be"},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(test.in)
			_, _, err := r.Next("baseObject")
			var refused *Error
			if !errors.As(err, &refused) {
				t.Fatalf("error is %v, want an *Error", err)
			}
			if refused.Problem != test.problem || refused.Field != "baseObject" {
				t.Errorf("got %q, want %q", refused, "baseObject: "+test.problem)
			}
		})
	}
}

func TestIntegers(t *testing.T) {
	for name, test := range map[string]struct {
		content   []byte
		low, high int64
		want      int64
		problem   string
	}{
		"zero":                            {content: []byte{0}, high: 1},
		"50 as a Snom sends it":           {content: []byte{0, 0x32}, high: math.MaxInt32, want: 50},
		"minus one":                       {content: []byte{0xFF}, low: -1, want: -1},
		"minus one in many octets":        {content: bytes.Repeat([]byte{0xFF}, 20), low: -1, want: -1},
		"minus 129 with superfluous sign": {content: []byte{0xFF, 0xFF, 0x7F}, low: -200, want: -129},
		"128 needs its zero":              {content: []byte{0, 0x80}, high: 200, want: 128},
		"the largest":                     {content: []byte{0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}, high: math.MaxInt64, want: math.MaxInt64},
		"the least":                       {content: []byte{0x80, 0, 0, 0, 0, 0, 0, 0}, low: math.MinInt64, want: math.MinInt64},
		"the largest after eight zeros":   {content: append(make([]byte, 8), 0x7F, 0xFF, 0xFF, 0xFF), high: math.MaxInt32, want: math.MaxInt32},
		"no octets":                       {problem: "integer of no octets"},
		"nine octets":                     {content: []byte{1, 0, 0, 0, 0, 0, 0, 0, 0}, high: math.MaxInt64, problem: "integer of 9 octets"},
		"2^63":                            {content: []byte{0, 0x80, 0, 0, 0, 0, 0, 0, 0}, high: math.MaxInt64, problem: "integer of 9 octets"},
		"too large":                       {content: []byte{0, 0x80, 0, 0, 0}, high: math.MaxInt32, problem: "2147483648 is not between 0 and 2147483647"},
		"negative where it may not be":    {content: []byte{0xFE}, high: 10, problem: "-2 is not between 0 and 10"},
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(AppendString(nil, Integer, test.content))
			got, err := r.Integer(Integer, "sizeLimit", test.low, test.high)
			switch {
			case test.problem != "":
				if err == nil || err.Error() != "sizeLimit: "+test.problem {
					t.Errorf("error is %v, want %q", err, "sizeLimit: "+test.problem)
				}
			case err != nil:
				t.Error(err)
			case got != test.want:
				t.Errorf("got %d, want %d", got, test.want)
			}
		})
	}
}

func TestAnyOctetButZeroIsTrue(t *testing.T) {
	for octet, want := range map[byte]bool{0: false, 1: true, 0x80: true, 0xFF: true} {
		r := NewReader([]byte{0x01, 1, octet})
		if got, err := r.Boolean(Boolean, "typesOnly"); err != nil || got != want {
			t.Errorf("%#x is %v (%v), want %v", octet, got, err, want)
		}
	}
	for _, content := range []string{"", "\x00\x00"} {
		r := NewReader(AppendString(nil, Boolean, content))
		if _, err := r.Boolean(Boolean, "typesOnly"); err == nil {
			t.Errorf("a boolean of %d octets was read", len(content))
		}
	}
}

func TestAnElementOfAnotherTypeIsRefusedByName(t *testing.T) {
	in := []byte{0x04, 1, 'x'}
	for name, read := range map[string]func(*Reader) error{
		"octet string": func(r *Reader) error { _, err := r.OctetString(Context+3, "scope"); return err },
		"text":         func(r *Reader) error { _, err := r.Text(Context+3, "scope"); return err },
		"integer":      func(r *Reader) error { _, err := r.Integer(Context+3, "scope", 0, 1); return err },
		"boolean":      func(r *Reader) error { _, err := r.Boolean(Context+3, "scope"); return err },
		"enter":        func(r *Reader) error { _, err := r.Enter(Context+3, "scope"); return err },
	} {
		t.Run(name, func(t *testing.T) {
			r := NewReader(in)
			err := read(&r)
			if err == nil || err.Error() != "scope: tag 0x04 where 0x83 should be" {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestTextSharesTheMemoryItIsReadFrom(t *testing.T) {
	in := []byte{0x04, 3, 'a', 'b', 'c'}
	r := NewReader(in)
	s, err := r.Text(OctetString, "name")
	if err != nil {
		t.Fatal(err)
	}
	kept := strings.Clone(s)
	in[2] = 'X'
	if s != "Xbc" || kept != "abc" {
		t.Errorf("shared %q, cloned %q", s, kept)
	}
	if Text(nil) != "" || Text([]byte{}) != "" {
		t.Error("no bytes are not the empty string")
	}
}

func TestTheRestOfASequenceIsSkippedButMustBeElements(t *testing.T) {
	r := NewReader([]byte{0x04, 0, 0x9E, 1, 5, 0x30, 0})
	if err := r.SkipRest("bind"); err != nil || !r.Empty() {
		t.Errorf("error %v, empty %v", err, r.Empty())
	}
	r = NewReader([]byte{0x04, 0, 0x04, 9})
	if err := r.SkipRest("bind"); err == nil {
		t.Error("an element past the end was skipped")
	}
}

func TestACopyOfAReaderLooksAhead(t *testing.T) {
	r := NewReader([]byte{0x02, 1, 5, 0x02, 1, 6})
	ahead := r
	for want := int64(5); want <= 6; want++ {
		if n, err := ahead.Integer(Integer, "n", 0, 9); err != nil || n != want {
			t.Errorf("got %d (%v), want %d", n, err, want)
		}
	}
	if n, err := r.Integer(Integer, "n", 0, 9); err != nil || n != 5 {
		t.Errorf("the original moved too: got %d (%v)", n, err)
	}
	if ahead.Peek() != 0 {
		t.Error("there is something to peek at at the end")
	}
}

func TestSize(t *testing.T) {
	for name, test := range map[string]struct {
		header  []byte
		total   int
		ok      bool
		refused bool
	}{
		"nothing yet":                     {},
		"one byte":                        {header: []byte{0x30}},
		"short length":                    {header: []byte{0x30, 5}, total: 7, ok: true},
		"length octets to come":           {header: []byte{0x30, 0x82, 1}},
		"all of the length":               {header: []byte{0x30, 0x82, 1, 0}, total: 260, ok: true},
		"bytes of the content":            {header: []byte{0x30, 1, 0x02, 1}, total: 3, ok: true},
		"four octets, not minimal":        {header: []byte{0x30, 0x84, 0, 0, 0, 12}, total: 18, ok: true},
		"4 GiB, before it is read":        {header: []byte{0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF}, refused: true},
		"nearly 1 GiB":                    {header: []byte{0x30, 0x84, 0x3F, 0xFF, 0xFF, 0xF0}, total: 0x3FFFFFF0 + 6, ok: true},
		"five octets, before they came":   {header: []byte{0x30, 0x85}, refused: true},
		"indefinite length":               {header: []byte{0x30, 0x80}, refused: true},
		"tag of more octets, by one":      {header: []byte{0x1F}, refused: true},
		"what HTTP begins with (G, ET …)": {header: []byte("GET / HTTP/1.1")[:6], total: 0x45 + 2, ok: true},
	} {
		t.Run(name, func(t *testing.T) {
			total, ok, err := Size(test.header)
			if total != test.total || ok != test.ok || (err != nil) != test.refused {
				t.Errorf("got %d, %v, %v", total, ok, err)
			}
		})
	}
}

func TestReadingAllocatesNothing(t *testing.T) {
	in := []byte{0x30, 12, 0x02, 2, 0, 50, 0x01, 1, 1, 0x04, 3, 'a', 'b', 'c'}
	if n := testing.AllocsPerRun(100, func() {
		outer := NewReader(in)
		r, err := outer.Enter(Sequence, "sequence")
		if err != nil {
			t.Fatal(err)
		}
		if n, err := r.Integer(Integer, "integer", 0, 50); err != nil || n != 50 {
			t.Fatal(n, err)
		}
		if v, err := r.Boolean(Boolean, "boolean"); err != nil || !v {
			t.Fatal(v, err)
		}
		if s, err := r.Text(OctetString, "text"); err != nil || s != "abc" || !r.Empty() {
			t.Fatal(s, err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
