package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"annuaire/directory/search"
)

// Bounds of a password: long enough not to be guessed, short enough to be hashed.
const (
	minPassword      = 10 // characters
	maxPassword      = 256
	minPasswordKinds = 5 // different characters
)

// preparePassword is the form in which a password is hashed, the same on every keyboard (RFC 8265, OpaqueString). What is not
// UTF-8 stays as it is, for the rules to refuse.
func preparePassword(password string) string {
	if !utf8.ValidString(password) {
		return password
	}
	spaces := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, password)
	return norm.NFC.String(spaces)
}

// password notes what keeps a prepared password from being one. The names are what a guesser tries first: address, uid,
// names. No error ever repeats the password.
func (f *faults) password(password string, names ...string) {
	refuse := func(format string, args ...any) { f.add("password", WeakPassword, "", format, args...) }
	length := utf8.RuneCountInString(password)
	kinds := map[rune]struct{}{}
	for _, r := range password {
		kinds[r] = struct{}{}
	}
	switch {
	case password == "":
		f.required("password", "")
	case !utf8.ValidString(password) || strings.ContainsFunc(password, unicode.IsControl):
		f.add("password", Invalid, "", "contains control characters or is not valid UTF-8")
	case length < minPassword:
		refuse("has %d characters; at least %d are needed", length, minPassword)
	case length > maxPassword:
		f.add("password", Invalid, "", "has %d characters; at most %d are allowed", length, maxPassword)
	case len(kinds) < minPasswordKinds:
		refuse("consists of too few different characters")
	case resembles(password, names):
		refuse("is too much like the name or the e-mail address")
	}
}

// resembles reports whether a password is one of names, or one of them with a few characters around it.
func resembles(password string, names []string) bool {
	const around = 4
	folded := search.Fold(password)
	for _, name := range names {
		local, _, _ := strings.Cut(name, "@")
		for _, word := range []string{search.Fold(name), search.Fold(local)} {
			if len(word) >= minPasswordKinds && strings.Contains(folded, word) && len(folded)-len(word) <= around {
				return true
			}
		}
	}
	return false
}
