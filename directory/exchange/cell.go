package exchange

import (
	"strings"
	"unicode/utf8"
)

// eraseTokens are the cells that empty a field, whatever Options.Empty says.
func isEraseToken(cell string) bool {
	switch len(cell) {
	case len("<vide>"):
		return strings.EqualFold(cell, "<vide>")
	case len("<empty>"):
		return strings.EqualFold(cell, "<empty>")
	}
	return false
}

// guard makes a value safe in a cell: a spreadsheet must not take it for a formula, nor the import for an erase token. It
// puts one apostrophe before = + - @ tab and CR, before a token, and before apostrophes that lead to any of these, so that
// unguard gives back exactly what was there.
func guard(value string) string {
	if needsGuard(value) {
		return "'" + value
	}
	return value
}

// unguard takes off the one apostrophe that guard, or a careful person, put before a value.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && needsGuard(rest) {
		return rest
	}
	return cell
}

func needsGuard(value string) bool {
	value = strings.TrimLeft(value, "'")
	if value == "" {
		return false
	}
	return strings.IndexByte("=+-@\t\r", value[0]) >= 0 || isEraseToken(value)
}

// longerThan reports whether s has more than n characters.
func longerThan(s string, n int) bool {
	return len(s) > n && utf8.RuneCountInString(s) > n
}

// isExponent reports whether a number was turned into "3,36E+10" by a spreadsheet.
func isExponent(s string) bool {
	mantissa, exponent, ok := strings.Cut(strings.ToUpper(s), "E+")
	if !ok || mantissa == "" || exponent == "" {
		return false
	}
	return strings.Trim(mantissa, "0123456789.,") == "" && strings.Trim(exponent, "0123456789") == ""
}
