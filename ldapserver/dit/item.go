package dit

import (
	"math/bits"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// item makes the condition of a filter that is no and, or and not; ok is false where it is Undefined.
func (c conditioner) item(f *message.Filter) (e search.Expr, ok bool) {
	if f.Kind == message.FilterUnknown {
		return e, false
	}
	if f.Kind == message.FilterExtensible {
		c.holdsElsewhere()
		return c.extensible(f)
	}
	attribute, options, ok := schema.Lookup(f.Attribute)
	switch {
	case !ok:
		return e, false
	case len(options) == 0:
		return c.attribute(attribute, f)
	case !schema.Tagging(options):
		return e, false
	}
	// A tagged subtype has no values; but what is hidden is not even known.
	_, ok = c.attribute(attribute, &message.Filter{Kind: message.FilterPresent})
	return constant(false), ok
}

// attribute makes the condition of f, whatever attribute that names, on a.
func (c conditioner) attribute(a *schema.AttributeType, f *message.Filter) (search.Expr, bool) {
	if subtypes := a.Subtypes(); len(subtypes) > 0 {
		return c.anyOf(subtypes, f)
	}
	if test := computed(a.Name); test != nil {
		c.holdsElsewhere()
		if f.Kind == message.FilterPresent {
			return constant(true), true
		}
		return test(c, f)
	}
	if !comparable(a, f.Kind) {
		return search.Expr{}, false
	}
	fields, known := c.fieldsOf(a)
	if _, named := baseField(a.Name); named || a.Fields&(recordFields|search.Fields(search.FolderName)) != 0 {
		c.holdsElsewhere()
	}
	if !known {
		return search.Expr{}, false
	}
	exprs := c.exprs.some(bits.OnesCount64(uint64(fields)))
	for i := range exprs {
		field := search.Field(bits.TrailingZeros64(uint64(fields)))
		exprs[i] = c.compare(field, f)
		fields &^= search.Fields(field)
	}
	return combine(search.Or, exprs), true
}

// anyOf is true where one of types satisfies f, and Undefined where none of them can be compared so.
func (c conditioner) anyOf(types []*schema.AttributeType, f *message.Filter) (search.Expr, bool) {
	var exprs []search.Expr
	for _, a := range types {
		if e, ok := c.attribute(a, f); ok {
			exprs = append(exprs, e)
		}
	}
	return combine(search.Or, exprs), len(exprs) > 0
}

// fieldsOf gives the fields that an attribute has on the subject, perhaps none; known is false where it is hidden.
func (c conditioner) fieldsOf(a *schema.AttributeType) (fields search.FieldSet, known bool) {
	own := a.Fields
	if c.on == ofPeople {
		own &^= search.Fields(search.FolderName)
	}
	visible := own & c.fields
	switch {
	case c.on == ofBase:
		if field, ok := baseField(a.Name); ok {
			return search.Fields(field), true
		}
		return visible & recordFields, own == 0 || visible != 0
	case c.on == ofFolders:
		return visible & (recordFields | search.Fields(search.FolderName)), own == 0 || visible != 0
	}
	return visible, own == 0 || visible != 0
}

// recordFields are in the documents of people, folders and the base alike.
var recordFields = search.Fields(search.EntryID, search.Created, search.Modified)

// comparable reports whether a type has the matching rule that a filter of this kind needs.
func comparable(a *schema.AttributeType, kind message.FilterKind) bool {
	switch kind {
	case message.FilterPresent:
		return true
	case message.FilterEqual, message.FilterApprox:
		return a.Equality != ""
	case message.FilterSubstrings:
		return a.Substrings != ""
	case message.FilterGreaterOrEqual, message.FilterLessOrEqual:
		return a.Ordering != ""
	}
	return false
}

// compare makes the comparison of one field. Approximately equal is equal: equal is folded already (RFC 4511 section
// 4.5.1.7.6 leaves it to the server).
func compare(field search.Field, f *message.Filter) search.Expr {
	e := search.Expr{Field: field}
	switch f.Kind {
	case message.FilterPresent:
		e.Op = search.Present
	case message.FilterEqual, message.FilterApprox:
		e.Op, e.Value = search.Equal, readText(f.Value)
	case message.FilterGreaterOrEqual:
		e.Op, e.Value = search.AtLeast, readText(f.Value)
	case message.FilterLessOrEqual:
		e.Op, e.Value = search.AtMost, readText(f.Value)
	case message.FilterSubstrings:
		e.Op, e.Initial, e.Final = search.Substrings, readText(f.Initial), readText(f.Final)
		e.Any = readTexts(f.Any)
	}
	return e
}
