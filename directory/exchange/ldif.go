package exchange

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"io"
)

// Attribute is an attribute of an LDIF entry: its description ("cn", "jpegPhoto;binary") and its values.
type Attribute struct {
	Name   string
	Values [][]byte
}

// LDIFWriter writes entries as LDIF content records (RFC 2849). The version line is left out, as slapcat leaves it out:
// slapadd takes no file that has one, and ldapadd takes either.
type LDIFWriter struct {
	w     *bufio.Writer
	line  []byte
	begun bool
}

// ldifWidth is how many octets a line holds before it is folded.
const ldifWidth = 76

// NewLDIFWriter writes to w. Call Flush at the end.
func NewLDIFWriter(w io.Writer) *LDIFWriter { return &LDIFWriter{w: bufio.NewWriterSize(w, 64<<10)} }

// WriteEntry writes one entry, its attributes and values in the order given. It fails only where writing does.
func (l *LDIFWriter) WriteEntry(dn string, attributes []Attribute) error {
	if l.begun {
		l.w.WriteByte('\n') // bufio remembers an error; the next write returns it
	}
	l.begun = true
	if err := l.writeValue("dn", []byte(dn)); err != nil {
		return fmt.Errorf("writing LDIF: %w", err)
	}
	for _, a := range attributes {
		for _, value := range a.Values {
			if err := l.writeValue(a.Name, value); err != nil {
				return fmt.Errorf("writing LDIF: %w", err)
			}
		}
	}
	return nil
}

// Flush writes what is still buffered.
func (l *LDIFWriter) Flush() error {
	if err := l.w.Flush(); err != nil {
		return fmt.Errorf("writing LDIF: %w", err)
	}
	return nil
}

// writeValue writes "name: value", or "name:: base64" for a value that is no SAFE-STRING, folded.
func (l *LDIFWriter) writeValue(name string, value []byte) error {
	l.line = append(l.line[:0], name...)
	l.line = append(l.line, ':')
	switch {
	case len(value) == 0:
	case safeString(value):
		l.line = append(append(l.line, ' '), value...)
	default:
		l.line = base64.StdEncoding.AppendEncode(append(l.line, ": "...), value)
	}
	line, width := l.line, ldifWidth
	for len(line) > width {
		l.w.Write(line[:width])
		l.w.WriteString("\n ")
		line, width = line[width:], ldifWidth-1
	}
	l.w.Write(line)
	return l.w.WriteByte('\n')
}

// safeString reports whether value can stand as it is: ASCII without NUL, LF and CR, not beginning with a space, a colon or
// "<", and not ending in a space (RFC 2849, SAFE-STRING and note 8).
func safeString(value []byte) bool {
	switch value[0] {
	case ' ', ':', '<':
		return false
	}
	if value[len(value)-1] == ' ' {
		return false
	}
	for _, b := range value {
		if b == 0 || b == '\n' || b == '\r' || b >= 0x80 {
			return false
		}
	}
	return true
}
