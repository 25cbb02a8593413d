package main

import (
	"fmt"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
)

// All requests of one connection have the same message id: it waits for an answer before it asks again.
const messageID = 1

const (
	baseDN    = "dc=example,dc=com"
	sizeLimit = 50
)

// asked are the attributes that every search wants, as a phone does.
func asked() []string { return []string{"cn", "telephoneNumber", "mobile", "shortNumber"} }

// enveloped puts an operation into a message.
func enveloped(operation *ber.Packet) []byte {
	p := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
	p.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(messageID), ""))
	p.AppendChild(operation)
	return p.Bytes()
}

func octets(s string) *ber.Packet {
	return ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, s, "")
}

// searchRequest encodes a search of the whole tree, for the first entries.
func searchRequest(filter string) ([]byte, error) {
	compiled, err := ldap.CompileFilter(filter)
	if err != nil {
		return nil, fmt.Errorf("filter %s: %w", filter, err)
	}
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationSearchRequest, nil, "")
	op.AppendChild(octets(baseDN))
	for _, n := range []int64{ldap.ScopeWholeSubtree, ldap.NeverDerefAliases} {
		op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, n, ""))
	}
	for _, n := range []int64{sizeLimit, 0} {
		op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, n, ""))
	}
	op.AppendChild(ber.NewBoolean(ber.ClassUniversal, ber.TypePrimitive, ber.TagBoolean, false, ""))
	op.AppendChild(compiled)
	attributes := ber.Encode(ber.ClassUniversal, ber.TypeConstructed, ber.TagSequence, nil, "")
	for _, name := range asked() {
		attributes.AppendChild(octets(name))
	}
	op.AppendChild(attributes)
	return enveloped(op), nil
}

// bindRequest encodes a simple bind of version 3.
func bindRequest(name, secret string) []byte {
	op := ber.Encode(ber.ClassApplication, ber.TypeConstructed, ldap.ApplicationBindRequest, nil, "")
	op.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, int64(3), ""))
	op.AppendChild(octets(name))
	op.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 0, secret, ""))
	return enveloped(op)
}

// unbindRequest encodes the goodbye.
func unbindRequest() []byte {
	return enveloped(ber.NewString(ber.ClassApplication, ber.TypePrimitive, ldap.ApplicationUnbindRequest, "", ""))
}
