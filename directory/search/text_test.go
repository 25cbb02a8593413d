package search

import "testing"

func TestTexts(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	jeanPierre := person("Jean-Pierre", "Martin", of(Company, "L’Oréal"), of(Note, "Cœur – 1er étage"), of(Email, "JP.Martin@acme.fr"))
	helene := person("Hélène", "Müller")
	peter := person("Peter", "Meier")
	jean := person("Jean", "")
	for name, c := range map[string]struct {
		src   Source
		where Expr
		want  bool
	}{
		"without accents":                               {helene, equal(FirstName, "helene"), true},
		"in capitals":                                   {helene, equal(FirstName, "HÉLÈNE"), true},
		"decomposed":                                    {helene, equal(FirstName, "He\u0301le\u0300ne"), true},
		"by another name":                               {helene, equal(FirstName, "Helen"), false},
		"a hyphen as a space":                           {jeanPierre, equal(FirstName, "jean pierre"), true},
		"a hyphen left out":                             {jeanPierre, equal(FirstName, "jeanpierre"), false},
		"a straight apostrophe":                         {jeanPierre, equal(Company, "l'oreal"), true},
		"oe for a ligature":                             {jeanPierre, contains(Note, "coeur"), true},
		"a dash as a space":                             {jeanPierre, contains(Note, "coeur 1er"), true},
		"an e-mail in lower case":                       {jeanPierre, equal(Email, "jp.martin@ACME.fr"), true},
		"a field that is not there":                     {jean, equal(LastName, "Martin"), false},
		"presence":                                      {helene, present(LastName), true},
		"presence of what is not there":                 {jean, present(LastName), false},
		"the name":                                      {helene, equal(Name, "Helene Muller"), true},
		"the name, last name first":                     {helene, equal(Name, "muller helene"), true},
		"the beginning of the name":                     {helene, begins(Name, "hel"), true},
		"the beginning of the name, last name first":    {helene, begins(Name, "mul"), true},
		"the last name is not the first":                {helene, begins(LastName, "hel"), false},
		"the end of the name":                           {helene, ends(Name, "ller"), true},
		"the end of the name, last name first":          {helene, ends(Name, "lène"), true},
		"a part across both names":                      {helene, contains(Name, "ne m"), true},
		"a part across both names, last name first":     {helene, contains(Name, "ler he"), true},
		"several parts":                                 {helene, contains(Name, "hel", "mul"), true},
		"several parts, last name first":                {helene, contains(Name, "mul", "hel"), true},
		"the beginnings of both names":                  {peter, begins(Name, "p m"), true},
		"the beginnings of both names, last name first": {peter, begins(Name, "mei p"), true},
		"beginnings within the name":                    {peter, contains(Name, "mei p"), true},
		"beginnings and a space at the end":             {peter, begins(Name, "mei p "), true},
		"a beginning that is none":                      {peter, begins(Name, "mei x"), false},
		"a middle that is no beginning":                 {peter, begins(Name, "ei pe"), false},
		"beginnings of words with one left out":         {jeanPierre, begins(Name, "jean mar"), true},
		"beginnings of three words":                     {jeanPierre, begins(Name, "j p m"), true},
		"beginnings of three words, last name first":    {jeanPierre, begins(Name, "ma je pi"), true},
		"beginnings in no order of the name":            {jeanPierre, begins(Name, "pierre jean"), false},
		"two beginnings of one word":                    {peter, begins(Name, "pe pet"), false},
		"beginnings do not make an equal name":          {peter, equal(Name, "mei p"), false},
		"beginnings with an end":                        {peter, Expr{Op: Substrings, Field: Name, Initial: "mei p", Final: "r"}, false},
		"beginnings in a company do not count":          {jeanPierre, begins(Note, "coeur etage"), false},
		"a space at the end of the beginning":           {jeanPierre, begins(FirstName, "jean "), true},
		"a space after the whole name":                  {jean, begins(FirstName, "jean "), true},
		"a space within a word":                         {person("Jeanne", ""), begins(FirstName, "jean "), false},
		"a space before the beginning":                  {jeanPierre, begins(FirstName, " jean"), true},
		"a space before the end":                        {jeanPierre, ends(FirstName, " pierre"), true},
		"a space before the end within a word":          {jeanPierre, ends(FirstName, " ierre"), false},
		"a space after the end":                         {jeanPierre, ends(FirstName, "pierre "), true},
		"a word between spaces":                         {jeanPierre, contains(Name, " pierre "), true},
		"the first word between spaces":                 {jeanPierre, contains(FirstName, " jean "), true},
		"part of a word between spaces":                 {jeanPierre, contains(Name, " pier "), false},
		"a space that ends one piece and begins another": {jeanPierre,
			Expr{Op: Substrings, Field: FirstName, Initial: "jean ", Final: " pierre"}, true},
		"pieces do not overlap":             {jean, Expr{Op: Substrings, Field: FirstName, Initial: "jea", Final: "ean"}, false},
		"a whole word twice":                {jean, Expr{Op: Substrings, Field: FirstName, Initial: "jean", Final: "jean"}, false},
		"beginning, parts and end":          {jeanPierre, Expr{Op: Substrings, Field: Name, Initial: "je", Any: []string{"pie", "mar"}, Final: "n"}, true},
		"parts in another order":            {jeanPierre, contains(FirstName, "pierre", "jean"), false},
		"a hyphen alone asks nothing":       {jean, contains(FirstName, "-"), true},
		"no pieces ask nothing":             {jean, Expr{Op: Substrings, Field: FirstName}, true},
		"but for a value":                   {jean, contains(LastName, "-"), false},
		"a letter longer than the name":     {jean, begins(FirstName, "jeannette"), false},
		"at least an earlier name":          {helene, atLeast(LastName, "martin"), true},
		"at least the same name":            {helene, atLeast(LastName, "Müller"), true},
		"at least a later name":             {helene, atLeast(LastName, "N"), false},
		"at most a later name":              {helene, atMost(LastName, "zz"), true},
		"at most the same name, decomposed": {helene, atMost(LastName, "Mu\u0308ller"), true},
		"at most an earlier name":           {helene, atMost(LastName, "Martin"), false},
		"in small letters: at least":        {helene, atLeast(LastName, "müller"), true},
		"in small letters: at most":         {helene, atMost(LastName, "müller"), true},
		"in capitals: at least":             {helene, atLeast(LastName, "MÜLLER"), true},
		"in capitals: at most":              {helene, atMost(LastName, "MÜLLER"), true},
		"the spelling decides: at least":    {helene, atLeast(LastName, "Muller"), true},
		"the spelling decides: at most":     {helene, atMost(LastName, "Muller"), false},
		"a name is ordered as shown":        {helene, atLeast(Name, "i"), false},
		"ordered without a value":           {jean, atLeast(LastName, ""), false},
		"a folder's name":                   {Source{Kind: Folder, Values: []Value{of(FolderName, "Comptabilité")}}, begins(FolderName, "compta"), true},
		"a folder has no name of a person":  {Source{Kind: Folder, Values: []Value{of(FolderName, "Comptabilité")}}, present(Name), false},
		"a number is ordered by its text":   {person("A", "", of(Work, "0123")), atLeast(Work, "0122"), true},
		"and not against letters":           {person("A", "", of(Work, "0123")), atMost(Work, "zz"), false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := (Query{Where: c.where}).Matches(d.Document(c.src)); got != c.want {
				t.Errorf("%+v on %+v: %v", c.where, c.src.Values, got)
			}
		})
	}
}

func TestLenientEqualityAlsoMatchesBeginnings(t *testing.T) {
	scan := scanOf(mustDialect(t, "FR", "fr", "0"), person("Jean", "Martin", of(Work, "0123456789")), person("Peter", "Meier"))
	wantNames(t, scan, Query{Where: equal(LastName, "mar")})
	wantNames(t, scan, Query{Where: equal(LastName, "mar"), Lenient: true}, "Jean Martin")
	wantNames(t, scan, Query{Where: equal(LastName, "martin"), Lenient: true}, "Jean Martin")
	wantNames(t, scan, Query{Where: equal(LastName, "art"), Lenient: true})
	wantNames(t, scan, Query{Where: equal(Name, "mei p"), Lenient: true}, "Peter Meier")
	wantNames(t, scan, Query{Where: equal(LastName, "-"), Lenient: true})
	wantNames(t, scan, Query{Where: equal(Work, "0123"), Lenient: true})
}
