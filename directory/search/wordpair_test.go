package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestWordsAreFoundHoweverManyHaveThem asks for two and three words, of names that few and many have: from so many on, letters narrow the names down.
func TestWordsAreFoundHoweverManyHaveThem(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	for _, together := range []int{1, worthLeap, worthNames - 1, worthNames, worthNames + 1, 2 * worthNames} {
		t.Run(fmt.Sprint(together, " names"), func(t *testing.T) {
			var docs []*Document
			add := func(first, last string) {
				src := person(first, last)
				src.ID = ID{byte(len(docs) >> 8), byte(len(docs))}
				docs = append(docs, d.Document(src))
			}
			for range together {
				add("Jean", "Martin")
			}
			for _, first := range []string{"Jean", "Jeanne", "Jeannine", "Je", "J", "Zoé"} {
				add(first, "Martinez")
				add(first, "Ma")
				add("Paul "+first, "O'Brien")
				add("Marc", first)
				add(strings.Repeat("de ", mostWords-2)+first, "Marchand")
				add(strings.Repeat("de ", mostWords-1)+first, "Marchand")
			}
			scan, x := NewScan(docs), newIndex(docs)
			for _, text := range []string{"jean mar", "jean mart", "jean martin", "jean ma", "jean m", "je mar", "j mar", "jean o b", "jean o bri", "jean bri", "paul jean bri", "martin jean", "martin jea",
				"martin je", "mar jean", "de jean mar", "jeann mar", "jeann martinez", "jean zq", "jean marz", "zoe mar", "zqx mar", "jean jean", "jean mar je"} {
				for _, q := range []Query{{Where: begins(Name, text)}, {Where: and(begins(Name, text), Expr{Op: OfKind, Kinds: Kinds(Contact)})}, {Where: contains(Name, text)}} {
					wantFound(t, x, scan, q)
				}
			}
		})
	}
}

// TestPairsOfWordsWithOneTermAreToldApart: terms of six letters are hashes, and who is found by one is asked for the words.
func TestPairsOfWordsWithOneTermAreToldApart(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	seen := map[uint32]string{}
	for {
		letters := make([]byte, 6)
		for i := range letters {
			letters[i] = 'a' + byte(random.IntN(26))
		}
		first, last := string(letters[:3]), string(letters[3:])
		name := first + " " + last
		key, ok := wordPair6(first, last)
		if !ok {
			t.Fatalf("%q has no term", name)
		}
		other, known := seen[key]
		if seen[key] = name; !known || other == name {
			continue
		}
		d := mustDialect(t, "FR", "fr", "")
		var docs []*Document
		for n, name := range []string{name, other} {
			first, last, _ := strings.Cut(name, " ")
			src := person(first, last)
			src.ID = ID{byte(n)}
			docs = append(docs, d.Document(src))
		}
		if got := slices.Collect(newIndex(docs).Search(t.Context(), Query{Where: begins(Name, name)})); !slices.Equal(got, docs[:1]) {
			t.Errorf("by %q, whose term %q has too, are found %s", name, other, brief(got))
		}
		return
	}
}

// TestLettersOfWordsAreLeaptThroughWhereFewHaveThem: of names that a term of two words finds, many are compared if they are likely to be those sought.
func TestLettersOfWordsAreLeaptThroughWhereFewHaveThem(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "")
	var docs []*Document
	for first, n := range map[string]int{"Jean": worthNames, "Jeannine": 1, "Paul": mostNames, "Paula": 1, "Marc": 600, "Marie": worthNames + 1 - 600, "Zoé": worthNames} {
		for range n {
			src := person(first, "Duval")
			src.ID = ID{byte(len(docs) >> 8), byte(len(docs))}
			docs = append(docs, d.Document(src))
		}
	}
	segment := newIndex(docs).state.Load().parts[0].segment
	for name, c := range map[string]struct {
		words []string
		leaps bool
	}{
		"of as many as are compared anyway": {[]string{"zoe", "duv"}, false},
		"that most have":                    {[]string{"jean", "duv"}, false},
		"that a fourth have":                {[]string{"marc", "duv"}, false},
		"of whose term all letters are":     {[]string{"mar", "duv"}, false},
		"that one has":                      {[]string{"jeannine", "duv"}, true},
		"of more than are ever compared":    {[]string{"paul", "duv"}, true},
		"of three words":                    {[]string{"jean", "duv", "jean"}, true},
		"that nobody has":                   {[]string{"jeanx", "duv"}, true},
	} {
		w := &walk{}
		w.plans.forget()
		p := planner{segment: segment, q: &Query{}, readings: &w.readings, planMemory: &w.plans}
		found, pair := p.words(c.words), p.pair(c.words[0], c.words[1])
		if leaps := found.how == byNothing || found.args[0].how != byTerm || !found.args[0].sameTerm(&pair); leaps != c.leaps {
			t.Errorf("words %s: leaps: %v", name, leaps)
		}
	}
}
