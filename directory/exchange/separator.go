package exchange

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Separator is the character between cells, which JSON shows as it is; zero for none.
type Separator rune

// MarshalText gives the character.
func (s Separator) MarshalText() ([]byte, error) { return []byte(string(rune(s))), nil }

// UnmarshalText takes one character.
func (s *Separator) UnmarshalText(text []byte) error {
	r, size := utf8.DecodeRune(text)
	if len(text) == 0 || size < len(text) {
		return fmt.Errorf("%q is not one character between cells", text)
	}
	*s = Separator(r)
	return nil
}

// separators that are tried, the likeliest first: what a spreadsheet in a French setting writes, then the others.
var separators = [...]byte{';', ',', '\t', '|'}

// detectSeparator picks the separator with which the header line names the most known columns; with a draw the one that
// occurs most often, and with none at all the semicolon.
func detectSeparator(header []byte, knows func(name string) bool) rune {
	best, bestKnown, bestCount := separators[0], 0, 0
	bare := withoutQuoted(header)
	for _, sep := range separators {
		count := bytes.Count(bare, []byte{sep})
		if count == 0 {
			continue
		}
		known := 0
		for name := range strings.SplitSeq(string(header), string(rune(sep))) {
			if knows(strings.Trim(strings.TrimSpace(name), `"`)) {
				known++
			}
		}
		if known > bestKnown || known == bestKnown && count > bestCount {
			best, bestKnown, bestCount = sep, known, count
		}
	}
	return rune(best)
}

// withoutQuoted drops what stands between quotes.
func withoutQuoted(line []byte) []byte {
	var bare []byte
	for i, part := range bytes.Split(line, []byte{'"'}) {
		if i%2 == 0 {
			bare = append(bare, part...)
		}
	}
	return bare
}

// separatorLine reads the line "sep=;" that spreadsheets put before the header to say what separates cells.
func separatorLine(line []byte) (rune, bool) {
	if len(line) == 5 && bytes.EqualFold(line[:4], []byte("sep=")) {
		return rune(line[4]), true
	}
	return 0, false
}
