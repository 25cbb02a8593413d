package schema

// Published is an attribute of the subschema entry (RFC 4512 section 4.2) with its values.
type Published struct {
	Name   string
	Values []string
}

// SubschemaValues are the descriptions that cn=Subschema has, by attribute.
func SubschemaValues() []Published {
	return []Published{
		{"ldapSyntaxes", describe(Syntaxes())},
		{"matchingRules", describe(MatchingRules())},
		{"attributeTypes", describe(AttributeTypes())},
		{"objectClasses", describe(ObjectClasses())},
	}
}

func describe[T interface{ String() string }](items []T) []string {
	values := make([]string, len(items))
	for i, item := range items {
		values[i] = item.String()
	}
	return values
}
