package search

import "math/bits"

// comparison plans to find the documents that have a value of a field which satisfies e.
func (p *planner) comparison(e *Expr) plan {
	if e.Field == Work && p.q.Fill&^phones != 0 {
		return p.all() // what stands in for a number is none: nobody asks for that
	}
	switch {
	case e.Op == Present:
		return p.present(e.Field)
	case e.Op == Equal || e.Op == Substrings:
		return p.sought(e.Field, p.read(e))
	}
	return p.ordered(e, false)
}

// phones are the fields of numbers that postings do not tell apart.
const phones = 1<<Work | 1<<Mobile | 1<<Home | 1<<Fax | 1<<Other | 1<<Car | 1<<OtherHome

// holding are the fields whose values count as those of f.
func (p *planner) holding(f Field) FieldSet {
	if f == Work {
		return Fields(f) | p.q.Fill
	}
	return Fields(f)
}

// present plans to find who has a value of f, or one that stands in for it.
func (p *planner) present(f Field) plan {
	kind := shownFacts
	if p.q.Hidden {
		kind = fieldFacts
	}
	return p.either(p.facts(kind, p.holding(f)))
}

// absent plans to find who has no value of f, and none that stands in for it.
func (p *planner) absent(f Field) plan {
	kind := notShownFacts
	if p.q.Hidden {
		kind = noFieldFacts
	}
	return p.both(p.facts(kind, p.holding(f)))
}

func (p *planner) facts(kind uint32, fields FieldSet) []plan {
	plans := p.room(bits.OnesCount64(uint64(fields)))
	for f := range fieldCount {
		if fields.Has(f) {
			plans = append(plans, p.fact(kind, uint32(f)))
		}
	}
	return plans
}

// sought plans to find the values of a field that have what is sought.
func (p *planner) sought(f Field, r *reading) plan {
	switch {
	case r.number != nil:
		return p.number(f, r.number)
	case r.parts != nil:
		return p.both(p.of(p.present(f), p.numberParts(f, r.parts)))
	case r.whole != "" && f == ShortNumber:
		return p.term(p.lookUp(shortText, r.whole))
	case r.whole != "" && f.IsNumber():
		return p.term(p.lookUp(phoneText, r.whole))
	case r.whole != "":
		return p.term(p.lookUp(whole(f), r.whole))
	}
	found := p.textParts(groupOf(f), r)
	if found.exact && p.holdsOnly(groupOf(f), f) {
		p.searched |= Fields(f)
		return found
	}
	found.exact, found.known = false, nil
	return p.both(p.of(p.present(f), found))
}

// textParts plans to find the texts of a group that have pieces, or words that begin so.
func (p *planner) textParts(g group, r *reading) plan {
	switch {
	case g == noGroup:
		return p.all()
	case len(r.words) == 0:
		return p.pieces(g, r.text, 1)
	case r.text.initial != "":
		return p.words(r.words) // the words of a beginning begin words, so this finds both
	}
	return p.either(p.of(p.pieces(g, r.text, 1), p.words(r.words)))
}

// pieces plans to find the forms in which pieces stand. A beginning stands after so many bytes that no head holds.
func (p *planner) pieces(g group, sought pieces, before int) plan {
	plans := p.room(piecesKept)
	if sought.initial != "" {
		plans = p.begins(plans, g, sought.initial[before:])
	}
	for _, piece := range sought.any {
		plans = p.inside(plans, g, piece)
	}
	plans = p.inside(plans, g, sought.final)
	if len(plans) == 0 {
		return p.all()
	}
	if !sought.isOne() || !g.isOfOneField() && g != loginGroup {
		for i := range plans {
			plans[i].exact = false // of where pieces stand, and in whose value, terms say nothing
		}
	}
	return p.both(plans)
}

// holdsOnly reports whether the terms of a group are of one field's values: those of the login group are of e-mail addresses where nobody has a uid.
func (p *planner) holdsOnly(g group, f Field) bool {
	other := Email
	if f == Email {
		other = UID
	}
	return g != loginGroup || p.fact(fieldFacts, uint32(other)).how == byNothing
}

// piecesKept is for how many terms of pieces there is room: more than phones ask with.
const piecesKept = 8

// isOne reports whether there is one piece, wherever it stands or at the beginning.
func (p *pieces) isOne() bool {
	return p.final == "" && (p.initial == "" && len(p.any) == 1 || p.initial != "" && len(p.any) == 0)
}

// begins appends plans to find the forms that begin so.
func (p *planner) begins(plans []plan, g group, text string) []plan {
	switch {
	case len(text) < 3:
		return append(plans, p.letters(g, beginnings|gram(text), true))
	case len(text) == 3:
		return append(plans, p.letters(g, heads|gram(text), true))
	}
	if head, ok := letters(text[:min(5, len(text))]); ok && g.hasLonger() {
		kind := heads5
		if len(text) == 4 {
			kind = heads4
		}
		plans = append(plans, p.letters(g, kind|head, len(text) <= 5))
		if len(text) <= 5 {
			return plans
		}
	} else {
		plans = append(plans, p.letters(g, heads|gram(text), false))
	}
	if g == phoneAbroad {
		return plans // of which no more is known
	}
	return p.inside(plans, g, text[1:]) // what comes before is in the head
}

// inside appends plans to find the forms that hold a piece.
func (p *planner) inside(plans []plan, g group, piece string) []plan {
	switch {
	case piece == "":
		return plans
	case len(piece) <= 3:
		return append(plans, p.letters(g, windows|gram(piece), true))
	}
	// Of four letters in a row every second will do, and the last.
	for i := 0; i+4 <= len(piece); i += 2 {
		plans = p.fourInside(plans, g, piece[i:i+4], len(piece) == 4)
	}
	if len(piece)%2 == 1 {
		plans = p.fourInside(plans, g, piece[len(piece)-4:], false)
	}
	return plans
}

// fourInside appends plans to find the forms that hold four bytes; whole says that these are a piece.
func (p *planner) fourInside(plans []plan, g group, four string, whole bool) []plan {
	if code, ok := letters(four); ok && g.hasLonger() {
		return append(plans, p.letters(g, windows4|code, whole))
	}
	return append(plans, p.letters(g, windows|gram(four), false), p.letters(g, windows|gram(four[1:]), false))
}

// letters plans to find who has a term of a group; exactly those where that is all that is asked for.
func (p *planner) letters(g group, key uint32, all bool) plan {
	found := p.term(p.grams[g].find(key))
	if found.how == byTerm && all {
		found.exact, found.group, found.key = true, g, key
	}
	return found
}
