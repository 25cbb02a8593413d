package search

import "testing"

func TestLettersAreToldApart(t *testing.T) {
	known := map[uint32]byte{}
	for c := range 256 {
		code, ok := letters(string([]byte{byte(c)}))
		if !ok {
			continue
		}
		if other, taken := known[code]; taken || code == 0 || code > 63 {
			t.Errorf("%q has the code %d, as %q has", rune(c), code, rune(other))
		}
		known[code] = byte(c)
	}
	for text, want := range map[string]bool{"mart": true, " de l": true, "r&d 5": true, "@acme": true, "müll": false, "日本": false, "Mart": false, "a#b": false} {
		if _, ok := letters(text); ok != want {
			t.Errorf("%q has a code: %v", text, ok)
		}
	}
}

func TestALastNameThatBeginsNoFormOfTheName(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	for name, test := range map[string]struct {
		source Source
		hides  bool
	}{
		"a person":                       {person("Jean", "Martin"), false},
		"somebody without a first name":  {person("", "Martin"), false},
		"a company":                      {Source{Values: []Value{of(Name, "Acme"), of(Company, "Acme")}}, false},
		"a name that is otherwise":       {Source{Values: []Value{of(Name, "Le patron"), of(LastName, "Martin")}}, true},
		"a last name within another one": {Source{Values: []Value{of(Name, "Martinez"), of(LastName, "Martin")}}, true},
		"a second last name":             {person("Jean", "Martin", of(LastName, "Dupont")), true},
	} {
		if got := d.Document(test.source).hidesLastName(); got != test.hides {
			t.Errorf("%s: %v", name, got)
		}
	}
}
