package search

import (
	"slices"
	"strings"
)

// equalNumber plans to find the numbers that are the same as s, as Dialect.equalNumber matches them: whatever makes two of them
// the same, their last digits are.
func (p planner) equalNumber(f Field, s string) plan {
	tails, texts := phoneTail, phoneText
	if f == ShortNumber {
		tails, texts = shortTail, shortText
	}
	asked, isNumber := p.d.askedNumber(f, s)
	if !isNumber {
		return p.term(p.lookUp(texts, padded(s)))
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

// numberSubstrings plans to find the numbers in which pieces stand, as Dialect.numberSubstrings matches them.
func (p planner) numberSubstrings(f Field, sought pieces) plan {
	digits, words := phoneDigits, phoneWords
	if f == ShortNumber {
		digits, words = shortDigits, shortWords
	}
	read := p.d.soughtNumber(f, sought)
	var plans []plan
	for _, within := range read.within {
		plans = append(plans, p.digits(digits, f, within))
	}
	for _, abroad := range read.abroad {
		plans = append(plans, p.abroad(abroad))
	}
	if read.text != nil {
		plans = append(plans, p.pieces(words, *read.text, 1))
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
