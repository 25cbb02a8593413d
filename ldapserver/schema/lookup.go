package schema

import "strings"

// catalogue finds what the package describes by name. It is made once and never changed.
type catalogue struct {
	types   []*AttributeType
	byName  map[string]*AttributeType // names, aliases and identifiers, in lower case
	rules   map[string]*MatchingRule
	classes map[string]*ObjectClass
}

var known = newCatalogue()

func newCatalogue() *catalogue {
	c := &catalogue{
		byName: map[string]*AttributeType{}, rules: map[string]*MatchingRule{}, classes: map[string]*ObjectClass{},
	}
	subtypes := map[string][]*AttributeType{} // by the name of their supertype
	for _, a := range append(userTypes(), operationalTypes()...) {
		c.types = append(c.types, &a)
		for _, name := range append([]string{a.Name, a.OID}, a.Aliases...) {
			c.byName[strings.ToLower(name)] = &a
		}
		if a.Sup != "" {
			subtypes[a.Sup] = append(subtypes[a.Sup], &a)
		}
	}
	for _, a := range c.types {
		a.subtypes = subtypes[a.Name]
	}
	for _, r := range MatchingRules() {
		c.rules[strings.ToLower(r.Name)], c.rules[r.OID] = &r, &r
	}
	for _, o := range ObjectClasses() {
		c.classes[strings.ToLower(o.Name)], c.classes[o.OID] = &o, &o
	}
	return c
}

// Lookup reads an attribute description: a name, an alias or an object identifier, in any case and also as "OID.2.5.4.3"
// (RFC 2253 section 4), with the options that follow its semicolons. ok is false where the type is not known or the
// description is none.
func Lookup(description string) (a *AttributeType, options []string, ok bool) {
	name, rest, more := strings.Cut(description, ";")
	if a = find(known.byName, name); a == nil {
		return nil, nil, false
	}
	for more {
		var option string
		option, rest, more = strings.Cut(rest, ";")
		if !isOption(option) {
			return nil, nil, false
		}
		options = append(options, option)
	}
	return a, options, true
}

// Tagging reports whether options make of an attribute description a subtype (RFC 4512 section 2.5.2.1) that the server
// recognises: language tags and ranges (RFC 3866), of which no entry has values. Any other option is not recognised, and
// the description is to be treated as an unknown one.
func Tagging(options []string) bool {
	for _, option := range options {
		if len(option) < 5 || !strings.EqualFold(option[:5], "lang-") {
			return false
		}
	}
	return len(options) > 0
}

// LookupRule finds a matching rule by name or identifier; nil where it is not known.
func LookupRule(name string) *MatchingRule { return find(known.rules, name) }

// LookupClass finds an object class by name or identifier; nil where it is not known.
func LookupClass(name string) *ObjectClass { return find(known.classes, name) }

// AttributeTypes are all types, user attributes first, in the order in which answers have them. The slice and what it
// points to are not to be changed.
func AttributeTypes() []*AttributeType { return known.types }

// find looks name up in lower case without allocating.
func find[T any](m map[string]*T, name string) *T {
	if len(name) > 4 && strings.EqualFold(name[:4], "oid.") {
		name = name[4:]
	}
	var buf [64]byte
	if len(name) > len(buf) {
		return nil // longer than any name of ours
	}
	lower := append(buf[:0], name...)
	for i, c := range lower {
		if 'A' <= c && c <= 'Z' {
			lower[i] = c + 'a' - 'A'
		}
	}
	return m[string(lower)]
}

func isOption(s string) bool {
	for _, c := range []byte(s) {
		if c != '-' && (c < '0' || c > '9') && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return s != ""
}
