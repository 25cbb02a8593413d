package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"annuaire/directory/search"
)

// The longest texts, in characters.
const (
	maxName         = 128 // names of people, folders and companies, titles, departments, sites, cities, regions
	maxAccountName  = 64
	maxUID          = 64
	maxEmail        = 254
	maxNumber       = 64
	maxLabel        = 64
	maxExternalRef  = 64
	maxOrigin       = 32
	maxStreet       = 256
	maxPostalCode   = 32
	maxCountry      = 64
	maxNote         = 4096
	maxLanguage     = 35
	maxNumbers      = 20  // numbers of one contact
	maxFolderDepth  = 32  // folders on the way down from the root, which is not counted
	maxAccountItems = 256 // folders or attributes granted to one account
)

// line makes a text of one line of value: NFC, without space or invisible characters around it. It notes in f what is left
// that can not be accepted: control characters, line breaks, invalid UTF-8, more than limit characters.
func (f *faults) line(field, value string, limit int) string {
	return f.text(field, value, limit, false)
}

// lines is line for texts that may have several lines, which it separates by "\n".
func (f *faults) lines(field, value string, limit int) string {
	return f.text(field, strings.ReplaceAll(value, "\r\n", "\n"), limit, true)
}

func (f *faults) text(field, value string, limit int, breaks bool) string {
	if value == "" {
		return ""
	}
	if !utf8.ValidString(value) {
		f.add(field, Invalid, strings.ToValidUTF8(value, "\uFFFD"), "is not valid UTF-8")
		return ""
	}
	value = norm.NFC.String(trim(value))
	for _, r := range value {
		if breaks && r == '\n' {
			continue
		}
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			f.add(field, Invalid, value, "contains the control character %U; remove it", r)
			return value
		}
	}
	if n := utf8.RuneCountInString(value); n > limit {
		f.add(field, Invalid, value, "has %d characters; at most %d are allowed", n, limit)
	}
	return value
}

// trim cuts space and invisible formatting characters off both ends: numbers copied from elsewhere often come wrapped in
// marks of writing direction.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
}

// foldedLimit bounds, in bytes, what a name becomes when it is folded into the key of an index: a few letters of few
// scripts grow thirtyfold.
const foldedLimit = 900

// foldable notes that a name is too long once it is folded.
func (f *faults) foldable(field, value string) {
	if len(search.Fold(value)) > foldedLimit {
		f.add(field, Invalid, value, "is too long when its letters are written out")
	}
}

// required notes that a field without which there is no record is empty.
func (f *faults) required(field, value string) {
	if value == "" {
		f.add(field, Required, "", "is missing")
	}
}
