package search

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// E164 reads raw as a number of the country, with or without the prefix for an outside line, or as an international
// one: "+33123456789". It is "" where raw can not be read so: a short code, an extension, a SIP URI.
func (d *Dialect) E164(raw string) string {
	n, err := phonenumbers.Parse(raw, d.country)
	if err != nil || !phonenumbers.IsPossibleNumber(n) {
		return ""
	}
	return phonenumbers.Format(n, phonenumbers.E164)
}

func (d *Dialect) appendNumberKey(keys []byte, v *Value) []byte {
	return appendTextKey(keys, strings.TrimSpace(v.Text))
}

func (d *Dialect) equalNumber(f Field, s string) func(key string) bool { return equalText(s) }

func (d *Dialect) numberSubstrings(f Field, p pieces) func(key string) bool {
	return textSubstrings(f, p)
}
