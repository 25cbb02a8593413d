package peer

import (
	"slices"
	"strings"

	ber "github.com/go-asn1-ber/asn1-ber"
	ldap "github.com/go-ldap/ldap/v3"
)

// truth is a value of three-valued logic, ordered so that and is the least and or the greatest.
type truth int

const (
	isFalse truth = iota
	isUndefined
	isTrue
)

// evaluate is RFC 4511 section 4.5.1.7's: an attribute no entry has is Undefined, one that this entry lacks is False.
// All values compare as caseIgnoreMatch does, without its folding of spaces.
func (d *directory) evaluate(f *ber.Packet, e entry) truth {
	switch f.Tag {
	case ldap.FilterAnd:
		result := isTrue
		for _, child := range f.Children {
			result = min(result, d.evaluate(child, e))
		}
		return result
	case ldap.FilterOr:
		result := isFalse
		for _, child := range f.Children {
			result = max(result, d.evaluate(child, e))
		}
		return result
	case ldap.FilterNot:
		return isTrue - d.evaluate(f.Children[0], e)
	case ldap.FilterPresent:
		return d.compare(f.Data.String(), e, func(string) bool { return true })
	case ldap.FilterSubstrings:
		return d.compare(content(f, 0), e, func(value string) bool { return contains(value, f.Children[1].Children) })
	case ldap.FilterExtensibleMatch:
		return isUndefined
	}
	want := strings.ToLower(content(f, 1))
	return d.compare(content(f, 0), e, func(value string) bool {
		switch f.Tag {
		case ldap.FilterGreaterOrEqual:
			return value >= want
		case ldap.FilterLessOrEqual:
			return value <= want
		}
		return value == want
	})
}

// compare asks whether match holds for one of the attribute's values, in lower case.
func (d *directory) compare(attribute string, e entry, match func(string) bool) truth {
	if !d.known[strings.ToLower(attribute)] {
		return isUndefined
	}
	if slices.ContainsFunc(e.values(attribute), func(v string) bool { return match(strings.ToLower(v)) }) {
		return isTrue
	}
	return isFalse
}

func contains(value string, pieces []*ber.Packet) bool {
	for _, p := range pieces {
		piece := strings.ToLower(p.Data.String())
		var ok bool
		switch p.Tag {
		case ldap.FilterSubstringsInitial:
			value, ok = strings.CutPrefix(value, piece)
		case ldap.FilterSubstringsFinal:
			ok = strings.HasSuffix(value, piece)
		default:
			_, value, ok = strings.Cut(value, piece)
		}
		if !ok {
			return false
		}
	}
	return true
}

func content(f *ber.Packet, child int) string { return f.Children[child].Data.String() }
