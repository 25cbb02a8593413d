package directory

import (
	"strings"
	"testing"
)

func TestLine(t *testing.T) {
	for _, test := range []struct {
		name, in, want string
		message        string // part of the fault; "" for none
	}{
		{name: "stays as it is", in: "J-P O’Neil", want: "J-P O’Neil"},
		{name: "empty stays empty", in: "", want: ""},
		{name: "space around is cut", in: " \t Jean\u00a0", want: "Jean"},
		{name: "space inside stays", in: "Jean  Paul", want: "Jean  Paul"},
		{name: "marks of writing direction around are cut", in: "\u202a+33 1 23\u202c", want: "+33 1 23"},
		{name: "only invisible characters is nothing", in: "\u200b \ufeff", want: ""},
		{name: "decomposed letters are composed", in: "He\u0301le\u0300ne", want: "Hélène"},
		{name: "a line break inside is refused", in: "a\nb", message: "control character U+000A"},
		{name: "a null is refused", in: "a\x00b", message: "control character U+0000"},
		{name: "a line separator is refused", in: "a\u2028b", message: "U+2028"},
		{name: "invalid UTF-8 is refused", in: "a\xffb", message: "not valid UTF-8"},
		{name: "as many characters as allowed", in: "éééééééééé", want: "éééééééééé"},
		{name: "one character too many names the limit", in: "ééééééééééé", message: "has 11 characters; at most 10 are allowed"},
		{name: "characters count once composed", in: strings.Repeat("e\u0301", 10), want: strings.Repeat("é", 10)},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f faults
			got := f.line("field", test.in, 10)
			wantFault(t, f, test.message)
			if test.message == "" && got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestLinesKeepTheirBreaks(t *testing.T) {
	var f faults
	if got := f.lines("note", " first\r\nsecond\n", 100); got != "first\nsecond" || len(f) > 0 {
		t.Errorf("got %q, faults %v", got, f)
	}
	f.lines("note", "a\tb", 100)
	wantFault(t, f, "control character U+0009")
}

func TestALongValueIsShownCut(t *testing.T) {
	var f faults
	f.line("name", strings.Repeat("x", 500), 128)
	if got := f[0].Value; got != strings.Repeat("x", 80)+"…" {
		t.Errorf("shown as %q", got)
	}
}

// wantFault fails unless there is one fault whose message contains part, or none where part is "".
func wantFault(t *testing.T, f faults, part string) {
	t.Helper()
	switch {
	case part == "" && len(f) > 0:
		t.Errorf("faults %v, want none", f)
	case part != "" && (len(f) != 1 || !strings.Contains(f[0].Message, part)):
		t.Errorf("faults %v, want one that says %q", f, part)
	}
}

func TestEmail(t *testing.T) {
	for _, test := range []struct {
		name, in string
		message  string
	}{
		{name: "plain", in: "jean@example.com"},
		{name: "with a tag, dots and capitals", in: "Jean.Martin+a.b@Example.COM"},
		{name: "without a dot in the domain", in: "jean@localhost"},
		{name: "254 characters", in: strings.Repeat("a", 242) + "@example.com"},
		{name: "255 characters", in: strings.Repeat("a", 243) + "@example.com", message: "has 255 characters; at most 254"},
		{name: "without @", in: "jean.example.com", message: "not an e-mail address"},
		{name: "nothing before @", in: "@example.com", message: "not an e-mail address"},
		{name: "nothing after @", in: "jean@", message: "not an e-mail address"},
		{name: "two @", in: "jean@martin@example.com", message: "more than one @"},
		{name: "space inside", in: "jean martin@example.com", message: "contains a space"},
		{name: "control character inside", in: "jean\x7f@example.com", message: "control character"},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f faults
			got := f.email("email", " "+test.in+" ")
			wantFault(t, f, test.message)
			if test.message == "" && got != test.in {
				t.Errorf("got %q", got)
			}
		})
	}
}
