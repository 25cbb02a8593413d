package dit

import (
	"strings"

	"annuaire/directory"
	"annuaire/directory/search"
	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// dialForm is how an account's phones dial numbers.
func dialForm(o directory.PhoneOptions) search.DialForm {
	switch o.DialFormat {
	case directory.DialInternational:
		return search.DialForm{Form: search.International, Outside: o.OutsideLine}
	case directory.DialNational:
		return search.DialForm{Form: search.National, Outside: o.OutsideLine}
	}
	return search.DialForm{}
}

// dialled is how a value is shown: a number that could be read as the account's phones dial it, everything else as it was
// typed. It is valid until the next read.
func (r *reader) dialled(v *search.Picked) string {
	switch {
	case v.E164 == "" || r.dial.Form == search.AsTyped || v.Field == search.ShortNumber:
		return v.Text
	case r.dial.Form == search.International && r.dial.Outside == "":
		return v.E164
	}
	start := len(r.made)
	r.made = r.snapshot.Dialect().AppendDialled(r.made, v.E164, r.dial)
	return ber.Text(r.made[start:])
}

// fewestBehindDigits is how many digits must follow a prefix that is digits itself, or the beginning of any number would
// be one.
const fewestBehindDigits = 7

// prefixesOf are the prefixes that a number in a filter may have, of all systems and of the account's.
func prefixesOf(all []string, own string) []string {
	if own == "" {
		return all
	}
	return append(all[:len(all):len(all)], own)
}

// compare makes the comparison of one field; a number that a telephone system has put a prefix before is looked for as it
// is and without.
func (c conditioner) compare(field search.Field, f *message.Filter) search.Expr {
	e := compare(field, f)
	if len(c.dialPrefixes) == 0 || !field.IsNumber() || e.Op != search.Equal && e.Op != search.Substrings {
		return e
	}
	readings := []search.Expr{e}
	for _, prefix := range c.dialPrefixes {
		if bare, ok := withoutPrefix(e, prefix); ok {
			readings = append(readings, bare)
		}
	}
	return combine(search.Or, readings)
}

// withoutPrefix cuts a prefix off the beginning of what a comparison asks for.
func withoutPrefix(e search.Expr, prefix string) (search.Expr, bool) {
	var ok bool
	switch {
	case e.Op == search.Equal:
		e.Value, ok = cutPrefix(e.Value, prefix)
	case e.Initial != "":
		e.Initial, ok = cutPrefix(e.Initial, prefix)
	case len(e.Any) > 0:
		var first string
		if first, ok = cutPrefix(e.Any[0], prefix); ok {
			e.Any = append([]string{first}, e.Any[1:]...)
		}
	default:
		e.Final, ok = cutPrefix(e.Final, prefix)
	}
	return e, ok
}

func cutPrefix(number, prefix string) (rest string, ok bool) {
	if len(number) <= len(prefix) || !strings.EqualFold(number[:len(prefix)], prefix) {
		return "", false
	}
	rest = number[len(prefix):]
	digits := 0
	for i := range len(rest) {
		if '0' <= rest[i] && rest[i] <= '9' {
			digits++
		}
	}
	if strings.Trim(prefix, "0123456789") == "" {
		return rest, digits >= fewestBehindDigits
	}
	return rest, digits > 0
}
