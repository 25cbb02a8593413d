package message

import (
	"errors"
	"math"
	"testing"

	"annuaire/ldapserver/ber"

	"github.com/google/go-cmp/cmp"
)

func TestRequests(t *testing.T) {
	for name, test := range map[string]struct {
		op   string
		want any
	}{
		"anonymous bind": {element(TagBindRequest, integer(3), octets(""), element(tagSimple)),
			&BindRequest{Version: 3, Simple: true}},
		"simple bind": {element(TagBindRequest, integer(3), octets("cn=phones,dc=x"), element(tagSimple, "secret")),
			&BindRequest{Version: 3, Name: "cn=phones,dc=x", Simple: true, Password: "secret"}},
		"LDAPv2 bind": {element(TagBindRequest, integer(2), octets("asterisk"), element(tagSimple)),
			&BindRequest{Version: 2, Name: "asterisk", Simple: true}},
		"SASL bind": {element(TagBindRequest, integer(3), octets(""), element(tagSASL, octets("PLAIN"), octets("\x00a\x00b"))),
			&BindRequest{Version: 3, Mechanism: "PLAIN", Credentials: []byte("\x00a\x00b")}},
		"SASL bind without credentials": {element(TagBindRequest, integer(3), octets(""), element(tagSASL, octets("EXTERNAL"))),
			&BindRequest{Version: 3, Mechanism: "EXTERNAL"}},
		"SASL bind with empty credentials": {element(TagBindRequest, integer(3), octets(""), element(tagSASL, octets("EXTERNAL"), octets(""))),
			&BindRequest{Version: 3, Mechanism: "EXTERNAL", Credentials: []byte{}}},
		"bind with an authentication choice to come": {element(TagBindRequest, integer(3), octets("x"), element(ber.Context+9, "?")),
			&BindRequest{Version: 3, Name: "x"}},
		"bind with more than RFC 4511 knows": {element(TagBindRequest, integer(3), octets("x"), element(tagSimple, "y"), octets("?"), integer(1)),
			&BindRequest{Version: 3, Name: "x", Simple: true, Password: "y"}},
		"unbind":                     {element(TagUnbindRequest), &UnbindRequest{}},
		"abandon":                    {element(TagAbandonRequest, "\x05"), &AbandonRequest{ID: 5}},
		"abandon, not minimal":       {element(TagAbandonRequest, "\x00\x00\x05"), &AbandonRequest{ID: 5}},
		"compare":                    {element(TagCompareRequest, octets("uid=a"), element(ber.Sequence, octets("sn"), octets("Martin"))), &CompareRequest{"uid=a", "sn", "Martin"}},
		"extended without a value":   {element(TagExtendedRequest, element(tagRequestName, OIDWhoAmI)), &ExtendedRequest{Name: OIDWhoAmI}},
		"extended with a value":      {element(TagExtendedRequest, element(tagRequestName, OIDPasswordModify), element(tagRequestValue, "v")), &ExtendedRequest{Name: OIDPasswordModify, HasValue: true, Value: []byte("v")}},
		"extended, empty value":      {element(TagExtendedRequest, element(tagRequestName, "1.2"), element(tagRequestValue)), &ExtendedRequest{Name: "1.2", HasValue: true, Value: []byte{}}},
		"modify":                     {element(TagModifyRequest, octets("uid=a"), element(ber.Sequence, "what is not looked at")), &ModifyRequest{"uid=a"}},
		"add":                        {element(TagAddRequest, octets("uid=a"), element(ber.Sequence)), &AddRequest{"uid=a"}},
		"delete":                     {element(TagDeleteRequest, "uid=a"), &DeleteRequest{"uid=a"}},
		"modifyDN":                   {element(TagModifyDNRequest, octets("uid=a"), octets("uid=b"), boolean(true), element(ber.Context, "ou=x")), &ModifyDNRequest{"uid=a"}},
		"search with something more": {string(searchFor(element(tagPresent, "objectClass"), octets("?"))[5:]), &SearchRequest{Base: "dc=x", Scope: WholeSubtree, Filter: Filter{Kind: FilterPresent, Attribute: "objectClass"}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := decoded(t, request(test.op))
			want := Message{ID: 7, Tag: Tag(test.op[0]), Op: test.want}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestControls(t *testing.T) {
	present := element(TagUnbindRequest)
	control := func(parts ...string) string { return element(ber.Sequence, parts...) }
	for name, test := range map[string]struct {
		rest []string
		want []Control
	}{
		"none":                  {nil, nil},
		"an empty list":         {[]string{element(tagControls)}, nil},
		"type alone":            {[]string{element(tagControls, control(octets("1.2")))}, []Control{{OID: "1.2"}}},
		"critical":              {[]string{element(tagControls, control(octets("1.2"), boolean(true)))}, []Control{{OID: "1.2", Critical: true}}},
		"critical by any octet": {[]string{element(tagControls, control(octets("1.2"), element(ber.Boolean, "\x01")))}, []Control{{OID: "1.2", Critical: true}}},
		"not critical, and says so": {[]string{element(tagControls, control(octets("1.2"), boolean(false), octets("v")))},
			[]Control{{OID: "1.2", HasValue: true, Value: []byte("v")}}},
		"an empty value": {[]string{element(tagControls, control(octets("1.2"), octets("")))}, []Control{{OID: "1.2", HasValue: true, Value: []byte{}}}},
		"two of them":    {[]string{element(tagControls, control(octets("1.2")), control(octets("1.3")))}, []Control{{OID: "1.2"}, {OID: "1.3"}}},
		"one with something more, after something RFC 4511 does not know": {
			[]string{octets("?"), element(tagControls, control(octets("1.2"), octets("v"), octets("?"))), element(ber.Context + 5)},
			[]Control{{OID: "1.2", HasValue: true, Value: []byte("v")}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := decoded(t, request(present, test.rest...))
			if diff := cmp.Diff(test.want, got.Controls); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// Messages that are refused, and how they are to be answered: tag 0 stands for the notice of disconnection.
func TestMessagesThatAreRefused(t *testing.T) {
	present := element(tagPresent, "cn")
	bindWith := func(version string) []byte {
		return request(element(TagBindRequest, version, octets(""), element(tagSimple)))
	}
	searchWith := func(scope, deref, size, time string) []byte {
		return request(element(TagSearchRequest, octets(""), scope, deref, size, time, boolean(false), present, element(ber.Sequence)))
	}
	zero := enumerated(0)
	for name, test := range map[string]struct {
		in     []byte
		answer Tag
		want   string
	}{
		"nothing":                   {nil, 0, "message 0 with operation 0x00: message: missing"},
		"HTTP":                      {[]byte("GET / HTTP/1.1\r\n\r\n"), 0, "message 0 with operation 0x00: message: tag 0x47 where 0x30 should be"},
		"bytes after the message":   {append(request(element(TagUnbindRequest)), 0), 0, "message 0 with operation 0x00: message: bytes after its end"},
		"message ID 0":              {[]byte(element(ber.Sequence, integer(0), element(TagDeleteRequest))), 0, "message 0 with operation 0x00: messageID: 0 is not between 1 and 2147483647"},
		"message ID below 0":        {[]byte(element(ber.Sequence, integer(-1), element(TagDeleteRequest))), 0, "message 0 with operation 0x00: messageID: -1 is not between 1 and 2147483647"},
		"message ID 2^31":           {[]byte(element(ber.Sequence, integer(math.MaxInt32+1), element(TagDeleteRequest))), 0, "message 0 with operation 0x00: messageID: 2147483648 is not between 1 and 2147483647"},
		"message ID as a string":    {[]byte(element(ber.Sequence, octets("7"), element(TagDeleteRequest))), 0, "message 0 with operation 0x00: messageID: tag 0x04 where 0x02 should be"},
		"no operation":              {[]byte(element(ber.Sequence, integer(7))), 0, "message 7 with operation 0x00: protocolOp: missing"},
		"operation past the end":    {[]byte(element(ber.Sequence, integer(7), "\x63\x10")), 0, "message 7 with operation 0x00: protocolOp: length 16, but only 0 bytes left"},
		"an operation to come":      {request(element(ber.Application + ber.Constructed + 26)), 0, "message 7 with operation 0x7a: protocolOp: tag 0x7a is no request's"},
		"a response":                {request(element(TagSearchDone)), 0, "message 7 with operation 0x65: protocolOp: tag 0x65 is no request's"},
		"a delete in wrong form":    {request(element(TagDeleteRequest | ber.Constructed)), 0, "message 7 with operation 0x6a: protocolOp: tag 0x6a is no request's"},
		"abandon of nothing":        {request(element(TagAbandonRequest)), 0, "message 7 with operation 0x50: abandon messageID: integer of no octets"},
		"bind version 128":          {bindWith(integer(128)), TagBindResponse, "message 7 with operation 0x60: bind version: 128 is not between 0 and 127"},
		"bind without a version":    {bindWith(""), TagBindResponse, "message 7 with operation 0x60: bind version: tag 0x04 where 0x02 should be"},
		"bind without a password":   {request(element(TagBindRequest, integer(3), octets(""))), TagBindResponse, "message 7 with operation 0x60: bind authentication: missing"},
		"SASL without a mechanism":  {request(element(TagBindRequest, integer(3), octets(""), element(tagSASL))), TagBindResponse, "message 7 with operation 0x60: SASL mechanism: missing"},
		"scope 3":                   {searchWith(enumerated(3), zero, integer(0), integer(0)), TagSearchDone, "message 7 with operation 0x63: scope: 3 is not between 0 and 2"},
		"deref 4":                   {searchWith(zero, enumerated(4), integer(0), integer(0)), TagSearchDone, "message 7 with operation 0x63: derefAliases: 4 is not between 0 and 3"},
		"size limit -1":             {searchWith(zero, zero, integer(-1), integer(0)), TagSearchDone, "message 7 with operation 0x63: sizeLimit: -1 is not between 0 and 2147483647"},
		"time limit 2^31":           {searchWith(zero, zero, integer(0), integer(1<<31)), TagSearchDone, "message 7 with operation 0x63: timeLimit: 2147483648 is not between 0 and 2147483647"},
		"search without attributes": {request(element(TagSearchRequest, octets(""), zero, zero, integer(0), integer(0), boolean(false), present)), TagSearchDone, "message 7 with operation 0x63: attributes: missing"},
		"search junk that is none":  {searchFor(present, "\x04\x09"), TagSearchDone, "message 7 with operation 0x63: search request: length 9, but only 0 bytes left"},
		"compare without a value":   {request(element(TagCompareRequest, octets(""), element(ber.Sequence, octets("sn")))), TagCompareResponse, "message 7 with operation 0x6e: assertionValue: missing"},
		"extended without a name":   {request(element(TagExtendedRequest)), TagExtendedResponse, "message 7 with operation 0x77: requestName: missing"},
		"modify without a name":     {request(element(TagModifyRequest)), TagModifyResponse, "message 7 with operation 0x66: modify object: missing"},
		"control without a type":    {request(element(TagDeleteRequest), element(tagControls, element(ber.Sequence))), TagDeleteResponse, "message 7 with operation 0x4a: controlType: missing"},
		"controls there twice":      {request(element(TagDeleteRequest), element(tagControls), element(tagControls)), TagDeleteResponse, "message 7 with operation 0x4a: controls: there twice"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Decode(test.in, Limits{})
			var refused *DecodeError
			if !errors.As(err, &refused) {
				t.Fatalf("error is %v, want a *DecodeError", err)
			}
			if refused.Error() != test.want || refused.Code != ProtocolError {
				t.Errorf("%v: %v; want protocolError: %s", refused.Code, refused, test.want)
			}
			answer, ok := refused.Answer()
			if answer != test.answer || ok != (test.answer != 0) {
				t.Errorf("to be answered with %v, want %v", answer, test.answer)
			}
		})
	}
}

func TestUnknownFilterChoicesAreUndefinedNotErrors(t *testing.T) {
	for _, tag := range []Tag{ber.Context + 10, ber.Context + ber.Constructed + 15, ber.Context + 30} {
		got := filterOf(t, searchFor(element(tagNot, element(tag, "\xFF\xFF"))))
		want := Filter{Kind: FilterNot, Children: []Filter{{Kind: FilterUnknown}}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v: -want +got:\n%s", tag, diff)
		}
	}
}

func TestStringsShareTheMessagesMemory(t *testing.T) {
	b := request(element(TagDeleteRequest, "uid=a"))
	got := decoded(t, b)
	copy(b[len(b)-5:], "uid=b")
	if name := got.Op.(*DeleteRequest).Entry; name != "uid=b" {
		t.Errorf("name is %q: it was copied", name)
	}
}
