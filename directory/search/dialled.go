package search

import (
	"strings"
	"unicode"
)

// dialled is what is left of a number, as somebody wrote it, when it is dialled.
type dialled struct {
	digits string // digits, "*" and "#"
	plus   bool   // a "+" comes before them
	// short is digits without a "(0)", which is not dialled after a country code; empty if there is none.
	short string
}

// readDialled reads s up to the first thing that is neither dialled nor written between digits, such as a letter, and
// returns what comes from there on.
func readDialled(s string) (n dialled, rest string) {
	var room [32]byte // more than most numbers have
	digits := room[:0]
	zero := -1
	for i, r := range s {
		switch {
		case '0' <= r && r <= '9':
			digits = append(digits, byte(r))
		case r == ' ' || r == '.' || r == '-': // between digits, mostly
		case r == '+' || r == '＋':
			if n.plus || len(digits) > 0 {
				return n.with(digits, zero), s[i:]
			}
			n.plus = true
		case r == '*' || r == '#':
			digits = append(digits, byte(r))
		case isBetweenDigits(r):
			if zero < 0 && strings.HasPrefix(s[i:], "(0)") {
				zero = len(digits)
			}
		default:
			digit, ok := digitOf(r)
			if !ok {
				return n.with(digits, zero), s[i:]
			}
			digits = append(digits, digit)
		}
	}
	return n.with(digits, zero), ""
}

func (n dialled) with(digits []byte, zero int) dialled {
	n.digits = string(digits)
	// No country code begins with zero: +0033… and +0123… are dialled as if the plus were not there.
	n.plus = n.plus && !strings.HasPrefix(n.digits, "0")
	if zero >= 0 {
		n.short = n.digits[:zero] + n.digits[zero+1:]
	}
	return n
}

// numberIn finds the number in a text such as "tel. 01 23 45 67 89 poste 12", the longest if there are several; exact
// says that there is nothing else.
func numberIn(text string) (longest dialled, exact bool) {
	if n, rest := readDialled(text); rest == "" {
		return n, true
	}
	for {
		start := strings.IndexFunc(text, isDialled)
		if start < 0 {
			return longest, false
		}
		var n dialled
		if n, text = readDialled(text[start:]); n.isNumber() && len(n.digits) > len(longest.digits) {
			longest = n
		}
	}
}

// isNumber reports whether there is a digit to compare.
func (n dialled) isNumber() bool { return strings.ContainsAny(n.digits, "0123456789") }

// isCode reports whether it is a command to the telephone system, such as *21, rather than a number.
func (n dialled) isCode() bool { return strings.ContainsAny(n.digits, "*#") }

// spellings are the digits with and without a "(0)".
func (n dialled) spellings() []string { return n.appendSpellings(nil) }

func (n dialled) appendSpellings(to []string) []string {
	if to = append(to, n.digits); n.short != "" {
		to = append(to, n.short)
	}
	return to
}

// isDialled reports whether r can begin a number.
func isDialled(r rune) bool {
	_, ok := digitOf(r)
	return ok || strings.ContainsRune("+＋*#", r)
}

// isBetweenDigits reports whether r is only there to be read: 01.23-45/67 (89).
func isBetweenDigits(r rune) bool {
	return isSeparator(r) || strings.ContainsRune("./()[],·", r) || unicode.In(r, unicode.Cc, unicode.Cf)
}

// digitOf is the ASCII digit of a decimal digit of any script.
func digitOf(r rune) (byte, bool) {
	if '0' <= r && r <= '9' {
		return byte(r), true
	}
	if r <= unicode.MaxASCII {
		return 0, false
	}
	// Unicode keeps decimal digits in runs of ten, in order.
	for _, run := range unicode.Nd.R16 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return byte('0' + (r-rune(run.Lo))%10), true
		}
	}
	for _, run := range unicode.Nd.R32 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return byte('0' + (r-rune(run.Lo))%10), true
		}
	}
	return 0, false
}
