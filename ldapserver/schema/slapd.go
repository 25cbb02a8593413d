package schema

import (
	"fmt"
	"strings"
)

// SlapdSchema is what slapd needs, after core, cosine and inetorgperson, to take an exported LDIF: our attribute types
// and object classes in the form of slapd.conf(5), to be named in an include line.
func SlapdSchema() string {
	var b strings.Builder
	b.WriteString(slapdHead)
	for i, a := range slapdTypes() {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "attributetype %s\n", a)
	}
	b.WriteString("\n")
	for _, c := range slapdClasses() {
		fmt.Fprintf(&b, "objectclass %s\n", c)
	}
	return b.String()
}

// SlapdLDIF is the same as an entry of cn=config, for ldapadd or slapadd -n 0.
func SlapdLDIF() string {
	var b strings.Builder
	b.WriteString(slapdHead)
	b.WriteString("\ndn: cn=annuaire,cn=schema,cn=config\nobjectClass: olcSchemaConfig\ncn: annuaire\n")
	for _, a := range slapdTypes() {
		fmt.Fprintf(&b, "olcAttributeTypes: %s\n", a)
	}
	for _, c := range slapdClasses() {
		fmt.Fprintf(&b, "olcObjectClasses: %s\n", c)
	}
	return b.String()
}

const slapdHead = `# The schema of annuaire for OpenLDAP's slapd. Needs core, cosine and inetorgperson.
# Made from package ldapserver/schema; its test rewrites this file with -update.
`

// slapdTypes are the types that slapd's own schema files do not have. Aliases are left out: they are ours, and other
// schema files may define them.
func slapdTypes() []*AttributeType {
	var types []*AttributeType
	for _, name := range []string{"shortNumber", "carPhone", "otherTelephone", "otherHomePhone"} {
		a := *known.byName[strings.ToLower(name)]
		a.Aliases = nil
		types = append(types, &a)
	}
	return types
}

// slapdClasses allow a contact "co" (RFC 4524) too: an export puts a country there that is no two-letter code.
func slapdClasses() []ObjectClass {
	classes := ownClasses()
	for i := range classes {
		if classes[i].Name == ContactClass {
			classes[i].May = append(classes[i].May, "co")
		}
	}
	return classes
}
