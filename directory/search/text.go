package search

import (
	"strings"
	"unicode"
)

// hasForm reports whether a key has a padded text as a form.
func hasForm(key, want string) bool {
	for form := range forms(key) {
		if form == want {
			return true
		}
	}
	return false
}

// ordered matches the values on one side of asked, or at it; "ryan" and "Ryan" are at each other, whichever was typed (RFC
// 4517 section 4.2.12), "Muller" comes before "Müller". A name counts as it is shown, a number as it is written; what has
// no digits is on neither side of a number.
func ordered(op Op, f Field, asked string) func(item) bool {
	if f.IsNumber() && !strings.ContainsFunc(asked, unicode.IsDigit) {
		return func(item) bool { return false }
	}
	want := ranked{Fold(asked), asked}
	return func(i item) bool {
		c := ranked{i.folded(), i.typed()}.compare(want)
		return c == 0 || (c > 0) == (op == AtLeast)
	}
}

// pieces are what a substring assertion holds.
type pieces struct {
	initial, final string
	any            []string
}

func newPieces(e *Expr) pieces { return pieces{initial: e.Initial, any: e.Any, final: e.Final} }

// folded makes the pieces such as they are sought in padded texts. A space at the edge of a piece says that a word ends
// there, so "jean " begins "Jean Martin" and "Jean" but not "Jeanne". A piece of nothing else asks nothing.
func (p pieces) folded() pieces {
	f := pieces{initial: strings.TrimLeft(foldedPiece(p.initial), " "), final: strings.TrimRight(foldedPiece(p.final), " ")}
	if f.initial != "" {
		f.initial = " " + f.initial
	}
	if f.final != "" {
		f.final += " "
	}
	if len(p.any) == 1 && isPlain(p.any[0]) {
		f.any = p.any
		return f
	}
	for _, piece := range p.any {
		if piece = foldedPiece(piece); strings.Trim(piece, " ") != "" {
			f.any = append(f.any, piece)
		}
	}
	return f
}

// foldedPiece is foldPiece of s, or s itself where that is the same.
func foldedPiece(s string) string {
	if isPlain(s) {
		return s
	}
	return foldPiece(s)
}

// isPlain reports whether s is its own folded form at first sight, as what somebody types on a telephone mostly is.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

// in reports whether the pieces stand in s, in order and without overlap; but a space may end one piece and begin the
// next, as both say the same of it.
func (p *pieces) in(s string) bool {
	if p.final == "" && len(p.any) == 0 {
		return strings.HasPrefix(s, p.initial)
	}
	s, ok := cutPiece(s, p.initial, 0)
	if !ok {
		return false
	}
	for _, piece := range p.any {
		if s, ok = cutPiece(s, piece, strings.Index(s, piece)); !ok {
			return false
		}
	}
	return strings.HasSuffix(s, p.final)
}

// empty reports whether the pieces ask nothing.
func (p pieces) empty() bool { return p.initial == "" && p.final == "" && len(p.any) == 0 }

// cutPiece returns what of s comes after piece, which stands at index i of s if it stands there at all.
func cutPiece(s, piece string, i int) (string, bool) {
	if i < 0 || !strings.HasPrefix(s[i:], piece) {
		return "", false
	}
	return s[i+len(strings.TrimSuffix(piece, " ")):], true
}

// hasPieces reports whether the pieces stand in one form of a text's key. In a name a single piece of several words also
// matches where each of the words begins a word of the name, in that order, either name first.
func hasPieces(key string, folded *pieces, words []string) bool {
	for key != "" {
		var form string
		form, key, _ = strings.Cut(key, formEnd)
		if folded.in(form) || len(words) > 0 && wordsBegin(form, words) {
			return true
		}
	}
	return false
}

// words are the words of an assertion "mei p*" or "*mei p*", none of any other.
func (p pieces) words() []string {
	switch {
	case p.final != "" || len(p.any) > 1 || p.initial != "" && len(p.any) > 0:
		return nil
	case len(p.any) == 1:
		return strings.Fields(Fold(p.any[0]))
	}
	return strings.Fields(Fold(p.initial))
}

// wordsBegin reports whether each of words begins a word of a padded text, in that order.
func wordsBegin(text string, words []string) bool {
	for _, word := range words {
		_, after, found := strings.Cut(text, " "+word)
		if !found {
			return false
		}
		text = after
	}
	return true
}
