// Package schema is what the directory's entries are made of: attribute types with the names that phones give them,
// object classes, matching rules and syntaxes (RFC 4512, RFC 4519, RFC 4524, RFC 2798), as cn=Subschema publishes them
// and as slapd loads them.
//
// What a type means to a phonebook query is a set of search fields. The package must not know how entries are found or
// encoded.
package schema

// Arc is the arc of the object identifiers that are ours: 2.25 followed by a UUID (Rec. ITU-T X.667), drawn once.
const Arc = "2.25.289031186689833884548615554649011313884"
