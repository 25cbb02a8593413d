package directory

import (
	"fmt"
	"strings"
)

// shortNumberRules say what may be a short number, in the one dialling space of short numbers and extensions.
type shortNumberRules struct {
	min, max int // digits
	reserved map[string]struct{}
}

// Bounds of what Config may ask for, in digits.
const (
	fewestShortDigits = 1
	mostShortDigits   = 16
)

func newShortNumberRules(minDigits, maxDigits int, country string, reserved []string) (shortNumberRules, error) {
	r := shortNumberRules{min: minDigits, max: maxDigits, reserved: map[string]struct{}{}}
	if minDigits < fewestShortDigits || maxDigits > mostShortDigits || minDigits > maxDigits {
		return r, &Error{Code: Invalid, Message: fmt.Sprintf("short numbers of %d to %d digits: the bounds must be in order, between %d and %d",
			minDigits, maxDigits, fewestShortDigits, mostShortDigits)}
	}
	for _, n := range emergencyNumbers(country) {
		r.reserved[n] = struct{}{}
	}
	for _, n := range reserved {
		if !isDigits(n) {
			return r, &Error{Code: Invalid, Message: fmt.Sprintf("reserved number %q: only digits can be reserved", n)}
		}
		r.reserved[n] = struct{}{}
	}
	return r, nil
}

// check notes in f what keeps number from being a short number.
func (r shortNumberRules) check(f *faults, field, number string) {
	switch {
	case !isDigits(number):
		f.add(field, Invalid, number, "must consist of digits only")
	case len(number) < r.min || len(number) > r.max:
		f.add(field, Invalid, number, "has %d digits; %d to %d are allowed", len(number), r.min, r.max)
	case r.isReserved(number):
		f.add(field, NumberReserved, number, "is kept free: it is an emergency number or reserved by the configuration")
	}
}

func (r shortNumberRules) isReserved(number string) bool {
	_, reserved := r.reserved[number]
	return reserved
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
