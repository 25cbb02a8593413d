package search

// Times are asked for by their order: what has changed since. Their first letters are all alike, so what they are found by is
// the quarter of an hour.

// oddMoment is the term of what is no time, or of a year far away. The month of no time is zero.
const oddMoment = heads

// moment is the term of a time, folded, such that the order of terms is that of times; false where it is none.
func moment(folded string) (uint32, bool) {
	const form = "20261122030405z"
	if len(folded) != len(form) || folded[len(form)-1] != 'z' {
		return oddMoment, false
	}
	var digits [len(form) - 1]uint32
	for i := range digits {
		if digits[i] = uint32(folded[i]) - '0'; digits[i] > 9 {
			return oddMoment, false
		}
	}
	two := func(i int) uint32 { return digits[i]*10 + digits[i+1] }
	const first = 1970
	year, month, day, hour, minute := two(0)*100+two(2)-first, two(4), two(6), two(8), two(10)
	if year > 255 || month < 1 || month > 12 || day > 31 || hour > 23 || minute > 59 {
		return oddMoment, false
	}
	return heads | year<<16 | month<<12 | day<<7 | hour<<2 | minute/15, true
}

// moments plans to find the times on one side of e.Value.
func (p planner) moments(e Expr) plan {
	at, ok := moment(Fold(e.Value))
	if !ok {
		return p.all()
	}
	t := &p.grams[groupOf(e.Field)]
	odd := p.term(t.find(oddMoment))
	if e.Op == AtLeast {
		return p.either(p.between(t, at, heads|0xffffff), odd)
	}
	return p.either(p.between(t, oddMoment+1, at), odd)
}
