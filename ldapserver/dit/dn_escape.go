package dit

// appendEscaped appends an attribute value as RFC 4514 section 2.4 writes it.
func appendEscaped(b []byte, value string) []byte {
	if needsNoEscape(value) {
		return append(b, value...)
	}
	for i := 0; i < len(value); i++ {
		c := value[i]
		switch {
		case c < ' ' || c == 0x7f:
			b = append(b, '\\', hexDigits[c>>4], hexDigits[c&15])
			continue
		case c == ',', c == '+', c == '"', c == '\\', c == '<', c == '>', c == ';',
			c == '#' && i == 0,
			c == ' ' && (i == 0 || i == len(value)-1):
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return b
}

// needsNoEscape tells most values from the others quickly: those of nothing but letters, digits, dots, hyphens and what is not ASCII.
func needsNoEscape(value string) bool {
	for i := range len(value) {
		c := value[i]
		if (c|0x20)-'a' >= 26 && c-'0' >= 10 && c != '.' && c != '-' && c < 0x80 {
			return false
		}
	}
	return true
}

const hexDigits = "0123456789ABCDEF"
