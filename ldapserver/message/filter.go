package message

// FilterKind is the choice of a Filter.
type FilterKind uint8

const (
	// FilterUnknown is a choice that RFC 4511 does not have: it evaluates to Undefined.
	FilterUnknown FilterKind = iota
	FilterAnd
	FilterOr
	FilterNot
	FilterEqual
	FilterSubstrings
	FilterGreaterOrEqual
	FilterLessOrEqual
	FilterPresent
	FilterApprox
	FilterExtensible
)

// Filter is RFC 4511 section 4.5.1.7's. And and Or without Children are the absolute True and False of RFC 4526; Not has one
// child. Empty pieces of Substrings are dropped; all may be empty. Attribute and Rule of an extensible match may both be empty.
type Filter struct {
	Kind           FilterKind
	Attribute      string // attribute description, with options; the type of an extensible match, which may be empty
	Value          string // equality, ordering, approx, extensible
	Initial, Final string // substrings; empty: absent
	Any            []string
	Rule           string // extensible: the matching rule
	DNAttributes   bool   // extensible
	Children       []Filter
}
