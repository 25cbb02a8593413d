package message

import (
	"errors"
	"regexp"
	"testing"

	oracle "github.com/go-asn1-ber/asn1-ber"
	ldap "github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"
)

// FuzzDecode decodes anything without panicking or exceeding the limits. A search that is decoded, encoded anew with
// go-asn1-ber, decodes the same; so does its filter, written as text and compiled by go-ldap.
func FuzzDecode(f *testing.F) {
	f.Add(fromHex(f, snomSearch))
	for _, filter := range []string{"(&(objectClass=*)(givenName>=Ryan)(givenName<=zz)(givenName=Ryan*)(extension=110))",
		"(!(|(cn=*a*b*c)(sn~=x)))", `(ou:dn:2.5.13.2:=\ff)`, "(&)"} {
		compiled, err := ldap.CompileFilter(filter)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(searchFor(string(compiled.Bytes())))
	}
	f.Add(request(element(TagBindRequest, integer(3), octets("x"), element(tagSASL, octets("PLAIN"), octets("y")))))
	f.Add(request(element(TagExtendedRequest, element(tagRequestName, OIDStartTLS)), element(tagControls, element(0x30, octets("1.2"), boolean(true)))))
	f.Add(request(element(TagCompareRequest, octets("x"), element(0x30, octets("cn"), octets("y")))))
	f.Fuzz(func(t *testing.T, in []byte) {
		lim := Limits{FilterDepth: 8, FilterNodes: 20, FilterPieces: 30, Attributes: 10, Controls: 5}
		m, err := Decode(in, lim)
		if err != nil {
			var refused *DecodeError
			if !errors.As(err, &refused) || refused.Err.Error() == "" {
				t.Fatalf("error is %v", err)
			}
			if _, ok := refused.Answer(); ok && (refused.ID == 0 || refused.Tag == 0) {
				t.Fatalf("%v can not be answered", refused)
			}
			return
		}
		if m.ID < 1 || len(m.Controls) > lim.Controls {
			t.Fatalf("message %d with %d controls", m.ID, len(m.Controls))
		}
		req, ok := m.Op.(*SearchRequest)
		if !ok {
			return
		}
		if n, d := size(&req.Filter); n > lim.FilterNodes || d > lim.FilterDepth || len(req.Attributes) > lim.Attributes {
			t.Fatalf("%d filters, %d deep, %d attributes", n, d, len(req.Attributes))
		}
		again, err := Decode(encode(m).Bytes(), lim)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(m, again); diff != "" {
			t.Errorf("-decoded +encoded anew:\n%s", diff)
		}
		if writable(&req.Filter) {
			recompile(t, req.Filter)
		}
	})
}

// FuzzFilterString compiles a filter with go-ldap, decodes it and writes it: what is written compiles to the same filter.
func FuzzFilterString(f *testing.F) {
	for _, seed := range []string{"(cn=*)", "(cn=a*b*c)", `(cn=\2a\28\29\5c\00\ff)`, "(&(a=b)(|(c>=d)(!(e<=f)))(g~=h))", "(cn:dn:x:=y)",
		"(cn=**)", "(:rule:=v)", "(cn=é)", "(cn= a )", "(&)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		compiled, err := ldap.CompileFilter(text)
		if err != nil {
			return
		}
		m, err := Decode(searchFor(string(compiled.Bytes())), Limits{FilterDepth: 100, FilterNodes: 1000})
		var refused *DecodeError
		if errors.As(err, &refused) && refused.Code == AdminLimitExceeded {
			return
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		if filter := m.Op.(*SearchRequest).Filter; writable(&filter) {
			recompile(t, filter)
		}
	})
}

// recompile checks that the filter as text means the same to go-ldap.
func recompile(t *testing.T, f Filter) {
	compiled, err := ldap.CompileFilter(f.String())
	if err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	m, err := Decode(searchFor(string(compiled.Bytes())), Limits{FilterDepth: 100, FilterNodes: 1000})
	if err != nil {
		t.Fatalf("%s: %v", f, err)
	}
	if diff := cmp.Diff(f, m.Op.(*SearchRequest).Filter); diff != "" {
		t.Errorf("%s: -decoded +written and compiled:\n%s", f, diff)
	}
}

var description = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.;-]*$`)

// writable is true of filters that RFC 4515 can write: its attribute descriptions and rules need no escaping.
func writable(f *Filter) bool {
	switch f.Kind {
	case FilterUnknown:
		return false
	case FilterAnd, FilterOr, FilterNot:
		for i := range f.Children {
			if !writable(&f.Children[i]) {
				return false
			}
		}
		return true
	case FilterExtensible:
		return (f.Attribute == "" || description.MatchString(f.Attribute)) &&
			(f.Rule == "" && f.Attribute != "" || f.Rule != "dn" && description.MatchString(f.Rule))
	}
	return description.MatchString(f.Attribute)
}

// size is how many filters there are in f, itself included, and how deep they are nested.
func size(f *Filter) (nodes, depth int) {
	for i := range f.Children {
		n, d := size(&f.Children[i])
		nodes, depth = nodes+n, max(depth, d)
	}
	return nodes + 1, depth + 1
}

// encode is a search as go-asn1-ber writes it.
func encode(m Message) *oracle.Packet {
	req := m.Op.(*SearchRequest)
	op := oracle.Encode(oracle.ClassApplication, oracle.TypeConstructed, 3, nil, "")
	number := func(tag oracle.Tag, n int) {
		op.AppendChild(oracle.NewInteger(oracle.ClassUniversal, oracle.TypePrimitive, tag, int64(n), ""))
	}
	op.AppendChild(text(req.Base))
	number(oracle.TagEnumerated, int(req.Scope))
	number(oracle.TagEnumerated, req.Deref)
	number(oracle.TagInteger, req.SizeLimit)
	number(oracle.TagInteger, req.TimeLimit)
	op.AppendChild(oracle.NewBoolean(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagBoolean, req.TypesOnly, ""))
	op.AppendChild(encodeFilter(&req.Filter))
	attributes := oracle.NewSequence("")
	for _, a := range req.Attributes {
		attributes.AppendChild(text(a))
	}
	op.AppendChild(attributes)

	message := oracle.NewSequence("")
	message.AppendChild(oracle.NewInteger(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagInteger, int64(m.ID), ""))
	message.AppendChild(op)
	if len(m.Controls) == 0 {
		return message
	}
	controls := oracle.Encode(oracle.ClassContext, oracle.TypeConstructed, 0, nil, "")
	for _, c := range m.Controls {
		control := oracle.NewSequence("")
		control.AppendChild(text(c.OID))
		control.AppendChild(oracle.NewBoolean(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagBoolean, c.Critical, ""))
		if c.HasValue {
			control.AppendChild(text(string(c.Value)))
		}
		controls.AppendChild(control)
	}
	message.AppendChild(controls)
	return message
}

func encodeFilter(f *Filter) *oracle.Packet {
	choice := map[FilterKind]oracle.Tag{FilterAnd: 0, FilterOr: 1, FilterNot: 2, FilterEqual: 3, FilterSubstrings: 4, FilterGreaterOrEqual: 5,
		FilterLessOrEqual: 6, FilterApprox: 8, FilterExtensible: 9}
	p := oracle.Encode(oracle.ClassContext, oracle.TypeConstructed, choice[f.Kind], nil, "")
	switch f.Kind {
	case FilterUnknown:
		return contextual(30, "")
	case FilterPresent:
		return contextual(7, f.Attribute)
	case FilterAnd, FilterOr, FilterNot:
		for i := range f.Children {
			p.AppendChild(encodeFilter(&f.Children[i]))
		}
	case FilterSubstrings:
		p.AppendChild(text(f.Attribute))
		pieces := oracle.NewSequence("")
		if f.Initial != "" {
			pieces.AppendChild(contextual(0, f.Initial))
		}
		for _, piece := range f.Any {
			pieces.AppendChild(contextual(1, piece))
		}
		if f.Final != "" {
			pieces.AppendChild(contextual(2, f.Final))
		}
		p.AppendChild(pieces)
	case FilterExtensible:
		if f.Rule != "" {
			p.AppendChild(contextual(1, f.Rule))
		}
		if f.Attribute != "" {
			p.AppendChild(contextual(2, f.Attribute))
		}
		p.AppendChild(contextual(3, f.Value))
		p.AppendChild(oracle.NewBoolean(oracle.ClassContext, oracle.TypePrimitive, 4, f.DNAttributes, ""))
	default:
		p.AppendChild(text(f.Attribute))
		p.AppendChild(text(f.Value))
	}
	return p
}

func text(s string) *oracle.Packet {
	return oracle.NewString(oracle.ClassUniversal, oracle.TypePrimitive, oracle.TagOctetString, s, "")
}

func contextual(tag oracle.Tag, s string) *oracle.Packet {
	return oracle.NewString(oracle.ClassContext, oracle.TypePrimitive, tag, s, "")
}
