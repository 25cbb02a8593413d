package exchange

import "testing"

func TestLostZerosAreSeenWhereNumbersHaveOneLength(t *testing.T) {
	tests := []struct {
		name, country, raw string
		damaged            bool
	}{
		{"a French landline without its zero", "FR", "199000001", true},
		{"a French mobile without its zero", "FR", "639981701", true},
		{"the same with its zero", "FR", "0199000001", false},
		{"written with spaces, a person has typed it", "FR", "1 99 00 00 01", false},
		{"a short code", "FR", "3949", false},
		{"eight digits", "FR", "19900000", false},
		{"an international number", "FR", "+33199000001", false},
		{"nothing", "FR", "", false},
		{"a Swiss number without its zero", "CH", "446681800", true},
		{"German numbers vary in length: it may be local", "DE", "30123456", false},
		{"Italian numbers keep their zero abroad: it may be a mobile", "IT", "612345678", false},
		{"American numbers have no zero", "US", "2025550143", false},
		{"an exponent, wherever", "US", "2,02E+09", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := (&damage{country: test.country}).damaged(test.raw); got != test.damaged {
				t.Errorf("%q in %s: damaged %v", test.raw, test.country, got)
			}
		})
	}
}
