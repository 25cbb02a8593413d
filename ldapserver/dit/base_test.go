package dit

import (
	"strings"
	"testing"

	"annuaire/ldapserver/message"
)

func TestBaseEntries(t *testing.T) {
	for _, c := range []struct{ name, base, dn, want string }{
		{"domain", "DC=Example, dc=com", "DC=Example,dc=com",
			"objectClass: top|objectClass: domain|objectClass: dcObject|description: Acme|dc: Example|structuralObjectClass: domain"},
		{"organization", `o="Sue, Grabbit"; c=GB`, `o=Sue\, Grabbit,c=GB`,
			"objectClass: top|objectClass: organization|o: Sue, Grabbit|description: Acme|structuralObjectClass: organization"},
		{"organizational unit", "organizationalUnitName=Phones,dc=com", "organizationalUnitName=Phones,dc=com",
			"objectClass: top|objectClass: organizationalUnit|ou: Phones|description: Acme|structuralObjectClass: organizationalUnit"},
		{"organization that is a domain component", "o=A+dc=b", "o=A+dc=b",
			"objectClass: top|objectClass: organization|objectClass: dcObject|o: A|description: Acme|dc: b|structuralObjectClass: organization"},
		{"unit below others", "ou=a,ou=b,o=c", "ou=a,ou=b,o=c",
			"objectClass: top|objectClass: organizationalUnit|ou: a|description: Acme|structuralObjectClass: organizationalUnit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := openBook(t, func(o *Options) { o.BaseDN = c.base })
			who := Who{Account: b.accounts["phones"]}
			entries, res := b.ask(t, who, request{base: c.base, filter: "(objectClass=*)", attrs: []string{"*", "structuralObjectClass"}})
			if res.Code != message.Success || len(entries) != 1 {
				t.Fatalf("%v, %d entries", res.Code, len(entries))
			}
			lines := strings.Split(strings.TrimSpace(entries[0].String()), "\n")
			if lines[0] != "dn: "+c.dn || b.BaseDN() != c.dn {
				t.Errorf("got %s", lines[0])
			}
			// What is asked for by name comes first.
			if got := strings.Join(append(lines[2:], lines[1]), "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			below, _ := b.ask(t, who, request{base: "ou=sales," + c.base, filter: "(ou=*)", attrs: []string{"1.1"}})
			if len(below) != 1 || below[0].dn != "ou=Sales,"+c.dn {
				t.Errorf("below: %v", below)
			}
		})
	}
}

func TestBaseDNsThatAreRefused(t *testing.T) {
	for _, c := range []struct{ name, base, want string }{
		{"empty", "", "empty"},
		{"no DN", "example.com", "no DN"},
		{"person", "cn=phonebook,dc=example", "only by o, ou or dc"},
		{"country", "c=FR", "only by o, ou or dc"},
		{"description", "description=x", "only by o, ou or dc"},
		{"organization and unit", "o=a+ou=b", "not both"},
		{"two domain components", "dc=a+dc=b", "twice"},
		{"no value", "o=", "no text"},
		{"no text", "o=#020105", "no text"},
		{"domain component that is not ASCII", "dc=exämple,dc=com", "xn--"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := New(nil, Options{BaseDN: c.base})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v does not say %q", err, c.want)
			}
		})
	}
}
