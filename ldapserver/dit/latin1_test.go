package dit

import "testing"

func TestAppendLatin1(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"ASCII", "Jean", "Jean"},
		{"composed", "Hélène", "H\xe9l\xe8ne"},
		{"decomposed", "He\u0301le\u0300ne", "H\xe9l\xe8ne"},
		{"ligature", "Œuvre, sœur", "OEuvre, soeur"},
		{"typographic marks", "l’“a” – b…", "l'\"a\" - b..."},
		{"currency", "1 €", "1 EUR"},
		{"Polish", "Łukasz Żółć", "Lukasz Z\xf3lc"},
		{"full width", "Ａ", "A"},
		{"other alphabet", "Дом", "???"},
		{"mark that composes with nothing", "x\u0301y", "xy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(appendLatin1(nil, c.in)); got != c.want {
				t.Errorf("got %q", got)
			}
		})
	}
}

// FuzzLatin1DN: a DN that was sent in ISO 8859-1 names the same entry when it comes back.
func FuzzLatin1DN(f *testing.F) {
	f.Add("Œuvres d’été")
	f.Add("Ａ\u0301Дé")
	f.Fuzz(func(t *testing.T, name string) {
		dn := DN{RDN{{Type: "ou", Value: readText(name)}}}
		sent := string(appendLatin1DN(nil, dn.String()))
		back, err := ParseDN(readText(sent))
		if err != nil {
			t.Fatalf("%q: %v", sent, err)
		}
		if back.Key() != dn.Key() {
			t.Errorf("%q was sent as %q and read as %q", dn, sent, back)
		}
	})
}

func TestReadText(t *testing.T) {
	for in, want := range map[string]string{"é": "é", "\xe9": "é", "m\xfcl": "mül", "": ""} {
		if got := readText(in); got != want {
			t.Errorf("%q is read as %q", in, got)
		}
	}
}
