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

// addWhole adds the hashes of what a document is looked up by, of what is gathered.
func addWhole(into *[wholeCount]*gatherer, d *Document, ordinal uint32, seed maphash.Seed) {
	if g := into[inFolder]; g != nil {
		g.add(hash(seed, string(d.Parent[:])), ordinal)
	}
	for i := d.items(); i.next(); {
		if i.field.IsNumber() {
			addWholeNumber(into, &i, ordinal, seed)
		} else if g := into[i.field]; g != nil {
			for key := i.compared(); key != ""; {
				var form string
				form, key, _ = strings.Cut(key, formEnd)
				g.add(hash(seed, form), ordinal)
			}
		}
	}
}

func addWholeNumber(into *[wholeCount]*gatherer, i *item, ordinal uint32, seed maphash.Seed) {
	for key := i.kept(); key != ""; {
		var form string
		form, key, _ = strings.Cut(key, formEnd)
		w, text := wholeNumber(i.field, form)
		if g := into[w]; g != nil {
			g.add(hash(seed, text), ordinal)
		}
	}
}

// wholeNumber is how a number's form is looked up, and by which part of it.
func wholeNumber(f Field, form string) (whole, string) {
	tails, texts := phoneTail, phoneText
	if f == ShortNumber {
		tails, texts = shortTail, shortText
	}
	if form[0] == address || form[0] == worded {
		return texts, form[1:]
	}
	return tails, tail(form[1:])
}
