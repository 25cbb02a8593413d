package schema

// MatchingRule is a matching rule (RFC 4512 section 4.1.3, RFC 4517 section 4.2).
type MatchingRule struct {
	Name   string
	OID    string
	Syntax string // of the assertion
}

// Names of the matching rules that our attribute types have.
const (
	caseIgnoreMatch                = "caseIgnoreMatch"
	caseIgnoreOrderingMatch        = "caseIgnoreOrderingMatch"
	caseIgnoreSubstrings           = "caseIgnoreSubstringsMatch"
	caseIgnoreIA5Match             = "caseIgnoreIA5Match"
	caseIgnoreIA5Substrings        = "caseIgnoreIA5SubstringsMatch"
	caseIgnoreListMatch            = "caseIgnoreListMatch"
	caseIgnoreListSubstrings       = "caseIgnoreListSubstringsMatch"
	telephoneNumberMatch           = "telephoneNumberMatch"
	telephoneNumberSubstrings      = "telephoneNumberSubstringsMatch"
	objectIdentifierMatch          = "objectIdentifierMatch"
	distinguishedNameMatch         = "distinguishedNameMatch"
	generalizedTimeMatch           = "generalizedTimeMatch"
	generalizedTimeOrdering        = "generalizedTimeOrderingMatch"
	booleanMatch                   = "booleanMatch"
	integerMatch                   = "integerMatch"
	integerOrdering                = "integerOrderingMatch"
	uuidMatch                      = "uuidMatch"
	uuidOrdering                   = "uuidOrderingMatch"
	objectIdentifierFirstComponent = "objectIdentifierFirstComponentMatch"
)

// TextOrdering names the matching rule that text is ordered by.
const TextOrdering = caseIgnoreOrderingMatch

// MatchingRules are the rules that filters can ask for, in the order in which they are published. caseIgnoreMatch and
// its like also ignore accents and hyphens, and telephoneNumberMatch compares by digits: see package search.
func MatchingRules() []MatchingRule {
	return []MatchingRule{
		{objectIdentifierMatch, "2.5.13.0", OID},
		{distinguishedNameMatch, "2.5.13.1", DN},
		{caseIgnoreMatch, "2.5.13.2", DirectoryString},
		{caseIgnoreOrderingMatch, "2.5.13.3", DirectoryString},
		{caseIgnoreSubstrings, "2.5.13.4", SubstringAssertion},
		{caseIgnoreListMatch, "2.5.13.11", PostalAddress},
		{caseIgnoreListSubstrings, "2.5.13.12", SubstringAssertion},
		{booleanMatch, "2.5.13.13", Boolean},
		{integerMatch, "2.5.13.14", Integer},
		{integerOrdering, "2.5.13.15", Integer},
		{telephoneNumberMatch, "2.5.13.20", TelephoneNumber},
		{telephoneNumberSubstrings, "2.5.13.21", SubstringAssertion},
		{generalizedTimeMatch, "2.5.13.27", GeneralizedTime},
		{generalizedTimeOrdering, "2.5.13.28", GeneralizedTime},
		{objectIdentifierFirstComponent, "2.5.13.30", OID},
		{uuidMatch, "1.3.6.1.1.16.2", UUID},
		{uuidOrdering, "1.3.6.1.1.16.3", UUID},
		{caseIgnoreIA5Match, "1.3.6.1.4.1.1466.109.114.2", IA5String},
		{caseIgnoreIA5Substrings, "1.3.6.1.4.1.1466.109.114.3", SubstringAssertion},
	}
}

// String is the rule's description as matchingRules has it (RFC 4512 section 4.1.3).
func (r MatchingRule) String() string {
	return "( " + r.OID + " NAME '" + r.Name + "' SYNTAX " + r.Syntax + " )"
}
