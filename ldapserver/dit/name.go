package dit

import (
	"strings"

	"github.com/google/uuid"

	"annuaire/directory/search"
)

// AccountName gives the name of the account that a bind's name means: "phones", "cn=phones,<base DN>", also with uid= for
// cn= and without a base, or an e-mail address as it is. ok is false where it can mean none; the answer to such a bind is
// invalidCredentials.
func (t *DIT) AccountName(bindName string) (name string, ok bool) {
	bindName = readText(bindName)
	if !strings.Contains(bindName, "=") {
		return bindName, strings.TrimSpace(bindName) != ""
	}
	dn, err := ParseDN(bindName)
	if err != nil || len(dn) == 0 {
		return "", false
	}
	if rest, below := t.base.relative(dn); len(dn) > 1 && (!below || len(rest) != 1) {
		return "", false
	}
	if name, ok = dn[0].Value("cn"); !ok {
		name, ok = dn[0].Value("uid")
	}
	return name, ok && name != ""
}

// AuthzID is who as an authorization identity (RFC 4513 section 5.2.1.8): "dn:cn=phones,<base DN>", a person's entry, "u:" and the address of a
// person who has none; empty for nobody.
func (t *DIT) AuthzID(who Who) string {
	if who.Person != nil {
		p := t.now()
		if d := p.snapshot.People.Get(search.ID(who.Person.Contact)); d != nil && d.Kind == search.Contact {
			return "dn:" + string(p.appendDN(nil, d))
		}
		return "u:" + who.Person.Email
	}
	account, ok := t.directory.Snapshot().Account(who.Account)
	if who.Account == uuid.Nil || !ok {
		return ""
	}
	return "dn:" + string(appendEscaped([]byte("cn="), account.Name)) + "," + t.base.text
}
