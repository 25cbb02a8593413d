package search

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestDisplayOrder(t *testing.T) {
	folder := func(k Kind, name string) Source {
		return Source{ID: ID{byte(k), name[0]}, Kind: k, Values: []Value{of(FolderName, name)}}
	}
	company := Source{ID: ID{3}, Values: []Value{of(Name, "Martine SA"), of(Company, "Martine SA")}}
	shownAsPerson := Source{ID: ID{4}, Values: []Value{of(Name, "Martinez"), of(LastName, "Martinez"), of(Company, "Martinez")}}
	group := Source{ID: ID{5}, Kind: Group, Values: []Value{of(Name, "Support")}}
	for name, c := range map[string]struct {
		language string
		sources  []Source
	}{
		"by last name, then by first": {"fr", []Source{person("Zoé", "Martin"), person("Anne", "Meier"), person("Luc", "Meier")}},
		"without a first name first":  {"fr", []Source{person("", "Martin"), person("Anne", "Martin")}},
		"accents give way to the first name": {"fr", []Source{person("Anne", "Muller"), person("Hélène", "Müller"), person("Jean", "MULLER"),
			person("Luc", "Müller")}},
		"a first name alone stands among the last names": {"fr", []Source{person("Jean", "Bernard"), person("Jean", ""), person("Anne", "Martin")}},
		"the company comes third":                        {"fr", []Source{person("Jean", "Martin", of(Company, "Acme")), person("Jean", "Martin ", of(Company, "Zeta"))}},
		"hyphens and apostrophes are spaces": {"fr", []Source{person("", "O Brian"), person("", "O'Brien"), person("", "O’Bryan"), person("", "Oak"),
			person("", "Saint-Anne"), person("", "Saint Bernard")}},
		"a company stands among people, under its name": {"fr", []Source{person("Zoé", "Martin"), company, shownAsPerson, person("A", "Martins")}},
		"folders come after people":                     {"fr", []Source{person("Zoé", "Roux"), group, person("Zoé", "Zola"), folder(Folder, "Achats"), folder(Folder, "Étude"), folder(Root, "Maison")}},
		"a Swedish alphabet ends in Å, Ä, Ö":            {"sv", []Source{person("", "Zorn"), person("", "Åberg"), person("", "Ärlig"), person("", "Öberg")}},
		"a French one does not":                         {"fr", []Source{person("", "Åberg"), person("", "Ärlig"), person("", "Öberg"), person("", "Zorn")}},
		"spelling decides between alike names":          {"fr", []Source{person("Eva", "Martin"), person("eva", "Martin"), person("Éva", "Martin")}},
	} {
		t.Run(name, func(t *testing.T) {
			d := mustDialect(t, c.language, c.language, "0")
			if c.language == "sv" {
				d = mustDialect(t, "SE", "sv", "0")
			}
			want := make([]string, len(c.sources))
			for i, src := range c.sources {
				want[i] = sortedName(d.Document(src))
			}
			reversed := slices.Clone(c.sources)
			slices.Reverse(reversed)
			wantNames(t, scanOf(d, reversed...), Query{Where: Expr{Op: Always}}, want...)
		})
	}
}

// anySource draws contacts and folders that are easily mistaken for one another.
var anySource = rapid.Custom(func(t *rapid.T) Source {
	text := rapid.SampledFrom([]string{"", "Martin", "martin", "Märtin", "Jean", "Jean-Pierre", "jean pierre", "Acme", "\xff", "-", "Zoé", "Zoe\u0301"})
	src := Source{Kind: rapid.SampledFrom([]Kind{Contact, Group, Folder, Root}).Draw(t, "kind")}
	src.ID[0] = rapid.Byte().Draw(t, "id")
	for _, f := range []Field{LastName, FirstName, Company, FolderName, Name} {
		if s := text.Draw(t, "text"); s != "" {
			src.Values = append(src.Values, of(f, s))
		}
	}
	return src
})

func TestDisplayOrderIsTotal(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := d.Document(anySource.Draw(t, "a")), d.Document(anySource.Draw(t, "b")), d.Document(anySource.Draw(t, "c"))
		if Compare(a, b) != -Compare(b, a) {
			t.Errorf("%+v and %+v: %d, and the other way %d", values(a), values(b), Compare(a, b), Compare(b, a))
		}
		if Compare(a, b) <= 0 && Compare(b, c) <= 0 && Compare(a, c) > 0 {
			t.Errorf("%+v, %+v, %+v: not transitive", values(a), values(b), values(c))
		}
		if Compare(a, a) != 0 || Compare(a, b) == 0 && a.ID != b.ID {
			t.Errorf("%+v and %+v are one", a, b)
		}
	})
}
