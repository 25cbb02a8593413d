package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"annuaire/directory"
)

// Extensions is [extensions]: the numbers of the house's own dialling space.
type Extensions struct {
	MinDigits, MaxDigits int
	First                string                     // the smallest that is proposed; empty: "1000", or the smallest of MaxDigits
	Ranges               []directory.ExtensionRange // where extensions are proposed; none: from First on
	Reserved             []string                   // kept free beside the country's emergency numbers
	DialPrefixConflict   directory.DialPrefixRule   // what becomes of a number that begins with another one
}

// Lines is [lines].
type Lines struct {
	ContactsFor []directory.LineKind // kinds of lines that get a contact of their own where they are nobody's
}

// Voicemail is [voicemail].
type Voicemail struct {
	PINDigits int // of the PINs that are made
}

// Digits of the numbers in [extensions] and of PINs.
const (
	mostDigits    = 16
	fewestPINs    = 4
	mostPINs      = 10
	mostUsers     = 1_000_000
	wantedPrice   = `an amount in quotes with at most two decimals, such as "4.90", or ""`
	wantedRanges  = `a list of ranges of numbers with as many digits, such as ["1000-1999", "600-649"]`
	wantedNumbers = `a list of numbers, such as ["1000", "333"]`
)

func (e *Extensions) keys() []key {
	return []key{
		{"extensions.min_digits", whole(&e.MinDigits, 1, mostDigits)},
		{"extensions.max_digits", whole(&e.MaxDigits, 1, mostDigits)},
		{"extensions.first", number(&e.First)},
		{"extensions.ranges", list(&e.Ranges, wantedRanges, parseRange)},
		{"extensions.reserved", list(&e.Reserved, wantedNumbers, parseNumber)},
		{"extensions.dial_prefix_conflict", dialPrefixRule(&e.DialPrefixConflict)},
	}
}

func dialPrefixRule(to *directory.DialPrefixRule) setter {
	return func(value any) error {
		s, _ := value.(string)
		switch rule := directory.DialPrefixRule(s); {
		case value == "" || rule == directory.WarnDialPrefix || rule == directory.RefuseDialPrefix:
			*to = rule
			return nil
		}
		return fmt.Errorf("%v is not right: want \"warn\", \"refuse\" or \"\"", value)
	}
}

func licenceKeys(l *directory.Licence) []key {
	return []key{
		{"licence.included", whole(&l.Included, 0, mostUsers)},
		{"licence.limit", whole(&l.Limit, 0, mostUsers)},
		{"licence.unit_price", price(&l.UnitPriceCents)},
		{"licence.activation_price", price(&l.ActivationPriceCents)},
		{"licence.currency", currencyCode(&l.Currency)},
	}
}

func number(to *string) setter {
	return func(value any) error {
		s, ok := value.(string)
		if ok && s != "" {
			_, err := parseNumber(s)
			ok = err == nil
		}
		if !ok {
			return wanted(value, `a number in quotes, such as "1000", or ""`)
		}
		*to = s
		return nil
	}
}

func parseNumber(s string) (string, error) {
	if s == "" || len(s) > mostDigits || strings.Trim(s, "0123456789") != "" {
		return "", strconv.ErrSyntax
	}
	return s, nil
}

func parseRange(s string) (directory.ExtensionRange, error) {
	first, last, found := strings.Cut(s, "-")
	r := directory.ExtensionRange{First: strings.TrimSpace(first), Last: strings.TrimSpace(last)}
	_, wrongFirst := parseNumber(r.First)
	_, wrongLast := parseNumber(r.Last)
	if !found || wrongFirst != nil || wrongLast != nil || len(r.First) != len(r.Last) || r.First > r.Last {
		return r, strconv.ErrSyntax
	}
	return r, nil
}

// lineKinds takes a list of kinds of lines; an empty one stands for none.
func lineKinds(to *[]directory.LineKind) setter {
	kinds := []directory.LineKind{directory.Landline, directory.MobileLine, directory.FaxLine, directory.VoIPLine}
	return list(to, `a list of kinds of lines, "landline", "mobile", "fax" or "voip", such as ["landline"]`, func(s string) (directory.LineKind, error) {
		if !slices.Contains(kinds, directory.LineKind(s)) {
			return "", strconv.ErrSyntax
		}
		return directory.LineKind(s), nil
	})
}

// price takes an amount in hundredths of the currency, written with a point; an empty text stands for none.
func price(to *int64) setter {
	return func(value any) error {
		s, ok := value.(string)
		if ok && s == "" {
			*to = 0
			return nil
		}
		units, decimals, found := strings.Cut(s, ".")
		for found && len(decimals) == 1 {
			decimals += "0"
		}
		cents, err := strconv.ParseUint(units+decimals, 10, 31)
		if !ok || err != nil || units == "" || found && len(decimals) != 2 || !found && cents > 1<<31/100 {
			return wanted(value, wantedPrice)
		}
		if !found {
			cents *= 100
		}
		*to = int64(cents)
		return nil
	}
}

func currencyCode(to *string) setter {
	return func(value any) error {
		s, _ := value.(string)
		unit, err := currency.ParseISO(s)
		if err != nil {
			return wanted(value, `a currency's three letters (ISO 4217), such as "EUR"`)
		}
		*to = unit.String()
		return nil
	}
}

// checkTelephony looks at keys of [extensions] and [licence] that only make sense together.
func (p *parser) checkTelephony() {
	e, l := p.config.Extensions, p.config.Licence
	if e.MinDigits > e.MaxDigits {
		p.problem("extensions.min_digits", fmt.Errorf("%d is more than max_digits, %d", e.MinDigits, e.MaxDigits))
		return
	}
	long := func(n string) bool { return len(n) < e.MinDigits || len(n) > e.MaxDigits }
	if e.First != "" && long(e.First) {
		p.problem("extensions.first", fmt.Errorf("%q is not right: want %d to %d digits (min_digits, max_digits)", e.First, e.MinDigits, e.MaxDigits))
	}
	for _, r := range e.Ranges {
		if long(r.First) {
			p.problem("extensions.ranges", fmt.Errorf("%q is not right: want numbers of %d to %d digits (min_digits, max_digits)", r.First+"-"+r.Last, e.MinDigits, e.MaxDigits))
		}
	}
	if l.Limit > 0 && l.Limit < l.Included {
		p.problem("licence.limit", fmt.Errorf("%d is less than included, %d", l.Limit, l.Included))
	}
}
