package dit

import (
	"slices"
	"strings"

	"annuaire/ldapserver/schema"
)

// DN is a distinguished name, its leaf first; empty: the root of all trees.
type DN []RDN

// RDN is a relative distinguished name: one attribute value, rarely more, in the order written.
type RDN []AVA

// AVA is an attribute type and a value of it.
type AVA struct {
	Type  string // as written
	Value string // unescaped, UTF-8
	// Raw: Value is a "#" and the hexadecimal digits of an encoding that is no string's.
	Raw bool
}

// String writes the DN as RFC 4514 section 2 says, so that ParseDN reads it back.
func (d DN) String() string {
	var b []byte
	for i, rdn := range d {
		if i > 0 {
			b = append(b, ',')
		}
		for j, ava := range rdn {
			if j > 0 {
				b = append(b, '+')
			}
			b = append(append(b, ava.Type...), '=')
			if ava.Raw {
				b = append(b, ava.Value...)
			} else {
				b = appendEscaped(b, ava.Value)
			}
		}
	}
	return string(b)
}

// Key is the same for all spellings of the DN, and differs for different DNs: types and values are compared as
// distinguishedNameMatch and caseIgnoreMatch say (RFC 4517 sections 4.2.15 and 4.2.11).
func (d DN) Key() string {
	keys := make([]string, len(d))
	for i, rdn := range d {
		keys[i] = rdn.Key()
	}
	return strings.Join(keys, ",")
}

// Equal reports whether d and e name the same entry.
func (d DN) Equal(e DN) bool {
	return slices.EqualFunc(d, e, func(a, b RDN) bool { return a.Key() == b.Key() })
}

// Key is the same for all spellings of the RDN; the order of its values means nothing.
func (r RDN) Key() string {
	if len(r) == 1 {
		return r[0].key()
	}
	keys := make([]string, len(r))
	for i, ava := range r {
		keys[i] = ava.key()
	}
	slices.Sort(keys)
	return strings.Join(slices.Compact(keys), "+")
}

// Value is the RDN's only value if its type is the one named canonically; ok is false for any other RDN.
func (r RDN) Value(name string) (value string, ok bool) {
	if len(r) != 1 || r[0].Raw || typeName(r[0].Type) != name {
		return "", false
	}
	return r[0].Value, true
}

func (a AVA) key() string {
	name := strings.ToLower(typeName(a.Type)) + "="
	if a.Raw {
		return name + strings.ToLower(a.Value)
	}
	return string(appendEscaped([]byte(name), matchForm(a.Value)))
}

// typeName is the canonical name of an attribute type; of one that is not known, what was written.
func typeName(written string) string {
	if a, _, ok := schema.Lookup(written); ok {
		return a.Name
	}
	return written
}
