package directory

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestSlug(t *testing.T) {
	for _, test := range []struct{ name, first, last, company, want string }{
		{"two names", "Jean", "Martin", "ACME", "jean.martin"},
		{"accents", "Hélène", "Lefèvre", "", "helene.lefevre"},
		{"ligatures and sharp s", "Œdipe", "Weiß Æ", "", "oedipe.weiss-ae"},
		{"hyphens, spaces and apostrophes", "Jean-Pierre", "de l’Étang", "", "jean-pierre.de-l-etang"},
		{"a company", "", "", "S.A.R.L. Dupont & Fils", "sarl-dupont-fils"},
		{"one name", "", "Martin", "ACME", "martin"},
		{"Polish and Danish letters", "Łukasz", "Bjørn-Đorđe", "", "lukasz.bjorn-dorde"},
		{"Turkish dotless i", "Işıl", "Yıldız", "", "isil.yildiz"},
		{"Greek", "Γιώργος", "Παπαδόπουλος", "", "giorgos.papadopoulos"},
		{"Cyrillic", "Юрий", "Щербаков", "", "yurii.shcherbakov"},
		{"a script there is no usual way for", "田中", "太郎", "", "contact"},
		{"no letter at all", "", "", "!!!", "contact"},
		{"digits", "", "", "3M 2000", "3m-2000"},
		{"very long", strings.Repeat("a", 100), "b", "", strings.Repeat("a", 48)},
		{"cut at a dot", strings.Repeat("a", 47), "b", "", strings.Repeat("a", 47)},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := slug(&Contact{FirstName: test.first, LastName: test.last, Company: test.company})
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestASlugIsAlwaysAUID(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Contact{FirstName: rapid.String().Draw(t, "first"), LastName: rapid.String().Draw(t, "last"), Company: rapid.String().Draw(t, "company")}
		uid := numberedSlug(slug(&c), rapid.IntRange(1, 1_000_000).Draw(t, "number"))
		var f faults
		f.checkUID("uid", uid)
		f.required("uid", uid)
		if len(f) > 0 {
			t.Errorf("%q: %v", uid, f)
		}
	})
}

func TestFirstFreeIsFreeAndItsPredecessorIsNot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		taken := map[int]bool{}
		for _, n := range rapid.SliceOf(rapid.IntRange(1, 50)).Draw(t, "taken") {
			taken[n] = true
		}
		for n := range rapid.IntRange(0, 5000).Draw(t, "run") {
			taken[n+1] = true
		}
		from := rapid.IntRange(1, 60).Draw(t, "from")
		asked := 0
		n := firstFree(from, func(n int) bool { asked++; return taken[n] })
		if n < from || taken[n] || n > from && !taken[n-1] {
			t.Errorf("got %d from %d", n, from)
		}
		if asked > 40 {
			t.Errorf("asked %d times", asked)
		}
	})
}

func TestUID(t *testing.T) {
	for _, test := range []struct{ name, uid, message string }{
		{"letters, digits and marks inside", "jean-pierre.o_neill2", ""},
		{"64 characters", strings.Repeat("a", 64), ""},
		{"65 characters", strings.Repeat("a", 65), "at most 64"},
		{"one character", "a", ""},
		{"capitals", "Jean", "a to z"},
		{"an accent", "hélène", "a to z"},
		{"a space", "jean martin", "a to z"},
		{"begins with a dot", ".jean", "begin and end"},
		{"ends with a hyphen", "jean-", "begin and end"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f faults
			f.checkUID("uid", test.uid)
			wantFault(t, f, test.message)
		})
	}
}
