package search

import "slices"

// reading is what a comparison seeks in the keys of values. It is made once for all documents, and for the planner.
type reading struct {
	of     readAs
	whole  string          // a text, or a number with words, that is sought as it is
	text   pieces          // sought in texts, in which words may begin words too
	words  []string        //
	number *numberEquality // a number that is sought
	parts  *numberPieces   // what is sought in numbers
}

// readAs is how fields read what they are compared with; some read it in the same way.
type readAs uint8

const (
	asText readAs = iota
	asName
	asNumber
	asShortNumber
)

func readingOf(f Field) readAs {
	switch {
	case f == Name:
		return asName
	case f == ShortNumber:
		return asShortNumber
	case f.IsNumber():
		return asNumber
	}
	return asText
}

// readings are those of one query. A phone asks the same of several fields.
type readings struct {
	dialect *Dialect
	lenient bool
	known   []knownReading
	made    slab[reading]
	numbers slab[numberEquality]
	parts   slab[numberPieces]
}

type knownReading struct {
	of readAs
	e  Expr
	*reading
}

// read reads a comparison that is Equal or Substrings.
func (r *readings) read(e *Expr) *reading {
	of := readingOf(e.Field)
	for i := range r.known {
		if k := &r.known[i]; k.of == of && k.e.Op == e.Op && k.e.Value == e.Value && k.e.Initial == e.Initial && k.e.Final == e.Final && slices.Equal(k.e.Any, e.Any) {
			return k.reading
		}
	}
	made := r.make(e)
	made.of = of
	r.known = append(r.known, knownReading{of, *e, made})
	return made
}

func (r *readings) make(e *Expr) *reading {
	made := r.made.one()
	switch {
	case e.Field.IsNumber() && e.Op == Equal:
		asked := r.numbers.one()
		if r.dialect.readNumber(asked, e.Field, e.Value) {
			made.number = asked
		} else {
			made.whole = padded(e.Value)
		}
		return made
	case e.Field.IsNumber():
		made.parts = r.parts.one()
		r.dialect.readNumberPieces(made.parts, e.Field, newPieces(e))
		return made
	case e.Op == Equal && (!r.lenient || Fold(e.Value) == ""):
		made.whole = padded(e.Value)
		return made
	}
	sought := newPieces(e)
	if e.Op == Equal {
		sought = pieces{initial: e.Value}
	}
	made.text = sought.folded()
	if e.Field == Name {
		if words := sought.words(); len(words) > 1 {
			made.words = words
		}
	}
	return made
}

// in reports whether a value has what is sought, by its key.
func (r *reading) in(key string) bool {
	switch {
	case r.number != nil:
		return r.number.in(key)
	case r.parts != nil:
		return r.parts.in(key)
	case r.whole != "" && r.of >= asNumber:
		return hasWords(key, r.whole)
	case r.whole != "":
		return hasForm(key, r.whole)
	}
	return hasPieces(key, &r.text, r.words)
}

// forget forgets what was read.
func (r *readings) forget() {
	clear(r.known)
	r.known = r.known[:0]
	r.made.forget()
	r.numbers.forget()
	r.parts.forget()
}
