package search

import (
	"strings"
	"testing"
)

func TestWordsThatFollowEachOtherInANameAreKnown(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	name := func(text string) Source { return Source{Values: []Value{of(Name, text)}} }
	people := map[string]Source{
		"two words":                person("Jean", "Martin"),
		"one word":                 person("", "Martin"),
		"the same word twice":      person("Martin", "Martin"),
		"a double first name":      person("Jean-Pierre", "Martin"),
		"a double last name":       person("Jean", "Martin-Dupont"),
		"four words":               person("Marie Anne", "de L'Hermite"),
		"a company":                name("Martin & Fils Jean"),
		"a name turned round":      {Values: []Value{of(Name, "Martin Jean"), of(LastName, "Martin"), of(FirstName, "Jean")}},
		"a name that is otherwise": {Values: []Value{of(Name, "Le patron"), of(LastName, "Martin"), of(FirstName, "Jean")}},
		"several names":            {Values: []Value{of(Name, "Jean Martin"), hidden(of(Name, "Paul Durand")), of(Name, "Zoé")}},
		"no name":                  {Values: []Value{of(Company, "Jean Martin")}},
		"no words":                 name("-"),
		"many words":               name(strings.Repeat("mart ", 300) + "jean"),
	}
	var names []string
	gathered := wordGatherer{numbers: map[string]uint32{}}
	for name, source := range people {
		names = append(names, name)
		gathered.add(d.Document(source))
	}
	words := gathered.finish()
	for _, sought := range []string{"jean mar", "mar jean", "j m", "m j", "jean pierre", "pierre jean", "jean dupont", "pierre m j", "jean pierre martin", "martin jean pierre", "martin jean pierre jean",
		"mar mar", "mart mart mart", "l her", "de l hermite marie", "hermite marie anne", "anne de", "patron martin", "le pat", "paul d", "zoe jean", "martin fils", "martin & jean", "nobody jean", "jean nobody"} {
		asked := strings.Fields(sought)
		var ranges []wordRange
		for _, word := range asked {
			ranges = append(ranges, words.beginning(word))
		}
		for ordinal, name := range names {
			want := false
			for _, value := range people[name].Values {
				if value.Field == Name {
					key := string(appendTextKey(nil, value.Text))
					for form := range forms(string(appendReversedName([]byte(key), people[name].Values))) {
						want = want || wordsBegin(form, asked)
					}
				}
			}
			if got := words.have(words.names[ordinal], ranges); got != want {
				t.Errorf("%s has %q: %v, want %v", name, sought, got, want)
			}
		}
	}
}

func TestANameOfTwoWordsIsInOnePlace(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	gathered := wordGatherer{numbers: map[string]uint32{}}
	for _, source := range []Source{person("Jean", "Martin"), person("", "Martin"), person("Martin", "Martin")} {
		gathered.add(d.Document(source))
	}
	if len(gathered.longer) > 0 {
		t.Errorf("they take %d words more", len(gathered.longer))
	}
	gathered.add(d.Document(person("Jean-Pierre", "Martin")))
	if want := 2 + 3; len(gathered.longer) != want { // one form, and where it is turned round
		t.Errorf("a name of three takes %d words more, want %d", len(gathered.longer), want)
	}
}
