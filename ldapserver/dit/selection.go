package dit

import (
	"slices"

	"annuaire/directory/search"
	"annuaire/ldapserver/schema"
)

// column is an attribute that answers have where an entry has values of it.
type column struct {
	name   string // as the request spells it
	typ    *schema.AttributeType
	source source
	fields search.FieldSet // visible ones that hold its values; of the base entry, see baseField
}

// source is where the values of an attribute come from.
type source uint8

const (
	fromFields source = iota
	fromClasses
	fromStructuralClass
	fromDN
	fromHasSubordinates
	fromNumSubordinates
	fromSubschema
	fromPhoto
)

func sourceOf(name string) source {
	switch name {
	case "objectClass":
		return fromClasses
	case "structuralObjectClass":
		return fromStructuralClass
	case "entryDN":
		return fromDN
	case "hasSubordinates":
		return fromHasSubordinates
	case "numSubordinates":
		return fromNumSubordinates
	case "subschemaSubentry":
		return fromSubschema
	case "jpegPhoto":
		return fromPhoto
	}
	return fromFields
}

// choose makes the columns of a search's attribute list (RFC 4511 section 4.5.1.8). An attribute is answered once, under
// the first name asked for, spelled as asked; a supertype stands for its subtypes, "*" and "+" for what is not asked for by
// name. What is not known, or has no values as a tagged one has none, is left out.
func choose(asked []string, visible search.FieldSet) []column {
	var columns []column
	if len(asked) == 0 {
		asked = []string{"*"}
	}
	for _, name := range asked {
		if a, options, ok := schema.Lookup(name); ok && len(options) == 0 {
			columns = appendColumn(columns, name, a, visible)
		}
	}
	everyUser, everyOperational := slices.Contains(asked, "*"), slices.Contains(asked, "+")
	if !everyUser && !everyOperational {
		return columns
	}
	for _, a := range schema.AttributeTypes() {
		if len(a.Subtypes()) > 0 {
			continue
		}
		if a.Usage == schema.User && everyUser && !a.ByName || a.Usage != schema.User && everyOperational {
			columns = appendColumn(columns, a.Name, a, visible)
		}
	}
	return columns
}

// appendColumn appends the column of a, or of its subtypes, unless there is one.
func appendColumn(columns []column, name string, a *schema.AttributeType, visible search.FieldSet) []column {
	if subtypes := a.Subtypes(); len(subtypes) > 0 {
		for _, sub := range subtypes {
			columns = appendColumn(columns, sub.Name, sub, visible)
		}
		return columns
	}
	if slices.ContainsFunc(columns, func(c column) bool { return c.typ == a }) {
		return columns
	}
	if sourceOf(a.Name) == fromPhoto && visible&photoField == 0 {
		return columns
	}
	return append(columns, column{name: name, typ: a, source: sourceOf(a.Name), fields: a.Fields & visible})
}
