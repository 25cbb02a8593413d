package message

import "annuaire/ldapserver/ber"

// Tags inside the values of Password Modify (RFC 3062 section 2).
const (
	tagUserIdentity = ber.Context + 0
	tagOldPassword  = ber.Context + 1
	tagNewPassword  = ber.Context + 2
	tagGenPassword  = ber.Context + 0
)

// PasswordModify is what Password Modify asks for (RFC 3062 section 2). A part that is nil is absent.
type PasswordModify struct {
	Identity *string // whose password; absent: that of who asks
	Old, New *string
}

// DecodePasswordModify reads the value of an extended request for Password Modify; a request without value is one that has none of the parts.
// What it returns is a copy. The error never repeats a password.
func DecodePasswordModify(req *ExtendedRequest) (PasswordModify, error) {
	var p PasswordModify
	if !req.HasValue {
		return p, nil
	}
	outer := ber.NewReader(req.Value)
	r, err := outer.Enter(ber.Sequence, "password modify value")
	if err != nil {
		return p, err
	}
	if !outer.Empty() {
		return p, malformed("password modify value", "bytes after its end")
	}
	for _, part := range []struct {
		tag   ber.Tag
		field string
		text  **string
	}{{tagUserIdentity, "userIdentity", &p.Identity}, {tagOldPassword, "oldPasswd", &p.Old}, {tagNewPassword, "newPasswd", &p.New}} {
		if r.Peek() != part.tag {
			continue
		}
		content, err := r.OctetString(part.tag, part.field)
		if err != nil {
			return PasswordModify{}, err
		}
		*part.text = new(string(content))
	}
	return p, r.SkipRest("password modify value")
}

// AppendGenPassword appends the value of the answer to a Password Modify that left the password to be made.
func AppendGenPassword(b []byte, password string) []byte {
	b, sequence := ber.Begin(b, ber.Sequence)
	b = ber.AppendString(b, tagGenPassword, password)
	return ber.End(b, sequence)
}
