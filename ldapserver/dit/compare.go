package dit

import (
	"context"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// Compare answers a compare (RFC 4511 section 4.10) as who sees the directory: compareTrue, compareFalse, noSuchAttribute
// also where the attribute is not visible, undefinedAttributeType, invalidAttributeSyntax for a value that the attribute
// can not have, inappropriateMatching for an attribute without equality; noSuchObject, invalidDNSyntax,
// insufficientAccessRights and unavailable as Search does.
func (t *DIT) Compare(ctx context.Context, who Who, req *message.CompareRequest) message.Result {
	if ctx.Err() != nil {
		return message.Result{Code: message.Unavailable}
	}
	dn, err := ParseDN(readText(req.Entry))
	if err != nil {
		return message.Result{Code: message.InvalidDNSyntax, Diagnostic: err.Error()}
	}
	switch {
	case len(dn) == 0:
		return compareIn(t.rootDSE(who).matches, req)
	case isSubschema(dn):
		return compareIn(t.subschema.matches, req)
	}
	s, known := t.asker(who)
	if !known {
		return message.Result{Code: message.InsufficientAccessRights}
	}
	at, matched := s.resolve(dn)
	if at == nil {
		return message.Result{Code: message.NoSuchObject, MatchedDN: matched}
	}
	return compareIn(func(f *message.Filter, undefined bool) bool {
		c := conditioner{asker: s, on: subjectOf(at)}
		return search.Query{Where: c.filter(f, undefined), Fill: s.fill}.Matches(at)
	}, req)
}

// compareIn compares in an entry of which matches says whether it satisfies a filter and what Undefined counts as.
func compareIn(matches func(f *message.Filter, undefined bool) bool, req *message.CompareRequest) message.Result {
	a, options, ok := schema.Lookup(req.Attribute)
	equal := &message.Filter{Kind: message.FilterEqual, Attribute: req.Attribute, Value: req.Value}
	switch {
	case !ok || len(options) > 0 && !schema.Tagging(options):
		return message.Result{Code: message.UndefinedAttributeType}
	case !matches(&message.Filter{Kind: message.FilterPresent, Attribute: req.Attribute}, false):
		return message.Result{Code: message.NoSuchAttribute}
	case matches(equal, false):
		return message.Result{Code: message.CompareTrue}
	case !matches(equal, true):
		return message.Result{Code: message.CompareFalse}
	case a.Equality == "":
		return message.Result{Code: message.InappropriateMatching}
	}
	return message.Result{Code: message.InvalidAttributeSyntax}
}
