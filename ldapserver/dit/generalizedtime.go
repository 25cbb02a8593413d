package dit

import (
	"strings"
	"time"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// timestamp compares a field of times. They are kept to the second, so a time between two seconds is equal to none, and
// at least that is at least the next.
func timestamp(field search.Field, f *message.Filter) (search.Expr, bool) {
	at, ok := parseGeneralizedTime(f.Value)
	if !ok {
		return search.Expr{}, false
	}
	whole := at.Truncate(time.Second)
	e := search.Expr{Field: field}
	switch {
	case isEquality(f):
		if !whole.Equal(at) {
			return constant(false), true
		}
		e.Op = search.Equal
	case f.Kind == message.FilterGreaterOrEqual:
		if !whole.Equal(at) {
			whole = whole.Add(time.Second)
		}
		e.Op = search.AtLeast
	case f.Kind == message.FilterLessOrEqual:
		e.Op = search.AtMost
	default:
		return search.Expr{}, false
	}
	e.Value = whole.Format(generalizedTime)
	return e, true
}

// generalizedTime is the form in which documents have times.
const generalizedTime = "20060102150405Z"

// parseGeneralizedTime reads RFC 4517 section 3.3.13: minutes and seconds may be missing, a fraction is of the smallest
// unit given, behind a dot or a comma, and the time is UTC ("Z") or differs from it ("+0200", "-05").
func parseGeneralizedTime(s string) (time.Time, bool) {
	digits := leadingDigits(s)
	rest := s[len(digits):]
	unit := time.Second
	switch len(digits) {
	case len("2006010215"):
		unit = time.Hour
		digits += "0000"
	case len("200601021504"):
		unit = time.Minute
		digits += "00"
	case len("20060102150405"):
	default:
		return time.Time{}, false
	}
	leap := strings.HasSuffix(digits, "60")
	if leap {
		digits = digits[:12] + "59"
	}
	at, err := time.Parse("20060102150405", digits)
	if err != nil {
		return time.Time{}, false
	}
	if leap {
		at = at.Add(time.Second)
	}
	if rest != "" && (rest[0] == '.' || rest[0] == ',') {
		fraction := leadingDigits(rest[1:])
		if fraction == "" {
			return time.Time{}, false
		}
		rest = rest[1+len(fraction):]
		for _, digit := range []byte(fraction[:min(len(fraction), 12)]) {
			unit /= 10
			at = at.Add(unit * time.Duration(digit-'0'))
		}
	}
	offset, ok := parseOffset(rest)
	return at.Add(-offset), ok && at.Year() > 0 && at.Add(-offset).Year() < 10000
}

// parseOffset reads the part of a GeneralizedTime that says how far it is from UTC.
func parseOffset(s string) (time.Duration, bool) {
	if s == "Z" || s == "z" {
		return 0, true
	}
	if len(s) != len("+02") && len(s) != len("+0200") || s[0] != '+' && s[0] != '-' {
		return 0, false
	}
	at, err := time.Parse("1504", (s[1:] + "00")[:4])
	if err != nil {
		return 0, false
	}
	offset := time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute
	if s[0] == '-' {
		offset = -offset
	}
	return offset, true
}

func leadingDigits(s string) string {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return s[:n]
}
