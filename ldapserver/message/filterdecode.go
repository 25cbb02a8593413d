package message

import "annuaire/ldapserver/ber"

// Tags of the choices of Filter and of what is inside them (RFC 4511 section 4.5.1).
const (
	tagAnd            = ber.Context + ber.Constructed + 0
	tagOr             = ber.Context + ber.Constructed + 1
	tagNot            = ber.Context + ber.Constructed + 2
	tagEqual          = ber.Context + ber.Constructed + 3
	tagSubstrings     = ber.Context + ber.Constructed + 4
	tagGreaterOrEqual = ber.Context + ber.Constructed + 5
	tagLessOrEqual    = ber.Context + ber.Constructed + 6
	tagPresent        = ber.Context + 7
	tagApprox         = ber.Context + ber.Constructed + 8
	tagExtensible     = ber.Context + ber.Constructed + 9

	tagInitial = ber.Context + 0
	tagAny     = ber.Context + 1
	tagFinal   = ber.Context + 2

	tagMatchingRule = ber.Context + 1
	tagType         = ber.Context + 2
	tagMatchValue   = ber.Context + 3
	tagDNAttributes = ber.Context + 4
)

// filter reads a filter into f. depth is how deep it is nested, the outermost being 1: the limit on it bounds the
// recursion.
func (d *decoder) filter(outer *ber.Reader, f *Filter, depth int) error {
	if depth > d.lim.FilterDepth {
		return &limitError{"filter", d.lim.FilterDepth, "filters within each other"}
	}
	if d.nodes == d.lim.FilterNodes {
		return &limitError{"filter", d.lim.FilterNodes, "filters"}
	}
	d.nodes++
	tag, content, err := outer.Next("filter")
	if err != nil {
		return err
	}
	r := ber.NewReader(content)
	switch tag {
	case tagAnd, tagOr:
		f.Kind = FilterAnd
		if tag == tagOr {
			f.Kind = FilterOr
		}
		return d.list(content, f, depth)
	case tagNot:
		f.Kind = FilterNot
		f.Children = d.children(1)
		if err := d.filter(&r, &f.Children[0], depth+1); err != nil {
			return err
		}
		if !r.Empty() {
			return malformed("filter", "not of more than one filter")
		}
	case tagPresent:
		f.Kind, f.Attribute = FilterPresent, ber.Text(content)
	case tagSubstrings:
		f.Kind = FilterSubstrings
		return d.substrings(&r, f)
	case tagExtensible:
		f.Kind = FilterExtensible
		return extensible(&r, f)
	default:
		if f.Kind = assertionKind(tag); f.Kind != FilterUnknown {
			f.Attribute, f.Value, err = assertion(&r)
			return err
		}
		// A choice RFC 4511 has, in the wrong form, is no choice to come.
		if tag.Class() != ber.Context || tag.Number() <= tagExtensible.Number() {
			return malformed("filter", "tag "+tag.String()+" is no filter's")
		}
	}
	return nil
}

// assertionKind is the kind of the filters that are an AttributeValueAssertion, FilterUnknown for all other tags.
func assertionKind(tag Tag) FilterKind {
	switch tag {
	case tagEqual:
		return FilterEqual
	case tagGreaterOrEqual:
		return FilterGreaterOrEqual
	case tagLessOrEqual:
		return FilterLessOrEqual
	case tagApprox:
		return FilterApprox
	}
	return FilterUnknown
}

// list reads the filters of an and or an or.
func (d *decoder) list(content []byte, f *Filter, depth int) error {
	n, err := count(content, "filter", d.nodes, d.lim.FilterNodes, "filters")
	if err != nil || n == 0 {
		return err
	}
	f.Children = d.children(n)
	r := ber.NewReader(content)
	for i := range f.Children {
		if err := d.filter(&r, &f.Children[i], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// substrings reads a SubstringFilter. Its pieces must come as initial, any…, final; a list without any, which RFC 4511
// forbids but clients make of "**", asks for presence.
func (d *decoder) substrings(r *ber.Reader, f *Filter) error {
	var err error
	if f.Attribute, err = r.Text(ber.OctetString, "substrings type"); err != nil {
		return err
	}
	content, err := r.OctetString(ber.Sequence, "substrings")
	if err != nil {
		return err
	}
	n, err := count(content, "substrings", d.pieces, d.lim.FilterPieces, "pieces between asterisks")
	if err != nil {
		return err
	}
	d.pieces += n
	pieces := ber.NewReader(content)
	for i := range n {
		tag, piece, err := pieces.Next("substrings")
		switch {
		case err != nil:
			return err
		case tag == tagInitial && i == 0:
			f.Initial = ber.Text(piece)
		case tag == tagFinal && i == n-1:
			f.Final = ber.Text(piece)
		case tag != tagAny:
			return malformed("substrings", "tag "+tag.String()+" is no piece's, or out of order")
		case len(piece) > 0:
			if f.Any == nil {
				f.Any = d.some(n - i)
			}
			f.Any = append(f.Any, ber.Text(piece))
		}
	}
	return r.SkipRest("substrings")
}

// extensible reads a MatchingRuleAssertion.
func extensible(r *ber.Reader, f *Filter) (err error) {
	if r.Peek() == tagMatchingRule {
		if f.Rule, err = r.Text(tagMatchingRule, "matchingRule"); err != nil {
			return err
		}
	}
	if r.Peek() == tagType {
		if f.Attribute, err = r.Text(tagType, "matchingRule type"); err != nil {
			return err
		}
	}
	if f.Value, err = r.Text(tagMatchValue, "matchValue"); err != nil {
		return err
	}
	if r.Peek() == tagDNAttributes {
		if f.DNAttributes, err = r.Boolean(tagDNAttributes, "dnAttributes"); err != nil {
			return err
		}
	}
	return r.SkipRest("extensible match")
}
