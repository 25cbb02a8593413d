package search

import (
	"hash/maphash"
	"strings"
)

// whole says what is looked up as a whole: a form of a text field, whose value this then is, or one of the below.
type whole uint8

const (
	phoneTail  = whole(Work) + iota // the last digits of a number
	phoneText                       // a number with words, or what is no number
	shortTail                       // as phoneTail, of short numbers
	shortText                       // as phoneText, of short numbers
	inFolder                        // the folder's ID
	wholeCount                      // at most 32
)

// hashBits is how much of a hash a key keeps; what has the same hash is told apart by looking at the documents.
const hashBits = 27

// hash is the part of a key that says what is looked up.
func hash(seed maphash.Seed, s string) uint32 {
	return uint32(maphash.String(seed, s) >> (64 - hashBits))
}

// tail is what two spellings of one number have in common: as many digits at the end as make them the same, all if they
// are fewer.
func tail(digits string) string { return digits[max(0, len(digits)-sameFrom):] }

// appendWhole appends the hashes of what a document holds of w.
func appendWhole(pairs []pair, d *Document, ordinal uint32, w whole, seed maphash.Seed) []pair {
	if w == inFolder {
		return append(pairs, pairOf(hash(seed, string(d.Parent[:])), ordinal))
	}
	for i := range d.Values {
		f := d.Values[i].Field
		number := f.IsNumber()
		if !number && whole(f) != w || number && !w.of(f) {
			continue
		}
		for key := d.key(i); key != ""; {
			var form string
			form, key, _ = strings.Cut(key, formEnd)
			if number {
				form = w.cut(form)
			}
			if form != "" {
				pairs = append(pairs, pairOf(hash(seed, form), ordinal))
			}
		}
	}
	return pairs
}

// of reports whether w is something of numbers in f.
func (w whole) of(f Field) bool {
	if f == ShortNumber {
		return w == shortTail || w == shortText
	}
	return w == phoneTail || w == phoneText
}

// cut is the part of a number's form that w is, "" if it is none.
func (w whole) cut(form string) string {
	words := form[0] == address || form[0] == worded
	if words != (w == phoneText || w == shortText) {
		return ""
	}
	if words {
		return form[1:]
	}
	return tail(form[1:])
}
