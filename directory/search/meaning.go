package search

import "strings"

// appendByDigits appends the numbers that n spells out, "+" and digits, told by its digits alone: after a plus or what is dialled
// for it, or after the trunk prefix. They are several where a zero may be dialled or not.
func (d *Dialect) appendByDigits(numbers []string, n dialled) []string {
	if n.isCode() {
		return numbers
	}
	var kept [2]string
	for _, digits := range n.appendSpellings(kept[:0]) {
		abroad, ok := digits, n.plus
		if !ok {
			abroad, ok = d.cutAbroad(digits)
		}
		switch {
		case ok:
			numbers = d.appendWithoutTrunk(numbers, abroad)
		case d.trunk != "" && strings.HasPrefix(digits, d.trunk):
			numbers = append(numbers, "+"+d.countryCode+digits[len(d.trunk):])
		}
	}
	return numbers
}

// appendMeanings appends the numbers that n may stand for when it is asked for: those it spells out, those it is with a prefix
// for an outside line, and those whose country code, the own or its first digits, goes without saying.
func (d *Dialect) appendMeanings(numbers []string, n dialled) []string {
	numbers = d.appendByDigits(numbers, n)
	if n.plus || n.isCode() {
		return numbers
	}
	if rest, ok := d.outsideLine(n.digits); ok {
		numbers = d.appendByDigits(numbers, dialled{digits: rest})
		numbers = append(numbers, "+"+d.countryCode+rest)
	}
	return append(numbers, "+"+d.countryCode+n.digits, "+"+n.digits)
}

// appendWithoutTrunk appends an international number, given from its country code on, as it is and, where a trunk prefix
// follows the own country code (+33 01…), without that.
func (d *Dialect) appendWithoutTrunk(numbers []string, digits string) []string {
	numbers = append(numbers, "+"+digits)
	if rest, ok := strings.CutPrefix(digits, d.countryCode+d.trunk); ok && d.trunk != "" {
		numbers = append(numbers, "+"+d.countryCode+rest)
	}
	return numbers
}

// cutAbroad cuts what is dialled for "+" off digits, if a number follows.
func (d *Dialect) cutAbroad(digits string) (rest string, ok bool) {
	for _, prefix := range d.abroad {
		if rest, ok := strings.CutPrefix(digits, prefix); ok && rest != "" {
			return rest, true
		}
	}
	return "", false
}

// outsideLine cuts the prefix for an outside line off digits, if what follows is dialled like a number of outside: with
// the trunk prefix or that for abroad. In a country without trunk prefix every number is.
func (d *Dialect) outsideLine(digits string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(digits, d.outside)
	if !ok || d.outside == "" || rest == "" {
		return "", false
	}
	_, abroad := d.cutAbroad(rest)
	return rest, abroad || strings.HasPrefix(rest, d.trunk) && rest != d.trunk
}
