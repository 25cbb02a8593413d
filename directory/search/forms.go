package search

import (
	"iter"
	"strings"
)

// A value's key is a list of forms, each ended by formEnd: one for a text, two for a name ("jean martin" and "martin
// jean"), several for a number. Folding drops control characters, so no text holds a formEnd. A text's form is folded
// and stands between two spaces, so that a piece with a space at its edge finds the end of a word there.
const formEnd = "\x00"

// forms yields the forms of a key.
func forms(key string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for key != "" {
			var form string
			form, key, _ = strings.Cut(key, formEnd)
			if !yield(form) {
				return
			}
		}
	}
}

// appendTextKey appends the one form of a text.
func appendTextKey(keys []byte, text string) []byte {
	return append(appendPadded(keys, text), formEnd...)
}

// appendReversedName appends "martin jean" to the key of the name "Jean Martin", where both are known.
func appendReversedName(keys []byte, values []Value) []byte {
	last, first := firstOf(values, LastName), firstOf(values, FirstName)
	if last == "" || first == "" {
		return keys
	}
	return appendTextKey(keys, last+" "+first)
}

// firstOf is the first value of a field, "" if there is none.
func firstOf(values []Value, f Field) string {
	for i := range values {
		if values[i].Field == f {
			return values[i].Text
		}
	}
	return ""
}
