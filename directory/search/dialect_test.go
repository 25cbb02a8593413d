package search

import (
	"strings"
	"sync"
	"testing"
)

func TestNewDialectSaysWhatItCanNotUse(t *testing.T) {
	for name, c := range map[string]struct{ country, language, outside, want string }{
		"a country that is none":       {"XX", "fr", "0", `country "XX"`},
		"a country's name":             {"France", "fr", "0", `country "FRANCE"`},
		"no country":                   {"", "fr", "0", `country ""`},
		"a language that is none":      {"FR", "french!", "0", `language "french!"`},
		"a prefix that is not digits":  {"FR", "fr", "0,", `outside-line prefix "0,"`},
		"a prefix with a country code": {"FR", "fr", "+33", `outside-line prefix "+33"`},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := NewDialect(c.country, c.language, c.outside); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error about %s", err, c.want)
			}
		})
	}
	for _, country := range []string{"FR", "fr", "US", "RU", "BR", "JP", "VA", "RE"} {
		mustDialect(t, country, "en-GB", "")
	}
}

func TestE164(t *testing.T) {
	for name, c := range map[string]struct{ country, outside, raw, want string }{
		"a national number":                   {"FR", "0", "01 23 45 67 89", "+33123456789"},
		"an international number":             {"FR", "0", "+33 1 23 45 67 89", "+33123456789"},
		"an international number with 00":     {"FR", "0", "0033123456789", "+33123456789"},
		"with a zero in brackets":             {"FR", "0", "+33 (0)1 23 45 67 89", "+33123456789"},
		"with 00 and a zero in brackets":      {"FR", "0", "0033 (0)1 23 45 67 89", "+33123456789"},
		"with a bare country code":            {"FR", "0", "33123456789", "+33123456789"},
		"a foreign number":                    {"FR", "0", "+49 (0)89 7007-54321", "+4989700754321"},
		"an outside line":                     {"FR", "0", "0 01 23 45 67 89", "+33123456789"},
		"an outside line to abroad":           {"FR", "0", "0 00 49 89 700754321", "+4989700754321"},
		"another outside line":                {"FR", "9", "9 01 23 45 67 89", "+33123456789"},
		"two readings: the one without":       {"FR", "0", "00352261234", "+352261234"},
		"no outside line to read":             {"FR", "", "0 01 23 45 67 89", ""},
		"an American number":                  {"US", "9", "(212) 555-0123", "+12125550123"},
		"an American outside line":            {"US", "9", "9 1 212 555 0123", "+12125550123"},
		"a number abroad from America":        {"US", "9", "011 33 1 23 45 67 89", "+33123456789"},
		"an Italian number keeps its zero":    {"IT", "0", "06 1234 5678", "+390612345678"},
		"a number with an extension":          {"FR", "0", "01 23 45 67 89 poste 12", "+33123456789"},
		"tel: before it":                      {"FR", "0", "tel:+33123456789", "+33123456789"},
		"digits of another script":            {"FR", "0", "٠١٢٣٤٥٦٧٨٩", "+33123456789"},
		"a number the tables do not know yet": {"FR", "0", "07 00 00 00 00", "+33700000000"},
		"a short code":                        {"FR", "0", "15", ""},
		"a four-digit service":                {"FR", "0", "3631", ""},
		"a six-digit service":                 {"FR", "0", "118 218", ""},
		"an extension":                        {"FR", "0", "110", ""},
		"a code":                              {"FR", "0", "*21", ""},
		"a code before a number":              {"FR", "0", "#31#0123456789", ""},
		"a SIP URI":                           {"FR", "0", "sip:+33123456789@acme.fr", ""},
		"an incomplete number":                {"FR", "0", "01 23 45 67", ""},
		"too many digits":                     {"FR", "0", "01 23 45 67 89 01 23 45", ""},
		"no country":                          {"FR", "0", "+999 123 456 789", ""},
		"letters":                             {"FR", "0", "standard", ""},
		"nothing":                             {"FR", "0", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := mustDialect(t, c.country, "fr", c.outside).E164(c.raw); got != c.want {
				t.Errorf("E164(%q) = %q, want %q", c.raw, got, c.want)
			}
		})
	}
}

func TestADocumentFillsInNumbersThatItCanRead(t *testing.T) {
	src := Source{Values: []Value{of(Work, "01 23 45 67 89"), of(Mobile, "15"), {Field: Home, Text: "02 00 00 00 00", E164: "+49123"}, of(ShortNumber, "0123456789")}}
	doc := mustDialect(t, "FR", "fr", "0").Document(src)
	for i, want := range []string{"+33123456789", "", "+49123", ""} {
		if got := values(doc)[i].E164; got != want {
			t.Errorf("E164 of %q is %q, want %q", values(doc)[i].Text, got, want)
		}
	}
	if src.Values[0].E164 != "" {
		t.Error("the source was changed")
	}
}

func TestANumberThatWasReadBeforeIsFoundAlike(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	for _, raw := range []string{"01 23 45 67 89", "+33 (0)1 23 45 67 89", "0033123456789", "0 01 23 45 67 89", "33123456789", "00352261234"} {
		fresh := d.Document(Source{Values: []Value{of(Work, raw)}})
		again := d.Document(Source{Values: values(fresh)})
		if keyOf(fresh) != keyOf(again) {
			t.Errorf("key of %q is %q when read and %q when known", raw, keyOf(fresh), keyOf(again))
		}
	}
}

func TestDialectIsSafeForConcurrentUse(t *testing.T) {
	d := mustDialect(t, "FR", "fr", "0")
	want := d.Document(person("Hélène", "Müller", of(Work, "01 23 45 67 89")))
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 50 {
				doc := d.Document(person("Hélène", "Müller", of(Work, "01 23 45 67 89")))
				if doc.packed != want.packed {
					t.Error("another goroutine's document")
				}
			}
		})
	}
	group.Wait()
}
