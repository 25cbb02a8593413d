package dit

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"annuaire/directory/search"
	"annuaire/ldapserver/message"
)

// leaves are filters that are true, false and undefined of different entries.
func leaves() []message.Filter {
	equal := func(attribute, value string) message.Filter {
		return message.Filter{Kind: message.FilterEqual, Attribute: attribute, Value: value}
	}
	present := func(attribute string) message.Filter {
		return message.Filter{Kind: message.FilterPresent, Attribute: attribute}
	}
	return []message.Filter{
		equal("sn", "martin"), equal("moblie", "1"), equal("objectClass", "person"), equal("objectClass", "organizationalUnit"),
		equal("objectClass", "user"), equal("ou", "sales"), equal("mail", "jean.martin@example.com"), equal("telephoneNumber", "foo"),
		equal("createTimestamp", "today"), equal("entryDN", "jean"), equal("hasSubordinates", "TRUE"), equal("dc", "example"),
		present("telephoneNumber"), present("title"), present("cn"), present("cn;lang-fr"), present("cn;x"), present("jpegPhoto"),
		{Kind: message.FilterSubstrings, Attribute: "cn", Initial: "m"}, {Kind: message.FilterGreaterOrEqual, Attribute: "sn", Value: "m"},
		{Kind: message.FilterLessOrEqual, Attribute: "tel", Value: "1"}, {Kind: message.FilterUnknown},
		{Kind: message.FilterExtensible, Attribute: "sn", Rule: "caseExactMatch", Value: "x"}, {Kind: message.FilterAnd}, {Kind: message.FilterOr},
	}
}

func filters() *rapid.Generator[message.Filter] {
	leaf := rapid.SampledFrom(leaves())
	return rapid.Custom(func(t *rapid.T) message.Filter { return drawFilter(t, leaf, 4) })
}

func drawFilter(t *rapid.T, leaf *rapid.Generator[message.Filter], depth int) message.Filter {
	kind := message.FilterKind(rapid.IntRange(0, 5).Draw(t, "kind"))
	if depth == 0 || kind != message.FilterAnd && kind != message.FilterOr && kind != message.FilterNot {
		return leaf.Draw(t, "leaf")
	}
	n := 1
	if kind != message.FilterNot {
		n = rapid.IntRange(0, 3).Draw(t, "children")
	}
	f := message.Filter{Kind: kind}
	for range n {
		f.Children = append(f.Children, drawFilter(t, leaf, depth-1))
	}
	return f
}

// threeValued makes of a filter the expression that says the same in the index's own three-valued logic, folding nothing.
func (c conditioner) threeValued(f *message.Filter) search.Expr {
	op := map[message.FilterKind]search.Op{message.FilterAnd: search.And, message.FilterOr: search.Or, message.FilterNot: search.Not}[f.Kind]
	if op == search.Undefined {
		e, ok := c.item(f)
		if !ok {
			return search.Expr{}
		}
		return e
	}
	e := search.Expr{Op: op}
	for i := range f.Children {
		e.Args = append(e.Args, c.threeValued(&f.Children[i]))
	}
	return e
}

// TestConditionsSayWhatFiltersSay compares the folded, two-valued condition of any filter with the three-valued one, on
// every entry and for accounts that see different attributes.
func TestConditionsSayWhatFiltersSay(t *testing.T) {
	b := openBook(t)
	rapid.Check(t, func(t *rapid.T) {
		f := filters().Draw(t, "filter")
		for _, account := range []string{"all", "names", "paris"} {
			s, ok := b.asker(Who{Account: b.accounts[account]})
			if !ok {
				t.Fatal("no such account")
			}
			docs := slices.Collect(s.snapshot.People.Search(t.Context(), search.Query{Where: constant(true)}))
			for _, d := range docs {
				if d.Kind == search.Root {
					d = s.base
				}
				c := conditioner{asker: s, on: subjectOf(d)}
				got := search.Query{Where: c.filter(&f, false), Fill: s.fill}.Matches(d)
				want := search.Query{Where: c.threeValued(&f), Fill: s.fill}.Matches(d)
				if got != want {
					t.Fatalf("%s of %s as %s: got %v, want %v", f.String(), s.appendDN(nil, d), account, got, want)
				}
			}
		}
	})
}

// TestConditionsAreFolded keeps what an index can not use out of the way of what it can.
func TestConditionsAreFolded(t *testing.T) {
	b := openBook(t)
	s, _ := b.asker(Who{Account: b.accounts["phones"]})
	mar := search.Expr{Op: search.Substrings, Field: search.Name, Initial: "mar"}
	for _, c := range []struct {
		name, filter string
		want         search.Expr
	}{
		{"object class beside a name", "(&(objectClass=person)(cn=mar*))", mar},
		{"unknown attribute beside a name", "(|(moblie=1)(cn=mar*))", mar},
		{"negation of what never holds", "(&(cn=mar*)(!(objectClass=organizationalUnit)))", mar},
		{"what never holds", "(&(objectClass=organizationalUnit)(cn=mar*))", constant(false)},
		{"what always holds", "(|(objectClass=*)(cn=mar*))", constant(true)},
		{"undefined under a not", "(!(moblie=1))", constant(false)},
	} {
		t.Run(c.name, func(t *testing.T) {
			req := request{filter: c.filter}.decode(t)
			if got := (conditioner{asker: s, on: ofPeople}).filter(&req.Filter, false); !sameExpr(got, c.want) {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func sameExpr(a, b search.Expr) bool {
	return a.Op == b.Op && a.Field == b.Field && a.Value == b.Value && a.Initial == b.Initial && slices.EqualFunc(a.Args, b.Args, sameExpr)
}
