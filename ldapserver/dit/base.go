package dit

import (
	"fmt"

	"annuaire/directory/search"
	"annuaire/ldapserver/schema"
)

// base is the entry of the root folder, whose DN is configured.
type base struct {
	dn      DN
	text    string
	keys    []string // of dn's RDNs
	classes []string
	// naming are the values of the RDN, by the field of the base's document that holds them: see baseField.
	naming []search.Value
}

// baseField is the field in which the document of the base entry has the values of an attribute. It has no others but
// EntryID, Created and Modified.
func baseField(attribute string) (field search.Field, ok bool) {
	switch attribute {
	case "o":
		return search.Company, true
	case "ou":
		return search.FolderName, true
	case "dc":
		return search.Name, true // no field is a domain component's, and the base has no name
	case "description":
		return search.Note, true
	}
	return 0, false
}

// parseBase reads a base DN and says which classes its entry has (RFC 4519, RFC 4524).
func parseBase(text string) (*base, error) {
	dn, err := ParseDN(text)
	if err != nil {
		return nil, fmt.Errorf("base DN %q: %w", text, err)
	}
	if len(dn) == 0 {
		return nil, fmt.Errorf(`base DN is empty; "dc=example,dc=com" or "o=Example" would do`)
	}
	b := &base{dn: dn, text: dn.String()}
	for _, rdn := range dn {
		b.keys = append(b.keys, rdn.Key())
	}
	has := map[string]bool{}
	for _, ava := range dn[0] {
		name := typeName(ava.Type)
		field, ok := baseField(name)
		switch {
		case !ok || name == "description":
			return nil, fmt.Errorf("base DN %q: an entry can not be named by %s, only by o, ou or dc", text, ava.Type)
		case ava.Value == "" || ava.Raw:
			return nil, fmt.Errorf("base DN %q: %s has no text", text, ava.Type)
		case has[name]:
			return nil, fmt.Errorf("base DN %q: %s stands twice in one RDN", text, ava.Type)
		case name == "dc" && !isASCII(ava.Value):
			return nil, fmt.Errorf("base DN %q: a domain component is ASCII (RFC 4519 section 2.4), an international one begins with xn--", text)
		}
		has[name] = true
		b.naming = append(b.naming, search.Value{Field: field, Text: ava.Value})
	}
	switch {
	case has["o"] && has["ou"]:
		return nil, fmt.Errorf("base DN %q: an entry is an organization (o) or an organizational unit (ou), not both", text)
	case has["o"]:
		b.classes = []string{schema.Top, schema.Organization}
	case has["ou"]:
		b.classes = []string{schema.Top, schema.OrganizationalUnit}
	default:
		b.classes = []string{schema.Top, schema.Domain}
	}
	if has["dc"] {
		b.classes = append(b.classes, schema.DCObject)
	}
	return b, nil
}

// parse reads a DN. Most are the base, spelled as answers spell it: that one needs no reading.
func (b *base) parse(dn string) (DN, error) {
	if dn == b.text {
		return b.dn, nil
	}
	return ParseDN(readText(dn))
}

// relative cuts the base off dn; ok is false where dn is not the base or below it.
func (b *base) relative(dn DN) (rest DN, ok bool) {
	if len(dn) == len(b.dn) && &dn[0] == &b.dn[0] { // from parse
		return nil, true
	}
	rest = dn
	for i := len(b.keys) - 1; i >= 0; i-- {
		if len(rest) == 0 || rest[len(rest)-1].Key() != b.keys[i] {
			return nil, false
		}
		rest = rest[:len(rest)-1]
	}
	return rest, true
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
