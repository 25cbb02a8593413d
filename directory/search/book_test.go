package search

import "testing"

func mustDialect(tb testing.TB, country, language, outside string) *Dialect {
	tb.Helper()
	d, err := NewDialect(country, language, outside)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}

func equal(f Field, s string) Expr { return Expr{Op: Equal, Field: f, Value: s} }
