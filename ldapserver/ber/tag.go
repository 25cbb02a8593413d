package ber

import "fmt"

// Tag is an identifier octet: class, form and tag number (X.690 section 8.1.2). Tag numbers from 31 on, which need
// more octets, do not occur in LDAP and are refused.
type Tag byte

// Parts that tags are made of, as in Context + Constructed + 3.
const (
	Constructed Tag = 0x20
	Application Tag = 0x40
	Context     Tag = 0x80

	classMask  Tag = 0xC0
	numberMask Tag = 0x1F
)

// Universal tags that LDAP uses.
const (
	Boolean     Tag = 0x01
	Integer     Tag = 0x02
	OctetString Tag = 0x04
	Null        Tag = 0x05
	Enumerated  Tag = 0x0A
	Sequence    Tag = 0x30
	Set         Tag = 0x31
)

// String is the tag as a hexadecimal number, as protocol dumps write it.
func (t Tag) String() string { return fmt.Sprintf("0x%02x", byte(t)) }

// Number is the tag number without class and form.
func (t Tag) Number() int { return int(t & numberMask) }

// Class is the tag's class alone: 0 (universal), Application, Context or 0xC0 (private).
func (t Tag) Class() Tag { return t & classMask }

// refused says why an element with this tag can not be read, or is empty.
func (t Tag) refused() string {
	switch {
	case t&numberMask == numberMask:
		return "tag " + t.String() + " has more than one octet"
	case t.Class() != 0:
		return ""
	case t.Number() == 0:
		return "end-of-contents octets where an element should be"
	case t.Number() == Sequence.Number(), t.Number() == Set.Number():
		if t&Constructed == 0 {
			return "sequence or set in primitive form"
		}
	case t.Number() == external, t.Number() == embedded:
	case t&Constructed != 0:
		return "string or simple value in constructed form"
	}
	return ""
}

// Universal types other than SEQUENCE and SET that are constructed.
const (
	external = 8
	embedded = 11
)
