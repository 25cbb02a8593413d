package search

import (
	"strings"
	"unicode"
)

// comparison plans to find the documents that have a value of a field which satisfies e.
func (p planner) comparison(e Expr) plan {
	if e.Field == Work && p.q.Fill&^phones != 0 {
		return p.all() // what stands in for a number is none: nobody asks for that
	}
	switch {
	case e.Op == Present:
		return p.present(e.Field)
	case e.Op == Equal || e.Op == Substrings:
		return p.sought(e.Field, p.read(e))
	case e.Field.IsNumber() && !strings.ContainsFunc(e.Value, unicode.IsDigit):
		return plan{} // on neither side of a number
	case e.Field.IsNumber():
		return p.present(e.Field)
	}
	return p.both(p.present(e.Field), p.ordered(e))
}

// phones are the fields of numbers that postings do not tell apart.
const phones = 1<<Work | 1<<Mobile | 1<<Home | 1<<Fax | 1<<Other | 1<<Car | 1<<OtherHome

// present plans to find who has a value of f, or one that stands in for it.
func (p planner) present(f Field) plan {
	fields := Fields(f)
	if f == Work {
		fields |= p.q.Fill
	}
	var plans []plan
	for f := range fieldCount {
		if fields.Has(f) {
			plans = append(plans, p.term(p.grams[facts].find(fieldFacts|uint32(f))))
		}
	}
	return p.either(plans...)
}

// sought plans to find the values of a field that have what is sought.
func (p planner) sought(f Field, r *reading) plan {
	switch {
	case r.number != nil:
		return p.number(f, r.number)
	case r.parts != nil:
		return p.both(p.present(f), p.numberParts(f, r.parts))
	case r.whole != "" && f == ShortNumber:
		return p.term(p.lookUp(shortText, r.whole))
	case r.whole != "" && f.IsNumber():
		return p.term(p.lookUp(phoneText, r.whole))
	case r.whole != "":
		return p.term(p.lookUp(whole(f), r.whole))
	}
	return p.both(p.present(f), p.textParts(groupOf(f), r))
}

// textParts plans to find the texts of a group that have pieces, or words that begin so.
func (p planner) textParts(g group, r *reading) plan {
	switch {
	case g == noGroup || g == createdGroup || g == modifiedGroup:
		return p.all()
	case len(r.words) == 0:
		return p.pieces(g, r.text, 1)
	case r.text.initial != "":
		return p.words(r.words) // the words of a beginning begin words, so this finds both
	}
	return p.either(p.pieces(g, r.text, 1), p.words(r.words))
}

// pieces plans to find the forms in which pieces stand. A beginning stands after so many bytes that no head holds.
func (p planner) pieces(g group, sought pieces, before int) plan {
	var plans []plan
	if sought.initial != "" {
		plans = p.begins(plans, g, sought.initial[before:])
	}
	for _, piece := range sought.any {
		plans = p.inside(plans, g, piece)
	}
	return p.both(p.inside(plans, g, sought.final)...)
}

// begins appends plans to find the forms that begin so.
func (p planner) begins(plans []plan, g group, text string) []plan {
	if len(text) < 3 {
		return append(plans, p.term(p.grams[g].find(beginnings|gram(text))))
	}
	plans = append(plans, p.term(p.grams[g].find(heads|gram(text))))
	if len(text) == 3 || g == phoneAbroad {
		return plans // of which no more is known
	}
	return p.inside(plans, g, text[1:]) // what comes before is in the head
}

// inside appends plans to find the forms that hold a piece.
func (p planner) inside(plans []plan, g group, piece string) []plan {
	if piece == "" {
		return plans
	}
	if len(piece) <= 3 {
		return append(plans, p.term(p.grams[g].find(windows|gram(piece))))
	}
	for i := range len(piece) - 2 {
		plans = append(plans, p.term(p.grams[g].find(windows|gram(piece[i:]))))
	}
	return plans
}

// ordered plans to find the texts on one side of e.Value by how they begin.
func (p planner) ordered(e Expr) plan {
	g := groupOf(e.Field)
	switch g {
	case noGroup:
		return p.all()
	case createdGroup, modifiedGroup:
		return p.moments(e)
	}
	// Nothing in a folded text comes before the space that ends it here, so heads have the order of the texts.
	head := heads | gram(Fold(e.Value)+" ")
	first, last := heads, head
	if e.Op == AtLeast {
		first, last = head, heads|gram("\xff\xff\xff")
	}
	return p.between(&p.grams[g], first, last)
}

// between plans to find what has one of the terms with keys from first to last.
func (p planner) between(t *dictionary, first, last uint32) plan {
	var plans []plan
	most := 0
	for i, to := t.between(first, last); i < to; i++ {
		found := p.term(t.at(i))
		if most += found.most; most > len(p.docs)/worthTerms {
			return p.all()
		}
		plans = append(plans, found)
	}
	return p.either(plans...)
}
