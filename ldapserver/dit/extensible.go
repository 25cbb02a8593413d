package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// extensible makes the condition of an extensible match (RFC 4511 section 4.5.1.7.7): an equality rule on the types it
// belongs to, or on a named type. Rules that are not there, such as caseExactMatch, and matching the attributes of a DN
// are Undefined.
func (c conditioner) extensible(f *message.Filter) (search.Expr, bool) {
	equal := &message.Filter{Kind: message.FilterEqual, Attribute: f.Attribute, Value: f.Value}
	if f.DNAttributes || f.Attribute == "" && f.Rule == "" {
		return search.Expr{}, false
	}
	if f.Rule == "" {
		return c.item(equal)
	}
	rule := schema.LookupRule(f.Rule)
	if rule == nil {
		return search.Expr{}, false
	}
	if f.Attribute == "" {
		return c.anyOf(typesWith(rule.Name), equal)
	}
	a, _, ok := schema.Lookup(f.Attribute)
	if !ok || !sameRule(a.Equality, rule.Name) {
		return search.Expr{}, false
	}
	return c.item(equal)
}

// sameRule reports whether asking for rule is asking for equality. The rules that ignore case are one here, whatever the
// syntax.
func sameRule(equality, rule string) bool {
	return equality == rule || ignoresCase(equality) && ignoresCase(rule)
}

func ignoresCase(rule string) bool {
	switch rule {
	case "caseIgnoreMatch", "caseIgnoreIA5Match", "caseIgnoreListMatch":
		return true
	}
	return false
}

// typesWith are the user attribute types, but for supertypes, whose equality is the rule.
func typesWith(rule string) []*schema.AttributeType {
	var types []*schema.AttributeType
	for _, a := range schema.AttributeTypes() {
		if a.Usage == schema.User && a.Equality == rule && len(a.Subtypes()) == 0 {
			types = append(types, a)
		}
	}
	return types
}
