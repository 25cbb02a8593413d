package message

import "unicode/utf8"

// String is the filter as RFC 4515 writes it, for logs: what could break a line or end the filter is escaped, octets
// that are no UTF-8 too. A choice unknown to RFC 4511 is "(?=undefined)".
func (f Filter) String() string { return string(f.append(nil)) }

func (f *Filter) append(b []byte) []byte {
	b = append(b, '(')
	switch f.Kind {
	case FilterAnd:
		b = f.appendChildren(append(b, '&'))
	case FilterOr:
		b = f.appendChildren(append(b, '|'))
	case FilterNot:
		b = f.appendChildren(append(b, '!'))
	case FilterEqual:
		b = f.appendAssertion(b, "=")
	case FilterGreaterOrEqual:
		b = f.appendAssertion(b, ">=")
	case FilterLessOrEqual:
		b = f.appendAssertion(b, "<=")
	case FilterApprox:
		b = f.appendAssertion(b, "~=")
	case FilterPresent:
		b = append(appendEscaped(b, f.Attribute), "=*"...)
	case FilterSubstrings:
		b = f.appendSubstrings(b)
	case FilterExtensible:
		b = f.appendExtensible(b)
	default:
		b = append(b, "?=undefined"...)
	}
	return append(b, ')')
}

func (f *Filter) appendChildren(b []byte) []byte {
	for i := range f.Children {
		b = f.Children[i].append(b)
	}
	return b
}

func (f *Filter) appendAssertion(b []byte, operator string) []byte {
	b = append(appendEscaped(b, f.Attribute), operator...)
	return appendEscaped(b, f.Value)
}

// appendSubstrings writes substrings without any piece as "**": one asterisk would be presence.
func (f *Filter) appendSubstrings(b []byte) []byte {
	b = append(appendEscaped(b, f.Attribute), '=')
	b = append(appendEscaped(b, f.Initial), '*')
	for _, piece := range f.Any {
		b = append(appendEscaped(b, piece), '*')
	}
	if f.Initial == "" && f.Final == "" && len(f.Any) == 0 {
		return append(b, '*')
	}
	return appendEscaped(b, f.Final)
}

func (f *Filter) appendExtensible(b []byte) []byte {
	b = appendEscaped(b, f.Attribute)
	if f.DNAttributes {
		b = append(b, ":dn"...)
	}
	if f.Rule != "" {
		b = appendEscaped(append(b, ':'), f.Rule)
	}
	return appendEscaped(append(b, ":="...), f.Value)
}

// appendEscaped writes s with \xx for the octets that RFC 4515 section 3 demands it for, for control characters, and for
// what is no UTF-8. U+FFFD is escaped too: many readers take it for broken UTF-8.
func appendEscaped(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError, r < ' ', r == 0x7F, r == '*', r == '(', r == ')', r == '\\':
			for _, c := range []byte(s[i : i+size]) {
				b = append(b, '\\', hex[c>>4], hex[c&0xF])
			}
		default:
			b = append(b, s[i:i+size]...)
		}
		i += size
	}
	return b
}
