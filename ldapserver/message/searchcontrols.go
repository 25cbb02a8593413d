package message

import (
	"math"

	"annuaire/ldapserver/ber"
)

// SearchControls are the controls of a search that change its answer, and the controls of that answer.
type SearchControls struct {
	Page *PageRequest
	Sort []SortKey
	View *ViewRequest
	// Answers go with the result of the search.
	Answers []Control
	// CriticalSort and CriticalView say that there is to be no answer rather than one without.
	CriticalSort, CriticalView bool
}

// PageRequest is the value of a paged results control (RFC 2696 section 2).
type PageRequest struct {
	Size   int
	Cookie []byte
}

// SortKey is one of a server-side sort control (RFC 2891 section 1.1).
type SortKey struct {
	Attribute string
	Rule      string // empty: the attribute's
	Reverse   bool
}

// ViewRequest is the value of a virtual list view control (draft-ietf-ldapext-ldapv3-vlv-09 section 6.1), without its
// context, of which nothing is needed.
type ViewRequest struct {
	Before, After int
	// ByValue is set where the target is the first entry that is not before Value, else it is at Offset of Count.
	ByValue       bool
	Value         string
	Offset, Count int
}

// Tags inside the controls of a search.
const (
	tagOrderingRule  = ber.Context + 0
	tagReverseOrder  = ber.Context + 1
	tagSortAttribute = ber.Context + 0
	tagByOffset      = ber.Context + ber.Constructed + 0
	tagByValue       = ber.Context + 1
)

// mostSortKeys bounds the keys of one sort control.
const mostSortKeys = 16

// DecodeSearchControls reads those of the controls that change a search's answer; nil where there are none. The error is
// a *ber.Error that says which value can not be read.
func DecodeSearchControls(controls []Control) (*SearchControls, error) {
	if len(controls) == 0 {
		return nil, nil
	}
	var s SearchControls
	for i := range controls {
		c := &controls[i]
		var err error
		switch c.OID {
		case OIDPagedResults:
			if s.Page != nil {
				return nil, malformed("paged results control", "there twice")
			}
			s.Page, err = decodePage(c.Value)
		case OIDSortRequest:
			if s.Sort != nil {
				return nil, malformed("sort control", "there twice")
			}
			s.CriticalSort = c.Critical
			s.Sort, err = decodeSort(c.Value)
		case OIDViewRequest:
			if s.View != nil {
				return nil, malformed("virtual list view control", "there twice")
			}
			s.CriticalView = c.Critical
			s.View, err = decodeView(c.Value)
		}
		if err != nil {
			return nil, err
		}
	}
	if s.Page == nil && s.Sort == nil && s.View == nil {
		return nil, nil
	}
	return &s, nil
}

func decodePage(value []byte) (*PageRequest, error) {
	outer := ber.NewReader(value)
	r, err := outer.Enter(ber.Sequence, "paged results control")
	if err != nil {
		return nil, err
	}
	size, err := r.Integer(ber.Integer, "page size", 0, math.MaxInt32)
	if err != nil {
		return nil, err
	}
	cookie, err := r.OctetString(ber.OctetString, "page cookie")
	if err != nil {
		return nil, err
	}
	return &PageRequest{Size: int(size), Cookie: cookie}, r.SkipRest("paged results control")
}

func decodeSort(value []byte) ([]SortKey, error) {
	outer := ber.NewReader(value)
	list, err := outer.Enter(ber.Sequence, "sort control")
	if err != nil {
		return nil, err
	}
	var keys []SortKey
	for !list.Empty() {
		if len(keys) == mostSortKeys {
			return nil, malformed("sort control", "too many keys")
		}
		r, err := list.Enter(ber.Sequence, "sort key")
		if err != nil {
			return nil, err
		}
		var key SortKey
		if key.Attribute, err = r.Text(ber.OctetString, "sort attribute"); err != nil {
			return nil, err
		}
		if r.Peek() == tagOrderingRule {
			if key.Rule, err = r.Text(tagOrderingRule, "ordering rule"); err != nil {
				return nil, err
			}
		}
		if r.Peek() == tagReverseOrder {
			if key.Reverse, err = r.Boolean(tagReverseOrder, "reverse order"); err != nil {
				return nil, err
			}
		}
		if err := r.SkipRest("sort key"); err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	if len(keys) == 0 {
		return nil, malformed("sort control", "no keys")
	}
	return keys, nil
}

func decodeView(value []byte) (*ViewRequest, error) {
	outer := ber.NewReader(value)
	r, err := outer.Enter(ber.Sequence, "virtual list view control")
	if err != nil {
		return nil, err
	}
	var v ViewRequest
	if err := integers(&r, []*int{&v.Before, &v.After}, "beforeCount", "afterCount"); err != nil {
		return nil, err
	}
	if v.ByValue = r.Peek() == tagByValue; v.ByValue {
		v.Value, err = r.Text(tagByValue, "greaterThanOrEqual")
	} else {
		var target ber.Reader
		if target, err = r.Enter(tagByOffset, "byOffset"); err == nil {
			err = integers(&target, []*int{&v.Offset, &v.Count}, "offset", "contentCount")
		}
	}
	if err != nil {
		return nil, err
	}
	return &v, r.SkipRest("virtual list view control") // the context, too
}

// integers reads counts.
func integers(r *ber.Reader, to []*int, names ...string) error {
	for i, name := range names {
		n, err := r.Integer(ber.Integer, name, 0, math.MaxInt32)
		if err != nil {
			return err
		}
		*to[i] = int(n)
	}
	return nil
}

// PageAnswer makes the control that ends a page; an empty cookie says that it was the last. How many entries there are in
// all is not said.
func PageAnswer(cookie []byte) Control {
	b, seq := ber.Begin(nil, ber.Sequence)
	b = ber.AppendInteger(b, ber.Integer, 0)
	b = ber.AppendString(b, ber.OctetString, cookie)
	return Control{OID: OIDPagedResults, HasValue: true, Value: ber.End(b, seq)}
}

// SortAnswer makes the control that says how sorting went; attribute is the one that is to blame, empty for none.
func SortAnswer(code ResultCode, attribute string) Control {
	b, seq := ber.Begin(nil, ber.Sequence)
	b = ber.AppendInteger(b, ber.Enumerated, int64(code))
	if attribute != "" {
		b = ber.AppendString(b, tagSortAttribute, attribute)
	}
	return Control{OID: OIDSortResponse, HasValue: true, Value: ber.End(b, seq)}
}

// ViewAnswer makes the control that says where in the list the target is, from 1 on, of how many entries.
func ViewAnswer(position, count int, code ResultCode, context []byte) Control {
	b, seq := ber.Begin(nil, ber.Sequence)
	b = ber.AppendInteger(b, ber.Integer, int64(position))
	b = ber.AppendInteger(b, ber.Integer, int64(count))
	b = ber.AppendInteger(b, ber.Enumerated, int64(code))
	if len(context) > 0 {
		b = ber.AppendString(b, ber.OctetString, context)
	}
	return Control{OID: OIDViewResponse, HasValue: true, Value: ber.End(b, seq)}
}
