package dit

import (
	"context"
	"strings"
	"unicode"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// probe is what a filter is about.
type probe struct {
	ctx      context.Context
	numbers  []string // attributes of numbers, those that something is looked for in
	number   string   // the first thing that is looked for in them
	name     string   // the first thing that is looked for in texts
	equality string   // the first text that is to be equal
	unknown  string   // the first attribute that does not exist
}

// read notes what the parts of a filter are about.
func (p *probe) read(f *message.Filter) {
	for i := range f.Children {
		p.read(&f.Children[i])
	}
	if f.Attribute == "" {
		return
	}
	attribute, _, known := schema.Lookup(f.Attribute)
	value := readText(f.Value + f.Initial + strings.Join(f.Any, "") + f.Final)
	switch {
	case !known:
		keep(&p.unknown, strings.Clone(f.Attribute))
	case value == "" || attribute.Name == "objectClass":
	case isNumber(attribute):
		p.numbers = append(p.numbers, attribute.Name)
		keep(&p.number, value)
	default:
		keep(&p.name, value)
		if f.Kind == message.FilterEqual {
			keep(&p.equality, value)
		}
	}
}

// keep keeps the first text there is.
func keep(kept *string, text string) {
	if *kept == "" {
		*kept = text
	}
}

// word is what the filter looks for, and whether that is a number.
func (p *probe) word() (word string, number bool) {
	if p.number == "" || p.name != "" && digitsOf(p.number) == "" {
		return p.name, false
	}
	return p.number, true
}

// isNumber reports whether an attribute holds telephone numbers.
func isNumber(a *schema.AttributeType) bool {
	return a.Fields.Has(search.ShortNumber) || a.Fields&(standIns|search.Fields(search.Work, search.Fax)) != 0
}

// finds reports whether somebody satisfies a filter in the eyes of a.
func (p *probe) finds(a asker, f *message.Filter, lenient bool) bool {
	c := conditioner{asker: a, on: ofPeople}
	for range a.snapshot.People.Search(p.ctx, search.Query{
		Where:   combine(search.And, []search.Expr{{Op: search.OfKind, Kinds: people}, c.filter(f, false)}),
		Folders: a.scope, Fill: a.fill, Lenient: lenient || a.options.LenientEquality,
	}) {
		return true
	}
	return false
}

// withoutUnknown is a filter without the attributes that do not exist; some is false where nothing is left.
func withoutUnknown(f message.Filter) (rest message.Filter, some bool) {
	if len(f.Children) == 0 {
		_, _, known := schema.Lookup(f.Attribute)
		return f, known
	}
	var children []message.Filter
	for _, child := range f.Children {
		if child, some := withoutUnknown(child); some {
			children = append(children, child)
		}
	}
	f.Children = children
	return f, len(children) > 0
}

// whyNoValue tells why what the filter looks for is nobody's.
func (p *probe) whyNoValue(a asker) (Nobody, string) {
	word, number := p.word()
	switch {
	case word == "":
		return NoMatch, ""
	case !number:
		return NameUnknown, word
	case p.findsEnd(a):
		return NumberForm, word
	case strings.ContainsFunc(word, unicode.IsLetter):
		return NumberLetters, word
	}
	return NumberUnknown, word
}

// Of a number that nobody has, how many digits may be missing from its beginning for it to be another one written differently, and how many must be
// left.
const (
	mostInFront = 4
	leastNumber = 7
)

// findsEnd reports whether somebody has the number without what is in front of its digits, or without the first few of them.
func (p *probe) findsEnd(a asker) bool {
	end := p.number[strings.LastIndexFunc(p.number, func(r rune) bool { return r > '~' || unicode.IsLetter(r) || r == '#' || r == '*' })+1:]
	digits := digitsOf(end)
	for cut := 0; cut <= mostInFront && len(digits)-cut >= leastNumber; cut++ {
		f := message.Filter{Kind: message.FilterOr}
		for _, attribute := range p.numbers {
			f.Children = append(f.Children, message.Filter{Kind: message.FilterEqual, Attribute: attribute, Value: digits[cut:]})
		}
		if p.finds(a, &f, false) {
			return true
		}
	}
	return false
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
