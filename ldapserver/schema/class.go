package schema

import "strings"

// ClassKind is the kind of an object class (RFC 4512 section 2.4).
type ClassKind string

const (
	Abstract   ClassKind = "ABSTRACT"
	Structural ClassKind = "STRUCTURAL"
	Auxiliary  ClassKind = "AUXILIARY"
)

// ObjectClass is an object class. Of what an RFC allows it, May lists what we have.
type ObjectClass struct {
	Name        string
	OID         string
	Description string
	Sup         string
	Kind        ClassKind
	Must, May   []string
}

// Names of the classes that entries of the directory have.
const (
	Top                  = "top"
	Person               = "person"
	OrganizationalPerson = "organizationalPerson"
	InetOrgPerson        = "inetOrgPerson"
	Organization         = "organization"
	OrganizationalUnit   = "organizationalUnit"
	DCObject             = "dcObject"
	Domain               = "domain"
	ContactClass         = "annuaireContact" // auxiliary: what inetOrgPerson does not have
	GroupClass           = "annuaireGroup"   // auxiliary: a call group
	Subentry             = "subentry"
	Subschema            = "subschema"
)

// ObjectClasses are the classes published.
func ObjectClasses() []ObjectClass {
	return append([]ObjectClass{
		{Name: Top, OID: "2.5.6.0", Kind: Abstract, Must: []string{"objectClass"}},
		{Name: Person, OID: "2.5.6.6", Sup: Top, Kind: Structural,
			Must: []string{"sn", "cn"}, May: []string{"telephoneNumber", "description"}},
		{Name: OrganizationalPerson, OID: "2.5.6.7", Sup: Person, Kind: Structural,
			May: []string{"title", "telephoneNumber", "facsimileTelephoneNumber", "street", "postalCode", "postalAddress",
				"ou", "st", "l"}},
		{Name: InetOrgPerson, OID: "2.16.840.1.113730.3.2.2", Sup: OrganizationalPerson, Kind: Structural,
			May: []string{"displayName", "employeeType", "givenName", "homePhone", "jpegPhoto", "mail", "mobile", "o", "uid"}},
		{Name: Organization, OID: "2.5.6.4", Sup: Top, Kind: Structural, Must: []string{"o"}, May: []string{"description"}},
		{Name: OrganizationalUnit, OID: "2.5.6.5", Sup: Top, Kind: Structural, Must: []string{"ou"}, May: []string{"description"}},
		{Name: Domain, OID: "0.9.2342.19200300.100.4.13", Sup: Top, Kind: Structural, Must: []string{"dc"}, May: []string{"o", "description"}},
		{Name: DCObject, OID: "1.3.6.1.4.1.1466.344", Sup: Top, Kind: Auxiliary, Must: []string{"dc"}},
		{Name: Subentry, OID: "2.5.17.0", Sup: Top, Kind: Structural, Must: []string{"cn", "subtreeSpecification"}},
		{Name: Subschema, OID: "2.5.20.1", Kind: Auxiliary,
			May: []string{"attributeTypes", "objectClasses", "matchingRules", "ldapSyntaxes"}},
	}, ownClasses()...)
}

// ownClasses are the classes that no RFC has.
func ownClasses() []ObjectClass {
	return []ObjectClass{
		{Name: ContactClass, OID: Arc + ".2.1", Description: "what a telephone directory knows of a person or a company",
			Sup: Top, Kind: Auxiliary,
			May: []string{"shortNumber", "otherTelephone", "carPhone", "otherHomePhone", "c"}},
		{Name: GroupClass, OID: Arc + ".2.2", Description: "a group of telephones that are called by one number",
			Sup: Top, Kind: Auxiliary, May: []string{"shortNumber"}},
	}
}

// String is the class's description as objectClasses has it (RFC 4512 section 4.1.1).
func (c ObjectClass) String() string {
	var b strings.Builder
	b.WriteString("( " + c.OID + " NAME '" + c.Name + "'")
	if c.Description != "" {
		b.WriteString(" DESC '" + c.Description + "'")
	}
	if c.Sup != "" {
		b.WriteString(" SUP " + c.Sup)
	}
	b.WriteString(" " + string(c.Kind))
	writeNames(&b, "MUST", c.Must)
	writeNames(&b, "MAY", c.May)
	b.WriteString(" )")
	return b.String()
}

// writeNames writes names as oids (RFC 4512 section 4.1) after keyword; nothing where there are none.
func writeNames(b *strings.Builder, keyword string, names []string) {
	switch len(names) {
	case 0:
	case 1:
		b.WriteString(" " + keyword + " " + names[0])
	default:
		b.WriteString(" " + keyword + " ( " + strings.Join(names, " $ ") + " )")
	}
}
