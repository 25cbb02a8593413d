package directory

import (
	"slices"
	"strings"
	"testing"
)

func TestNumbers(t *testing.T) {
	rules, err := newShortNumberRules(2, 6, "FR", nil)
	if err != nil {
		t.Fatal(err)
	}
	many := func(n int) []Number { return slices.Repeat([]Number{{Raw: "0123456789"}}, n) }
	for _, test := range []struct {
		name    string
		in      []Number
		before  []Number
		want    []Number // nil: not looked at
		field   string
		message string
	}{
		{name: "without kind it is for work", in: []Number{{Raw: "1"}}, want: []Number{{Kind: WorkNumber, Raw: "1"}}},
		{name: "spaces around are cut", in: []Number{{Kind: CarNumber, Raw: " 01 23 ", Label: " x ", ShortNumber: " 12 "}},
			want: []Number{{Kind: CarNumber, Raw: "01 23", Label: "x", ShortNumber: "12"}}},
		{name: "what is given as E.164 is not believed", in: []Number{{Raw: "1", E164: "+331"}}, want: []Number{{Kind: WorkNumber, Raw: "1"}}},
		{name: "a command for the telephone system", in: []Number{{Raw: "*21"}}},
		{name: "a SIP address", in: []Number{{Raw: "sip:jean@example.com"}}},
		{name: "a secure SIP address in capitals", in: []Number{{Raw: "SIPS:jean@example.com"}}},
		{name: "a SIP address without a host", in: []Number{{Raw: "sip:"}}, field: "numbers[0].raw", message: "no digit"},
		{name: "letters only", in: []Number{{Raw: "none"}}, field: "numbers[0].raw", message: "no digit"},
		{name: "empty", in: []Number{{Raw: " "}}, field: "numbers[0].raw", message: "missing"},
		{name: "64 characters", in: []Number{{Raw: strings.Repeat("1", 64)}}},
		{name: "65 characters", in: []Number{{Raw: strings.Repeat("1", 65)}}, field: "numbers[0].raw", message: "at most 64"},
		{name: "20 numbers", in: many(20)},
		{name: "21 numbers", in: many(21), field: "numbers", message: "has 21 numbers; at most 20"},
		{name: "a kind there is not", in: []Number{{Raw: "1"}, {Kind: "pager", Raw: "2"}}, field: "numbers[1].kind", message: "not a kind"},
		{name: "a label of 65 characters", in: []Number{{Raw: "1", Label: strings.Repeat("x", 65)}}, field: "numbers[0].label", message: "at most 64"},
		{name: "one short number twice", in: []Number{work("1", "12"), work("2", "12")}, field: "numbers[1].short_number", message: "given twice"},
		{name: "an emergency number as short number", in: []Number{work("1", "112")}, field: "numbers[0].short_number", message: "emergency"},
		{name: "an emergency number it had before", in: []Number{work("1", "112")}, before: []Number{work("2", "112")}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var f faults
			got := f.cleanNumbers(test.in, test.before, rules)
			wantFault(t, f, test.message)
			if test.message != "" && len(f) == 1 && f[0].Field != test.field {
				t.Errorf("field %q, want %q", f[0].Field, test.field)
			}
			if test.want != nil && !slices.Equal(got, test.want) {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
		})
	}
}

func TestEveryNumberKindIsValid(t *testing.T) {
	for _, kind := range NumberKinds() {
		if !kind.Valid() {
			t.Errorf("%s is not valid", kind)
		}
	}
	if NumberKind("").Valid() || NumberKind("pager").Valid() {
		t.Error("a kind there is not is valid")
	}
}
