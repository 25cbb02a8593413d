package search

import (
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// matchNumber reports whether where holds for a contact whose only number is this.
func matchNumber(d *Dialect, number Value, where Expr) bool {
	return Query{Where: where}.Matches(d.Document(person("Jean", "Martin", number)))
}

func TestANumberIsFoundHoweverItIsWritten(t *testing.T) {
	for _, c := range []struct {
		country, outside string
		writings         []string
	}{
		{"FR", "0", []string{"+33 1 23 45 67 89", "0033123456789", "33123456789", "0123456789", "01.23.45.67.89", "+33 (0)1 23 45 67 89",
			"+33(0)123456789", "0033 (0)1 23 45 67 89", "+330123456789", "01/23456789", "(01) 23-45-67-89", "[01] 23 45 67 89", "01\u00a023\u202f45–67‑89",
			"0 01 23 45 67 89", "0 0033 1 23 45 67 89", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "\u202a+33 1 23 45 67 89\u202c", "1 23 45 67 89"}},
		{"FR", "", []string{"+33 6 12 34 56 78", "0612345678", "06.12.34.56.78", "06/12345678", "+33 (0)6 12 34 56 78", "0033612345678", "33612345678"}},
		{"FR", "9", []string{"+33612345678", "9 06 12 34 56 78", "9 00 33 6 12 34 56 78", "0612345678"}},
		{"FR", "0", []string{"+49 (89) 7007-54321", "4989700754321", "+49 (0)89 7007 54321", "0049 89 7007 54321", "0 0049 89 7007 54321"}},
		{"DE", "0", []string{"+49 (89) 7007-54321", "4989700754321", "089 700754321", "+49 (0)89/700754321", "0 089 700754321", "0 0049 89 700754321"}},
		{"US", "9", []string{"+1 (212) 555-0123", "(212) 555-0123", "1-212-555-0123", "9 1 212 555 0123", "011 1 212 555 0123", "2125550123"}},
		{"GB", "", []string{"+44 20 7946 0958", "020 7946 0958", "+44 (0)20 7946 0958", "00442079460958"}},
		{"ES", "0", []string{"+34 912 34 56 78", "912345678", "0 912 34 56 78", "0034912345678"}},
		{"IT", "0", []string{"+39 06 1234 5678", "06 12345678", "0 06 12345678", "00390612345678"}},
	} {
		d := mustDialect(t, c.country, "fr", c.outside)
		for _, stored := range c.writings {
			for _, asked := range c.writings {
				if !matchNumber(d, of(Work, stored), equal(Work, asked)) {
					t.Errorf("%s, outside line %q: %q is not found as %q; key %q", c.country, c.outside, stored, asked, keyOf(d.Document(Source{Values: []Value{of(Work, stored)}})))
				}
			}
		}
	}
}

func TestDifferentNumbersAreNotEqual(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	for name, c := range map[string][2]string{
		"another number":                                  {"01 23 45 67 89", "01 23 45 67 80"},
		"the same digits in another country":              {"+44 123456789", "+33 123456789"},
		"a national number against a foreign one":         {"+44 123456789", "0123456789"},
		"a national number against a German one":          {"+49 123456789", "0123456789"},
		"a foreign number against a national one":         {"01 23 45 67 89", "+44 1 23 45 67 89"},
		"an outside line before a German number's digits": {"+49 30 12345", "04 93 01 23 45"},
		"the last four digits, an extension":              {"01 23 45 67 89", "6789"},
		"six digits of the end":                           {"01 23 45 67 89", "456789"},
		"the first digits":                                {"01 23 45 67 89", "0123456"},
		"digits in the middle":                            {"01 23 45 67 89", "1234567"},
		"a longer number that begins like it":             {"01 23 45 67 89", "012345678912"},
		"an extension that ends the caller's number":      {"6789", "0123456789"},
		"six digits that end the caller's number":         {"456789", "0123456789"},
		"a code is not its digits":                        {"*21", "21"},
		"digits are not the code":                         {"21", "*21"},
		"a short code is not an international number":     {"15", "+3315"},
		"letters never are digits":                        {"1", "foo1"},
		"letters on both sides of a number":               {"0123456789", "L0#0123456789"},
		"two pluses":                                      {"0123456789", "++33123456789"},
		"a plus inside":                                   {"0123456789", "33+123456789"},
		"no digit":                                        {"0123456789", "+"},
		"nothing":                                         {"0123456789", ""},
		"letters":                                         {"0123456789", "foo"},
	} {
		t.Run(name, func(t *testing.T) {
			if matchNumber(d, of(Work, c[0]), equal(Work, c[1])) {
				t.Errorf("%q is found as %q", c[0], c[1])
			}
		})
	}
}

func TestEqualNumbersOfOtherKinds(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	for name, c := range map[string][2]string{
		"an incomplete number with its country code":   {"+33 1 23 45 67", "1234567"},
		"an incomplete number with a hyphen":           {"0123-4567", "1234567"},
		"an incomplete number with brackets":           {"(01) 23 45 67", "01234567"},
		"an incomplete number, asked for from abroad":  {"01 23 45 67", "+33 1 23 45 67"},
		"seven digits of the end":                      {"01 23 45 67 89", "3456789"},
		"the number without its zero":                  {"01 23 45 67 89", "123456789"},
		"an old number that ends the caller's":         {"23 45 67 89", "+33123456789"},
		"a foreign number typed without plus":          {"4989700754321", "+49 89 700754321"},
		"a short code":                                 {"15", "15"},
		"a short code after the outside prefix":        {"3900", "0 3900"},
		"a code with a star":                           {"*21", "*21"},
		"a code with spaces":                           {"*21#", "* 21 #"},
		"a number behind a code":                       {"#31#0123456789", "0123456789"},
		"a SIP URI":                                    {"sip:Jean@sip.acme.fr", "SIP:jean@sip.acme.fr"},
		"a SIP URI with digits":                        {"sip:110@acme.fr", "sip:110@acme.fr"},
		"an address without scheme":                    {"jean@acme.fr", "jean@acme.fr"},
		"a number with an extension":                   {"01 23 45 67 89 poste 12", "0123456789"},
		"a number with a word before":                  {"tel. 01 23 45 67 89", "+33123456789"},
		"a number with words, as it is shown":          {"01 23 45 67 89 poste 12", "01 23 45 67 89 POSTE 12"},
		"the longer of two numbers in a text":          {"room 12, 01 23 45 67 89", "0123456789"},
		"a number behind signs and words":              {"### tel. 12", "12"},
		"a number no country has":                      {"+999 123 456 789", "+999123456789"},
		"a plus before what stands for it":             {"+0033 1 23 45 67 89", "01 23 45 67 89"},
		"a plus before a trunk prefix":                 {"+01 23 45 67 89", "+33 1 23 45 67 89"},
		"asked for with a plus and what stands for it": {"01 23 45 67 89", "+0033123456789"},
		"a premium number of the country":              {"0 800 123 456", "+33800123456"},
		"digits in the place of a word":                {"standard", "STANDARD"},
		"a number of two readings, with outside line":  {"00352261234", "03 52 26 12 34"},
		"a number of two readings, with country code":  {"00352261234", "+352 261 234"},
		"asked for in two readings, with outside line": {"03 52 26 12 34", "00352261234"},
		"asked for in two readings, with country code": {"+352 261 234", "00352261234"},
	} {
		t.Run(name, func(t *testing.T) {
			if !matchNumber(d, of(Work, c[0]), equal(Work, c[1])) {
				t.Errorf("%q is not found as %q; key %q", c[0], c[1], keyOf(d.Document(Source{Values: []Value{of(Work, c[0])}})))
			}
		})
	}
}

// writingsOf lists ways to write the French number 0 + nine digits, where 0 asks for an outside line.
func writingsOf(nine string) []string {
	spaced := nine[:1] + " " + nine[1:3] + "." + nine[3:5] + "-" + nine[5:7] + "/" + nine[7:]
	return []string{"+33" + nine, "0033" + nine, "33" + nine, "0" + nine, "0" + spaced, "+33 " + spaced, "+33 (0)" + spaced, "(0)" + spaced, "00" + nine, "0 0033 " + spaced}
}

func TestBothReadingsOfAPrefixCountAlthoughTheTablesKnowNeither(t *testing.T) {
	doc := mustDialect(t, "FR", "fr", "0").Document(person("Jean", "Martin", of(Mobile, "00639000000")))
	for _, asked := range []string{"+33639000000", "0639000000", "00639000000", "+639000000"} {
		if !(Query{Where: equal(Mobile, asked)}).Matches(doc) {
			t.Errorf("00639000000, of Manila or of Paris behind a 0, is not found as %s", asked)
		}
	}
}

func TestAFrenchNumberIsFoundByEachOfItsWritings(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	rapid.Check(t, func(t *rapid.T) {
		nine := rapid.StringMatching(`[1-7][0-9]{8}`).Draw(t, "number")
		stored := rapid.SampledFrom(writingsOf(nine)).Draw(t, "stored")
		asked := rapid.SampledFrom(writingsOf(nine)).Draw(t, "asked")
		doc := d.Document(person("Jean", "Martin", of(Mobile, stored)))
		for _, where := range []Expr{equal(Mobile, asked), begins(Mobile, asked), contains(Mobile, asked), ends(Mobile, asked)} {
			if !(Query{Where: where}).Matches(doc) {
				t.Errorf("%q is not found by %+v; key %q", stored, where, keyOf(doc))
			}
		}
		other := nine[:8] + string('0'+(nine[8]-'0'+1)%10)
		if (Query{Where: equal(Mobile, rapid.SampledFrom(writingsOf(other)).Draw(t, "other"))}).Matches(doc) {
			t.Errorf("%q is found as another number, of %s", stored, other)
		}
	})
}

func TestEveryValueIsFoundByWhatIsShown(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	rapid.Check(t, func(t *rapid.T) {
		f := Field(rapid.IntRange(0, int(fieldCount)-1).Draw(t, "field"))
		text := rapid.OneOf(anyText, anyNumber).Draw(t, "text")
		if !(Query{Where: equal(f, text)}).Matches(d.Document(Source{Values: []Value{of(f, text)}})) {
			t.Errorf("%+q in field %d is not equal to itself", text, f)
		}
	})
}

var anyNumber = rapid.StringOfN(rapid.SampledFrom([]rune("0011233456789+*#() .-/x@٣")), 0, 16, -1)

func FuzzNumbers(f *testing.F) {
	for _, s := range [][2]string{{"+33 (0)1 23 45 67 89", "0123456789"}, {"*21", "foo"}, {"sip:a@b", "(0)"}, {"(0)", "+"}, {"00", "00(0)"}, {"\xff+1", "+33(0)"}, {"+0#", "0"}, {"+0", "+"}, {"+0010000000", "10000000"}, {"+1", "1"}, {"+31000000", "1"}} {
		f.Add(s[0], s[1])
	}
	d := mustDialect(f, "FR", "fr", "0")
	hasDigit := func(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }
	f.Fuzz(func(t *testing.T, stored, asked string) {
		d.E164(stored)
		for _, field := range []Field{Work, ShortNumber} {
			for _, where := range []Expr{equal(field, asked), begins(field, asked), contains(field, asked), ends(field, asked),
				atLeast(field, asked), atMost(field, asked), {Op: Substrings, Field: field, Initial: asked, Any: []string{asked}, Final: asked}} {
				if matchNumber(d, of(field, stored), where) && !hasDigit(asked) && hasDigit(stored) && !isAddress(stored) {
					t.Errorf("%q has no digit, but %+v matches %q", asked, where, stored)
				}
			}
		}
		for _, field := range []Field{Work, ShortNumber} {
			if !matchNumber(d, of(field, stored), equal(field, stored)) {
				t.Errorf("%q in field %d is not equal to itself", stored, field)
			}
		}
	})
}
