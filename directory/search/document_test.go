package search

import (
	"slices"
	"testing"
)

func TestEach(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	work, secret := of(Work, "01"), hidden(of(Work, "02"))
	fax, mobile, home := of(Fax, "03"), of(Mobile, "04"), of(Home, "05")
	fill := Fields(Mobile, Home)
	for name, c := range map[string]struct {
		values []Value
		field  Field
		fill   FieldSet
		hidden bool
		want   []string
	}{
		"values in their order":    {[]Value{of(Work, "2"), mobile, of(Work, "1")}, Work, 0, false, []string{"2", "1"}},
		"none":                     {[]Value{mobile}, Work, 0, false, nil},
		"hidden ones are left out": {[]Value{secret, work}, Work, 0, false, []string{"01"}},
		"hidden ones are there for who may see them":       {[]Value{secret, work}, Work, 0, true, []string{"02", "01"}},
		"the first that may, stands in":                    {[]Value{fax, mobile, home}, Work, fill, false, []string{"04"}},
		"the first as the contact orders them":             {[]Value{fax, home, mobile}, Work, fill, false, []string{"05"}},
		"none stands in for a number that is there":        {[]Value{mobile, work}, Work, fill, false, []string{"01"}},
		"one stands in for a hidden number":                {[]Value{secret, mobile}, Work, fill, false, []string{"04"}},
		"none stands in for a hidden number that is shown": {[]Value{secret, mobile}, Work, fill, true, []string{"02"}},
		"a hidden number does not stand in":                {[]Value{hidden(mobile), home}, Work, fill, false, []string{"05"}},
		"none is left to stand in":                         {[]Value{hidden(mobile), fax}, Work, fill, false, nil},
		"numbers stand in for work numbers only":           {[]Value{mobile}, Home, fill, false, nil},
		"and are themselves too":                           {[]Value{mobile}, Mobile, fill, false, []string{"04"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for v := range d.Document(Source{Values: c.values}).Each(c.field, c.fill, c.hidden) {
				got = append(got, v.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestEachStopsWhenToldTo(t *testing.T) {
	doc := mustDialect(t, "FR", "fr", "0").Document(Source{Values: []Value{of(Work, "1"), of(Work, "2")}})
	for v := range doc.Each(Work, 0, false) {
		if v.Text != "1" {
			t.Fatalf("went on to %q", v.Text)
		}
		break
	}
}

func TestAStandInIsFoundLikeAWorkNumber(t *testing.T) {
	scan := scanOf(mustDialect(t, "FR", "fr", "0"), person("Hélène", "Müller", of(Mobile, "+33 6 12 34 56 78")),
		person("Jean", "Martin", of(Work, "0123456789"), of(Mobile, "0600000000")), person("Max", "Fax", of(Fax, "0612345678")))
	for name, where := range map[string]Expr{
		"present": present(Work), "equal": equal(Work, "0612345678"), "substrings": begins(Work, "06"), "ordered": atMost(Work, "+339"),
	} {
		t.Run(name, func(t *testing.T) {
			want := []string{"Hélène Müller"}
			if where.Op == Present {
				want = []string{"Jean Martin", "Hélène Müller"}
			}
			wantNames(t, scan, Query{Where: where, Fill: Fields(Mobile, Home)}, want...)
			wantNames(t, scan, Query{Where: where}, want[:len(want)-1]...)
		})
	}
}

func TestHiddenValuesTakeNoPart(t *testing.T) {
	scan := scanOf(mustDialect(t, "FR", "fr", "0"), person("Jean", "Martin", hidden(of(Mobile, "0612345678"))))
	for name, where := range map[string]Expr{
		"present": present(Mobile), "equal": equal(Mobile, "0612345678"), "substrings": begins(Mobile, "06"), "ordered": atLeast(Mobile, "06"),
		"stand-in": equal(Work, "0612345678"),
	} {
		t.Run(name, func(t *testing.T) {
			wantNames(t, scan, Query{Where: where, Fill: Fields(Mobile)})
			wantNames(t, scan, Query{Where: not(where), Fill: Fields(Mobile)}, "Jean Martin")
			wantNames(t, scan, Query{Where: where, Fill: Fields(Mobile), Hidden: true}, "Jean Martin")
		})
	}
}
