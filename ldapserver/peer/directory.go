package peer

import (
	"fmt"
	"slices"
	"strings"

	ldap "github.com/go-ldap/ldap/v3"
	"github.com/jimlambrt/gldap"
)

// directory is entries in the order they are returned in.
type directory struct {
	entries []entry
	known   map[string]bool // attributes that any entry has, in lower case
}

type entry struct {
	Entry
	name *ldap.DN
}

func newDirectory(entries []Entry) (*directory, error) {
	d := &directory{known: make(map[string]bool)}
	for _, e := range entries {
		name, err := ldap.ParseDN(e.DN)
		if err != nil {
			return nil, fmt.Errorf("DN %q: %w", e.DN, err)
		}
		d.entries = append(d.entries, entry{e, name})
		for _, a := range e.Attributes {
			d.known[strings.ToLower(a.Name)] = true
		}
	}
	return d, nil
}

// serve answers a search.
func (d *directory) serve(w *gldap.ResponseWriter, r *gldap.Request) {
	m, err := r.GetSearchMessage()
	if err != nil {
		return
	}
	code := d.search(m, func(e entry) {
		response := r.NewSearchResponseEntry(e.DN)
		for _, a := range e.selected(m.Attributes) {
			if m.TypesOnly {
				a.Values = nil
			}
			response.AddAttribute(a.Name, a.Values)
		}
		_ = w.Write(response) // a client that is gone needs no answer
	})
	_ = w.Write(r.NewSearchDoneResponse(gldap.WithResponseCode(code)))
}

// search calls found for every entry that is to be returned, and returns the result code.
func (d *directory) search(m *gldap.SearchMessage, found func(entry)) (code int) {
	base, err := ldap.ParseDN(m.BaseDN)
	if err != nil {
		return gldap.ResultInvalidDNSyntax
	}
	if !slices.ContainsFunc(d.entries, func(e entry) bool { return e.name.EqualFold(base) }) {
		return gldap.ResultNoSuchObject
	}
	filter, err := ldap.CompileFilter(m.Filter)
	if err != nil {
		return gldap.ResultProtocolError
	}
	count := int64(0)
	for _, e := range d.entries {
		if !inScope(base, m.Scope, e.name) || d.evaluate(filter, e) != isTrue {
			continue
		}
		if m.SizeLimit > 0 && count == m.SizeLimit {
			return gldap.ResultSizeLimitExceeded
		}
		count++
		found(e)
	}
	return gldap.ResultSuccess
}

func inScope(base *ldap.DN, scope gldap.Scope, name *ldap.DN) bool {
	below := len(name.RDNs) - len(base.RDNs)
	switch scope {
	case gldap.BaseObject:
		return name.EqualFold(base)
	case gldap.SingleLevel:
		return below == 1 && base.AncestorOfFold(name)
	}
	return name.EqualFold(base) || base.AncestorOfFold(name)
}

// selected is what of the entry's attributes was asked for, each once, spelled as asked.
func (e entry) selected(names []string) []Attribute {
	if len(names) == 0 || slices.Contains(names, "*") {
		return e.Attributes
	}
	var out []Attribute
	for _, name := range names {
		if slices.ContainsFunc(out, func(a Attribute) bool { return strings.EqualFold(a.Name, name) }) {
			continue
		}
		if values := e.values(name); values != nil {
			out = append(out, Attribute{name, values})
		}
	}
	return out
}

// values is nil where the entry lacks the attribute.
func (e entry) values(name string) []string {
	for _, a := range e.Attributes {
		if strings.EqualFold(a.Name, name) {
			return a.Values
		}
	}
	return nil
}
