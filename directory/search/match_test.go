package search

import (
	"testing"

	"pgregory.net/rapid"
)

var truths = map[truth]string{no: "false", undefined: "undefined", yes: "true"}

// evaluate is the truth of where for a document, in a directory of France.
func evaluate(tb testing.TB, where Expr, src Source) truth {
	tb.Helper()
	d := mustDialect(tb, "FR", "fr", "0")
	c := newCondition(&Query{Where: where}, d)
	return c.of(d.Document(src))
}

func TestThreeValuedLogic(t *testing.T) {
	var u Expr
	a, n := Expr{Op: Always}, Expr{Op: Never}
	for name, c := range map[string]struct {
		where Expr
		want  truth
	}{
		"the zero condition is undefined":         {Expr{}, undefined},
		"an unknown operation is undefined":       {Expr{Op: 99}, undefined},
		"an unknown field is undefined":           {Expr{Op: Present, Field: fieldCount}, undefined},
		"always":                                  {a, yes},
		"never":                                   {n, no},
		"not true":                                {not(a), no},
		"not false":                               {not(n), yes},
		"not undefined is undefined":              {not(u), undefined},
		"not of nothing is undefined":             {Expr{Op: Not}, undefined},
		"not of two is undefined":                 {Expr{Op: Not, Args: []Expr{a, a}}, undefined},
		"true and undefined":                      {and(a, u), undefined},
		"undefined and true":                      {and(u, a), undefined},
		"false and undefined":                     {and(n, u), no},
		"undefined and false":                     {and(u, n), no},
		"true and true":                           {and(a, a), yes},
		"and of nothing is true":                  {and(), yes},
		"true or undefined":                       {or(a, u), yes},
		"undefined or true":                       {or(u, a), yes},
		"false or undefined":                      {or(n, u), undefined},
		"undefined or false":                      {or(u, n), undefined},
		"false or false":                          {or(n, n), no},
		"or of nothing is false":                  {or(), no},
		"not (false or undefined)":                {not(or(n, u)), undefined},
		"not (false and undefined)":               {not(and(n, u)), yes},
		"a known field that is missing is false":  {present(Fax), no},
		"a comparison with what is missing":       {equal(Fax, "1"), no},
		"so its opposite is true":                 {not(equal(Fax, "1")), yes},
		"a number compared with letters is false": {equal(Work, "foo"), no},
		"so its opposite is true too":             {not(equal(Work, "foo")), yes},
		"of a kind":                               {Expr{Op: OfKind, Kinds: Kinds(Contact, Group)}, yes},
		"of another kind":                         {Expr{Op: OfKind, Kinds: Kinds(Folder)}, no},
		"one of the identifiers":                  {Expr{Op: OneOf, IDs: []ID{{1}, {7}}}, yes},
		"none of the identifiers":                 {Expr{Op: OneOf, IDs: []ID{{1}}}, no},
		"no identifiers":                          {Expr{Op: OneOf}, no},
	} {
		t.Run(name, func(t *testing.T) {
			if got := evaluate(t, c.where, Source{ID: ID{7}, Values: []Value{of(Work, "0123456789")}}); got != c.want {
				t.Errorf("%+v is %s, want %s", c.where, truths[got], truths[c.want])
			}
		})
	}
}

func TestAFolderIsFoundByWhatItIsNot(t *testing.T) {
	scan := scanOf(mustDialect(t, "FR", "fr", "0"),
		person("Jean", "Martin"), person("Peter", "Meier"), Source{ID: ID{9}, Kind: Folder, Values: []Value{of(FolderName, "Ventes")}})
	wantNames(t, scan, Query{Where: not(begins(Name, "mar"))}, "Peter Meier", "Ventes")
	wantNames(t, scan, Query{Where: not(or(begins(Name, "mar"), Expr{}))})
}

// anyWhere draws a condition over anyone's fields, undefined ones among them.
func anyWhere(depth int) *rapid.Generator[Expr] {
	return rapid.Custom(func(t *rapid.T) Expr {
		if depth > 0 && rapid.Bool().Draw(t, "compound") {
			op := rapid.SampledFrom([]Op{And, Or, Not}).Draw(t, "op")
			most := 3
			if op == Not {
				most = 1
			}
			return Expr{Op: op, Args: rapid.SliceOfN(anyWhere(depth-1), 1, most).Draw(t, "args")}
		}
		return rapid.SampledFrom([]Expr{{}, {Op: Always}, {Op: Never}, begins(Name, "mar"), equal(LastName, "meier"),
			present(Work), contains(Work, "12"), present(fieldCount), atLeast(LastName, "mb")}).Draw(t, "leaf")
	})
}

func TestDeMorgan(t *testing.T) {
	sources := []Source{person("Jean", "Martin", of(Work, "0123456789")), person("Peter", "Meier"), {Kind: Folder}}
	rapid.Check(t, func(rt *rapid.T) {
		args := rapid.SliceOfN(anyWhere(3), 0, 4).Draw(rt, "args")
		negated := make([]Expr, len(args))
		for i, arg := range args {
			negated[i] = not(arg)
		}
		src := rapid.SampledFrom(sources).Draw(rt, "document")
		if l, r := evaluate(t, not(and(args...)), src), evaluate(t, or(negated...), src); l != r {
			rt.Errorf("not and is %s, or of nots is %s", truths[l], truths[r])
		}
		if l, r := evaluate(t, not(or(args...)), src), evaluate(t, and(negated...), src); l != r {
			rt.Errorf("not or is %s, and of nots is %s", truths[l], truths[r])
		}
		if l, r := evaluate(t, not(not(and(args...))), src), evaluate(t, and(args...), src); l != r {
			rt.Errorf("twice not is %s, plain is %s", truths[l], truths[r])
		}
	})
}
