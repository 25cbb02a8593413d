package directory

import (
	"strconv"
	"strings"

	"annuaire/directory/search"
)

// slugLength leaves room for a number behind it.
const slugLength = 48

// slug makes a login name of a contact's name: "jean.martin", "acme" for a company, "contact" where nothing of the name
// can be written in ASCII letters and digits.
func slug(c *Contact) string {
	var parts []string
	for _, name := range []string{c.FirstName, c.LastName} {
		if word := asciiWord(name); word != "" {
			parts = append(parts, word)
		}
	}
	if len(parts) == 0 {
		parts = append(parts, asciiWord(c.Company))
	}
	s := strings.Join(parts, ".")
	if len(s) > slugLength {
		s = s[:slugLength]
	}
	if s = strings.Trim(s, ".-"); s == "" {
		return "contact"
	}
	return s
}

// numberedSlug is base for the first of a name, then base2, base3 …
func numberedSlug(base string, n int) string {
	if n < 2 {
		return base
	}
	return base + strconv.Itoa(n)
}

// asciiWord writes name in small ASCII letters and digits, with one hyphen where words meet.
func asciiWord(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range search.Fold(name) {
		letters := ""
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			letters = string(r)
		case r > 0x7f:
			letters = transliterate(r)
		case r == ' ' || r == '-' || r == '_' || r == '&' || r == '/' || r == '+' || r == ',':
			gap = true
		}
		if letters == "" {
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteString(letters)
	}
	return b.String()
}
