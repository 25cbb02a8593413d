package config

import (
	"errors"
	"os"
	"strings"
	"testing"
)

// Whatever a file holds, it is read or it is refused with lines that are in it.
func FuzzParse(f *testing.F) {
	data, err := os.ReadFile(shipped)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add("[[ldap.listener]]\naddress = \":1\"\n[[ldap.listener]]\ntls = 1")
	f.Add("ldap = { listener = [{ address = ':1' }], limits.idle = '1x' }")
	f.Add("[a]\nb = \"\"\"\n\"\"\"\nc = '''x'''''\n\"d.e\".f = [\n1, # ]\n]")
	f.Fuzz(func(t *testing.T, text string) {
		_, err := Parse("c.toml", []byte(text))
		if err == nil {
			return
		}
		var ps Problems
		if !errors.As(err, &ps) || len(ps) == 0 {
			t.Fatalf("error %v is a %T, want Problems", err, err)
		}
		for _, p := range ps {
			if p.Line > strings.Count(text, "\n")+1 {
				t.Errorf("%v is past the end of the file", p)
			}
			if p.Message == "" {
				t.Errorf("%#v says nothing", p)
			}
		}
	})
}

// The scanner reads on to the end of whatever it is given.
func FuzzKeyLines(f *testing.F) {
	f.Add("[a.'b']\n\"c\\\"\" = \"\"\"x\"\"\"\n[[")
	f.Fuzz(func(t *testing.T, text string) {
		for name, line := range keyLines([]byte(text)) {
			if line < 1 || line > strings.Count(text, "\n")+1 {
				t.Errorf("%q on line %d", name, line)
			}
		}
	})
}
