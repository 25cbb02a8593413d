package dit

import (
	"context"
	"testing"

	"annuaire/ldapserver/message"
)

// FuzzSearch asks anything of one assertion: no question makes the server fail, what it answers can be read, and it says
// nothing that (objectClass=*) does not.
func FuzzSearch(f *testing.F) {
	b := openBook(f)
	f.Add(baseDN, uint8(2), uint8(message.FilterEqual), "telephoneNumber", "01 23", "x", "caseIgnoreMatch", "cn", false)
	f.Add("entryUUID=0,"+baseDN, uint8(2), uint8(message.FilterSubstrings), "cn;lang-fr", "m\xfc", "e", "", "*", true)
	f.Add("", uint8(0), uint8(message.FilterExtensible), "", "2026112203Z", "", "2.5.13.27", "+", false)
	visible := map[string]bool{}
	for _, dn := range b.find(f, "paris", "(objectClass=*)") {
		visible[dn] = true
	}
	f.Fuzz(func(t *testing.T, base string, scope, kind uint8, attribute, value, initial, rule, asked string, not bool) {
		filter := message.Filter{Kind: message.FilterKind(kind % 11), Attribute: attribute, Value: value, Initial: initial,
			Any: []string{value}, Final: initial, Rule: rule}
		if not {
			filter = message.Filter{Kind: message.FilterNot, Children: []message.Filter{filter}}
		}
		req := &message.SearchRequest{Base: base, Scope: message.Scope(scope % 3), Filter: filter, Attributes: []string{asked}}
		who := Who{Account: b.accounts["paris"], V2: false}
		buf, res, n, err := b.Search(context.Background(), who, 7, req, nil, nil)
		entries := readEntries(t, buf)
		if err != nil || len(entries) != n {
			t.Fatalf("%v, %d entries are said to be %d", err, len(entries), n)
		}
		for _, e := range entries {
			if !visible[e.dn] && e.dn != "" && e.dn != subschemaDN {
				t.Errorf("%s is answered", e.dn)
			}
		}
		if res.MatchedDN != "" && !visible[res.MatchedDN] {
			t.Errorf("%s is a matched DN", res.MatchedDN)
		}
		b.Compare(context.Background(), who, &message.CompareRequest{Entry: base, Attribute: attribute, Value: value})
	})
}
