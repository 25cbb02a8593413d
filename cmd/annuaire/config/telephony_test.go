package config

import (
	"strings"
	"testing"
)

// Each key is tried just below, at and just above what it takes.
func TestTheBoundsOfTelephony(t *testing.T) {
	const (
		digits  = "is not right: want a whole number from 1 to 16"
		pins    = "is not right: want a whole number from 4 to 10"
		users   = "is not right: want a whole number from 0 to 1000000"
		money   = "is not right: want an amount in quotes with at most two decimals"
		ranges  = "is not right: want a list of ranges of numbers with as many digits"
		numbers = "is not right: want a list of numbers"
		one     = `is not right: want a number in quotes, such as "1000", or ""`
	)
	for _, tc := range []struct{ file, says string }{
		{"[extensions]\nmin_digits = 0", digits},
		{"[extensions]\nmin_digits = 1", ""},
		{"[extensions]\nmax_digits = 16", ""},
		{"[extensions]\nmax_digits = 17", digits},
		{"[extensions]\nmax_digits = 2", ""},
		{"[extensions]\nmax_digits = 1", "c.toml:1: extensions.min_digits: 2 is more than max_digits, 1"},
		{"[extensions]\nfirst = 1000", one},
		{"[extensions]\nfirst = \"1 000\"", one},
		{"[extensions]\nfirst = \"12345678901234567\"", one},
		{"[extensions]\nfirst = \"1\"", `c.toml:2: extensions.first: "1" is not right: want 2 to 6 digits (min_digits, max_digits)`},
		{"[extensions]\nfirst = \"10\"", ""},
		{"[extensions]\nfirst = \"100000\"", ""},
		{"[extensions]\nfirst = \"1000000\"", `want 2 to 6 digits`},
		{"[extensions]\nranges = [\"1000-1000\"]", ""},
		{"[extensions]\nranges = [\"1000-999\"]", ranges},
		{"[extensions]\nranges = [\"1001-1000\"]", ranges},
		{"[extensions]\nranges = [\"1000\"]", ranges},
		{"[extensions]\nranges = [\"-1000\"]", ranges},
		{"[extensions]\nranges = \"1000-1999\"", ranges},
		{"[extensions]\nranges = [\"1-9\"]", `c.toml:2: extensions.ranges: "1-9" is not right: want numbers of 2 to 6 digits (min_digits, max_digits)`},
		{"[extensions]\nranges = [\"1000000-1999999\"]", "want numbers of 2 to 6 digits"},
		{"[extensions]\nreserved = [\"3\"]", ""},
		{"[extensions]\nreserved = [\"\"]", numbers},
		{"[extensions]\nreserved = [\"*21\"]", numbers},
		{"[extensions]\nreserved = [333]", numbers},
		{"[lines]\ncontacts_for = [\"landline\", \"mobile\", \"fax\", \"voip\"]", ""},
		{"[lines]\ncontacts_for = [\"phone\"]", `c.toml:2: lines.contacts_for: "phone" is not right: want a list of kinds of lines`},
		{"[imports]\nfile_mib = 0", `c.toml:2: imports.file_mib: 0 is not right: want a whole number from 1 to 4096`},
		{"[imports]\nfile_mib = 1\nrows = 1\ncell_chars = 1", ""},
		{"[imports]\nfile_mib = 4096\nrows = 5000000\ncell_chars = 1000000", ""},
		{"[imports]\nrows = 5000001", `c.toml:2: imports.rows: 5000001 is not right: want a whole number from 1 to 5000000`},
		{"[imports]\ncell_chars = 1000001", `c.toml:2: imports.cell_chars: 1000001 is not right: want a whole number from 1 to 1000000`},
		{"[voicemail]\npin_digits = 3", pins},
		{"[voicemail]\npin_digits = 4", ""},
		{"[voicemail]\npin_digits = 10", ""},
		{"[voicemail]\npin_digits = 11", pins},
		{"[licence]\nincluded = -1", users},
		{"[licence]\nincluded = 1000000", ""},
		{"[licence]\nincluded = 1000001", users},
		{"[licence]\nlimit = -1", users},
		{"[licence]\nincluded = 5\nlimit = 5", ""},
		{"[licence]\nincluded = 5\nlimit = 4", "c.toml:3: licence.limit: 4 is less than included, 5"},
		{"[licence]\nunit_price = \"0\"", ""},
		{"[licence]\nunit_price = \"-1\"", money},
		{"[licence]\nunit_price = \"4,90\"", money},
		{"[licence]\nunit_price = \"4.901\"", money},
		{"[licence]\nunit_price = \".90\"", money},
		{"[licence]\nunit_price = \"4.\"", money},
		{"[licence]\nunit_price = 4.90", money},
		{"[licence]\nunit_price = \"20000000\"", ""},
		{"[licence]\nunit_price = \"30000000\"", money},
		{"[licence]\nactivation_price = \"1 EUR\"", money},
		{"[licence]\ncurrency = \"\"", `want a currency's three letters (ISO 4217), such as "EUR"`},
		{"[licence]\ncurrency = \"EURO\"", "want a currency's three letters"},
		{"[licence]\ncurrency = \"XQZ\"", "want a currency's three letters"},
	} {
		_, err := Parse("c.toml", []byte(tc.file))
		switch {
		case tc.says == "" && err != nil:
			t.Errorf("%s\nis refused: %v", tc.file, err)
		case tc.says != "" && (err == nil || !strings.Contains(err.Error(), tc.says)):
			t.Errorf("%s\nsays %v, want %s", tc.file, err, tc.says)
		}
	}
}

func TestPricesAreReadToTheCent(t *testing.T) {
	for text, want := range map[string]int64{"": 0, "0": 0, "4": 400, "4.9": 490, "4.90": 490, "0.05": 5, "1234.56": 123456, "10.00": 1000} {
		c, err := Parse("c.toml", []byte("[licence]\nunit_price = \""+text+"\""))
		if err != nil || c.Licence.UnitPriceCents != want {
			t.Errorf("%q: %d, %v", text, c.Licence.UnitPriceCents, err)
		}
	}
}
