package directory

import (
	"strings"
	"unicode"
)

// email makes an e-mail address of value, spelled as it was typed, and notes in f what is wrong with it.
func (f *faults) email(field, value string) string {
	before := len(*f)
	value = f.line(field, value, maxEmail)
	if value == "" || len(*f) > before {
		return value
	}
	local, domain, found := strings.Cut(value, "@")
	switch {
	case !found || local == "" || domain == "":
		f.add(field, Invalid, value, "is not an e-mail address; it looks like name@example.com")
	case strings.Contains(domain, "@"):
		f.add(field, Invalid, value, "has more than one @")
	case strings.ContainsFunc(value, unicode.IsSpace):
		f.add(field, Invalid, value, "contains a space")
	}
	return value
}

// emailKey is what two spellings of one address have in common. Tags and dots are part of the address.
func emailKey(email string) string { return strings.ToLower(email) }
