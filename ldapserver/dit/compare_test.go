package dit

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"annuaire/ldapserver/message"
)

func TestCompare(t *testing.T) {
	b := openBook(t)
	const jean, meier = "uid=jean.martin,ou=Paris,ou=Sales,dc=example,dc=com", `uid=peter.meier,ou=R\26D\, Lab,dc=example,dc=com`
	for _, c := range []struct {
		name, as, entry, attribute, value string
		want                              message.ResultCode
	}{
		{"true", "all", jean, "sn", "MARTIN", message.CompareTrue},
		{"false", "all", jean, "sn", "Meier", message.CompareFalse},
		{"by another spelling of the DN", "all", "UID=jean.martin , OU=paris; ou=sales,dc=example,dc=com", "surname", "martin", message.CompareTrue},
		{"number", "all", jean, "tel", "0123456789", message.CompareTrue},
		{"letters are no number", "all", jean, "tel", "foo", message.CompareFalse},
		{"stand-in", "all", meier, "telephoneNumber", "0155555555", message.CompareTrue},
		{"hidden number", "all", meier, "telephoneNumber", "0199999999", message.CompareFalse},
		{"hidden short number", "all", meier, "shortNumber", "66", message.NoSuchAttribute},
		{"attribute that the entry does not have", "all", jean, "fax", "1", message.NoSuchAttribute},
		{"attribute that is not granted", "phones", jean, "mail", "jean.martin@example.com", message.NoSuchAttribute},
		{"attribute that is", "all", jean, "mail", "jean.martin@example.com", message.CompareTrue},
		{"unknown attribute", "all", jean, "moblie", "1", message.UndefinedAttributeType},
		{"unknown option", "all", jean, "sn;x-y", "1", message.UndefinedAttributeType},
		{"tagged attribute", "all", jean, "sn;lang-fr", "Martin", message.NoSuchAttribute},
		{"photo", "all", jean, "jpegPhoto", "x", message.NoSuchAttribute},
		{"object class", "all", jean, "objectClass", "2.5.6.6", message.CompareTrue},
		{"another object class", "all", jean, "objectClass", "organization", message.CompareFalse},
		{"unknown object class", "all", jean, "objectClass", "user", message.InvalidAttributeSyntax},
		{"no time", "all", jean, "createTimestamp", "today", message.InvalidAttributeSyntax},
		{"time", "all", jean, "createTimestamp", "20261122040405+01", message.CompareTrue},
		{"entryDN", "all", jean, "entryDN", jean, message.CompareTrue},
		{"folder", "all", "ou=Sales,dc=example,dc=com", "ou", "sales", message.CompareTrue},
		{"base", "names", "dc=example,dc=com", "dc", "Example", message.CompareTrue},
		{"no such entry", "all", "uid=x,ou=Sales,dc=example,dc=com", "sn", "x", message.NoSuchObject},
		{"entry that is not visible", "paris", "ou=Sales,dc=example,dc=com", "ou", "Sales", message.NoSuchObject},
		{"no DN", "all", "jean", "sn", "x", message.InvalidDNSyntax},
		{"nobody", "nobody", jean, "sn", "martin", message.InsufficientAccessRights},
		{"root DSE", "nobody", "", "supportedLDAPVersion", "3", message.CompareTrue},
		{"root DSE, false", "nobody", "", "supportedLDAPVersion", "4", message.CompareFalse},
		{"root DSE, no such attribute", "nobody", "", "sn", "4", message.NoSuchAttribute},
		{"subschema", "nobody", "cn=subschema", "objectClass", "subschema", message.CompareTrue},
	} {
		t.Run(c.name, func(t *testing.T) {
			who := Who{Account: b.accounts[c.as]}
			res := b.Compare(context.Background(), who, &message.CompareRequest{Entry: c.entry, Attribute: c.attribute, Value: c.value})
			if res.Code != c.want {
				t.Errorf("got %v %q, want %v", res.Code, res.Diagnostic, c.want)
			}
		})
	}
	t.Run("matched DN", func(t *testing.T) {
		res := b.Compare(context.Background(), Who{Account: b.accounts["paris"]}, &message.CompareRequest{Entry: "uid=x,ou=Sales,dc=example,dc=com"})
		if res.MatchedDN != baseDN {
			t.Errorf("got %q", res.MatchedDN)
		}
	})
	t.Run("account that is gone", func(t *testing.T) {
		res := b.Compare(context.Background(), Who{Account: uuid.New()}, &message.CompareRequest{Entry: jean, Attribute: "sn"})
		if res.Code != message.InsufficientAccessRights {
			t.Errorf("got %v", res.Code)
		}
	})
}
