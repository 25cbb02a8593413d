package dit

import (
	"context"
	"fmt"

	"annuaire/directory"
	"annuaire/directory/search"
	"annuaire/ldapserver/schema"
)

// Attribute is an attribute of an exported entry.
type Attribute struct {
	Name   string
	Values [][]byte
}

// Export yields every entry that some account could see, each after the one above it: folders, then people in the order
// of the alphabet. Attributes are all user attributes and, so that entries stay the same ones elsewhere, entryUUID,
// createTimestamp and modifyTimestamp. slapd, with docs/annuaire.schema, loads them all: see portable for what is put elsewhere to
// that end. What is hidden from phones is left out. It stops at yield's first error, and when ctx is done.
func (t *DIT) Export(ctx context.Context, yield func(dn string, attributes []Attribute) error) error {
	p := t.now()
	r := reader{asker: asker{picture: p, view: p.newView(directory.Account{Attributes: []string{"*"}}, nil), dit: t}}
	r.fill, r.wanted = 0, ^search.FieldSet(0)
	columns := choose([]string{"*", "entryUUID", "createTimestamp", "modifyTimestamp"}, r.fields)
	write := func(d *search.Document) error {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("exporting entries: %w", err)
		}
		r.begin(d)
		return yield(string(r.dn), r.export(columns, d))
	}
	for _, folder := range p.forest.tree.All() {
		if d := r.document(search.ID(folder.ID)); d != nil {
			if err := write(d); err != nil {
				return err
			}
		}
	}
	for d := range p.snapshot.People.Search(ctx, search.Query{Where: search.Expr{Op: search.OfKind, Kinds: people}}) {
		if err := write(d); err != nil {
			return err
		}
	}
	return nil
}

// export gives an entry's attributes in the order of the columns.
func (r *reader) export(columns []column, d *search.Document) []Attribute {
	var e exported
	for i := range columns {
		for _, value := range r.read(&columns[i], d) {
			if name := portable(columns[i].typ, value); name != "" {
				e.add(name, value)
			}
		}
	}
	return e.attributes
}

// exported gathers attributes.
type exported struct{ attributes []Attribute }

func (e *exported) add(name, value string) {
	for i := range e.attributes {
		if e.attributes[i].Name != name {
			continue
		}
		for _, other := range e.attributes[i].Values {
			if sameValue(value, string(other)) {
				return
			}
		}
		e.attributes[i].Values = append(e.attributes[i].Values, []byte(value))
		return
	}
	e.attributes = append(e.attributes, Attribute{name, [][]byte{[]byte(value)}})
}

// portable is the attribute under which a server that checks syntaxes takes a value: a number that is not printable in
// the sense of RFC 4517 section 3.3.29, such as *21 or a SIP address, is another telephone number; a country that is
// no two-letter code is a friendly country name (RFC 4524 section 2.6); an e-mail address that is not ASCII fits
// nowhere.
func portable(a *schema.AttributeType, value string) string {
	switch a.Syntax {
	case schema.TelephoneNumber, schema.FaxNumber:
		if !isPrintable(value) {
			return "otherTelephone"
		}
	case schema.CountryString:
		if len(value) != 2 || !isLetter(value[0]) || !isLetter(value[1]) {
			return "co"
		}
	case schema.IA5String:
		if !isASCII(value) {
			return ""
		}
	}
	return a.Name
}

func isPrintable(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case isLetter(c), '0' <= c && c <= '9':
		case c == '\'', c == '(', c == ')', c == '+', c == ',', c == '-', c == '.', c == '/', c == ':', c == '?', c == ' ', c == '=':
		default:
			return false
		}
	}
	return s != ""
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
