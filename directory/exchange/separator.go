package exchange

import (
	"bytes"
	"strings"
)

// separators that are tried, the likeliest first: what a spreadsheet in a French setting writes, then the others.
var separators = [...]byte{';', ',', '\t', '|'}

// detectSeparator picks the separator with which the header line names the most known columns; with a draw the one that
// occurs most often, and with none at all the semicolon.
func detectSeparator(header []byte) rune {
	best, bestKnown, bestCount := separators[0], 0, 0
	bare := withoutQuoted(header)
	for _, sep := range separators {
		count := bytes.Count(bare, []byte{sep})
		if count == 0 {
			continue
		}
		known := 0
		for name := range strings.SplitSeq(string(header), string(rune(sep))) {
			if _, ok := parseColumn(strings.Trim(strings.TrimSpace(name), `"`)); ok {
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
