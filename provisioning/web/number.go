package web

import (
	"html/template"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// written is a number as its reader's country groups it, with spaces that do not break: what can not be read stands as it was typed.
func (w *Web) written(n contactNumber) string {
	read, err := phonenumbers.Parse(n.E164, "")
	if n.E164 == "" || err != nil {
		return n.Raw
	}
	format := phonenumbers.INTERNATIONAL
	if phonenumbers.GetRegionCodeForNumber(read) == w.Country {
		format = phonenumbers.NATIONAL
	}
	return strings.ReplaceAll(phonenumbers.Format(read, format), " ", "\u00a0")
}

// dialled is the address that has a number called (RFC 3966).
func dialled(n contactNumber) template.URL {
	number := n.E164
	if number == "" {
		number = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' || r == '+' || r == '*' {
				return r
			}
			return -1
		}, n.Raw)
	}
	return template.URL("tel:" + number) // digits, and + and *
}

// number is written for a number of which there is nothing but its international form, or what was typed.
func (w *Web) number(number string) string {
	return w.written(contactNumber{Raw: number, E164: number})
}

// number writes a number as the visitor's country groups it.
func (v *visit) number(number string) string { return v.web.number(number) }
