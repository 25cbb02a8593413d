package search

import "strings"

// hasLonger tells the groups that phones ask for with every letter that somebody types: theirs are terms of four and five letters
// too, so that what is found by them needs no look at it.
func (g group) hasLonger() bool {
	return g == nameGroup || g == lastNameGroup || g == firstNameGroup || g == companyGroup
}

// letters are up to five bytes as a number of six bits each; not ok where one of them is none of the usual letters, digits and signs. Only texts
// of one length are told apart.
func letters(s string) (n uint32, ok bool) {
	for i := range len(s) {
		code := letter(s[i])
		if code == 0 {
			return 0, false
		}
		n = n<<6 | code
	}
	return n, true
}

// letter is a byte of folded text in six bits, zero if it is too rare to have a code.
func letter(c byte) uint32 {
	switch {
	case 'a' <= c && c <= 'z':
		return uint32(c-'a') + 1
	case '0' <= c && c <= '9':
		return uint32(c-'0') + 27
	case c == ' ':
		return 37
	case '&' <= c && c <= '/': // & ' ( ) * + , - . /
		return uint32(c-'&') + 38
	case c == '@':
		return 48
	}
	return 0
}

// appendWindows4 appends every four letters of a form.
func appendWindows4(terms []uint32, form string) []uint32 {
	for i := range len(form) - 3 {
		if four, ok := letters(form[i : i+4]); ok {
			terms = append(terms, windows4|four)
		}
	}
	return terms
}

// appendLongBeginning appends the first four and five letters of a form after the space.
func appendLongBeginning(terms []uint32, form string) []uint32 {
	if len(form) > 4 {
		if four, ok := letters(form[1:5]); ok {
			terms = append(terms, heads4|four)
		}
	}
	if len(form) > 5 {
		if five, ok := letters(form[1:6]); ok {
			terms = append(terms, heads5|five)
		}
	}
	return terms
}

// hidesLastName reports whether a last name begins no form of the document's name.
func (d *Document) hidesLastName() bool {
	for i := d.items(); i.next(); {
		if i.field == LastName && !d.isNamed(i.compared()) {
			return true
		}
	}
	return false
}

// isNamed reports whether a form of the name begins with a key's form.
func (d *Document) isNamed(key string) bool {
	begin := strings.TrimSuffix(key, formEnd)
	for i := d.items(); i.next(); {
		if i.field != Name {
			continue
		}
		for form := range forms(i.compared()) {
			if strings.HasPrefix(form, begin) {
				return true
			}
		}
	}
	return false
}
