package dit

// appendEscaped appends an attribute value as RFC 4514 section 2.4 writes it.
func appendEscaped(b []byte, value string) []byte {
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

const hexDigits = "0123456789ABCDEF"
