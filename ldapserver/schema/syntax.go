package schema

// Syntax is an LDAP syntax (RFC 4517 section 3).
type Syntax struct {
	OID         string
	Description string
}

// Object identifiers of the syntaxes that our attribute types have (RFC 4517 section 3.3, RFC 4530 section 2.1).
const (
	AttributeTypeDescription = "1.3.6.1.4.1.1466.115.121.1.3"
	Boolean                  = "1.3.6.1.4.1.1466.115.121.1.7"
	CountryString            = "1.3.6.1.4.1.1466.115.121.1.11"
	DN                       = "1.3.6.1.4.1.1466.115.121.1.12"
	DirectoryString          = "1.3.6.1.4.1.1466.115.121.1.15"
	FaxNumber                = "1.3.6.1.4.1.1466.115.121.1.22"
	GeneralizedTime          = "1.3.6.1.4.1.1466.115.121.1.24"
	IA5String                = "1.3.6.1.4.1.1466.115.121.1.26"
	Integer                  = "1.3.6.1.4.1.1466.115.121.1.27"
	JPEG                     = "1.3.6.1.4.1.1466.115.121.1.28"
	MatchingRuleDescription  = "1.3.6.1.4.1.1466.115.121.1.30"
	ObjectClassDescription   = "1.3.6.1.4.1.1466.115.121.1.37"
	OID                      = "1.3.6.1.4.1.1466.115.121.1.38"
	PostalAddress            = "1.3.6.1.4.1.1466.115.121.1.41"
	SubtreeSpecification     = "1.3.6.1.4.1.1466.115.121.1.45"
	TelephoneNumber          = "1.3.6.1.4.1.1466.115.121.1.50"
	SyntaxDescription        = "1.3.6.1.4.1.1466.115.121.1.54"
	SubstringAssertion       = "1.3.6.1.4.1.1466.115.121.1.58"
	UUID                     = "1.3.6.1.1.16.1"
)

// Syntaxes are the syntaxes published, in the order of their identifiers.
func Syntaxes() []Syntax {
	return []Syntax{
		{AttributeTypeDescription, "Attribute Type Description"},
		{Boolean, "Boolean"},
		{CountryString, "Country String"},
		{DN, "DN"},
		{DirectoryString, "Directory String"},
		{FaxNumber, "Facsimile Telephone Number"},
		{GeneralizedTime, "Generalized Time"},
		{IA5String, "IA5 String"},
		{Integer, "INTEGER"},
		{JPEG, "JPEG"},
		{MatchingRuleDescription, "Matching Rule Description"},
		{ObjectClassDescription, "Object Class Description"},
		{OID, "OID"},
		{PostalAddress, "Postal Address"},
		{SubtreeSpecification, "SubtreeSpecification"},
		{TelephoneNumber, "Telephone Number"},
		{SyntaxDescription, "LDAP Syntax Description"},
		{SubstringAssertion, "Substring Assertion"},
		{UUID, "UUID"},
	}
}

// String is the syntax's description as ldapSyntaxes has it (RFC 4512 section 4.1.5).
func (s Syntax) String() string {
	return "( " + s.OID + " DESC '" + s.Description + "' )"
}
