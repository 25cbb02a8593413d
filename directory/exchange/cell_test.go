package exchange

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFormulasAreGuarded(t *testing.T) {
	tests := []struct{ name, value, cell string }{
		{"plain text", "Martin", "Martin"},
		{"nothing", "", ""},
		{"a formula", "=1+1", "'=1+1"},
		{"an international number", "+33199000000", "'+33199000000"},
		{"a plus and a word", "+plus", "'+plus"},
		{"a list in a note", "- one", "'- one"},
		{"a handle", "@jean", "'@jean"},
		{"a tab", "\tx", "'\tx"},
		{"a carriage return", "\rx", "'\rx"},
		{"an apostrophe of the value's own before a formula", "'=1", "''=1"},
		{"an apostrophe of the value's own elsewhere", "'s Gravenhage", "'s Gravenhage"},
		{"only apostrophes", "''", "''"},
		{"a value that reads as an erase token", "<vide>", "'<vide>"},
		{"likewise in English", "<EMPTY>", "'<EMPTY>"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := guard(test.value); got != test.cell {
				t.Errorf("guarded %q, want %q", got, test.cell)
			}
			if got := unguard(test.cell); got != test.value {
				t.Errorf("read back as %q, want %q", got, test.value)
			}
		})
	}
}

func TestGuardIsUndoneExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.String(), rapid.StringMatching(`'{0,3}[=+@\-\t\r]?(<vide>|<Empty>)?.?`)).Draw(t, "value")
		cell := guard(value)
		if unguard(cell) != value {
			t.Fatalf("%q comes back as %q", value, unguard(cell))
		}
		if cell != "" && strings.IndexByte("=+-@\t\r", cell[0]) >= 0 {
			t.Fatalf("%q is a formula", cell)
		}
	})
}

func TestEraseTokens(t *testing.T) {
	for _, token := range []string{"<vide>", "<empty>", "<VIDE>", "<Empty>"} {
		if !isEraseToken(token) {
			t.Errorf("%s does not erase", token)
		}
	}
	for _, text := range []string{"", "vide", "<>", "<vides>", "< vide>"} {
		if isEraseToken(text) {
			t.Errorf("%s erases", text)
		}
	}
}

func TestExponentsOfSpreadsheetsAreKnown(t *testing.T) {
	for _, damaged := range []string{"3,36E+10", "3.36E+10", "3,36e+10", "3E+10", "3,3612345E+11"} {
		if !isExponent(damaged) {
			t.Errorf("%s passes", damaged)
		}
	}
	for _, fine := range []string{"+33199000000", "0199000000", "sip:3E+1@x", "E+10", "3E+", "3,36"} {
		if isExponent(fine) {
			t.Errorf("%s is taken for damaged", fine)
		}
	}
}

func TestCellLengthCountsCharacters(t *testing.T) {
	for _, test := range []struct {
		s    string
		n    int
		want bool
	}{{"abc", 4, false}, {"abc", 3, false}, {"abcd", 3, true}, {"éàü", 3, false}, {"éàüè", 3, true}} {
		if got := longerThan(test.s, test.n); got != test.want {
			t.Errorf("%q longer than %d: %v", test.s, test.n, got)
		}
	}
}

func TestFolderPaths(t *testing.T) {
	tests := []struct {
		name, path string
		names      []string
	}{
		{"the empty path is the root", "", nil},
		{"a slash is the root", "/", nil},
		{"one folder", "Ventes", []string{"Ventes"}},
		{"a folder in a folder", "Direction administrative/RH", []string{"Direction administrative", "RH"}},
		{"a slash in front and at the end", "/Ventes/Nord/", []string{"Ventes", "Nord"}},
		{"spaces around names", " Ventes / Nord ", []string{"Ventes", "Nord"}},
		{"a slash in a name", `Achats\/Ventes/Nord`, []string{"Achats/Ventes", "Nord"}},
		{"a backslash in a name", `A\\B/C`, []string{`A\B`, "C"}},
		{"a backslash before a separator", `A\\/B`, []string{`A\`, "B"}},
		{"a backslash before anything else is itself", `A\B`, []string{`A\B`}},
		{"a backslash at the end is itself", `A\`, []string{`A\`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			names, err := ParsePath(test.path)
			if err != nil || !slices.Equal(names, test.names) {
				t.Errorf("got %q, %v, want %q", names, err, test.names)
			}
		})
	}
	for _, path := range []string{"//", "a//b", "a/ /b", "//a", " "} {
		if names, err := ParsePath(path); err == nil {
			t.Errorf("%q is read as %q", path, names)
		}
	}
}

func TestFolderPathsComeBackExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zé/\\'=+ ]{0,6}[a-z/\\]`)
		names := rapid.SliceOfN(name, 0, 4).Draw(t, "names")
		for i := range names {
			names[i] = strings.TrimSpace(names[i])
		}
		got, err := ParsePath(FormatPath(names))
		if err != nil || !slices.Equal(got, names) {
			t.Fatalf("%q comes back from %q as %q, %v", names, FormatPath(names), got, err)
		}
	})
}
