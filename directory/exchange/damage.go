package exchange

import (
	"fmt"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

const damagedMessage = "damaged by the spreadsheet; format the column as text"

// damage knows what spreadsheets do to telephone numbers of one country.
type damage struct {
	country string
}

// damaged reports whether a number has become "3,36E+10", or has lost the zero it began with.
func (d *damage) damaged(raw string) bool {
	return isExponent(raw) || d.lostZero(raw)
}

// lostZero reports whether raw is nothing but digits, as many as a national number has behind its zero, and all of the
// country's numbers have as many: where lengths vary, it may be a local number.
func (d *damage) lostZero(raw string) bool {
	if raw == "" || raw[0] == '0' || strings.Trim(raw, "0123456789") != "" {
		return false
	}
	if phonenumbers.GetNddPrefixForRegion(d.country, true) != "0" {
		return false
	}
	return d.possible(raw) && !d.possible(raw[:len(raw)-1]) && !d.possible(raw+"0")
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
