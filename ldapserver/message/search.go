package message

import (
	"math"

	"annuaire/ldapserver/ber"
)

func (d *decoder) search(r *ber.Reader) (*SearchRequest, error) {
	req := &d.request
	var err error
	if req.Base, err = r.Text(ber.OctetString, "baseObject"); err != nil {
		return nil, err
	}
	scope, err := r.Integer(ber.Enumerated, "scope", int64(BaseObject), int64(WholeSubtree))
	if err != nil {
		return nil, err
	}
	req.Scope = Scope(scope)
	for _, field := range []struct {
		value *int
		tag   Tag
		name  string
		high  int64
	}{
		{&req.Deref, ber.Enumerated, "derefAliases", 3},
		{&req.SizeLimit, ber.Integer, "sizeLimit", math.MaxInt32},
		{&req.TimeLimit, ber.Integer, "timeLimit", math.MaxInt32},
	} {
		n, err := r.Integer(field.tag, field.name, 0, field.high)
		if err != nil {
			return nil, err
		}
		*field.value = int(n)
	}
	if req.TypesOnly, err = r.Boolean(ber.Boolean, "typesOnly"); err != nil {
		return nil, err
	}
	if err = d.filter(r, &req.Filter, 1); err != nil {
		return nil, err
	}
	if req.Attributes, err = d.selection(r); err != nil {
		return nil, err
	}
	return req, r.SkipRest("search request")
}

// selection reads the names of the attributes asked for.
func (d *decoder) selection(search *ber.Reader) ([]string, error) {
	content, err := search.OctetString(ber.Sequence, "attributes")
	if err != nil {
		return nil, err
	}
	n, err := count(content, "attributes", 0, d.lim.Attributes, "names")
	if err != nil || n == 0 {
		return nil, err
	}
	names := d.attributes(n)
	r := ber.NewReader(content)
	for i := range names {
		if names[i], err = r.Text(ber.OctetString, "attributes"); err != nil {
			return nil, err
		}
	}
	return names, nil
}
