package message

import (
	"bytes"
	"strings"
	"testing"
)

// TestAppendEntryIsWhatBeginAndEndAre compares entries at which lengths need another octet.
func TestAppendEntryIsWhatBeginAndEndAre(t *testing.T) {
	var want, list, got []byte // used again: some are of 16 MiB
	var entry EntryMark
	var attribute AttrMark
	for _, value := range []int{0, 1, 90, 110, 120, 128, 200, 256, 66_000, 1 << 24} {
		text := strings.Repeat("v", value)
		for _, id := range []int32{1, 127, 128, 1<<31 - 1} {
			for _, rdn := range []int{0, 1, 100, 130, 250, 70_000} {
				name, below := strings.Repeat("r", rdn), "dc=example,dc=com"
				want, entry = BeginEntry(append(want[:0], "before"...), id, name+below)
				start := len(want)
				want, attribute = BeginAttribute(want, "cn")
				want = EndAttribute(AppendValue(want, text), attribute)
				list = AppendAttributes(list[:0], want[start:])
				if size := AttributesSize(len(want) - start); size != len(list) {
					t.Errorf("%d bytes of attributes: a list of %d, want %d", len(want)-start, size, len(list))
				}
				want = EndEntry(want, entry)
				if got = AppendEntry(append(got[:0], "before"...), id, []byte(name), below, list); !bytes.Equal(got, want) {
					t.Errorf("message %d, %d bytes of name, %d of value: %.60x, want %.60x", id, rdn, value, got, want)
				}
			}
		}
	}
}
