package search

import (
	"slices"
	"testing"
)

func TestWhoIsFoundByAnExactSideOfAChoiceIsKnown(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	docs := crowd(d, 4, 1000)
	x, scan := newIndex(docs), NewScan(docs)
	people := Expr{Op: OfKind, Kinds: Kinds(Contact)}
	for name, c := range map[string]struct {
		where Expr
		knows bool
	}{
		"a choice":                  {or(contains(Name, "m"), contains(Email, "m")), true},
		"a choice among people":     {and(people, or(contains(Name, "m"), contains(Email, "m"))), true},
		"a choice within a choice":  {or(or(contains(Name, "m"), contains(Email, "m")), contains(Company, "e")), true},
		"a choice, and a mark":      {and(Expr{Op: Marked, Marks: 1}, or(contains(Name, "m"), contains(Email, "m"))), true},
		"a choice of what is not":   {or(not(Expr{Op: Marked, Marks: 6}), contains(Name, "m"), contains(Email, "m")), true},
		"of two choices":            {and(or(contains(Name, "m"), contains(Email, "m")), or(contains(Company, "e"), contains(Email, "e"))), false},
		"where few are found":       {or(contains(Name, "zzzz"), contains(Email, "zzzz")), false},
		"where all are found by it": {or(contains(Name, "m"), contains(Company, "e")), false},
	} {
		for _, q := range []Query{{Where: c.where, Hidden: true}, {Where: c.where}, {Where: c.where, Folders: map[ID]struct{}{{1}: {}, {3}: {}}}} {
			w := x.lineage.walk()
			p := planner{segment: x.state.Load().parts[0].segment, q: &q, readings: &w.readings, planMemory: &w.plans}
			w.dialect = d
			if planned := p.query(); q.Folders == nil && len(planned.known) > 0 != c.knows {
				t.Errorf("%s: %d plans of what is known", name, len(planned.known))
			}
			if got, want := slices.Collect(x.Search(t.Context(), q)), slices.Collect(scan.Search(q)); !slices.Equal(got, want) || len(want) == 0 && name != "where few are found" {
				t.Errorf("%s: finds %s\nwant  %s", name, brief(got), brief(want))
			}
		}
	}
}
