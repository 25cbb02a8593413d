package search

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"lower case stays":                     {"helene", "helene"},
		"capitals with accents":                {"HÉLÈNE", "helene"},
		"decomposed accents":                   {"He\u0301le\u0300ne", "helene"},
		"sharp s":                              {"Straße", "strasse"},
		"capital sharp s":                      {"STRAẞE", "strasse"},
		"oe ligature":                          {"Cœur Œuvre", "coeur oeuvre"},
		"ae ligature":                          {"Æsop et cætera", "aesop et caetera"},
		"ae ligature with an accent":           {"Ǽ", "ae"},
		"compatibility forms":                  {"ﬁn №１", "fin no1"},
		"a hyphen is a space":                  {"Jean-Pierre", "jean pierre"},
		"every hyphen is a space":              {"a\u2010b\u2011c–d—e", "a b c d e"},
		"an apostrophe is a space":             {"O'Brien", "o brien"},
		"a typographic apostrophe is a space":  {"L’Oréal", "l oreal"},
		"a run of all three is one space":      {"a -'’ - b", "a b"},
		"no-break spaces are spaces":           {"a\u00a0\u202fb", "a b"},
		"tabs and line ends are spaces":        {"a\t\r\nb", "a b"},
		"spaces at the ends go":                {"  a b -", "a b"},
		"only separators":                      {" -' ", ""},
		"empty":                                {"", ""},
		"zero-width and soft hyphens are none": {"a\u200bb\u00adc\u200dd", "abcd"},
		"control characters are none":          {"a\x00\x07b", "ab"},
		"other punctuation stays":              {"AC/DC (Paris) & Co.", "ac/dc (paris) & co."},
		"Greek final sigma":                    {"ΟΔΥΣΣΕΎΣ", "οδυσσευσ"},
		"Cyrillic":                             {"Йошкар-Ола", "иошкар ола"},
		"Cherokee capitals":                    {"\u13a0", "\uab70"},
		"Cherokee small letters":               {"\uab70", "\uab70"},
		"letters of their own stay":            {"Søren Łukasz", "søren łukasz"},
		"invalid UTF-8":                        {"a\xffb", "a\ufffdb"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Fold(c.in); got != c.want {
				t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestWhatIsFoldedAtFirstSightIsFolded(t *testing.T) {
	for c := range 256 {
		if s := "a" + string([]byte{byte(c)}) + "."; isFolded(s) && foldPiece(s) != s {
			t.Errorf("%q is said to be folded, to %q", s, foldPiece(s))
		}
	}
	if !isFolded("jean.martin@acme.example") || isFolded("jean-pierre@acme.example") || isFolded("Jean") || isFolded("zoé") {
		t.Error("an address is folded, a hyphen, a capital and an accent are not")
	}
}

func TestFoldIsIdempotentForEveryRune(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := "a" + string(r) + "a"
		if once := Fold(s); Fold(once) != once {
			t.Errorf("Fold(%+q) = %+q, and that folds to %+q", s, once, Fold(once))
		}
	}
}

// What is told rune by rune folds as what is decomposed does.
func TestDecomposingFoldsNothingElse(t *testing.T) {
	for r := range rune(0x30000) {
		for _, text := range []string{string(r), "a" + string(r) + "b", "é " + string(r) + "\u0301"} {
			want, _ := appendFoldedRunes(nil, decomposed(text), true)
			if got := appendFolded(nil, text); string(got) != string(want) {
				t.Errorf("%+q folds to %+q, decomposed to %+q", text, got, want)
			}
		}
	}
}

// anyText favours what folding treats specially.
var anyText = rapid.OneOf(
	rapid.String(),
	rapid.StringOfN(rapid.SampledFrom([]rune("aeéÉßœÆ -'’\u0301\u00a0İıſ\u0345ﬁ09")), 0, 12, -1),
)

func TestFoldIsIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := Fold(anyText.Draw(t, "text"))
		if twice := Fold(once); twice != once {
			t.Errorf("%+q folds to %+q", once, twice)
		}
	})
}

func TestFoldTakesEveryUnicodeSpellingAlike(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyText.Draw(t, "text")
		for _, form := range []norm.Form{norm.NFC, norm.NFD, norm.NFKC, norm.NFKD} {
			if Fold(form.String(s)) != Fold(s) {
				t.Errorf("%+q folds to %+q, %+q to %+q", s, Fold(s), form.String(s), Fold(form.String(s)))
			}
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"", "Hélène", "O’Brien -", "\xff\xfe", "ẞŒ\u0345"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if Fold(folded) != folded {
			t.Errorf("Fold(%q) = %q is not folded", s, folded)
		}
		if !utf8.ValidString(folded) || strings.TrimSpace(folded) != folded || strings.Contains(folded, "  ") || strings.Contains(folded, formEnd) {
			t.Errorf("Fold(%q) = %q", s, folded)
		}
	})
}

func TestCompareTextGoesByFoldedFormThenBySpelling(t *testing.T) {
	sorted := []string{"", "Eva", "eva", "évA", "Éva Z", "zoé", "Zulu"}
	for i, a := range sorted {
		for j, b := range sorted {
			got, want := CompareText(a, b), min(1, max(-1, i-j))
			if got != want {
				t.Errorf("CompareText(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
	if c := CompareText("Zoe\u0301", "Zoé"); c != 0 {
		t.Errorf("the two Unicode spellings of Zoé differ: %d", c)
	}
}
