package search

import "slices"

// numberPieces is a substring assertion as it is sought in numbers. It holds if one of the alternatives does.
type numberPieces struct {
	within []pieces // sought in national digits and digits as typed
	abroad []pieces // sought in international numbers, "+" and digits
	text   pieces   // sought in addresses; empty: nothing is
}

// readNumberPieces reads what pieces of a number are sought by. They are sought among the national digits and
// the digits as typed. The country code takes part only where the first piece begins with "+" or what is dialled for it,
// or has sameFrom digits, as a whole number has: 336* finds no French mobile numbers, +336*, 00336* and 33612345678* do.
// A prefix for an outside line is understood at the beginning, and in pieces of sameFrom digits.
func (d *Dialect) readNumberPieces(sought *numberPieces, f Field, p pieces) {
	sought.text = p.folded()
	if digits, lead, ok := p.dialled(); ok {
		if f == ShortNumber {
			sought.within = []pieces{digits}
		} else {
			d.readPieces(sought, digits, lead)
		}
	}
}

// readPieces adds what pieces can mean, of which lead is the first that is not empty.
func (d *Dialect) readPieces(sought *numberPieces, p pieces, lead dialled) {
	if !lead.plus {
		sought.within = append(sought.within, p)
	}
	if lead.isCode() {
		return
	}
	abroad := func(n dialled) {
		for _, digits := range n.spellings() {
			ok := n.plus
			if !ok {
				digits, ok = d.cutAbroad(digits)
			}
			if ok {
				for _, number := range d.appendWithoutTrunk(nil, digits) {
					sought.abroad = append(sought.abroad, p.withLead(number))
				}
			}
		}
	}
	abroad(lead)
	if lead.plus {
		return
	}
	whole := len(lead.digits) >= sameFrom
	if whole && p.initial != "" {
		sought.abroad = append(sought.abroad, p.withLead("+"+lead.digits))
	} else if whole {
		sought.abroad = append(sought.abroad, p)
	}
	if rest, ok := d.outsideLine(lead.digits); ok && (p.initial != "" || whole) {
		sought.within = append(sought.within, p.withLead(rest))
		abroad(dialled{digits: rest})
	}
}

// in reports whether the key of a number has what is sought.
func (s *numberPieces) in(key string) bool {
	for form := range forms(key) {
		found := false
		switch form[0] {
		case international:
			found = slices.ContainsFunc(s.abroad, func(p pieces) bool { return p.in(form) })
		case national, typed:
			found = slices.ContainsFunc(s.within, func(p pieces) bool { return p.in(form[1:]) })
		case address:
			found = !s.text.empty() && s.text.in(form[1:])
		}
		if found {
			return true
		}
	}
	return false
}

// dialled are the pieces as digits, and what the first of them is that is not empty; with a "+" it may begin a number. It
// is not ok if the pieces hold no digit, or anything else than is dialled or written between digits.
func (p pieces) dialled() (digits pieces, lead dialled, ok bool) {
	if p.hasLetters() {
		return pieces{}, dialled{}, false
	}
	all := slices.Concat([]string{p.initial}, p.any, []string{p.final})
	isNumber := false
	for i, piece := range all {
		n, rest := readDialled(piece)
		if rest != "" || n.plus && lead != (dialled{}) {
			return pieces{}, dialled{}, false
		}
		if lead == (dialled{}) {
			lead = n
		}
		isNumber = isNumber || n.isNumber()
		if all[i] = n.digits; n.plus {
			all[i] = "+" + n.digits
		}
	}
	last := len(all) - 1
	digits = pieces{initial: all[0], final: all[last]}
	for _, piece := range all[1:last] {
		if piece != "" {
			digits.any = append(digits.any, piece)
		}
	}
	return digits, lead, isNumber
}

// hasLetters tells names, which are asked for among numbers as well, from digits.
func (p *pieces) hasLetters() bool {
	if hasLetter(p.initial) || hasLetter(p.final) {
		return true
	}
	return slices.ContainsFunc(p.any, hasLetter)
}

func hasLetter(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}

// withLead puts another text in the place of the first piece that is not empty.
func (p pieces) withLead(lead string) pieces {
	switch {
	case p.initial != "":
		p.initial = lead
	case len(p.any) > 0:
		p.any = append([]string{lead}, p.any[1:]...)
	default:
		p.final = lead
	}
	return p
}
