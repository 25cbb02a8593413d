package search

import (
	"cmp"
	"math/bits"
	"slices"
)

// numberTable finds who has a number by all of its digits, and in which field: so that of those who have its last digits it is known, without a look
// at them, whether that is all of them.
type numberTable struct {
	keys    []uint64 // sorted; a number comes as often as it is held
	holders []holder
}

// holder is a document that has a number, and the field: its ordinal, and in the last three bits how far the field is behind Work.
type holder uint32

func holderOf(ordinal uint32, f Field) holder { return holder(ordinal<<3 | uint32(f-Work)) }

func (h holder) ordinal() uint32 { return uint32(h) >> 3 }
func (h holder) field() Field    { return Work + Field(h&7) }

// longestNumber is how many digits a number has at most that is kept here: as many as E.164 allows.
const longestNumber = 15

// numberKey is a number's digits as a key, zero where they are none that is kept. Numbers follow each other in ranges, keys do not: they are found
// by where they must be. Multiplied by an odd number, no two of them become one.
func numberKey(digits string) uint64 {
	if digits == "" || len(digits) > longestNumber {
		return 0
	}
	var n uint64
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0
		}
		n = n*11 + uint64(digits[i]-'0') + 1 // so that zeros in front count
	}
	return n * spread
}

// addNumbers adds the numbers that a document's values are read as.
func (t *numberTable) addNumbers(d *Document, ordinal uint32) {
	for i := d.items(); i.next(); {
		if !i.field.IsNumber() || i.field == ShortNumber {
			continue
		}
		for form := range forms(i.kept()) {
			if form[0] != international {
				continue
			}
			if key := numberKey(form[1:]); key != 0 {
				t.keys, t.holders = append(t.keys, key), append(t.holders, holderOf(ordinal, i.field))
			}
		}
	}
}

// finish sorts what was added.
func (t *numberTable) finish() {
	type pair struct {
		key uint64
		holder
	}
	pairs := make([]pair, len(t.keys))
	for i, key := range t.keys {
		pairs[i] = pair{key, t.holders[i]}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.holder, b.holder)) })
	t.keys, t.holders = make([]uint64, len(pairs)), make([]holder, len(pairs))
	for i, p := range pairs {
		t.keys[i], t.holders[i] = p.key, p.holder
	}
}

// find gives who has a number.
func (t *numberTable) find(number string) []holder {
	key := numberKey(number)
	if key == 0 || len(t.keys) == 0 {
		return nil
	}
	// Keys are spread evenly: look where it must be, then around there.
	guess, _ := bits.Mul64(key, uint64(len(t.keys)))
	first := around(t.keys, key, int(guess))
	last := first
	for last < len(t.keys) && t.keys[last] == key {
		last++
	}
	return t.holders[first:last]
}

// around finds the first of sorted keys that is not before another, looking further and further away from a place.
func around[K cmp.Ordered](keys []K, key K, place int) int {
	low, high := place, place
	for step := 4; low > 0 && keys[low-1] >= key; step *= 2 {
		low = max(0, low-step)
	}
	for step := 4; high < len(keys) && keys[high] < key; step *= 2 {
		high = min(len(keys), high+step)
	}
	i, _ := slices.BinarySearch(keys[low:high], key)
	return low + i
}
