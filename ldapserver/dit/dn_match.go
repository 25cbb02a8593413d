package dit

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// matchForm is what caseIgnoreMatch compares (RFC 4518 section 2): letters folded, compatibility forms made one, what can
// not be seen removed, and runs of spaces made one. Accents count.
func matchForm(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.Map(mapped, s)
	for _, c := range []byte(s) {
		if c >= 0x80 {
			fold := cases.Fold()
			s = norm.NFKC.String(fold.String(norm.NFKC.String(fold.String(norm.NFD.String(s)))))
			return strings.Join(strings.Fields(strings.Map(mapped, s)), " ")
		}
	}
	return strings.Join(strings.Fields(strings.ToLower(s)), " ")
}

// mapped is RFC 4518 section 2.2's mapping of one character: to nothing, to a space, or to itself.
func mapped(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.Is(unicode.Z, r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r),
		r == 0x034f, r == 0x1806, r == 0xfffc:
		return -1
	}
	return r
}

// isPlain reports whether s is its own matchForm for sure: lower-case letters, digits and single inner spaces, dots and
// hyphens of ASCII.
func isPlain(s string) bool {
	space := true
	for _, c := range []byte(s) {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '.', c == '-':
			space = false
		case c == ' ' && !space:
			space = true
		default:
			return false
		}
	}
	return !space || s == ""
}
