package ldapserver

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"testing"
	"testing/iotest"

	"annuaire/ldapserver/ber"
)

// unlimited is a reader that must not be asked for more.
type unlimited struct {
	t    *testing.T
	data []byte
	most int
}

func (u *unlimited) Read(p []byte) (int, error) {
	if u.most -= len(p); u.most < 0 {
		u.t.Fatal("reads on although the message is refused")
	}
	return copy(p, u.data), nil
}

func sequence(content int) []byte {
	return ber.AppendString(nil, ber.Sequence, bytes.Repeat([]byte{'x'}, content))
}

func TestMessagesAreCutHoweverTheyArrive(t *testing.T) {
	want := [][]byte{sequence(0), sequence(1), sequence(127), sequence(128), sequence(3_000), sequence(70_000), sequence(5)}
	sent := bytes.Join(want, nil)
	for name, r := range map[string]io.Reader{
		"at once":                    bytes.NewReader(sent),
		"byte by byte":               iotest.OneByteReader(bytes.NewReader(sent)),
		"by halves":                  iotest.HalfReader(bytes.NewReader(sent)),
		"with the end in last bytes": iotest.DataErrReader(bytes.NewReader(sent)),
	} {
		t.Run(name, func(t *testing.T) {
			var in inbox
			for i, w := range want {
				got, err := in.next(r, 1<<20)
				if err != nil {
					t.Fatalf("message %d: %v", i, err)
				}
				if !bytes.Equal(got, w) {
					t.Fatalf("message %d has %d bytes, want %d", i, len(got), len(w))
				}
			}
			if _, err := in.next(r, 1<<20); err != io.EOF {
				t.Errorf("at the end: %v, want EOF", err)
			}
		})
	}
}

func TestMessageLengthAtBelowAndAboveTheLimit(t *testing.T) {
	const limit = 64 << 10
	whole := len(sequence(limit-5)) - (limit - 5) // bytes before the content
	for name, tt := range map[string]struct {
		length int
		err    error
	}{
		"below": {limit - 1, nil},
		"at":    {limit, nil},
		"above": {limit + 1, errTooLong},
	} {
		t.Run(name, func(t *testing.T) {
			var in inbox
			got, err := in.next(bytes.NewReader(sequence(tt.length-whole)), limit)
			if !errors.Is(err, tt.err) {
				t.Fatalf("error %v, want %v", err, tt.err)
			}
			if err == nil && len(got) != tt.length {
				t.Errorf("%d bytes, want %d", len(got), tt.length)
			}
			if len(in.buf) > limit {
				t.Errorf("the buffer has %d bytes", len(in.buf))
			}
		})
	}
}

func TestWhatCanBeNoMessageIsRefusedFromItsFirstBytes(t *testing.T) {
	for name, tt := range map[string]struct {
		hex     string
		element bool // refused by package ber
		err     error
	}{
		"4 GiB":                 {"3084ffffffff", true, nil},
		"1 GiB less one":        {"30843fffffff", false, errTooLong},
		"1 MiB":                 {"3083100000", false, errTooLong},
		"eight octets":          {"30880000000000000001", true, nil},
		"indefinite":            {"3080", true, nil},
		"HTTP":                  {hex.EncodeToString([]byte("GET / HTTP/1.1\r\n\r\n")), false, errNotLDAP},
		"a TLS client hello":    {"16030100c8010000c4", false, errNotLDAP},
		"SSLv2 hello":           {"802e0100020015", false, errNotLDAP},
		"zeros":                 {"0000", false, errNotLDAP},
		"a set":                 {"3100", false, errNotLDAP},
		"the first byte of SIP": {"49", false, errNotLDAP},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := hex.DecodeString(tt.hex)
			if err != nil {
				t.Fatal(err)
			}
			var in inbox
			_, err = in.next(&unlimited{t, data, inboxSize}, 64<<10)
			var element *ber.Error
			if tt.element != errors.As(err, &element) || tt.err != nil && !errors.Is(err, tt.err) {
				t.Errorf("error %v", err)
			}
			if len(in.buf) > inboxSize {
				t.Errorf("the buffer has grown to %d bytes", len(in.buf))
			}
		})
	}
}

func TestABufferGrowsWithWhatArrivesAndShrinksAgain(t *testing.T) {
	var in inbox
	announced := sequence(900 << 10)
	r := io.MultiReader(bytes.NewReader(announced[:3_000]), iotest.ErrReader(io.ErrClosedPipe))
	if _, err := in.next(r, 1<<20); err != io.ErrClosedPipe {
		t.Fatalf("error %v", err)
	}
	if len(in.buf) > 8<<10 {
		t.Errorf("3,000 bytes of 900 KiB have arrived, and the buffer has %d bytes", len(in.buf))
	}

	in = inbox{}
	if _, err := in.next(bytes.NewReader(announced), 1<<20); err != nil {
		t.Fatal(err)
	}
	if len(in.buf) > 1<<20 {
		t.Errorf("the buffer has %d bytes, more than a message may have", len(in.buf))
	}
	if _, err := in.next(bytes.NewReader(sequence(10)), 1<<20); err != nil {
		t.Fatal(err)
	}
	if len(in.buf) != inboxSize {
		t.Errorf("the buffer keeps %d bytes after a long message", len(in.buf))
	}
}

func TestAMessageCutShort(t *testing.T) {
	for n := 1; n < len(sequence(10)); n++ {
		var in inbox
		if _, err := in.next(bytes.NewReader(sequence(10)[:n]), 1<<10); err != io.ErrUnexpectedEOF {
			t.Errorf("after %d bytes: %v", n, err)
		}
	}
}

// FuzzInbox checks that how bytes arrive makes no difference to the messages and the error they make.
func FuzzInbox(f *testing.F) {
	f.Add(bytes.Join([][]byte{sequence(3), sequence(300)}, nil), uint8(1))
	f.Add([]byte("\x30\x84\xff\xff\xff\xff"), uint8(3))
	f.Add([]byte("\x30\x05abcGET"), uint8(2))
	f.Fuzz(func(t *testing.T, data []byte, step uint8) {
		const limit = 4 << 10
		var whole, pieces inbox
		a := io.Reader(bytes.NewReader(data))
		b := io.Reader(&stepReader{data, int(step)%7 + 1})
		for {
			m, errM := whole.next(a, limit)
			n, errN := pieces.next(b, limit)
			if !bytes.Equal(m, n) || (errM == nil) != (errN == nil) || errM != nil && errM.Error() != errN.Error() {
				t.Fatalf("at once %x, %v; in pieces %x, %v", m, errM, n, errN)
			}
			if len(m) > limit || len(whole.buf) > limit || len(pieces.buf) > limit {
				t.Fatalf("%d bytes of message, buffers of %d and %d", len(m), len(whole.buf), len(pieces.buf))
			}
			if errM != nil {
				return
			}
		}
	})
}

type stepReader struct {
	data []byte
	step int
}

func (r *stepReader) Read(p []byte) (int, error) {
	if len(r.data) == 0 {
		return 0, io.EOF
	}
	n := copy(p[:min(len(p), r.step)], r.data)
	r.data = r.data[n:]
	return n, nil
}
