package search

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"github.com/RoaringBitmap/roaring/v2"
)

// A bitmap is made of containers, one for each 65,536 ordinals, in the form that takes the least: each ordinal, runs of them, or bits. They
// are written here as https://github.com/RoaringBitmap/RoaringFormatSpec has them, all of a bitmap in one piece of memory, from which it is read
// without being copied. Ordinals that are added to a bitmap one by one cost several times as much, and leave room to grow in each container.

const (
	// containerOrdinals is how many ordinals a container is for.
	containerOrdinals = 1 << 16
	// longestArray is up to how many ordinals are not bits.
	longestArray = 4096
	bitsBytes    = containerOrdinals / 8
	runBytes     = 4
	// withRuns is what a bitmap begins with of which some containers may be runs.
	withRuns = 12347
	// withOffsets is how many containers are worth a list of where they begin.
	withOffsets = 4
)

// container says what a container holds. The ordinals are told by their low half.
type container struct {
	last uint16 // how many there are, less one
	runs bool
}

// appendContainer appends ordinals, of which there is at least one.
func appendContainer(b []byte, lows []uint16) ([]byte, container) {
	c := container{last: uint16(len(lows) - 1)}
	runs := 1
	for i := range len(lows) - 1 {
		if lows[i]+1 != lows[i+1] {
			runs++
		}
	}
	switch {
	case 2+runs*runBytes < min(2*len(lows), bitsBytes):
		c.runs = true
		b = binary.LittleEndian.AppendUint16(b, uint16(runs))
		for len(lows) > 0 {
			n := 1
			for n < len(lows) && lows[n-1]+1 == lows[n] {
				n++
			}
			b = binary.LittleEndian.AppendUint16(b, lows[0])
			b = binary.LittleEndian.AppendUint16(b, uint16(n-1))
			lows = lows[n:]
		}
	case len(lows) > longestArray:
		start := len(b)
		b = append(b, make([]byte, bitsBytes)...)
		for _, low := range lows {
			b[start+int(low/8)] |= 1 << (low % 8)
		}
	default:
		for _, low := range lows {
			b = binary.LittleEndian.AppendUint16(b, low)
		}
	}
	return b, c
}

// cut is what of b is the container, with which it begins.
func (c container) cut(b []byte) []byte {
	switch n := int(c.last) + 1; {
	case c.runs:
		return b[:2+runBytes*int(binary.LittleEndian.Uint16(b))]
	case n > longestArray:
		return b[:bitsBytes]
	default:
		return b[:2*n]
	}
}

// appendLows appends what is packed in the container.
func (c packedContainer) appendLows(lows []uint16) []uint16 {
	b := c.bytes
	switch {
	case c.runs:
		for b = b[2:]; len(b) > 0; b = b[runBytes:] {
			from := binary.LittleEndian.Uint16(b)
			for n := range int(binary.LittleEndian.Uint16(b[2:])) + 1 {
				lows = append(lows, from+uint16(n))
			}
		}
	case int(c.last) >= longestArray:
		for i := 0; i < bitsBytes; i += 8 {
			for word := binary.LittleEndian.Uint64(b[i:]); word != 0; word &= word - 1 {
				lows = append(lows, uint16(i*8+bits.TrailingZeros64(word)))
			}
		}
	default:
		for ; len(b) > 0; b = b[2:] {
			lows = append(lows, binary.LittleEndian.Uint16(b))
		}
	}
	return lows
}

// packedContainer is a container with what it holds.
type packedContainer struct {
	container
	of    uint16 // the high half of its ordinals
	bytes []byte
}

// appendBitmap writes a bitmap of containers, in the order of their ordinals.
func appendBitmap(b []byte, containers []packedContainer) []byte {
	n := len(containers)
	start := len(b)
	b = binary.LittleEndian.AppendUint32(b, withRuns|uint32(n-1)<<16)
	b = append(b, make([]byte, (n+7)/8)...)
	for i, c := range containers {
		if c.runs {
			b[start+4+i/8] |= 1 << (i % 8)
		}
		b = binary.LittleEndian.AppendUint16(b, c.of)
		b = binary.LittleEndian.AppendUint16(b, c.last)
	}
	at := len(b) - start + 4*n
	for i := 0; i < n && n >= withOffsets; i++ {
		b = binary.LittleEndian.AppendUint32(b, uint32(at))
		at += len(containers[i].bytes)
	}
	for _, c := range containers {
		b = append(b, c.bytes...)
	}
	return b
}

// readBitmap reads what appendBitmap has written; b is kept.
func readBitmap(b []byte) *roaring.Bitmap {
	bitmap := roaring.New()
	if _, err := bitmap.FromBuffer(b); err != nil {
		panic(fmt.Sprintf("a bitmap is read that was written wrong: %v", err))
	}
	return bitmap
}
