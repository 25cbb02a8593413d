package message

import (
	"slices"

	"annuaire/ldapserver/ber"
)

// EntryMark remembers the entry that BeginEntry began.
type EntryMark struct{ message, op, attributes ber.Mark }

// AttrMark remembers the attribute that BeginAttribute began.
type AttrMark struct{ attribute, values ber.Mark }

// BeginEntry begins a SearchResultEntry (RFC 4511 section 4.5.2) named dn, whose attributes follow: for each
// BeginAttribute, AppendValue as often as there are values (never where only types were asked for) and EndAttribute; then
// EndEntry. To leave out what was begun, cut b back to the length it had before.
func BeginEntry(b []byte, id int32, dn string) ([]byte, EntryMark) {
	var m EntryMark
	b, m.message = begin(b, id)
	b, m.op = ber.Begin(b, TagSearchEntry)
	b = ber.AppendString(b, ber.OctetString, dn)
	b, m.attributes = ber.Begin(b, ber.Sequence)
	return b, m
}

// BeginAttribute begins an attribute of the entry; name is spelled as the request spelled it.
func BeginAttribute(b []byte, name string) ([]byte, AttrMark) {
	var m AttrMark
	b, m.attribute = ber.Begin(b, ber.Sequence)
	b = ber.AppendString(b, ber.OctetString, name)
	b, m.values = ber.Begin(b, ber.Set)
	return b, m
}

// AppendValue appends a value of the attribute begun last.
func AppendValue[T string | []byte](b []byte, value T) []byte {
	return ber.AppendString(b, ber.OctetString, value)
}

// EndAttribute completes the attribute.
func EndAttribute(b []byte, m AttrMark) []byte {
	return ber.End(ber.End(b, m.values), m.attribute)
}

// EndEntry completes the entry.
func EndEntry(b []byte, m EntryMark, controls ...Control) []byte {
	b = ber.End(ber.End(b, m.attributes), m.op)
	return end(b, m.message, controls)
}

// AppendAttributes appends the list of an entry's attributes, given what BeginEntry and EndEntry have put between them.
func AppendAttributes(b, attributes []byte) []byte {
	return ber.AppendString(b, ber.Sequence, attributes)
}

// AttributesSize is how many bytes AppendAttributes appends for so many.
func AttributesSize(attributes int) int { return ber.HeaderSize(attributes) + attributes }

// AppendEntry appends a whole SearchResultEntry at once: its name in two parts, one after the other, and the list of its attributes as
// AppendAttributes makes it.
func AppendEntry(b []byte, id int32, rdn []byte, below string, list []byte) []byte {
	name := len(rdn) + len(below)
	op := ber.HeaderSize(name) + name + len(list)
	idSize := ber.IntegerSize(int64(id))
	whole := idSize + ber.HeaderSize(op) + op
	b = slices.Grow(b, ber.HeaderSize(whole)+whole)
	b = ber.AppendHeader(b, ber.Sequence, whole)
	b = ber.AppendInteger(b, ber.Integer, int64(id))
	b = ber.AppendHeader(b, TagSearchEntry, op)
	b = ber.AppendHeader(b, ber.OctetString, name)
	return append(append(append(b, rdn...), below...), list...)
}
