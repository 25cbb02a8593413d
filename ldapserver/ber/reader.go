package ber

import (
	"fmt"
	"unsafe"
)

// Reader reads the elements of a byte slice one after the other. It is a value: copying it is looking ahead. Nothing
// is copied or allocated: what it returns shares the slice's memory, and is valid as long as the slice is not overwritten.
// Every method takes the name of the field it reads, for the *Error it returns where the field can not be read.
type Reader struct{ rest []byte }

// NewReader reads b.
func NewReader(b []byte) Reader { return Reader{b} }

// Empty is true at the end.
func (r *Reader) Empty() bool { return len(r.rest) == 0 }

// Len is how many bytes are left.
func (r *Reader) Len() int { return len(r.rest) }

// Peek is the tag of the next element, 0 at the end.
func (r *Reader) Peek() Tag {
	if len(r.rest) == 0 {
		return 0
	}
	return Tag(r.rest[0])
}

// Next reads any element.
func (r *Reader) Next(field string) (Tag, []byte, error) {
	head, length, problem := split(r.rest)
	switch {
	case problem != "":
	case len(r.rest) == 0:
		problem = "missing"
	case head == 0:
		problem = "ends within its length"
	case length > len(r.rest)-head:
		problem = fmt.Sprintf("length %d, but only %d bytes left", length, len(r.rest)-head)
	default:
		tag, end := Tag(r.rest[0]), head+length
		content := r.rest[head:end:end]
		r.rest = r.rest[end:]
		return tag, content, nil
	}
	return 0, nil, &Error{field, problem}
}

// OctetString reads the content of the element, which must have the given tag.
func (r *Reader) OctetString(tag Tag, field string) ([]byte, error) {
	if len(r.rest) > 0 && Tag(r.rest[0]) != tag {
		return nil, &Error{field, fmt.Sprintf("tag %v where %v should be", Tag(r.rest[0]), tag)}
	}
	_, content, err := r.Next(field)
	return content, err
}

// Text is OctetString as a string that shares memory with what is read: it changes when that is overwritten, so what is
// kept is cloned (strings.Clone). Its octets are not checked for being UTF-8.
func (r *Reader) Text(tag Tag, field string) (string, error) {
	content, err := r.OctetString(tag, field)
	return Text(content), err
}

// Text is b as a string that shares b's memory, for content got from a Reader.
func Text(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// Enter reads the content of a constructed element with a Reader of its own.
func (r *Reader) Enter(tag Tag, field string) (Reader, error) {
	content, err := r.OctetString(tag, field)
	return Reader{content}, err
}

// Boolean reads one octet: zero is false, all else is true (RFC 4511 section 5.1 has 0xFF alone; phones are sloppy).
func (r *Reader) Boolean(tag Tag, field string) (bool, error) {
	content, err := r.OctetString(tag, field)
	if err != nil {
		return false, err
	}
	if len(content) != 1 {
		return false, &Error{field, fmt.Sprintf("boolean of %d octets", len(content))}
	}
	return content[0] != 0, nil
}

// Integer reads an INTEGER or ENUMERATED that must lie between low and high. Superfluous leading octets are accepted.
func (r *Reader) Integer(tag Tag, field string, low, high int64) (int64, error) {
	content, err := r.OctetString(tag, field)
	if err != nil {
		return 0, err
	}
	return ParseInteger(content, field, low, high)
}

// ParseInteger reads the content octets of an INTEGER or ENUMERATED that must lie between low and high.
func ParseInteger(content []byte, field string, low, high int64) (int64, error) {
	if len(content) == 0 {
		return 0, &Error{field, "integer of no octets"}
	}
	sign := int64(int8(content[0]) >> 7) // 0 or -1, all bits of it
	for len(content) > 1 && content[0] == byte(sign) && int8(content[1])>>7 == int8(sign) {
		content = content[1:]
	}
	if len(content) > 8 {
		return 0, &Error{field, fmt.Sprintf("integer of %d octets", len(content))}
	}
	n := sign
	for _, c := range content {
		n = n<<8 | int64(c)
	}
	if n < low || n > high {
		return 0, &Error{field, fmt.Sprintf("%d is not between %d and %d", n, low, high)}
	}
	return n, nil
}

// SkipRest reads past all that is left, and reports what of it is no element. It ends every SEQUENCE of LDAP, whose unknown
// trailing components are ignored (RFC 4511 section 4).
func (r *Reader) SkipRest(field string) error {
	for !r.Empty() {
		if _, _, err := r.Next(field); err != nil {
			return err
		}
	}
	return nil
}
