package message

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"annuaire/ldapserver/ber"

	ldap "github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"
)

func TestFilters(t *testing.T) {
	for written, want := range map[string]Filter{
		"(objectClass=*)":   {Kind: FilterPresent, Attribute: "objectClass"},
		"(sn=Martin)":       {Kind: FilterEqual, Attribute: "sn", Value: "Martin"},
		"(sn=)":             {Kind: FilterEqual, Attribute: "sn"},
		"(givenName>=Ryan)": {Kind: FilterGreaterOrEqual, Attribute: "givenName", Value: "Ryan"},
		"(givenName<=zz)":   {Kind: FilterLessOrEqual, Attribute: "givenName", Value: "zz"},
		"(sn~=Meier)":       {Kind: FilterApprox, Attribute: "sn", Value: "Meier"},
		"(sn=mar*)":         {Kind: FilterSubstrings, Attribute: "sn", Initial: "mar"},
		"(sn=*tin)":         {Kind: FilterSubstrings, Attribute: "sn", Final: "tin"},
		"(sn=*art*)":        {Kind: FilterSubstrings, Attribute: "sn", Any: []string{"art"}},
		"(sn=m*a*t*n)":      {Kind: FilterSubstrings, Attribute: "sn", Initial: "m", Any: []string{"a", "t"}, Final: "n"},
		"(sn=**)":           {Kind: FilterSubstrings, Attribute: "sn"},
		"(sn;lang-fr=x)":    {Kind: FilterEqual, Attribute: "sn;lang-fr", Value: "x"},
		"(2.5.4.4=x)":       {Kind: FilterEqual, Attribute: "2.5.4.4", Value: "x"},
		"(&)":               {Kind: FilterAnd},
		"(|)":               {Kind: FilterOr},
		"(!(sn=x))":         {Kind: FilterNot, Children: []Filter{{Kind: FilterEqual, Attribute: "sn", Value: "x"}}},
		"(&(sn=*)(|(l=a)(l=b)))": {Kind: FilterAnd, Children: []Filter{{Kind: FilterPresent, Attribute: "sn"},
			{Kind: FilterOr, Children: []Filter{{Kind: FilterEqual, Attribute: "l", Value: "a"}, {Kind: FilterEqual, Attribute: "l", Value: "b"}}}}},
		"(sn:2.5.13.2:=x)":              {Kind: FilterExtensible, Attribute: "sn", Rule: "2.5.13.2", Value: "x"},
		"(sn:=x)":                       {Kind: FilterExtensible, Attribute: "sn", Value: "x"},
		"(:caseIgnoreMatch:=x)":         {Kind: FilterExtensible, Rule: "caseIgnoreMatch", Value: "x"},
		"(ou:dn:2.5.13.2:=x)":           {Kind: FilterExtensible, Attribute: "ou", Rule: "2.5.13.2", DNAttributes: true, Value: "x"},
		"(ou:dn:=x)":                    {Kind: FilterExtensible, Attribute: "ou", DNAttributes: true, Value: "x"},
		`(cn=\28\29\2a\5c\00\0a\7f\ff)`: {Kind: FilterEqual, Attribute: "cn", Value: "()*\\\x00\n\x7f\xff"},
		"(cn=Hélène)":                   {Kind: FilterEqual, Attribute: "cn", Value: "Hélène"},
		`(cn=\ef\bf\bd*)`:               {Kind: FilterSubstrings, Attribute: "cn", Initial: "\uFFFD"},
	} {
		t.Run(written, func(t *testing.T) {
			compiled, err := ldap.CompileFilter(written)
			if err != nil {
				t.Fatal(err)
			}
			got := filterOf(t, searchFor(string(compiled.Bytes())))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if s := got.String(); s != written {
				t.Errorf("written as %s", s)
			}
		})
	}
}

func TestUnknownChoicesAreWrittenAsUndefined(t *testing.T) {
	f := Filter{Kind: FilterAnd, Children: []Filter{{}, {Kind: FilterPresent, Attribute: "c)(n"}}}
	if s := f.String(); s != `(&(?=undefined)(c\29\28n=*))` {
		t.Errorf("written as %s", s)
	}
}

func TestFiltersThatAreRefused(t *testing.T) {
	present := element(tagPresent, "cn")
	substrings := func(pieces ...string) string {
		return element(tagSubstrings, octets("cn"), element(ber.Sequence, pieces...))
	}
	for name, test := range map[string]struct{ filter, want string }{
		"not of nothing":             {element(tagNot), "filter: missing"},
		"not of two":                 {element(tagNot, present, present), "filter: not of more than one filter"},
		"and holding no filter":      {element(tagAnd, octets("cn")), "filter: tag 0x04 is no filter's"},
		"and cut off":                {element(tagAnd, "\x87\x05cn"), "filter: length 5, but only 2 bytes left"},
		"present in wrong form":      {element(tagPresent | ber.Constructed), "filter: tag 0xa7 is no filter's"},
		"equality in wrong form":     {element(tagEqual &^ ber.Constructed), "filter: tag 0x83 is no filter's"},
		"equality without value":     {element(tagEqual, octets("cn")), "assertionValue: missing"},
		"substrings without a list":  {element(tagSubstrings, octets("cn")), "substrings: missing"},
		"final before any":           {substrings(element(tagFinal, "a"), element(tagAny, "b")), "substrings: tag 0x82 is no piece's, or out of order"},
		"initial after any":          {substrings(element(tagAny, "a"), element(tagInitial, "b")), "substrings: tag 0x80 is no piece's, or out of order"},
		"two initials":               {substrings(element(tagInitial, "a"), element(tagInitial, "b")), "substrings: tag 0x80 is no piece's, or out of order"},
		"a piece that is none":       {substrings(octets("a")), "substrings: tag 0x04 is no piece's, or out of order"},
		"extensible without a value": {element(tagExtensible, element(tagType, "cn")), "matchValue: missing"},
		"extensible out of order":    {element(tagExtensible, element(tagType, "cn"), element(tagMatchingRule, "2.5.13.2"), element(tagMatchValue)), "matchValue: tag 0x81 where 0x83 should be"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode(searchFor(test.filter), Limits{})
			var refused *DecodeError
			if !errors.As(err, &refused) || refused.Err.Error() != test.want || refused.Code != ProtocolError {
				t.Errorf("error is %v, want %q", err, test.want)
			}
		})
	}
}

func TestEmptyPiecesOfSubstringsAreDropped(t *testing.T) {
	got := filterOf(t, searchFor(element(tagSubstrings, octets("cn"), element(ber.Sequence,
		element(tagInitial), element(tagAny), element(tagAny, "a"), element(tagAny), element(tagFinal)))))
	want := Filter{Kind: FilterSubstrings, Attribute: "cn", Any: []string{"a"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestLimits(t *testing.T) {
	present := element(tagPresent, "cn")
	nested := func(n int) string {
		f := present
		for range n - 1 {
			f = element(tagNot, f)
		}
		return f
	}
	pieces := func(n int) string {
		return element(tagSubstrings, octets("cn"), element(ber.Sequence, strings.Repeat(element(tagAny, "a"), n)))
	}
	or := func(n int) string { return element(tagOr, strings.Repeat(present, n)) }
	controls := func(n int) []byte {
		return request(element(TagUnbindRequest), element(tagControls, strings.Repeat(element(ber.Sequence, octets("1.2")), n)))
	}
	attributes := func(n int) []byte {
		return request(element(TagSearchRequest, octets(""), enumerated(0), enumerated(0), integer(0), integer(0), boolean(false), present,
			element(ber.Sequence, strings.Repeat(octets("cn"), n))))
	}
	for name, test := range map[string]struct {
		in   []byte
		lim  Limits
		want string // empty: accepted
	}{
		"as deep as may be":                 {in: searchFor(nested(32))},
		"one deeper":                        {in: searchFor(nested(33)), want: "filter: more than 32 filters within each other"},
		"a depth of our own":                {in: searchFor(nested(4)), lim: Limits{FilterDepth: 3}, want: "filter: more than 3 filters within each other"},
		"as many filters as may be":         {in: searchFor(or(63))},
		"one more":                          {in: searchFor(or(64)), want: "filter: more than 64 filters"},
		"many filters in many":              {in: searchFor(element(tagAnd, or(40), or(40))), want: "filter: more than 64 filters"},
		"a number of filters of our own":    {in: searchFor(or(4)), lim: Limits{FilterNodes: 4}, want: "filter: more than 4 filters"},
		"as many pieces as may be":          {in: searchFor(pieces(256))},
		"one piece more":                    {in: searchFor(pieces(257)), want: "substrings: more than 256 pieces between asterisks"},
		"many pieces in several filters":    {in: searchFor(element(tagOr, pieces(128), pieces(129))), want: "substrings: more than 256 pieces between asterisks"},
		"as many attributes as may be":      {in: attributes(256)},
		"one attribute more":                {in: attributes(257), want: "attributes: more than 256 names"},
		"as many controls as may be":        {in: controls(16)},
		"one control more":                  {in: controls(17), want: "controls: more than 16 controls"},
		"a number of controls of our own":   {in: controls(2), lim: Limits{Controls: 1}, want: "controls: more than 1 controls"},
		"as many filters within each other": {in: searchFor(nested(3)), lim: Limits{FilterNodes: 2}, want: "filter: more than 2 filters"},
		"ten thousand within each other":    {in: searchFor(nested(10_000)), want: "filter: more than 32 filters within each other"},
		"ten thousand beside each other":    {in: searchFor(or(10_000)), want: "filter: more than 64 filters"},
		"a hundred thousand pieces":         {in: searchFor(pieces(100_000)), want: "substrings: more than 256 pieces between asterisks"},
	} {
		t.Run(name, func(t *testing.T) {
			var err error
			allocs := testing.AllocsPerRun(1, func() { _, err = Decode(test.in, test.lim) })
			if allocs > 50 {
				t.Errorf("%v allocations", allocs)
			}
			if test.want == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var refused *DecodeError
			if !errors.As(err, &refused) || refused.Err.Error() != test.want {
				t.Fatalf("error is %v, want %q", err, test.want)
			}
			if refused.Code != AdminLimitExceeded || refused.ID != 7 {
				t.Errorf("%v of message %d, want adminLimitExceeded of message 7", refused.Code, refused.ID)
			}
		})
	}
}

func ExampleFilter_String() {
	fmt.Println(Filter{Kind: FilterAnd, Children: []Filter{
		{Kind: FilterPresent, Attribute: "telephoneNumber"},
		{Kind: FilterSubstrings, Attribute: "cn", Initial: "(a", Any: []string{"b"}},
	}})
	// Output: (&(telephoneNumber=*)(cn=\28a*b*))
}
