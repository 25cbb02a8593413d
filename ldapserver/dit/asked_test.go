package dit

import (
	"testing"

	"annuaire/ldapserver/message"
)

func TestWhatASearchAsksForAndUnderWhichFolder(t *testing.T) {
	b := openBook(t)
	for name, tt := range map[string]struct{ account, base, filter, asked, under string }{
		"the beginning of a name":    {"phones", "", "(|(cn=mar*)(sn=mar*))", "mar", "Acme"},
		"a number":                   {"phones", "ou=Suppliers,", "(telephoneNumber=0123456789)", "0123456789", "Suppliers"},
		"everybody":                  {"phones", "", "(objectClass=*)", "", "Acme"},
		"a base that is not there":   {"phones", "ou=Nowhere,", "(sn=mar*)", "mar", ""},
		"a base that is not in view": {"paris", "ou=Suppliers,", "(sn=mar*)", "mar", ""},
		"an account that is gone":    {"nobody's", "", "(sn=mar*)", "mar", ""},
	} {
		t.Run(name, func(t *testing.T) {
			req := request{base: tt.base + baseDN, scope: message.WholeSubtree, filter: tt.filter}.decode(t)
			account := b.accounts[tt.account]
			if tt.account == "nobody's" {
				account = b.contacts["jean.martin"]
			}
			if got := b.AskedFor(req); got != tt.asked {
				t.Errorf("asked for %q", got)
			}
			if got := b.FolderAt(Who{Account: account}, req.Base); got != tt.under {
				t.Errorf("under %q", got)
			}
		})
	}
	if got := b.FolderAt(Who{Account: b.accounts["phones"]}, "asterisk"); got != "" {
		t.Errorf("what is no DN names %q", got)
	}
}
