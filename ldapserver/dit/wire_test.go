package dit

import (
	"context"
	"fmt"
	"strings"
	"testing"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"

	"annuaire/ldapserver/message"
)

// request is a search such as a test writes it.
type request struct {
	base, filter string
	scope        message.Scope
	attrs        []string
	size, time   int
	types        bool
}

// decode makes the request the way a client and the server do: through the wire.
func (q request) decode(t testing.TB) *message.SearchRequest {
	t.Helper()
	filter, err := ldap.CompileFilter(q.filter)
	if err != nil {
		t.Fatalf("filter %s: %v", q.filter, err)
	}
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchRequest, nil, "")
	op.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, q.base, ""))
	for _, n := range []int{int(q.scope), 0} {
		op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, n, ""))
	}
	for _, n := range []int{q.size, q.time} {
		op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, n, ""))
	}
	op.AppendChild(ber.NewLDAPBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, q.types, ""))
	op.AppendChild(filter)
	attrs := ber.NewSequence("")
	for _, a := range q.attrs {
		attrs.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, a, ""))
	}
	op.AppendChild(attrs)
	envelope := ber.NewSequence("")
	envelope.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, 1, ""))
	envelope.AppendChild(op)
	m, err := message.Decode(envelope.Bytes(), message.Limits{FilterDepth: 32, FilterNodes: 64, Attributes: 100})
	if err != nil {
		t.Fatal(err)
	}
	return m.Op.(*message.SearchRequest)
}

// ask searches and gives the answer as a client reads it.
func (b *book) ask(t testing.TB, who Who, q request) ([]entry, message.Result) {
	t.Helper()
	buf, res, n, err := b.Search(context.Background(), who, 7, q.decode(t), nil, func(b []byte) ([]byte, error) { return b, nil })
	if err != nil {
		t.Fatal(err)
	}
	entries := readEntries(t, buf)
	if len(entries) != n {
		t.Errorf("%d entries are said to be %d", len(entries), n)
	}
	return entries, res
}

type entry struct {
	dn         string
	attributes []attribute
}

type attribute struct {
	name   string
	values []string
}

func (e entry) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "dn: %s\n", e.dn)
	for _, a := range e.attributes {
		if len(a.values) == 0 {
			fmt.Fprintf(&b, "%s\n", a.name)
		}
		for _, v := range a.values {
			fmt.Fprintf(&b, "%s: %s\n", a.name, v)
		}
	}
	return b.String()
}

func readEntries(t testing.TB, b []byte) []entry {
	t.Helper()
	var entries []entry
	for len(b) > 0 {
		p, err := ber.DecodePacketErr(b)
		if err != nil {
			t.Fatal(err)
		}
		b = b[len(p.Bytes()):]
		op := p.Children[1]
		if id := p.Children[0].Value.(int64); id != 7 || op.Tag != ldap.ApplicationSearchResultEntry {
			t.Fatalf("message %d of type %d", id, op.Tag)
		}
		e := entry{dn: op.Children[0].Data.String()}
		for _, a := range op.Children[1].Children {
			read := attribute{name: a.Children[0].Data.String()}
			for _, v := range a.Children[1].Children {
				read.values = append(read.values, v.Data.String())
			}
			e.attributes = append(e.attributes, read)
		}
		entries = append(entries, e)
	}
	return entries
}
