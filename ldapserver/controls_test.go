package ldapserver

import (
	"fmt"
	"strings"
	"testing"

	asn1 "github.com/go-asn1-ber/asn1-ber"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// pageControl asks for a page (RFC 2696).
func pageControl(size int64, cookie string, critical bool) message.Control {
	b, seq := ber.Begin(nil, ber.Sequence)
	b = ber.AppendInteger(b, ber.Integer, size)
	b = ber.AppendString(b, ber.OctetString, cookie)
	return message.Control{OID: message.OIDPagedResults, Critical: critical, HasValue: true, Value: ber.End(b, seq)}
}

// sortControl asks for an order (RFC 2891): "sn -givenName:2.5.13.3" is by sn, and then by givenName in reverse by a rule.
func sortControl(keys string, critical bool) message.Control {
	b, seq := ber.Begin(nil, ber.Sequence)
	for key := range strings.FieldsSeq(keys) {
		name, rule, _ := strings.Cut(key, ":")
		name, reverse := strings.CutPrefix(name, "-")
		var one ber.Mark
		b, one = ber.Begin(b, ber.Sequence)
		b = ber.AppendString(b, ber.OctetString, name)
		if rule != "" {
			b = ber.AppendString(b, ber.Context, rule)
		}
		if reverse {
			b = ber.AppendBoolean(b, ber.Context|1, true)
		}
		b = ber.End(b, one)
	}
	return message.Control{OID: message.OIDSortRequest, Critical: critical, HasValue: true, Value: ber.End(b, seq)}
}

// viewControl asks for what is around a target, which is an offset of a count, or else a value.
func viewControl(t *testing.T, text string, critical bool) message.Control {
	t.Helper()
	var before, after, offset, count int64
	var value, context string
	b, seq := ber.Begin(nil, ber.Sequence)
	if n, _ := fmt.Sscanf(text, "%d before, %d after %d of %d, context %s", &before, &after, &offset, &count, &context); n >= 4 {
		b = ber.AppendInteger(b, ber.Integer, before)
		b = ber.AppendInteger(b, ber.Integer, after)
		var target ber.Mark
		b, target = ber.Begin(b, ber.Context|ber.Constructed)
		b = ber.AppendInteger(b, ber.Integer, offset)
		b = ber.AppendInteger(b, ber.Integer, count)
		b = ber.End(b, target)
	} else if n, _ := fmt.Sscanf(text, "%d before, %d after %s", &before, &after, &value); n == 3 {
		b = ber.AppendInteger(b, ber.Integer, before)
		b = ber.AppendInteger(b, ber.Integer, after)
		b = ber.AppendString(b, ber.Context|1, value)
	} else {
		t.Fatalf("what view is %q?", text)
	}
	if context != "" {
		b = ber.AppendString(b, ber.OctetString, context)
	}
	return message.Control{OID: message.OIDViewRequest, Critical: critical, HasValue: true, Value: ber.End(b, seq)}
}

// readAnswerControl reads a control of an answer, as go-asn1-ber does: what it says, and the cookie or context in it.
func readAnswerControl(p *asn1.Packet) (says, cookie string) {
	oid := text(p.Children[0])
	if len(p.Children) < 2 {
		return oid, ""
	}
	value := asn1.DecodePacket(p.Children[len(p.Children)-1].Data.Bytes())
	number := func(i int) int64 { n, _ := value.Children[i].Value.(int64); return n }
	switch oid {
	case message.OIDPagedResults:
		if cookie = text(value.Children[1]); cookie == "" {
			return "last page", ""
		}
		return "page, with more behind", cookie
	case message.OIDSortResponse:
		if says = "sorted: " + message.ResultCode(number(0)).String(); len(value.Children) > 1 {
			says += ", " + text(value.Children[1])
		}
		return says, ""
	case message.OIDViewResponse:
		if len(value.Children) > 3 {
			cookie = text(value.Children[3])
		}
		return fmt.Sprintf("view: at %d of %d, %v", number(0), number(1), message.ResultCode(number(2))), cookie
	}
	return oid, ""
}
