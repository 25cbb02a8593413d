package dit

import (
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ParseDN reads a DN as RFC 4514 section 3 writes it, and as LDAPv2 clients do (RFC 2253 section 4): spaces around
// separators, semicolons for commas, values in quotation marks, types as "OID.2.5.4.3". A value that is no UTF-8 is read
// as ISO 8859-1. The error says what is wrong and where; on the wire it is invalidDNSyntax.
func ParseDN(s string) (DN, error) {
	p := dnParser{text: s}
	dn, err := p.dn()
	if err != nil {
		return nil, fmt.Errorf("no DN: %w at character %d", err, p.at+1)
	}
	return dn, nil
}

type dnParser struct {
	text string
	at   int
}

func (p *dnParser) dn() (DN, error) {
	p.spaces()
	if p.end() {
		return nil, nil
	}
	var dn DN
	var rdn RDN
	for {
		ava, err := p.ava()
		if err != nil {
			return nil, err
		}
		rdn = append(rdn, ava)
		if p.end() {
			return append(dn, rdn), nil
		}
		switch p.text[p.at] {
		case '+':
		case ',', ';':
			dn, rdn = append(dn, rdn), nil
		default:
			return nil, fmt.Errorf("unexpected %q", p.text[p.at])
		}
		p.at++
	}
}

func (p *dnParser) ava() (AVA, error) {
	p.spaces()
	start := p.at
	for !p.end() && isTypeChar(p.text[p.at]) {
		p.at++
	}
	ava := AVA{Type: p.text[start:p.at]}
	p.spaces()
	switch {
	case ava.Type == "":
		return ava, fmt.Errorf("an attribute type is missing")
	case p.end() || p.text[p.at] != '=':
		return ava, fmt.Errorf(`"=" is missing`)
	}
	p.at++
	p.spaces()
	var err error
	switch {
	case p.end():
	case p.text[p.at] == '#':
		ava.Value, ava.Raw, err = p.hexString()
	case p.text[p.at] == '"':
		ava.Value, err = p.quoted()
	default:
		ava.Value, err = p.plain()
	}
	if err != nil {
		return ava, err
	}
	p.spaces()
	if !utf8.ValidString(ava.Value) {
		ava.Value = fromLatin1(ava.Value)
	}
	return ava, nil
}

// plain reads a value up to its separator; spaces before it count only where they are escaped.
func (p *dnParser) plain() (string, error) {
	var b []byte
	keep := 0 // how much of b no trailing space can be cut from
	for !p.end() {
		switch c := p.text[p.at]; c {
		case ',', '+', ';':
			return string(b[:keep]), nil
		case '"', '<', '>', 0:
			return "", fmt.Errorf("%q is not escaped", c)
		case '\\':
			c, err := p.escaped()
			if err != nil {
				return "", err
			}
			b = append(b, c)
			keep = len(b)
		default:
			p.at++
			b = append(b, c)
			if c != ' ' {
				keep = len(b)
			}
		}
	}
	return string(b[:keep]), nil
}

func (p *dnParser) quoted() (string, error) {
	var b []byte
	for p.at++; !p.end(); {
		switch c := p.text[p.at]; c {
		case '"':
			p.at++
			return string(b), nil
		case '\\':
			c, err := p.escaped()
			if err != nil {
				return "", err
			}
			b = append(b, c)
		default:
			p.at++
			b = append(b, c)
		}
	}
	return "", fmt.Errorf("a quotation mark is missing")
}

// escaped reads a backslash and what it stands for.
func (p *dnParser) escaped() (byte, error) {
	rest := p.text[p.at+1:]
	if len(rest) > 0 && strings.IndexByte(` "#+,;<=>\`, rest[0]) >= 0 {
		p.at += 2
		return rest[0], nil
	}
	var c [1]byte
	if len(rest) >= 2 {
		if _, err := hex.Decode(c[:], []byte(rest[:2])); err == nil {
			p.at += 3
			return c[0], nil
		}
	}
	return 0, fmt.Errorf("a backslash escapes nothing")
}

// hexString reads the hexadecimal digits of a value's BER encoding. Where that is a string, the value is the string.
func (p *dnParser) hexString() (value string, raw bool, err error) {
	start := p.at
	for p.at++; !p.end() && strings.IndexByte(" ,+;", p.text[p.at]) < 0; p.at++ {
	}
	b, err := hex.DecodeString(p.text[start+1 : p.at])
	if err != nil || len(b) == 0 {
		return "", false, fmt.Errorf("no hexadecimal string before")
	}
	if text, ok := stringOf(b); ok {
		return text, false, nil
	}
	return p.text[start:p.at], true, nil
}

func (p *dnParser) spaces() {
	for !p.end() && (p.text[p.at] == ' ' || p.text[p.at] == '\n') {
		p.at++
	}
}

func (p *dnParser) end() bool { return p.at == len(p.text) }

func isTypeChar(c byte) bool {
	return c == '.' || c == '-' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}
