package search

import "testing"

func TestNumbersAreWrittenAsTheyAreDialled(t *testing.T) {
	const paris, berlin, boston, rome = "+33123456789", "+4930123456", "+16175550123", "+390612345678"
	for _, test := range []struct {
		country, e164 string
		form          DialForm
		want          string
	}{
		{"FR", paris, DialForm{Form: International}, "+33123456789"},
		{"FR", berlin, DialForm{Form: International}, "+4930123456"},
		{"FR", paris, DialForm{International, "0"}, "00033123456789"},
		{"FR", paris, DialForm{Form: National}, "0123456789"},
		{"FR", paris, DialForm{National, "0"}, "00123456789"},
		{"FR", berlin, DialForm{Form: National}, "004930123456"},
		{"FR", berlin, DialForm{National, "0"}, "0004930123456"},
		{"DE", berlin, DialForm{National, "9"}, "9030123456"},
		{"US", boston, DialForm{Form: National}, "6175550123"},
		{"US", paris, DialForm{National, "9"}, "901133123456789"},
		{"IT", rome, DialForm{Form: National}, "0612345678"}, // the zero is part of the number
	} {
		d, err := NewDialect(test.country, "en", "")
		if err != nil {
			t.Fatal(err)
		}
		if got := string(d.AppendDialled([]byte("x"), test.e164, test.form)); got != "x"+test.want {
			t.Errorf("%s in %s, %+v: %s, want %s", test.e164, test.country, test.form, got[1:], test.want)
		}
	}
}

// What a phone dials, or asks for after it has been called, finds the number again.
func TestWhatIsDialledFindsTheNumber(t *testing.T) {
	d, err := NewDialect("FR", "fr", "0")
	if err != nil {
		t.Fatal(err)
	}
	for _, e164 := range []string{"+33123456789", "+4930123456"} {
		doc := d.Document(Source{ID: ID{1}, Values: []Value{{Field: Work, Text: e164}}})
		for _, form := range []DialForm{{Form: International}, {International, "0"}, {Form: National}, {National, "0"}} {
			text := string(d.AppendDialled(nil, e164, form))
			if q := (Query{Where: Expr{Op: Equal, Field: Work, Value: text}}); !q.Matches(doc) {
				t.Errorf("%s does not find %s", text, e164)
			}
		}
	}
}
