package search

import (
	"strings"
	"testing"
)

func TestWordsThatBeginAlikeStandSideBySide(t *testing.T) {
	words := []string{"martin", "jean", "m", "mar", "martinez", "日本", "zoe", "marc", "日"}
	a, places := newAlphabet(words)
	for i, word := range words {
		if got := a.word(int(places[i])); got != word {
			t.Errorf("%q has the place of %q", word, got)
		}
	}
	for _, with := range append([]string{"", "ma", "mart", "martinezz", "a", "n", "zz", "日本人", "\xff"}, words...) {
		found := a.beginning(with)
		for i, word := range words {
			if begins := strings.HasPrefix(word, with); found.has(places[i]) != begins {
				t.Errorf("%q is said to begin with %q: %v", word, with, !begins)
			}
		}
		if found.has(noWord) {
			t.Errorf("no word is said to begin with %q", with)
		}
	}
	if none, _ := newAlphabet(nil); none.beginning("m") != (wordRange{}) {
		t.Error("a word is found where there is none")
	}
}
