package ber

import (
	"bytes"
	"fmt"
	"testing"

	oracle "github.com/go-asn1-ber/asn1-ber"
	"pgregory.net/rapid"
)

func TestIntegersAreAppendedAsGoASN1BERWritesThem(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-70_000, 70_000)).Draw(t, "n")
		got := AppendInteger(nil, Integer, n)
		want := oracle.NewInteger(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagInteger, n, "").Bytes()
		if !bytes.Equal(got, want) {
			t.Fatalf("%d is %x, want %x", n, got, want)
		}
		r := NewReader(got)
		if back, err := r.Integer(Integer, "n", n, n); err != nil || back != n {
			t.Fatalf("%d is read as %d (%v)", n, back, err)
		}
	})
}

func TestBooleansAreAppendedAsRFC4511Demands(t *testing.T) {
	got := AppendBoolean(AppendBoolean(nil, Boolean, true), Context+4, false)
	if want := []byte{0x01, 1, 0xFF, 0x84, 1, 0}; !bytes.Equal(got, want) {
		t.Errorf("got %x, want %x", got, want)
	}
}

// Lengths around every change in the number of length octets, inside each other.
func TestLengthsArePatchedAfterTheContent(t *testing.T) {
	for _, length := range []int{0, 1, 0x7B, 0x7D, 0x7E, 0x7F, 0x80, 0xFD, 0xFE, 0xFF, 0x100, 0xFFFE, 0xFFFF, 0x10000, 1<<24 - 1, 1 << 24} {
		t.Run(fmt.Sprint(length), func(t *testing.T) {
			content := bytes.Repeat([]byte{'x'}, length)
			b, outer := Begin([]byte("before"), Sequence)
			b = AppendInteger(b, Integer, 7)
			b, inner := Begin(b, Context+Constructed+1)
			b = AppendString(b, OctetString, content)
			b = End(End(b, inner), outer)
			b = append(b, "after"...)

			b, ok := bytes.CutPrefix(b, []byte("before"))
			if !ok {
				t.Fatal("what was there before is overwritten")
			}
			packet := oracle.NewSequence("")
			packet.AppendChild(oracle.NewInteger(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagInteger, 7, ""))
			choice := oracle.Encode(oracle.ClassContext, oracle.TypeConstructed, 1, nil, "")
			choice.AppendChild(oracle.NewString(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagOctetString, string(content), ""))
			packet.AppendChild(choice)
			if want := append(packet.Bytes(), "after"...); !bytes.Equal(b, want) {
				t.Errorf("got %x…, want %x…", b[:min(len(b), 40)], want[:min(len(want), 40)])
			}
		})
	}
}

func TestAppendingIntoABufferOfEnoughRoomAllocatesNothing(t *testing.T) {
	buf := make([]byte, 0, 4096)
	value := bytes.Repeat([]byte{'v'}, 300)
	if n := testing.AllocsPerRun(100, func() {
		b, outer := Begin(buf, Sequence)
		b = AppendInteger(b, Integer, 1<<40)
		b = AppendString(b, OctetString, "text")
		b = AppendString(b, OctetString, value)
		b = AppendBoolean(b, Boolean, true)
		if b = End(b, outer); len(b) < 300 {
			t.Fatal("too short")
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
