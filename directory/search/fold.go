package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold is the form in which texts are compared, so that "helene", "HÉLÈNE" and its decomposed spelling are one: NFKD,
// non-spacing marks removed, full case folding (ß is ss), œ as oe and æ as ae, runs of space, hyphen and apostrophe as
// one space, none at either end. Control and format characters are dropped, as RFC 4518 section 2.2 maps them to
// nothing. Fold is idempotent and takes any bytes; invalid UTF-8 becomes U+FFFD. What is folded already is returned as it is, in the
// same memory.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return strings.Trim(foldPiece(s), " ")
}

// isFolded reports whether s is its own folded form at first sight, as most e-mail addresses are.
func isFolded(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || 'A' <= c && c <= 'Z' || c == '-' || c == '\'' || c == '`' {
			return false
		}
	}
	return true
}

// CompareText orders two texts as server-side sorting does: by their folded forms, then by their spelling.
// It returns -1, 0 or +1.
func CompareText(a, b string) int {
	if c := strings.Compare(Fold(a), Fold(b)); c != 0 {
		return c
	}
	return compareSpelling(a, b)
}

// compareSpelling tells apart texts that fold alike; the two Unicode spellings of one letter are the same spelling.
func compareSpelling(a, b string) int {
	return strings.Compare(norm.NFC.String(a), norm.NFC.String(b))
}

// foldPiece folds a part of a text: unlike Fold it keeps a space at either end, where in a piece it says that a word
// ends there.
func foldPiece(s string) string { return string(appendFolded(make([]byte, 0, len(s)), s)) }

// padded is a folded text between two spaces, such as pieces are sought in.
func padded(s string) string { return string(appendPadded(make([]byte, 0, len(s)+2), s)) }

func appendPadded(b []byte, s string) []byte {
	start := len(b)
	b = appendFolded(append(b, ' '), s)
	if len(b) > start+1 && b[len(b)-1] == ' ' {
		return b
	}
	return append(b, ' ')
}

// appendFolded appends s folded, of a run of separators one space, and none where b ends in one.
func appendFolded(b []byte, s string) []byte {
	if isFolded(s) {
		return append(b, s...)
	}
	if folded, plain := appendFoldedRunes(b, s, false); plain {
		return folded
	}
	folded, _ := appendFoldedRunes(b, decomposed(s), true)
	return folded
}

// decomposed is s with no mark beside a letter, and no letter that is a small one otherwise.
func decomposed(s string) string {
	s = strings.Map(withoutMark, norm.NFKD.String(s))
	if isASCII(s) {
		return s
	}
	return norm.NFKD.String(cases.Fold().String(s)) // folding can leave something to decompose
}

// appendFoldedRunes folds rune by rune. It gives up where s is not decomposed and one of them is not told by itself: most texts are of the letters
// and signs that are, and decomposing takes ten times as long.
func appendFoldedRunes(b []byte, s string, decomposed bool) (folded []byte, plain bool) {
	for _, r := range s {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			b = append(b, byte(r))
		case 'A' <= r && r <= 'Z':
			b = append(b, byte(r)+'a'-'A')
		case latinLetter(r) != 0:
			b = append(b, latinLetter(r))
		case isSeparator(r):
			if len(b) == 0 || b[len(b)-1] != ' ' {
				b = append(b, ' ')
			}
		case r >= utf8.RuneSelf && !decomposed:
			return nil, false
		case unicode.In(r, unicode.Mn, unicode.Cc, unicode.Cf): // dropped
		case r == 'œ':
			b = append(b, "oe"...)
		case r == 'æ':
			b = append(b, "ae"...)
		default:
			// cases.Fold swaps the cases of Cherokee letters instead of dropping one.
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return b, true
}

const (
	firstLatin = 'À'
	// latinLetters are those that À to ſ are folded to, with a zero for what is more than one letter, or none of a to z.
	latinLetters = "aaaaaa\x00ceeeeiiii\x00nooooo\x00\x00uuuuy\x00\x00aaaaaa\x00ceeeeiiii\x00nooooo\x00\x00uuuuy\x00y" +
		"aaaaaaccccccccdd\x00\x00eeeeeeeeeegggggggghh\x00\x00iiiiiiiii\x00\x00\x00jjkk\x00llllll\x00\x00\x00\x00nnnnnn\x00\x00\x00" +
		"oooooo\x00\x00rrrrrrsssssssstttt\x00\x00uuuuuuuuuuuuwwyyyzzzzzzs"
)

// latinLetter is what an accented letter of Latin is folded to, zero where r is none.
func latinLetter(r rune) byte {
	if r < firstLatin || int(r-firstLatin) >= len(latinLetters) {
		return 0
	}
	return latinLetters[r-firstLatin]
}

// withoutMark drops what stands on or below letters: accents, as strings.Map's mapping.
func withoutMark(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// isSeparator reports whether r is a space, a hyphen or an apostrophe, in any of the shapes that keyboards and word
// processors give them.
func isSeparator(r rune) bool {
	switch r {
	case '\'', '`', '‘', '’', '‛', 'ʼ', '′', '−':
		return true
	}
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
