package schema

import (
	"strings"

	"annuaire/directory/search"
)

// Usage says what an attribute type is for (RFC 4512 section 2.5.1).
type Usage string

const (
	User      Usage = ""                   // of the entry itself; what "*" asks for
	Operation Usage = "directoryOperation" // kept by the server; what "+" asks for
	Server    Usage = "dSAOperation"       // of the root DSE
)

// AttributeType is an attribute type (RFC 4512 section 2.5.1). Those that Lookup and AttributeTypes give are shared and
// not to be changed.
type AttributeType struct {
	Name        string   // how it is spelled when all attributes are asked for
	Aliases     []string // what phones and older standards call it
	OID         string
	Description string
	Sup         string // the type it is a subtype of
	Equality    string // matching rules, by name; empty: it can not be compared so
	Ordering    string
	Substrings  string
	Syntax      string // object identifier
	Single      bool   // one value at most
	Usage       Usage
	// ByName: only shown to who asks for it by name, as it is large.
	ByName bool
	// Fields hold its values; none where they are worked out from the entry. A document has values of only one of them.
	Fields search.FieldSet

	subtypes []*AttributeType
}

// Subtypes are the types directly below a. They are not to be changed.
func (a *AttributeType) Subtypes() []*AttributeType { return a.subtypes }

// Named reports whether name is one of a's names or its identifier, in any case.
func (a *AttributeType) Named(name string) bool {
	if strings.EqualFold(a.Name, name) || a.OID == name {
		return true
	}
	for _, alias := range a.Aliases {
		if strings.EqualFold(alias, name) {
			return true
		}
	}
	return false
}

// String is the type's description as attributeTypes has it (RFC 4512 section 4.1.2).
func (a *AttributeType) String() string {
	var b strings.Builder
	b.WriteString("( " + a.OID + " NAME ")
	writeQuoted(&b, append([]string{a.Name}, a.Aliases...))
	if a.Description != "" {
		b.WriteString(" DESC '" + a.Description + "'")
	}
	for _, part := range []struct{ keyword, value string }{
		{"SUP", a.Sup}, {"EQUALITY", a.Equality}, {"ORDERING", a.Ordering}, {"SUBSTR", a.Substrings}, {"SYNTAX", a.Syntax},
	} {
		if part.value != "" {
			b.WriteString(" " + part.keyword + " " + part.value)
		}
	}
	if a.Single {
		b.WriteString(" SINGLE-VALUE")
	}
	if a.Usage != User {
		b.WriteString(" NO-USER-MODIFICATION USAGE " + string(a.Usage))
	}
	b.WriteString(" )")
	return b.String()
}

// writeQuoted writes names as qdescrs (RFC 4512 section 4.1).
func writeQuoted(b *strings.Builder, names []string) {
	if len(names) == 1 {
		b.WriteString("'" + names[0] + "'")
		return
	}
	b.WriteString("(")
	for _, name := range names {
		b.WriteString(" '" + name + "'")
	}
	b.WriteString(" )")
}
