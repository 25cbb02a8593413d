package search

import "strings"

// DialForm is how numbers that could be read are written for a phone to dial them.
type DialForm struct {
	Form Form
	// Outside is dialled first, for an outside line; behind it a plus is what is dialled for it.
	Outside string
}

// Form is the part of a number that is written.
type Form uint8

const (
	// AsTyped leaves numbers as they are.
	AsTyped Form = iota
	// International is +33123456789.
	International
	// National is 0123456789, or 0049… for a number of another country.
	National
)

// AppendDialled appends a number, given as E.164 with its plus, in a form other than AsTyped.
func (d *Dialect) AppendDialled(b []byte, e164 string, form DialForm) []byte {
	b = append(b, form.Outside...)
	digits := strings.TrimPrefix(e164, "+")
	if form.Form == National {
		if rest, own := strings.CutPrefix(digits, d.countryCode); own {
			if d.writesTrunk {
				b = append(b, d.trunk...)
			}
			return append(b, rest...)
		}
	} else if form.Outside == "" {
		return append(b, e164...)
	}
	return append(append(b, d.abroad[0]...), digits...)
}
