package dit

import (
	"testing"

	"annuaire/ldapserver/message"
)

func TestWhyASearchFindsNobody(t *testing.T) {
	b := openBook(t, func(o *Options) { o.DialPrefixes = []string{"L0#"} })
	for name, tt := range map[string]struct {
		account, base, filter string
		want                  Nobody
		what                  string
	}{
		"a number that nobody has":            {"phones", "", "(|(telephoneNumber=0123450000*)(mobile=0123450000*))", NumberUnknown, "0123450000"},
		"one of a caller":                     {"phones", "", "(|(telephoneNumber=33123450000)(homePhone=33123450000))", NumberUnknown, "33123450000"},
		"letters among numbers":               {"phones", "", "(telephoneNumber=foo*)", NumberLetters, "foo"},
		"a prefix that is not configured":     {"phones", "", "(telephoneNumber=*Q7#0123456789*)", NumberForm, "Q7#0123456789"},
		"digits in front":                     {"phones", "", "(telephoneNumber=790123456789)", NumberForm, "790123456789"},
		"too many digits in front":            {"phones", "", "(telephoneNumber=987650123456789)", NumberUnknown, "987650123456789"},
		"a name that nobody has":              {"phones", "", "(|(cn=xyz*)(sn=xyz*))", NameUnknown, "xyz"},
		"a name, asked of numbers too":        {"phones", "", "(|(cn=*xyz*)(telephoneNumber=*xyz*))", NameUnknown, "xyz"},
		"a number, asked of names too":        {"phones", "", "(|(cn=0123450000*)(telephoneNumber=0123450000*))", NumberUnknown, "0123450000"},
		"an asterisk lost":                    {"phones", "", "(|(cn=mar)(sn=mar))", WildcardMissing, "mar"},
		"equality of what nobody begins with": {"phones", "", "(|(cn=xyz)(sn=xyz))", NameUnknown, "xyz"},
		"equality that is lenient already":    {"lenient", "", "(sn=xyz)", NameUnknown, "xyz"},
		"an attribute that does not exist":    {"phones", "", "(&(sn=mar*)(favouriteColour=*))", AttributeUnknown, "favouriteColour"},
		"one that makes no difference":        {"phones", "", "(|(sn=xyz*)(favouriteColour=xyz*))", NameUnknown, "xyz"},
		"nothing but such":                    {"phones", "", "(favouriteColour=red)", NoMatch, ""},
		"a folder that does not hold her":     {"phones", "ou=Suppliers,", "(sn=mar*)", BelowBase, "ou=Suppliers," + baseDN},
		"a folder that the account sees not":  {"paris", "", "(sn=doe*)", NotVisible, "doe"},
		"an attribute that it sees not":       {"phones", "", "(description=mornings*)", NotVisible, "mornings"},
		"a number that it sees not":           {"names", "", "(mobile=0612345678*)", NotVisible, "0612345678"},
		"one who is hidden":                   {"phones", "", "(sn=secret*)", NameUnknown, "secret"},
		"a number that is hidden":             {"phones", "", "(telephoneNumber=0199999999)", NumberUnknown, "0199999999"},
		"an account that is gone":             {"nobody's", "", "(sn=mar*)", NotVisible, ""},
		"what is never true":                  {"phones", "", "(|)", NoMatch, ""},
	} {
		t.Run(name, func(t *testing.T) {
			req := request{base: tt.base + baseDN, scope: message.WholeSubtree, filter: tt.filter}.decode(t)
			account := b.accounts[tt.account]
			if tt.account == "nobody's" {
				account = b.contacts["jean.martin"]
			}
			why, what := b.WhyNobody(t.Context(), Who{Account: account}, req)
			if why != tt.want || what != tt.what {
				t.Errorf("%s about %q, want %s about %q", why, what, tt.want, tt.what)
			}
		})
	}
}
