package search

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// The forms of a number's key, told apart by their first byte. They are made when a record is written, and what is
// asked for is compared with them digit by digit.
const (
	// international is a number that the value can be read as: "+33123456789". The first form, if any.
	international = '+'
	// national is that number without its country code, and with the trunk prefix of the own country: "=0123456789".
	national = '='
	// typed is what was typed, where it is none of the above: "!15", "!*21", "!00123456789".
	typed = '!'
	// worded is the folded text of a number with words, "0123456789 poste 12": equal to itself, nothing more.
	worded = '"'
	// address is the folded text of what is no number, above all a SIP URI: it is compared as texts are.
	address = '@'
)

// sameFrom is how many digits the end of a number needs to stand for the number. Four digits are an extension, and many
// numbers end in them.
const sameFrom = 7

// E164 reads raw as an international number or one of the country, with or without the prefix for an outside line:
// "+33123456789". It is "" where raw can not be read so: a short code, an extension, a SIP URI. Where the prefix lets
// raw be read in two ways, it is the reading without.
func (d *Dialect) E164(raw string) string {
	if isAddress(raw) {
		return ""
	}
	n, _ := numberIn(raw)
	if readings := d.readings(n); len(readings) > 0 {
		return readings[0]
	}
	return ""
}

// readings are the numbers that n is in E.164: none, one, or two where the prefix for an outside line may be part of it.
func (d *Dialect) readings(n dialled) []string {
	if n.isCode() {
		return nil
	}
	digits := n.digits
	if _, abroad := d.cutAbroad(digits); n.short != "" && (n.plus || abroad) {
		digits = n.short
	}
	candidates := []string{digits}
	if n.plus {
		candidates[0] = "+" + digits
	} else if rest, ok := d.outsideLine(digits); ok {
		candidates = append(candidates, rest)
	}
	var valid, possible []string
	for _, candidate := range candidates {
		number, err := phonenumbers.Parse(candidate, d.country)
		switch {
		case err != nil:
		case phonenumbers.IsValidNumber(number):
			valid = append(valid, phonenumbers.Format(number, phonenumbers.E164))
		case len(candidate) >= sameFrom && phonenumbers.IsPossibleNumber(number):
			// The library's tables are older than the latest numbering plan, but do not take 15 for +3315.
			possible = append(possible, phonenumbers.Format(number, phonenumbers.E164))
		}
	}
	// Both readings count, also where the tables know only one of them: 00639000000 may be dialled from behind a prefix.
	return slices.Compact(append(valid, possible...))
}

// appendNumberKey appends the key of a number, and fills in its E164 where it is missing and can be known.
func (d *Dialect) appendNumberKey(keys []byte, v *Value) []byte {
	n, exact := numberIn(v.Text)
	if isAddress(v.Text) || !n.isNumber() {
		return appendForm(keys, address, padded(v.Text))
	}
	var numbers []string
	if v.Field != ShortNumber {
		numbers = d.numbers(n, v)
	}
	known := d.spellsCountryCode(n, numbers)
	if n.plus && !known && v.Field != ShortNumber {
		// What was typed counts beside what the tables make of it: they read +31 0… without the zero.
		numbers = d.appendByDigits(numbers, n)
		// A country code that was typed takes part as such only, else *33* would find whoever typed +33.
		known = len(numbers) > 0
	}
	for _, number := range numbers {
		digits := d.nationalDigits(number)
		keys = appendForm(keys, international, number[1:])
		keys = appendForm(keys, national, digits)
		known = known || digits == n.digits
	}
	if !known {
		keys = appendForm(keys, typed, n.digits)
	}
	if !exact || v.Field == ShortNumber && n.plus {
		keys = appendForm(keys, worded, padded(v.Text))
	}
	return keys
}

func appendForm(keys []byte, kind byte, form string) []byte {
	keys = append(append(keys, kind), form...)
	return append(keys, formEnd...)
}

// numbers are what a value can be read as, "+" and digits; of a number that is incomplete or unheard of, what its digits
// say.
func (d *Dialect) numbers(n dialled, v *Value) []string {
	given := strings.HasPrefix(v.E164, "+")
	if _, ambiguous := d.outsideLine(n.digits); given && (n.plus || !ambiguous) {
		return []string{v.E164}
	}
	numbers := d.readings(n)
	if v.E164 == "" && len(numbers) > 0 {
		v.E164 = numbers[0]
	}
	if given && !slices.Contains(numbers, v.E164) {
		numbers = append(numbers, v.E164)
	}
	if len(numbers) == 0 && !n.isCode() && !n.plus && len(n.digits) >= sameFrom {
		numbers = d.appendByDigits(nil, n)
	}
	return numbers
}

// spellsCountryCode reports whether n is one of the numbers with the country code written out: 0033…, 33….
func (d *Dialect) spellsCountryCode(n dialled, numbers []string) bool {
	for _, number := range numbers {
		for _, spelling := range n.spellings() {
			before, ok := strings.CutSuffix(spelling, number[1:])
			if ok && (before == "" || slices.Contains(d.abroad, before)) {
				return true
			}
		}
	}
	return false
}

// nationalDigits are the digits of an international number within its country.
func (d *Dialect) nationalDigits(number string) string {
	digits := number[1:]
	if rest, own := strings.CutPrefix(digits, d.countryCode); own {
		if d.writesTrunk {
			return d.trunk + rest
		}
		return rest
	}
	for length := 1; length <= min(3, len(digits)); length++ {
		code, err := strconv.Atoi(digits[:length])
		if err == nil && d.callingCodes[code] {
			return digits[length:]
		}
	}
	return digits
}

// isAddress reports whether a text in a number's place is a SIP URI or an address like it, user@host.
func isAddress(text string) bool {
	scheme, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(text)), ":")
	return scheme == "sip" || scheme == "sips" || strings.Contains(text, "@")
}
