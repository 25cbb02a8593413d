package search

import (
	"slices"
	"strings"
)

// numberEquality is what a number is asked for by.
type numberEquality struct {
	numbers []string // "+" and digits: what it may mean
	dials   []string // digits as they may have been typed
	// digits, unless it is a code, in each spelling: from sameFrom on they are the same as a number that ends in them, unless
	// they are complete, and as one typed without its beginning that they end in.
	digits   []string
	complete bool // with a country code after "+"

	// Memory for what numbers, dials and digits mostly are.
	numbersKept, tailsKept [4]string
	dialsKept, digitsKept  [2]string
}

// readNumber reads what a number is asked for by; isNumber is false where it is compared as a text. The same as s are, by
// digits, however either is written:
//   - what one of its meanings is a reading of, or what was typed as it is dialled, perhaps after the prefix for an outside
//     line;
//   - what it is the end of, or what, if that could not be read, is its end, with sameFrom digits at least.
//
// What holds anything else than digits and what stands between them is no number: foo1 is not 1. Short numbers are the
// same where the same digits were typed; with a plus it is none, and as text.
func (d *Dialect) readNumber(asked *numberEquality, f Field, s string) (isNumber bool) {
	n, exact := numberIn(s)
	if !exact || !n.isNumber() || f == ShortNumber && n.plus {
		return false
	}
	asked.dials = asked.dialsKept[:0]
	if !n.plus || n.isCode() {
		asked.dials = append(asked.dials, n.digits)
	}
	if f == ShortNumber {
		return true
	}
	if rest, ok := strings.CutPrefix(n.digits, d.outside); ok && d.outside != "" && !n.plus {
		asked.dials = append(asked.dials, rest)
	}
	asked.numbers = d.appendMeanings(asked.numbersKept[:0], n)
	if !n.isCode() {
		asked.digits = n.appendSpellings(asked.digitsKept[:0])
	}
	asked.complete = n.plus
	return true
}

// in reports whether the key of a number has what is asked for.
func (a *numberEquality) in(key string) bool {
	read := false
	for form := range forms(key) {
		switch form[0] {
		case international:
			read = true
			if slices.Contains(a.numbers, form) || a.isEndOf(form) {
				return true
			}
		case typed:
			digits := form[1:]
			if slices.Contains(a.dials, digits) || a.isEndOf(digits) || !read && a.endsIn(digits) {
				return true
			}
		}
	}
	return false
}

// isEndOf reports whether what is asked for may lack the beginning of digits.
func (a *numberEquality) isEndOf(digits string) bool {
	return !a.complete && slices.ContainsFunc(a.digits, func(end string) bool {
		return len(end) >= sameFrom && strings.HasSuffix(digits, end)
	})
}

// endsIn reports whether digits, which no number was read in, may lack the beginning of what is asked for.
func (a *numberEquality) endsIn(digits string) bool {
	return len(digits) >= sameFrom && slices.ContainsFunc(a.digits, func(whole string) bool {
		return strings.HasSuffix(whole, digits)
	})
}

// hasWords reports whether the key of a number is written with the words of a padded text, or is the same address.
func hasWords(key, want string) bool {
	for form := range forms(key) {
		if (form[0] == address || form[0] == worded) && form[1:] == want {
			return true
		}
	}
	return false
}
