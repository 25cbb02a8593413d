package dit

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fromLatin1 reads every octet of s as a character of ISO 8859-1.
func fromLatin1(s string) string {
	b := make([]byte, 0, len(s)+8)
	for i := 0; i < len(s); i++ {
		b = utf8.AppendRune(b, rune(s[i]))
	}
	return string(b)
}

// appendLatin1 appends s in ISO 8859-1. What that can not write loses its marks, or becomes the letters one writes
// instead, or a question mark.
func appendLatin1(b []byte, s string) []byte {
	for _, r := range norm.NFC.String(s) {
		if r < 0x100 {
			b = append(b, byte(r))
			continue
		}
		if instead, ok := latin1Instead(r); ok {
			b = append(b, instead...)
			continue
		}
		start := len(b)
		for _, part := range norm.NFKD.String(string(r)) {
			if part < 0x80 {
				b = append(b, byte(part))
			}
		}
		if len(b) == start && !isMark(r) {
			b = append(b, '?')
		}
	}
	return b
}

// appendLatin1DN appends a DN in ISO 8859-1, so that it names the same entry when it is sent back: what that can not write
// becomes hexadecimal pairs.
func appendLatin1DN(b []byte, dn string) []byte {
	for _, r := range norm.NFC.String(dn) {
		if r < 0x100 {
			b = append(b, byte(r))
			continue
		}
		for _, c := range []byte(string(r)) {
			b = append(b, '\\', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return b
}

// latin1Instead is how one writes r where there is only ISO 8859-1 and Unicode has no decomposition for it.
func latin1Instead(r rune) (string, bool) {
	switch r {
	case 'œ':
		return "oe", true
	case 'Œ':
		return "OE", true
	case 'ł':
		return "l", true
	case 'Ł':
		return "L", true
	case 'đ':
		return "d", true
	case 'Đ':
		return "D", true
	case 'ı':
		return "i", true
	case '€':
		return "EUR", true
	case '‘', '’', '‚', 'ʼ':
		return "'", true
	case '“', '”', '„':
		return `"`, true
	case '–', '—', '‑', '‐':
		return "-", true
	}
	return "", false
}

func isMark(r rune) bool { return norm.NFKD.PropertiesString(string(r)).CCC() != 0 }
