package dit

import (
	"annuaire/directory/search"
	"annuaire/ldapserver/message"
	"annuaire/ldapserver/schema"
)

// static is an entry that is not in the directory and that everybody may read: the root DSE or the subschema.
type static struct {
	dn         string
	attributes []schema.Published
}

// values gives the values of an attribute, nil where the entry does not have it.
func (e *static) values(a *schema.AttributeType) []string {
	for _, attribute := range e.attributes {
		if attribute.Name == a.Name {
			return attribute.Values
		}
	}
	return nil
}

// static says the entry if the filter matches it.
func (a *answer) static(e *static, req *message.SearchRequest) {
	if !e.matches(&req.Filter, false) || a.stopped() {
		return
	}
	var mark message.EntryMark
	a.buf, mark = message.BeginEntry(a.buf, a.id, e.dn)
	for _, c := range choose(req.Attributes, 0) {
		if values := e.values(c.typ); len(values) > 0 {
			a.attribute(&c, values)
		}
	}
	a.end(mark)
}

// matches evaluates a filter; undefined is what Undefined counts as, see searcher.condition. Texts are compared folded;
// there is no ordering and there are no substrings.
func (e *static) matches(f *message.Filter, undefined bool) bool {
	switch f.Kind {
	case message.FilterAnd:
		for i := range f.Children {
			if !e.matches(&f.Children[i], undefined) {
				return false
			}
		}
		return true
	case message.FilterOr:
		for i := range f.Children {
			if e.matches(&f.Children[i], undefined) {
				return true
			}
		}
		return false
	case message.FilterNot:
		return len(f.Children) == 1 && !e.matches(&f.Children[0], !undefined)
	}
	a, options, ok := schema.Lookup(f.Attribute)
	switch {
	case !ok || len(options) > 0:
		return undefined
	case f.Kind == message.FilterPresent:
		return len(e.values(a)) > 0
	case f.Kind == message.FilterEqual || f.Kind == message.FilterApprox:
		return e.equal(a, readText(f.Value))
	}
	return undefined
}

func (e *static) equal(a *schema.AttributeType, value string) bool {
	for _, v := range e.values(a) {
		if search.Fold(v) == search.Fold(value) {
			return true
		}
	}
	return false
}
