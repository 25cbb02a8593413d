package search

import (
	"slices"
	"strings"
)

// number plans to find the numbers that are the same as one: whatever makes two of them the same, their last digits are.
func (p planner) number(f Field, asked *numberEquality) plan {
	tails := phoneTail
	if f == ShortNumber {
		tails = shortTail
	}
	var ends []string
	for _, number := range asked.numbers {
		ends = append(ends, tail(number[1:]))
	}
	for _, digits := range slices.Concat(asked.dials, asked.digits) {
		ends = append(ends, tail(digits))
	}
	slices.Sort(ends)
	var plans []plan
	for _, digits := range slices.Compact(ends) {
		plans = append(plans, p.term(p.lookUp(tails, digits)))
	}
	return p.either(plans...)
}

// numberParts plans to find the numbers that have what is sought.
func (p planner) numberParts(f Field, sought *numberPieces) plan {
	digits, words := phoneDigits, phoneWords
	if f == ShortNumber {
		digits, words = shortDigits, shortWords
	}
	var plans []plan
	for _, within := range sought.within {
		plans = append(plans, p.digits(digits, f, within))
	}
	for _, abroad := range sought.abroad {
		plans = append(plans, p.abroad(abroad))
	}
	if sought.text != nil {
		plans = append(plans, p.pieces(words, *sought.text, 1))
	}
	return p.either(plans...)
}

// digits plans to find the national digits, or those typed, in which pieces stand. What ends in as many digits as make a
// number is looked up by them.
func (p planner) digits(g group, f Field, sought pieces) plan {
	found := p.pieces(g, sought, 0)
	if len(sought.final) < sameFrom {
		return found
	}
	tails := phoneTail
	if f == ShortNumber {
		tails = shortTail
	}
	return p.both(found, p.term(p.lookUp(tails, tail(sought.final))))
}

// abroad plans to find the numbers in which pieces stand when they are written with their country code. Digits that do not
// belong to that are among the national ones too.
func (p planner) abroad(sought pieces) plan {
	var plans []plan
	all := append([]string{sought.initial}, sought.any...)
	passed := 0
	for i, piece := range append(all, sought.final) {
		rest, plus := strings.CutPrefix(piece, "+")
		if (plus || i == 0) && rest != "" {
			plans = append(plans, p.beginning(phoneAbroad, rest))
		}
		// What stands behind other pieces is so many digits further from the beginning.
		code := min(len(rest), max(0, countryDigits-passed))
		plans = p.inside(plans, phoneDigits, rest[code:])
		passed += len(rest)
	}
	return p.both(plans...)
}
