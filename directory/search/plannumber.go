package search

import (
	"slices"
	"strings"
)

// number plans to find the numbers that are the same as one: whatever makes two of them the same, their last digits are.
func (p *planner) number(f Field, asked *numberEquality) plan {
	tails := phoneTail
	if f == ShortNumber {
		tails = shortTail
	}
	ends := asked.tails()
	if len(ends) == 1 && f == ShortNumber {
		return p.term(p.lookUp(tails, ends[0]))
	}
	if len(ends) == 1 {
		return p.phone(f, asked, ends[0])
	}
	plans := p.room(len(ends))
	for _, digits := range ends {
		plans = append(plans, p.term(p.lookUp(tails, digits)))
	}
	return p.either(plans)
}

// mostSure is how many documents are looked up by their whole number, rather than asked one by one.
const mostSure = 64

// phone plans to find a number by its last digits, and says of those who have them whether they have all. Mostly all have.
func (p *planner) phone(f Field, asked *numberEquality, end string) plan {
	if p.asked != asked { // for another field
		p.asked, p.held = asked, p.held[:0]
		if p.tail = p.term(p.lookUp(phoneTail, end)); p.tail.how == byTerm && p.tail.most <= mostSure {
			for _, number := range asked.numbers {
				p.held = append(p.held, p.numberTable.find(number[1:])...)
			}
		}
	}
	found := p.tail
	if len(p.held) > 0 {
		found.sure = p.ordinals.some(found.most)[:0]
	}
	for _, h := range p.held {
		if h.field() == f {
			found.addSure(h.ordinal())
		}
	}
	p.searched |= Fields(f)
	return found
}

func (p *plan) addSure(ordinal uint32) {
	if !slices.Contains(p.sure, ordinal) {
		p.sure = append(p.sure, ordinal)
		p.exact = p.exact || len(p.sure) == p.most
	}
}

// alsoSure takes over what another plan for the same term is sure of.
func (p *plan) alsoSure(other *plan) {
	p.exact = p.exact || other.exact
	for _, ordinal := range other.sure {
		p.addSure(ordinal)
	}
}

// tails are the last digits of all that a number is asked for by, mostly one.
func (a *numberEquality) tails() []string {
	ends := a.tailsKept[:0]
	add := func(digits string) {
		if end := tail(digits); !slices.Contains(ends, end) {
			ends = append(ends, end)
		}
	}
	for _, number := range a.numbers {
		add(number[1:])
	}
	for _, digits := range a.dials {
		add(digits)
	}
	for _, digits := range a.digits {
		add(digits)
	}
	return ends
}

// numberParts plans to find the numbers that have what is sought.
func (p *planner) numberParts(f Field, sought *numberPieces) plan {
	digits, words := phoneDigits, phoneWords
	if f == ShortNumber {
		digits, words = shortDigits, shortWords
	}
	plans := p.room(piecesKept)
	for _, within := range sought.within {
		plans = append(plans, p.digits(digits, f, within))
	}
	for _, abroad := range sought.abroad {
		plans = append(plans, p.abroad(abroad))
	}
	if !sought.text.empty() {
		plans = append(plans, p.pieces(words, sought.text, 1))
	}
	return p.either(plans)
}

// digits plans to find the national digits, or those typed, in which pieces stand. What ends in as many digits as make a
// number is looked up by them.
func (p *planner) digits(g group, f Field, sought pieces) plan {
	found := p.pieces(g, sought, 0)
	if len(sought.final) < sameFrom {
		return found
	}
	tails := phoneTail
	if f == ShortNumber {
		tails = shortTail
	}
	return p.both(p.of(found, p.term(p.lookUp(tails, tail(sought.final)))))
}

// abroad plans to find the numbers in which pieces stand when they are written with their country code. Digits that do not
// belong to that are among the national ones too.
func (p *planner) abroad(sought pieces) plan {
	plans := p.room(piecesKept)
	all := append([]string{sought.initial}, sought.any...)
	passed := 0
	for i, piece := range append(all, sought.final) {
		rest, plus := strings.CutPrefix(piece, "+")
		if (plus || i == 0) && rest != "" {
			plans = p.begins(plans, phoneAbroad, rest)
		}
		// What stands behind other pieces is so many digits further from the beginning.
		code := min(len(rest), max(0, countryDigits-passed))
		plans = p.inside(plans, phoneDigits, rest[code:])
		passed += len(rest)
	}
	for i := range plans {
		plans[i].exact = false // the terms are of all fields of numbers
	}
	return p.both(plans)
}
