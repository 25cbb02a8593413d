package directory

import "testing"

func TestShortNumber(t *testing.T) {
	for _, test := range []struct {
		name, number string
		min, max     int
		country      string
		reserved     []string
		message      string
	}{
		{name: "fewest digits", number: "12"},
		{name: "most digits", number: "123456"},
		{name: "one digit too few", number: "1", message: "has 1 digits; 2 to 6 are allowed"},
		{name: "one digit too many", number: "1234567", message: "has 7 digits; 2 to 6 are allowed"},
		{name: "as many digits as the configuration wants", number: "1234567890123456", min: 2, max: 16},
		{name: "a leading zero is a digit", number: "0123"},
		{name: "letters", number: "12a", message: "digits only"},
		{name: "a star", number: "*21", message: "digits only"},
		{name: "other digits than ASCII's", number: "١٢٣", message: "digits only"},
		{name: "emergency number of every network", number: "112", country: "DE", message: "emergency"},
		{name: "emergency number of the country", number: "15", message: "emergency"},
		{name: "emergency number of another country", number: "144", message: ""},
		{name: "that country's own", number: "144", country: "CH", message: "emergency"},
		{name: "six digits, reserved all over Europe", number: "116000", message: "emergency"},
		{name: "begins like an emergency number", number: "1500"},
		{name: "reserved by the configuration", number: "1000", reserved: []string{"1000"}, message: "reserved"},
	} {
		t.Run(test.name, func(t *testing.T) {
			config := Config{Country: test.country, MinShortDigits: test.min, MaxShortDigits: test.max, Reserved: test.reserved}.withDefaults()
			rules, err := newShortNumberRules(config.MinShortDigits, config.MaxShortDigits, config.Country, config.Reserved)
			if err != nil {
				t.Fatal(err)
			}
			var f faults
			rules.check(&f, "short_number", test.number)
			wantFault(t, f, test.message)
		})
	}
}

func TestEveryNetworkHasItsEmergencyNumbers(t *testing.T) {
	for _, country := range []string{"FR", "BE", "CH", "LU", "MC", "DE", "AT", "ES", "PT", "IT", "GB", "IE", "NL", "PL", "US", "MA", "DZ", "TN", "JP"} {
		rules, err := newShortNumberRules(2, 6, country, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, number := range []string{"112", "911", "999"} {
			if !rules.isReserved(number) {
				t.Errorf("%s is free in %s", number, country)
			}
		}
		for number := range rules.reserved {
			if !isDigits(number) {
				t.Errorf("%q in %s is no number", number, country)
			}
		}
	}
}

func TestRefusedShortNumberRules(t *testing.T) {
	for _, test := range []struct {
		name     string
		min, max int
		reserved []string
	}{
		{name: "fewest above most", min: 5, max: 4},
		{name: "no digit at all", min: 0, max: 4},
		{name: "more digits than a number has", min: 2, max: 17},
		{name: "a reserved number with a letter", min: 2, max: 6, reserved: []string{"12x"}},
		{name: "an empty reserved number", min: 2, max: 6, reserved: []string{""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := newShortNumberRules(test.min, test.max, "FR", test.reserved)
			wantCode(t, err, Invalid)
		})
	}
}
