package message

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"annuaire/ldapserver/ber"
)

// controlOf is a control with the elements of a SEQUENCE as its value.
func controlOf(oid string, critical bool, parts ...string) Control {
	return Control{OID: oid, Critical: critical, HasValue: true, Value: []byte(element(ber.Sequence, parts...))}
}

// sortKey is an element of a sort control: an attribute and what may follow it.
func sortKey(attribute string, rest ...string) string {
	return element(ber.Sequence, append([]string{octets(attribute)}, rest...)...)
}

// byOffset is the target of a view.
func byOffset(offset, count int64) string {
	return element(tagByOffset, integer(offset), integer(count))
}

func TestControlsOfASearch(t *testing.T) {
	for name, test := range map[string]struct {
		controls []Control
		want     *SearchControls
	}{
		"none":                      {nil, nil},
		"others":                    {[]Control{{OID: OIDManageDsaIT, Critical: true}, {OID: "1.2.3"}}, nil},
		"the first page (RFC 2696)": {[]Control{controlOf(OIDPagedResults, true, integer(5), octets(""))}, &SearchControls{Page: &PageRequest{Size: 5, Cookie: []byte{}}}},
		"a further page": {[]Control{controlOf(OIDPagedResults, false, integer(1<<31-1), octets("\x00cookie"))},
			&SearchControls{Page: &PageRequest{Size: 1<<31 - 1, Cookie: []byte("\x00cookie")}}},
		"a list abandoned": {[]Control{controlOf(OIDPagedResults, false, integer(0), octets("c"))}, &SearchControls{Page: &PageRequest{Cookie: []byte("c")}}},
		"sorted (RFC 2891)": {[]Control{controlOf(OIDSortRequest, true, sortKey("sn"))},
			&SearchControls{Sort: []SortKey{{Attribute: "sn"}}, CriticalSort: true}},
		"sorted by three keys, with a rule and in reverse": {[]Control{controlOf(OIDSortRequest, false,
			sortKey("sn", element(tagOrderingRule, "2.5.13.3"), boolAs(tagReverseOrder, true)),
			sortKey("givenName", boolAs(tagReverseOrder, false)), sortKey("cn", element(tagOrderingRule, "caseIgnoreOrderingMatch")))},
			&SearchControls{Sort: []SortKey{{"sn", "2.5.13.3", true}, {Attribute: "givenName"}, {Attribute: "cn", Rule: "caseIgnoreOrderingMatch"}}}},
		"a view by offset": {[]Control{controlOf(OIDViewRequest, true, integer(0), integer(31), byOffset(1, 0))},
			&SearchControls{View: &ViewRequest{After: 31, Offset: 1}, CriticalView: true}},
		"a view by offset, with the context of the last answer": {[]Control{controlOf(OIDViewRequest, false, integer(2), integer(3), byOffset(33, 600), octets("context"))},
			&SearchControls{View: &ViewRequest{Before: 2, After: 3, Offset: 33, Count: 600}}},
		"a view by value": {[]Control{controlOf(OIDViewRequest, false, integer(0), integer(31), element(tagByValue, "mül"))},
			&SearchControls{View: &ViewRequest{After: 31, ByValue: true, Value: "mül"}}},
		"what later versions may put behind": {[]Control{
			controlOf(OIDPagedResults, false, integer(5), octets(""), integer(1)),
			controlOf(OIDSortRequest, false, sortKey("sn", integer(1))),
			controlOf(OIDViewRequest, false, integer(0), integer(0), byOffset(1, 1), octets(""), integer(1))},
			&SearchControls{Page: &PageRequest{Size: 5, Cookie: []byte{}}, Sort: []SortKey{{Attribute: "sn"}}, View: &ViewRequest{Offset: 1, Count: 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := DecodeSearchControls(test.controls)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func boolAs(tag Tag, v bool) string { return string(ber.AppendBoolean(nil, tag, v)) }

func TestControlsOfASearchThatCanNotBeRead(t *testing.T) {
	page, order, view := OIDPagedResults, OIDSortRequest, OIDViewRequest
	for name, test := range map[string]struct {
		controls []Control
		field    string // that is to blame
	}{
		"a page without value":              {[]Control{{OID: page}}, "paged results control"},
		"a page that is no sequence":        {[]Control{{OID: page, HasValue: true, Value: []byte(octets("x"))}}, "paged results control"},
		"a page of fewer than none":         {[]Control{controlOf(page, false, integer(-1), octets(""))}, "page size"},
		"a page of too many":                {[]Control{controlOf(page, false, integer(1<<31), octets(""))}, "page size"},
		"a page without cookie":             {[]Control{controlOf(page, false, integer(5))}, "page cookie"},
		"a page with half an element more":  {[]Control{controlOf(page, false, integer(5), octets(""), "\x04")}, "paged results control"},
		"two pages":                         {[]Control{controlOf(page, false, integer(5), octets("")), controlOf(page, false, integer(5), octets(""))}, "paged results control"},
		"no sort keys":                      {[]Control{controlOf(order, false)}, "sort control"},
		"a sort key without attribute":      {[]Control{controlOf(order, false, element(ber.Sequence))}, "sort attribute"},
		"a sort key that is no sequence":    {[]Control{controlOf(order, false, octets("sn"))}, "sort key"},
		"reversed by two octets":            {[]Control{controlOf(order, false, sortKey("sn", element(tagReverseOrder, "ab")))}, "reverse order"},
		"two sorts":                         {[]Control{controlOf(order, false, sortKey("sn")), controlOf(order, false, sortKey("cn"))}, "sort control"},
		"more sort keys than anybody needs": {[]Control{controlOf(order, false, strings.Repeat(sortKey("sn"), mostSortKeys+1))}, "sort control"},
		"a view without target":             {[]Control{controlOf(view, false, integer(0), integer(0))}, "byOffset"},
		"a view of fewer than none":         {[]Control{controlOf(view, false, integer(0), integer(-1), byOffset(1, 0))}, "afterCount"},
		"a view at less than nothing":       {[]Control{controlOf(view, false, integer(0), integer(0), byOffset(-1, 0))}, "offset"},
		"a view of a list of unknown size":  {[]Control{controlOf(view, false, integer(0), integer(0), element(tagByOffset, integer(1)))}, "contentCount"},
		"two views":                         {[]Control{controlOf(view, false, integer(0), integer(0), byOffset(1, 0)), controlOf(view, false, integer(0), integer(0), byOffset(1, 0))}, "virtual list view control"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := DecodeSearchControls(test.controls)
			var wrong *ber.Error
			if !errors.As(err, &wrong) || wrong.Field != test.field {
				t.Errorf("error %v, want one of %q", err, test.field)
			}
		})
	}
	if _, err := DecodeSearchControls([]Control{controlOf(order, false, strings.Repeat(sortKey("sn"), mostSortKeys))}); err != nil {
		t.Errorf("%d sort keys: %v", mostSortKeys, err)
	}
}

// The octets of the answers, written out from the ASN.1 of their specifications.
func TestControlsOfAnAnswer(t *testing.T) {
	for name, test := range map[string]struct {
		got  Control
		oid  string
		want string // in hexadecimal digits
	}{
		"the last page":                       {PageAnswer(nil), OIDPagedResults, "30 05 0201 00 0400"},
		"a page with more behind":             {PageAnswer([]byte("ab")), OIDPagedResults, "30 07 0201 00 0402 6162"},
		"sorted":                              {SortAnswer(Success, ""), OIDSortResponse, "30 03 0a01 00"},
		"an attribute that is not there":      {SortAnswer(NoSuchAttribute, "xy"), OIDSortResponse, "30 07 0a01 10 8002 7879"},
		"a rule that does not go with it":     {SortAnswer(InappropriateMatching, "sn"), OIDSortResponse, "30 07 0a01 12 8002 736e"},
		"a view":                              {ViewAnswer(1, 300, Success, []byte("c")), OIDViewResponse, "30 0d 0201 01 0202 012c 0a01 00 0401 63"},
		"a view without context":              {ViewAnswer(0, 0, OffsetRangeError, nil), OIDViewResponse, "30 09 0201 00 0201 00 0a01 3d"},
		"a view of what is not sorted at all": {ViewAnswer(0, 0, SortControlMissing, nil), OIDViewResponse, "30 09 0201 00 0201 00 0a01 3c"},
	} {
		t.Run(name, func(t *testing.T) {
			want := Control{OID: test.oid, HasValue: true, Value: fromHex(t, strings.ReplaceAll(test.want, " ", ""))}
			if diff := cmp.Diff(want, test.got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
