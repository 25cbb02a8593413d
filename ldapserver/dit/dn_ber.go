package dit

import (
	"unicode/utf16"
	"unicode/utf8"

	"annuaire/ldapserver/ber"
)

// Universal tags of ASN.1's strings (X.680 section 8.4).
const (
	utf8String      ber.Tag = 0x0c
	numericString   ber.Tag = 0x12
	printableString ber.Tag = 0x13
	teletexString   ber.Tag = 0x14
	ia5String       ber.Tag = 0x16
	visibleString   ber.Tag = 0x1a
	bmpString       ber.Tag = 0x1e
)

// stringOf is the text that b encodes; ok is false where b is anything but one string.
func stringOf(b []byte) (text string, ok bool) {
	r := ber.NewReader(b)
	tag, content, err := r.Next("value")
	if err != nil || !r.Empty() {
		return "", false
	}
	switch tag {
	case ber.OctetString, utf8String, numericString, printableString, ia5String, visibleString:
		return string(content), utf8.Valid(content)
	case teletexString: // T.61 by name, ISO 8859-1 in practice
		return fromLatin1(string(content)), true
	case bmpString:
		if len(content)%2 != 0 {
			return "", false
		}
		units := make([]uint16, 0, len(content)/2)
		for i := 0; i < len(content); i += 2 {
			units = append(units, uint16(content[i])<<8|uint16(content[i+1]))
		}
		return string(utf16.Decode(units)), true
	}
	return "", false
}
