package ldapserver

import (
	"bytes"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// control is one for pack.
type control struct {
	oid      string
	critical bool
}

// pack makes a message of an operation's content.
func pack(id int32, tag message.Tag, content []byte, controls ...control) []byte {
	list := make([]message.Control, len(controls))
	for i, c := range controls {
		list[i] = message.Control{OID: c.oid, Critical: c.critical}
	}
	return packWith(id, tag, content, list)
}

// packWith is pack with controls that may have values.
func packWith(id int32, tag message.Tag, content []byte, controls []message.Control) []byte {
	b, m := ber.Begin(nil, ber.Sequence)
	b = ber.AppendInteger(b, ber.Integer, int64(id))
	b = ber.AppendString(b, tag, content)
	if len(controls) > 0 {
		var list ber.Mark
		b, list = ber.Begin(b, ber.Context|ber.Constructed)
		for _, c := range controls {
			var one ber.Mark
			b, one = ber.Begin(b, ber.Sequence)
			b = ber.AppendString(b, ber.OctetString, c.OID)
			if c.Critical {
				b = ber.AppendBoolean(b, ber.Boolean, true)
			}
			if c.HasValue {
				b = ber.AppendString(b, ber.OctetString, c.Value)
			}
			b = ber.End(b, one)
		}
		b = ber.End(b, list)
	}
	return ber.End(b, m)
}

func simpleBind(id int32, version int64, name, password string, controls ...control) []byte {
	b := ber.AppendInteger(nil, ber.Integer, version)
	b = ber.AppendString(b, ber.OctetString, name)
	b = ber.AppendString(b, ber.Context, password)
	return pack(id, message.TagBindRequest, b, controls...)
}

func saslBind(id int32, mechanism string, credentials ...string) []byte {
	b := ber.AppendInteger(nil, ber.Integer, 3)
	b = ber.AppendString(b, ber.OctetString, "")
	sasl := ber.AppendString(nil, ber.OctetString, mechanism)
	for _, c := range credentials {
		sasl = ber.AppendString(sasl, ber.OctetString, c)
	}
	b = ber.AppendString(b, ber.Context|ber.Constructed|3, sasl)
	return pack(id, message.TagBindRequest, b)
}

func unbind(id int32, controls ...control) []byte {
	return pack(id, message.TagUnbindRequest, nil, controls...)
}

func abandon(id int32, controls ...control) []byte {
	return pack(id, message.TagAbandonRequest, []byte{1}, controls...)
}

func extended(id int32, oid string, value []byte, controls ...control) []byte {
	b := ber.AppendString(nil, ber.Context, oid)
	if value != nil {
		b = ber.AppendString(b, ber.Context|1, value)
	}
	return pack(id, message.TagExtendedRequest, b, controls...)
}

func whoAmI(id int32) []byte { return extended(id, message.OIDWhoAmI, nil) }

func startTLS(id int32) []byte { return extended(id, message.OIDStartTLS, nil) }

// passwordModify asks for another password. A nil part is left out.
func passwordModify(id int32, identity, old, password *string) []byte {
	value, sequence := ber.Begin(nil, ber.Sequence)
	for i, part := range []*string{identity, old, password} {
		if part != nil {
			value = ber.AppendString(value, ber.Context|ber.Tag(i), *part)
		}
	}
	return extended(id, message.OIDPasswordModify, ber.End(value, sequence))
}

// present is the filter (attribute=*).
func present(attribute string) []byte {
	return ber.AppendString(nil, ber.Context|7, attribute)
}

// not wraps a filter in as many (!…).
func not(times int, filter []byte) []byte {
	for range times {
		filter = ber.AppendString(nil, ber.Context|ber.Constructed|2, filter)
	}
	return filter
}

func search(id int32, base string, scope message.Scope, filter []byte, controls ...control) []byte {
	return pack(id, message.TagSearchRequest, searchContent(base, scope, filter), controls...)
}

// searchWith is search with controls that may have values.
func searchWith(id int32, base string, scope message.Scope, filter []byte, controls ...message.Control) []byte {
	return packWith(id, message.TagSearchRequest, searchContent(base, scope, filter), controls)
}

func searchContent(base string, scope message.Scope, filter []byte) []byte {
	b := ber.AppendString(nil, ber.OctetString, base)
	b = ber.AppendInteger(b, ber.Enumerated, int64(scope))
	b = ber.AppendInteger(b, ber.Enumerated, 0)
	b = ber.AppendInteger(b, ber.Integer, 0)
	b = ber.AppendInteger(b, ber.Integer, 0)
	b = ber.AppendBoolean(b, ber.Boolean, false)
	b = append(b, filter...)
	return ber.AppendString(b, ber.Sequence, "")
}

func compare(id int32, entry string, controls ...control) []byte {
	b := ber.AppendString(nil, ber.OctetString, entry)
	ava := ber.AppendString(nil, ber.OctetString, "cn")
	ava = ber.AppendString(ava, ber.OctetString, "Jean Martin")
	return pack(id, message.TagCompareRequest, ber.AppendString(b, ber.Sequence, ava), controls...)
}

// write makes one of the requests that change a directory; what follows the entry's name is left empty.
func write(id int32, tag message.Tag, entry string, controls ...control) []byte {
	if tag == message.TagDeleteRequest {
		return pack(id, tag, []byte(entry), controls...)
	}
	b := ber.AppendString(nil, ber.OctetString, entry)
	if tag == message.TagModifyDNRequest {
		b = ber.AppendString(b, ber.OctetString, "cn=new")
		b = ber.AppendBoolean(b, ber.Boolean, true)
		return pack(id, tag, b, controls...)
	}
	return pack(id, tag, ber.AppendString(b, ber.Sequence, ""), controls...)
}

// initial is the filter (attribute=value*).
func initial(attribute, value string) []byte {
	b := ber.AppendString(nil, ber.OctetString, attribute)
	b = ber.AppendString(b, ber.Sequence, ber.AppendString(nil, ber.Context, value))
	return ber.AppendString(nil, ber.Context|ber.Constructed|4, b)
}

// or is the filter (|…).
func or(filters ...[]byte) []byte {
	return ber.AppendString(nil, ber.Context|ber.Constructed|1, bytes.Join(filters, nil))
}

// and is the filter (&…).
func and(filters ...[]byte) []byte {
	return ber.AppendString(nil, ber.Context|ber.Constructed, bytes.Join(filters, nil))
}

// equal is the filter (attribute=value).
func equal(attribute, value string) []byte {
	b := ber.AppendString(nil, ber.OctetString, attribute)
	return ber.AppendString(nil, ber.Context|ber.Constructed|3, ber.AppendString(b, ber.OctetString, value))
}
