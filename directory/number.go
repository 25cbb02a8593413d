package directory

import (
	"fmt"
	"strings"
	"unicode"
)

// NumberKinds lists the kinds of numbers in the order pages and files show them.
func NumberKinds() []NumberKind {
	return []NumberKind{WorkNumber, MobileNumber, HomeNumber, FaxNumber, OtherNumber, CarNumber, OtherHomeNumber}
}

// Valid reports whether k is one of NumberKinds.
func (k NumberKind) Valid() bool {
	switch k {
	case WorkNumber, MobileNumber, HomeNumber, FaxNumber, OtherNumber, CarNumber, OtherHomeNumber:
		return true
	}
	return false
}

// cleanNumbers brings numbers into the form they are stored in and notes in f what breaks a rule. A short number that the
// contact held before is not measured again: the configuration may have changed since.
func (f *faults) cleanNumbers(numbers, before []Number, rules shortNumberRules) []Number {
	if len(numbers) == 0 {
		return nil
	}
	if len(numbers) > maxNumbers {
		f.add("numbers", Invalid, "", "has %d numbers; at most %d are allowed", len(numbers), maxNumbers)
		return numbers
	}
	cleaned := make([]Number, len(numbers))
	for i, n := range numbers {
		at := fmt.Sprintf("numbers[%d].", i)
		n.E164 = ""
		f.cleanKind(at+"kind", &n)
		n.Label = f.line(at+"label", n.Label, maxLabel)
		faultsBefore := len(*f)
		n.Raw = f.line(at+"raw", n.Raw, maxNumber)
		if len(*f) == faultsBefore {
			f.checkRaw(at+"raw", n.Raw)
		}
		n.ShortNumber = trim(n.ShortNumber)
		f.checkShortNumber(at+"short_number", n.ShortNumber, cleaned[:i], before, rules)
		cleaned[i] = n
	}
	return cleaned
}

func (f *faults) cleanKind(field string, n *Number) {
	if n.Kind == "" {
		n.Kind = WorkNumber
	}
	if !n.Kind.Valid() {
		f.add(field, Invalid, string(n.Kind), "is not a kind of number; the kinds are work, mobile, home, fax, other, car and other_home")
	}
}

func (f *faults) checkRaw(field, raw string) {
	switch {
	case raw == "":
		f.add(field, Required, "", "is missing")
	case !strings.ContainsFunc(raw, unicode.IsDigit) && !isSIP(raw):
		f.add(field, Invalid, raw, "has no digit in it and is no SIP address")
	}
}

func (f *faults) checkShortNumber(field, short string, earlier, before []Number, rules shortNumberRules) {
	if short == "" {
		return
	}
	if holdsShort(earlier, short) {
		f.add(field, Invalid, short, "is given twice")
		return
	}
	if !holdsShort(before, short) {
		rules.check(f, field, short)
	}
}

func holdsShort(numbers []Number, short string) bool {
	for _, n := range numbers {
		if n.ShortNumber == short {
			return true
		}
	}
	return false
}

// isSIP reports whether raw is a SIP address, which has a scheme and a host (RFC 3261 section 19.1).
func isSIP(raw string) bool {
	scheme, rest, found := strings.Cut(raw, ":")
	return found && rest != "" && (strings.EqualFold(scheme, "sip") || strings.EqualFold(scheme, "sips"))
}
