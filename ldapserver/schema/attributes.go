package schema

import "annuaire/directory/search"

// userTypes are the types of what entries say, in the order in which an answer with all attributes has them.
func userTypes() []AttributeType {
	return []AttributeType{
		{Name: "objectClass", OID: "2.5.4.0", Equality: objectIdentifierMatch, Syntax: OID},
		text("name", "2.5.4.41", 0),
		named("cn", "2.5.4.3", search.Name, "commonName"),
		named("sn", "2.5.4.4", search.LastName, "surname"),
		named("givenName", "2.5.4.42", search.FirstName, "gn"),
		text("displayName", "2.16.840.1.113730.3.1.241", search.Fields(search.Name)),
		number("telephoneNumber", "2.5.4.20", TelephoneNumber, search.Work, "number", "tel", "primaryPhone", "companyPhone"),
		number("mobile", "0.9.2342.19200300.100.1.41", TelephoneNumber, search.Mobile,
			"mobileTelephoneNumber", "cell", "mobilePhone"),
		number("homePhone", "0.9.2342.19200300.100.1.20", TelephoneNumber, search.Home, "homeTelephoneNumber"),
		number("facsimileTelephoneNumber", "2.5.4.23", FaxNumber, search.Fax, "fax"),
		own("otherTelephone", "1.2.840.113556.1.4.18", search.Other, "any other telephone number", "other"),
		own("carPhone", Arc+".1.2", search.Car, "telephone number in a car"),
		own("otherHomePhone", "1.2.840.113556.1.4.277", search.OtherHome, "further telephone numbers at home"),
		own("shortNumber", Arc+".1.1", search.ShortNumber, "number dialled inside the company",
			"extension", "ipPhone", "speedDial"),
		{Name: "mail", Aliases: []string{"rfc822Mailbox", "email"}, OID: "0.9.2342.19200300.100.1.3",
			Equality: caseIgnoreIA5Match, Ordering: caseIgnoreOrderingMatch, Substrings: caseIgnoreIA5Substrings,
			Syntax: IA5String, Fields: search.Fields(search.Email)},
		named("o", "2.5.4.10", search.Company, "organizationName", "company"),
		ou(),
		named("title", "2.5.4.12", search.Title),
		text("street", "2.5.4.9", search.Fields(search.Street), "streetAddress"),
		text("postalCode", "2.5.4.17", search.Fields(search.PostalCode)),
		named("l", "2.5.4.7", search.City, "localityName"),
		named("st", "2.5.4.8", search.Region, "stateOrProvinceName"),
		country(),
		{Name: "postalAddress", OID: "2.5.4.16", Equality: caseIgnoreListMatch, Ordering: caseIgnoreOrderingMatch,
			Substrings: caseIgnoreListSubstrings, Syntax: PostalAddress, Fields: search.Fields(search.PostalAddress)},
		text("description", "2.5.4.13", search.Fields(search.Note)),
		text("uid", "0.9.2342.19200300.100.1.1", search.Fields(search.UID), "userid"),
		text("employeeType", "2.16.840.1.113730.3.1.4", search.Fields(search.ContactKind)),
		{Name: "dc", Aliases: []string{"domainComponent"}, OID: "0.9.2342.19200300.100.1.25",
			Equality: caseIgnoreIA5Match, Substrings: caseIgnoreIA5Substrings, Syntax: IA5String, Single: true},
		{Name: "jpegPhoto", Aliases: []string{"thumbnailPhoto", "photo"}, OID: "0.9.2342.19200300.100.1.60",
			Syntax: JPEG, ByName: true},
	}
}

// operationalTypes are the types of what the server knows of an entry, and those of the root DSE and cn=Subschema.
func operationalTypes() []AttributeType {
	return []AttributeType{
		{Name: "entryUUID", OID: "1.3.6.1.1.16.4", Equality: uuidMatch, Ordering: uuidOrdering, Syntax: UUID, Single: true,
			Usage: Operation, Fields: search.Fields(search.EntryID)},
		{Name: "entryDN", OID: "1.3.6.1.1.20", Equality: distinguishedNameMatch, Syntax: DN, Single: true, Usage: Operation},
		{Name: "createTimestamp", OID: "2.5.18.1", Equality: generalizedTimeMatch, Ordering: generalizedTimeOrdering,
			Syntax: GeneralizedTime, Single: true, Usage: Operation, Fields: search.Fields(search.Created)},
		{Name: "modifyTimestamp", OID: "2.5.18.2", Equality: generalizedTimeMatch, Ordering: generalizedTimeOrdering,
			Syntax: GeneralizedTime, Single: true, Usage: Operation, Fields: search.Fields(search.Modified)},
		{Name: "structuralObjectClass", OID: "2.5.21.9", Equality: objectIdentifierMatch, Syntax: OID, Single: true, Usage: Operation},
		{Name: "hasSubordinates", OID: "2.5.18.9", Equality: booleanMatch, Syntax: Boolean, Single: true, Usage: Operation},
		{Name: "numSubordinates", OID: "1.3.6.1.4.1.453.16.2.103", Equality: integerMatch, Ordering: integerOrdering,
			Syntax: Integer, Single: true, Usage: Operation},
		{Name: "subschemaSubentry", OID: "2.5.18.10", Equality: distinguishedNameMatch, Syntax: DN, Single: true, Usage: Operation},

		{Name: "subtreeSpecification", OID: "2.5.18.6", Syntax: SubtreeSpecification, Single: true, Usage: Operation},
		described("attributeTypes", "2.5.21.5", AttributeTypeDescription),
		described("objectClasses", "2.5.21.6", ObjectClassDescription),
		described("matchingRules", "2.5.21.4", MatchingRuleDescription),
		described("ldapSyntaxes", "1.3.6.1.4.1.1466.101.120.16", SyntaxDescription),

		server("namingContexts", "1.3.6.1.4.1.1466.101.120.5", DN),
		server("supportedControl", "1.3.6.1.4.1.1466.101.120.13", OID),
		server("supportedExtension", "1.3.6.1.4.1.1466.101.120.7", OID),
		server("supportedFeatures", "1.3.6.1.4.1.4203.1.3.5", OID),
		server("supportedLDAPVersion", "1.3.6.1.4.1.1466.101.120.15", Integer),
		server("supportedSASLMechanisms", "1.3.6.1.4.1.1466.101.120.14", DirectoryString),
		server("vendorName", "1.3.6.1.1.4", DirectoryString),
		server("vendorVersion", "1.3.6.1.1.5", DirectoryString),
	}
}

// text is a type of readable text. Text is ordered, although RFC 4519 gives hardly any of it an ordering rule: a Poly
// asks for sn>=Ryan.
func text(name, oid string, fields search.FieldSet, aliases ...string) AttributeType {
	return AttributeType{Name: name, Aliases: aliases, OID: oid, Equality: caseIgnoreMatch, Ordering: caseIgnoreOrderingMatch,
		Substrings: caseIgnoreSubstrings, Syntax: DirectoryString, Fields: fields}
}

// named is a subtype of name.
func named(name, oid string, field search.Field, aliases ...string) AttributeType {
	a := text(name, oid, search.Fields(field), aliases...)
	a.Sup = "name"
	return a
}

// ou is a contact's department, and a folder's name.
func ou() AttributeType {
	a := named("ou", "2.5.4.11", search.Department, "organizationalUnitName", "department", "departmentNumber", "orgunit")
	a.Fields = search.Fields(search.Department, search.FolderName)
	return a
}

func country() AttributeType {
	a := named("c", "2.5.4.6", search.Country, "countryName")
	a.Syntax, a.Single = CountryString, true
	return a
}

func number(name, oid, syntax string, field search.Field, aliases ...string) AttributeType {
	return AttributeType{Name: name, Aliases: aliases, OID: oid, Equality: telephoneNumberMatch,
		Substrings: telephoneNumberSubstrings, Syntax: syntax, Fields: search.Fields(field)}
}

// own is a type of numbers that no RFC has. Its syntax is wider than Telephone Number, which has no star, no hash and no
// SIP address. Two of them are Active Directory's.
func own(name, oid string, field search.Field, description string, aliases ...string) AttributeType {
	a := text(name, oid, search.Fields(field), aliases...)
	a.Ordering, a.Description = "", description
	return a
}

// described is a type of cn=Subschema, whose values are descriptions.
func described(name, oid, syntax string) AttributeType {
	return AttributeType{Name: name, OID: oid, Equality: objectIdentifierFirstComponent, Syntax: syntax, Usage: Operation}
}

func server(name, oid, syntax string) AttributeType {
	return AttributeType{Name: name, OID: oid, Syntax: syntax, Usage: Server}
}
