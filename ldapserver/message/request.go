package message

import (
	"math"

	"annuaire/ldapserver/ber"
)

// Tags inside requests.
const (
	tagSimple       = ber.Context + 0
	tagSASL         = ber.Context + ber.Constructed + 3
	tagRequestName  = ber.Context + 0
	tagRequestValue = ber.Context + 1
)

// operation decodes the content of a protocol operation into a pointer to its request type.
func (d *decoder) operation(tag Tag, content []byte) (any, error) {
	r := ber.NewReader(content)
	switch tag {
	case TagSearchRequest:
		return d.search(&r)
	case TagBindRequest:
		return bind(&r)
	case TagUnbindRequest:
		return &UnbindRequest{}, nil
	case TagAbandonRequest:
		id, err := ber.ParseInteger(content, "abandon messageID", 0, math.MaxInt32)
		return &AbandonRequest{ID: int32(id)}, err
	case TagCompareRequest:
		return compare(&r)
	case TagExtendedRequest:
		return extended(&r)
	case TagModifyRequest:
		entry, err := entryOf(&r, "modify object")
		return &ModifyRequest{entry}, err
	case TagAddRequest:
		entry, err := entryOf(&r, "add entry")
		return &AddRequest{entry}, err
	case TagModifyDNRequest:
		entry, err := entryOf(&r, "modifyDN entry")
		return &ModifyDNRequest{entry}, err
	case TagDeleteRequest:
		return &DeleteRequest{ber.Text(content)}, nil
	}
	return nil, malformed("protocolOp", "tag "+tag.String()+" is no request's")
}

// entryOf reads the name that a request begins with, and past the rest.
func entryOf(r *ber.Reader, field string) (string, error) {
	entry, err := r.Text(ber.OctetString, field)
	if err != nil {
		return "", err
	}
	return entry, r.SkipRest(field)
}

func bind(r *ber.Reader) (*BindRequest, error) {
	version, err := r.Integer(ber.Integer, "bind version", 0, 127)
	if err != nil {
		return nil, err
	}
	req := &BindRequest{Version: int(version)}
	if req.Name, err = r.Text(ber.OctetString, "bind name"); err != nil {
		return nil, err
	}
	tag, content, err := r.Next("bind authentication")
	if err != nil {
		return nil, err
	}
	switch tag {
	case tagSimple:
		req.Simple, req.Password = true, ber.Text(content)
	case tagSASL:
		if err := sasl(content, req); err != nil {
			return nil, err
		}
	}
	return req, r.SkipRest("bind")
}

func sasl(content []byte, req *BindRequest) (err error) {
	r := ber.NewReader(content)
	if req.Mechanism, err = r.Text(ber.OctetString, "SASL mechanism"); err != nil {
		return err
	}
	if r.Peek() == ber.OctetString {
		if req.Credentials, err = r.OctetString(ber.OctetString, "SASL credentials"); err != nil {
			return err
		}
	}
	return r.SkipRest("SASL credentials")
}

func compare(r *ber.Reader) (*CompareRequest, error) {
	req := new(CompareRequest)
	var err error
	if req.Entry, err = r.Text(ber.OctetString, "compare entry"); err != nil {
		return nil, err
	}
	ava, err := r.Enter(ber.Sequence, "compare assertion")
	if err != nil {
		return nil, err
	}
	if req.Attribute, req.Value, err = assertion(&ava); err != nil {
		return nil, err
	}
	return req, r.SkipRest("compare")
}

// assertion reads an AttributeValueAssertion (RFC 4511 section 4.1.6).
func assertion(r *ber.Reader) (attribute, value string, err error) {
	if attribute, err = r.Text(ber.OctetString, "attributeDesc"); err != nil {
		return "", "", err
	}
	if value, err = r.Text(ber.OctetString, "assertionValue"); err != nil {
		return "", "", err
	}
	return attribute, value, r.SkipRest("assertion")
}

func extended(r *ber.Reader) (*ExtendedRequest, error) {
	req := new(ExtendedRequest)
	var err error
	if req.Name, err = r.Text(tagRequestName, "requestName"); err != nil {
		return nil, err
	}
	if r.Peek() == tagRequestValue {
		req.HasValue = true
		if req.Value, err = r.OctetString(tagRequestValue, "requestValue"); err != nil {
			return nil, err
		}
	}
	return req, r.SkipRest("extended request")
}
