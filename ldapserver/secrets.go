package ldapserver

import (
	"strings"

	"annuaire/ldapserver/ber"
	"annuaire/ldapserver/message"
)

// isSecret tells attributes that hold secrets; there are none here, but somebody may ask for them.
func isSecret(attribute string) bool {
	attribute = strings.ToLower(attribute)
	return strings.Contains(attribute, "password") || strings.Contains(attribute, "passwd") || strings.HasPrefix(attribute, "2.5.4.35")
}

func hasSecret(f *message.Filter) bool {
	if isSecret(f.Attribute) {
		return true
	}
	for i := range f.Children {
		if hasSecret(&f.Children[i]) {
			return true
		}
	}
	return false
}

// withoutSecrets copies a message up to where there may be secrets in it; cut is how many bytes are left out.
func withoutSecrets(b []byte, m *message.Message, unread *message.DecodeError) (raw []byte, cut int) {
	keep := len(b)
	switch op := m.Op.(type) {
	case *message.BindRequest:
		keep = behindBindName(b)
	case *message.ExtendedRequest:
		if op.HasValue {
			keep = 0
		}
	case *message.CompareRequest:
		if isSecret(op.Attribute) {
			keep = 0
		}
	case *message.SearchRequest:
		if hasSecret(&op.Filter) {
			keep = 0
		}
	case *message.UnbindRequest, *message.AbandonRequest:
	default: // what is written or can not be read may be anything
		keep = 0
		if unread != nil && unread.Tag == message.TagSearchRequest {
			keep = len(b)
		}
	}
	return append([]byte(nil), b[:keep]...), len(b) - keep
}

// behindBindName is where the name of a bind ends in its message, 0 where that can not be told.
func behindBindName(b []byte) int {
	r := ber.NewReader(b)
	envelope, err := r.Enter(ber.Sequence, "message")
	if err != nil {
		return 0
	}
	_, _, _ = envelope.Next("messageID") // it was read before
	_, op, err := envelope.Next("protocolOp")
	if err != nil {
		return 0
	}
	inner := ber.NewReader(op)
	_, _, _ = inner.Next("version")
	if _, _, err = inner.Next("name"); err != nil {
		return 0
	}
	return len(b) - inner.Len() - envelope.Len()
}
