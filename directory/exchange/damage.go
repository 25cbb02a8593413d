package exchange

import (
	"fmt"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// damage knows what spreadsheets do to telephone numbers of one country.
type damage struct {
	country string
}

// damaged reports whether a number has become "3,36E+10", or has lost the zero it began with.
func (d *damage) damaged(raw string) bool {
	return isExponent(raw) || d.lostZero(raw)
}

// lostZero reports whether raw is nothing but digits, is a national number of the country with a zero put before it, and
// all of the country's numbers are of that length: where lengths vary, it may be a local number.
func (d *damage) lostZero(raw string) bool {
	if raw == "" || raw[0] == '0' || strings.Trim(raw, "0123456789") != "" {
		return false
	}
	number, err := phonenumbers.Parse("0"+raw, d.country)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return false
	}
	if phonenumbers.GetNationalSignificantNumber(number) != raw || phonenumbers.GetNddPrefixForRegion(d.country, true) != "0" {
		return false
	}
	return !d.possible(raw[:len(raw)-1]) && !d.possible(raw+"0")
}

// possible reports whether the country has numbers of this length.
func (d *damage) possible(national string) bool {
	number, err := phonenumbers.Parse(fmt.Sprintf("+%d%s", phonenumbers.GetCountryCodeForRegion(d.country), national), "")
	if err != nil {
		return false
	}
	reason := phonenumbers.IsPossibleNumberWithReason(number)
	return reason == phonenumbers.IS_POSSIBLE || reason == phonenumbers.IS_POSSIBLE_LOCAL_ONLY
}
