package phones

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// file is how a family's provisioning file is written.
type file struct {
	name, contentType string
	head, foot        string // around the settings
	// line writes a setting; escape is applied to its value before, nil: nothing is to be escaped.
	line   func(key, value string) string
	escape func(string) string
}

const (
	plainText = "text/plain; charset=utf-8"
	xmlText   = "application/xml"
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
)

// write writes the settings that have a key, in their order.
func (f *file) write(settings []Setting) []byte {
	var b bytes.Buffer
	b.WriteString(f.head)
	for _, s := range settings {
		if s.Key == "" {
			continue
		}
		value := s.Value
		if s.InFile != "" {
			value = s.InFile
		}
		if f.escape != nil {
			value = f.escape(value)
		}
		b.WriteString(f.line(s.Key, value) + "\n")
	}
	b.WriteString(f.foot)
	return b.Bytes()
}

// lines is a line of text for each setting, as format has key and value.
func lines(format string) func(key, value string) string {
	return func(key, value string) string { return fmt.Sprintf(format, key, value) }
}

// element is an XML element for each setting: attributes is what follows its name.
func element(indent, attributes string) func(key, value string) string {
	return func(key, value string) string {
		return indent + "<" + key + attributes + ">" + value + "</" + key + ">"
	}
}

// named is an XML element for each setting whose key has a comment behind it, "P5430 LDAP.NameFilter": the comment becomes the attribute para.
func named(indent string) func(key, value string) string {
	return func(key, value string) string {
		tag, para, _ := strings.Cut(key, " ")
		return fmt.Sprintf(`%s<%s para="%s">%s</%s>`, indent, tag, para, value, tag)
	}
}

// escapeXML writes a value as text and attributes of XML have it.
func escapeXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
