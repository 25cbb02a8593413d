package search

import (
	"slices"
	"testing"
)

func mustDialect(tb testing.TB, country, language, outside string) *Dialect {
	tb.Helper()
	d, err := NewDialect(country, language, outside)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

// person is the source of a contact with these names and further values.
func person(first, last string, values ...Value) Source {
	name := first + " " + last
	if first == "" || last == "" {
		name = first + last
	}
	src := Source{Values: []Value{{Field: Name, Text: name}}}
	if last != "" {
		src.Values = append(src.Values, Value{Field: LastName, Text: last})
	}
	if first != "" {
		src.Values = append(src.Values, Value{Field: FirstName, Text: first})
	}
	src.Values = append(src.Values, values...)
	for i, b := range []byte(name) {
		src.ID[i%16] = src.ID[i%16]*31 + b
	}
	return src
}

func of(f Field, text string) Value { return Value{Field: f, Text: text} }

func hidden(v Value) Value {
	v.Hidden = true
	return v
}

func equal(f Field, s string) Expr            { return Expr{Op: Equal, Field: f, Value: s} }
func present(f Field) Expr                    { return Expr{Op: Present, Field: f} }
func begins(f Field, s string) Expr           { return Expr{Op: Substrings, Field: f, Initial: s} }
func contains(f Field, pieces ...string) Expr { return Expr{Op: Substrings, Field: f, Any: pieces} }
func ends(f Field, s string) Expr             { return Expr{Op: Substrings, Field: f, Final: s} }
func atLeast(f Field, s string) Expr          { return Expr{Op: AtLeast, Field: f, Value: s} }
func atMost(f Field, s string) Expr           { return Expr{Op: AtMost, Field: f, Value: s} }
func and(args ...Expr) Expr                   { return Expr{Op: And, Args: args} }
func or(args ...Expr) Expr                    { return Expr{Op: Or, Args: args} }
func not(arg Expr) Expr                       { return Expr{Op: Not, Args: []Expr{arg}} }

// names are the shown names of what q finds, in the order of display.
func names(s *Scan, q Query) []string {
	found := []string{}
	for d := range s.Search(q) {
		found = append(found, sortedName(d))
	}
	return found
}

func sortedName(d *Document) string {
	return d.First(Name) + d.First(FolderName)
}

func wantNames(t *testing.T, s *Scan, q Query, want ...string) {
	t.Helper()
	if got := names(s, q); !slices.Equal(got, want) {
		t.Errorf("%+v finds %q, want %q", q, got, want)
	}
}

func scanOf(d *Dialect, sources ...Source) *Scan {
	docs := make([]*Document, len(sources))
	for i, src := range sources {
		docs[i] = d.Document(src)
	}
	return NewScan(docs)
}

func values(d *Document) []Value { return slices.Collect(d.Values()) }

// keyOf is what the last value is compared by.
func keyOf(d *Document) string {
	key := ""
	for i := d.items(); i.next(); {
		key = i.compared()
	}
	return key
}
