package search

import "testing"

func TestPartsOfNumbers(t *testing.T) {
	const mobile, german, both = "+33 6 12 34 56 78", "+49 89 7007-54321", "00352261234"
	for name, c := range map[string]struct {
		stored string
		where  Expr
		want   bool
	}{
		"a prefix in national digits":                       {mobile, begins(Work, "0612"), true},
		"a prefix with dots":                                {mobile, begins(Work, "06.12"), true},
		"a prefix that ends in a space":                     {mobile, begins(Work, "06 "), true},
		"a prefix of the whole number":                      {mobile, begins(Work, "0612345678"), true},
		"a prefix after plus":                               {mobile, begins(Work, "+336"), true},
		"a prefix after plus with the zero":                 {mobile, begins(Work, "+33 (0)6"), true},
		"a prefix after plus with the zero, unmarked":       {mobile, begins(Work, "+33061"), true},
		"a prefix after 00":                                 {mobile, begins(Work, "00336"), true},
		"a prefix with a bare country code finds nothing":   {mobile, begins(Work, "336"), false},
		"a prefix of six digits with a bare country code":   {mobile, begins(Work, "336123"), false},
		"a prefix of seven digits with a bare country code": {mobile, begins(Work, "3361234"), true},
		"a prefix after the outside prefix":                 {mobile, begins(Work, "00612"), true},
		"a prefix after the outside prefix and 00":          {mobile, begins(Work, "000336"), true},
		"a prefix of another number":                        {mobile, begins(Work, "0613"), false},
		"a prefix without the zero":                         {mobile, begins(Work, "612"), false},
		"a prefix is no part":                               {mobile, begins(Work, "1234"), false},
		"a plus alone":                                      {mobile, begins(Work, "+"), false},
		"the outside prefix alone finds no national number": {mobile, begins(Work, "00"), false},
		"a country code finds its numbers after plus":       {german, begins(Work, "+49"), true},
		"a foreign number by its national digits":           {german, begins(Work, "89700"), true},
		"a foreign number is none of the country":           {german, begins(Work, "089700"), false},
		"a part":                                              {mobile, contains(Work, "1234"), true},
		"a part with the zero":                                {mobile, contains(Work, "0612"), true},
		"a part that is the whole":                            {mobile, contains(Work, "06 12 34 56 78"), true},
		"a part that is the whole with plus":                  {mobile, contains(Work, "+33612345678"), true},
		"a part that is the whole with 00":                    {mobile, contains(Work, "0033612345678"), true},
		"a part that is the whole with a bare country code":   {mobile, contains(Work, "33612345678"), true},
		"a part that is the whole with an outside line":       {mobile, contains(Work, "00612345678"), true},
		"the country code is no part":                         {mobile, contains(Work, "33"), false},
		"the country code and digits are no part":             {mobile, contains(Work, "336"), false},
		"the country code is a part after plus":               {mobile, contains(Work, "+33"), true},
		"the country code is a part after 00":                 {mobile, contains(Work, "0033"), true},
		"the country code is no part where it was typed bare": {"33612345678", contains(Work, "33"), false},
		"nor where it was typed with 00":                      {"0033612345678", contains(Work, "33"), false},
		"nor where it was typed with a zero in brackets":      {"+33 (0)6 12 34 56 78", contains(Work, "33"), false},
		"nor of an incomplete number":                         {"+33 1 24 45 67", contains(Work, "33"), false},
		"33 is a part where it is one":                        {"01 33 44 55 66", contains(Work, "33"), true},
		"00 is a part where it is one":                        {"08 00 12 34 56", contains(Work, "00"), true},
		"00 is no part of every number":                       {mobile, contains(Work, "00"), false},
		"several parts in order":                              {mobile, contains(Work, "06", "34", "78"), true},
		"several parts in another order":                      {mobile, contains(Work, "34", "06"), false},
		"parts do not overlap":                                {mobile, contains(Work, "123", "345"), false},
		"a part of digits as typed":                           {"*21*12#", contains(Work, "21*1"), true},
		"digits of a code":                                    {"*21", contains(Work, "21"), true},
		"a part that is a separator asks nothing":             {mobile, contains(Work, "06", "-", "78"), true},
		"only separators":                                     {mobile, contains(Work, " ", "-"), false},
		"a part with letters":                                 {mobile, contains(Work, "L0#0612345678"), false},
		"one part with letters spoils the others":             {mobile, contains(Work, "06", "x"), false},
		"letters":                                {mobile, begins(Work, "foo"), false},
		"letters and a digit":                    {"110", contains(Work, "foo1"), false},
		"a part in a number with words":          {"01 23 45 67 89 poste 12", contains(Work, "poste"), false},
		"a part in a SIP URI":                    {"sip:john@acme.fr", contains(Work, "John@"), true},
		"digits in a SIP URI":                    {"sip:john12@acme.fr", contains(Work, "12"), true},
		"nothing asked of a SIP URI":             {"sip:john12@acme.fr", contains(Work, " "), false},
		"the beginning of a SIP URI":             {"sip:john@acme.fr", begins(Work, "SIP:"), true},
		"an end":                                 {mobile, ends(Work, "5678"), true},
		"an end with the zero":                   {mobile, ends(Work, "0612345678"), true},
		"an end with plus":                       {mobile, ends(Work, "+33612345678"), true},
		"an end with a bare country code":        {mobile, ends(Work, "33612345678"), true},
		"an end with an outside line":            {mobile, ends(Work, "00612345678"), true},
		"an end that is the middle":              {mobile, ends(Work, "4567"), false},
		"an extension":                           {"110", contains(Work, "110"), true},
		"beginning, part and end":                {mobile, Expr{Op: Substrings, Field: Work, Initial: "06", Any: []string{"34"}, Final: "78"}, true},
		"beginning after plus, part and end":     {mobile, Expr{Op: Substrings, Field: Work, Initial: "+33", Any: []string{"34"}, Final: "78"}, true},
		"beginning and end do not overlap":       {"121", Expr{Op: Substrings, Field: Work, Initial: "12", Final: "21"}, false},
		"a plus in the middle":                   {mobile, Expr{Op: Substrings, Field: Work, Initial: "06", Final: "+78"}, false},
		"plus, then anything":                    {mobile, Expr{Op: Substrings, Field: Work, Initial: "+", Any: []string{"33"}}, true},
		"two readings, by the national one":      {both, begins(Work, "0352"), true},
		"two readings, by the international one": {both, begins(Work, "+352"), true},
		"two readings, as typed":                 {"0 01 23 45 67 89", begins(Work, "00123"), true},
	} {
		t.Run(name, func(t *testing.T) {
			d := mustDialect(t, "FR", "fr", "0")
			if got := matchNumber(d, of(Work, c.stored), c.where); got != c.want {
				t.Errorf("%+v on %q: %v; key %q", c.where, c.stored, got, keyOf(d.Document(Source{Values: []Value{of(Work, c.stored)}})))
			}
		})
	}
}

func TestShortNumbersAreComparedAsTyped(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	for name, c := range map[string]struct {
		stored string
		where  Expr
		want   bool
	}{
		"the same digits":                    {"110", equal(ShortNumber, "110"), true},
		"with a space":                       {"110", equal(ShortNumber, "1 10"), true},
		"after the outside prefix":           {"110", equal(ShortNumber, "0110"), false},
		"with a plus":                        {"110", equal(ShortNumber, "+110"), false},
		"a code":                             {"*21", equal(ShortNumber, "*21"), true},
		"the beginning":                      {"1234", begins(ShortNumber, "12"), true},
		"a part":                             {"1234", contains(ShortNumber, "23"), true},
		"the end":                            {"1234", ends(ShortNumber, "34"), true},
		"the beginning after a plus":         {"1234", begins(ShortNumber, "+12"), false},
		"the beginning after the prefix":     {"0123", begins(ShortNumber, "0012"), false},
		"a number that ends in it":           {"1234567", equal(ShortNumber, "01234567"), false},
		"the end of a long one":              {"01234567", equal(ShortNumber, "1234567"), false},
		"letters":                            {"110", contains(ShortNumber, "foo"), false},
		"a short number is never read":       {"0123456789", equal(ShortNumber, "+33123456789"), false},
		"what was typed with words, as such": {"110 (night)", equal(ShortNumber, "110 (Night)"), true},
	} {
		t.Run(name, func(t *testing.T) {
			if got := matchNumber(d, of(ShortNumber, c.stored), c.where); got != c.want {
				t.Errorf("%+v on %q: %v", c.where, c.stored, got)
			}
		})
	}
}
