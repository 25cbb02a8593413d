package web

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"annuaire/ldapserver"
)

// TestEveryExplanationOfARequestHasWords holds the pages' words against what the LDAP server explains: the same codes, each with the values that it has.
// That each has French, TestEveryTextIsTranslatedAndEveryTranslationIsUsed sees to.
func TestEveryExplanationOfARequestHasWords(t *testing.T) {
	s := newSite(t)
	known := outcomes()
	for _, code := range ldapserver.ExplanationCodes() {
		o, said := known[code]
		if !said {
			t.Errorf("there are no words for %s", code)
			continue
		}
		delete(known, code)
		var has []string
		english := ldapserver.Explanation{Code: code}.String()
		for _, match := range regexp.MustCompile(`\{(\w+)\}`).FindAllStringSubmatch(english, -1) {
			has = append(has, match[1])
		}
		for _, name := range o.About {
			if !slices.Contains(has, name) {
				t.Errorf("%s has no %s: it says %q", code, name, english)
			}
		}
		var r phoneRequest
		r.Why.Code, r.Why.Values = code, map[string]string{"entries": "2"}
		for _, name := range o.About {
			if name != "entries" {
				r.Why.Values[name] = "the-" + name
			}
		}
		for language, printer := range s.web.languages.printers {
			v := &visit{web: s.web, language: language, printer: printer}
			text := v.outcomeOf(r)
			if text == "" || strings.Contains(text, "%!") {
				t.Errorf("%s in %s: %q", code, language, text)
			}
			for _, name := range o.About {
				if !strings.Contains(text, r.Why.Values[name]) {
					t.Errorf("%s in %s does not say the %s: %q", code, language, name, text)
				}
			}
		}
	}
	for code := range known {
		t.Errorf("nothing is explained by %s", code)
	}
}

func TestWhatThereAreNoWordsForIsSaidAsTheAPISaysIt(t *testing.T) {
	s := newSite(t)
	var r phoneRequest
	r.Why.Code, r.Why.Text = "brand_new", "it did something new"
	v := &visit{web: s.web, language: "fr", printer: s.web.languages.printers["fr"]}
	if got := v.outcomeOf(r); got != "It did something new" {
		t.Errorf("said %q", got)
	}
}
