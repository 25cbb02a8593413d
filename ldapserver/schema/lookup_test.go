package schema

import (
	"slices"
	"testing"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct{ name, description, want string }{
		{"canonical name", "telephoneNumber", "telephoneNumber"},
		{"any case", "TELEPHONENUMBER", "telephoneNumber"},
		{"object identifier", "2.5.4.20", "telephoneNumber"},
		{"object identifier as LDAPv2 writes it", "OID.2.5.4.42", "givenName"},
		{"alias of a Mitel", "number", "telephoneNumber"},
		{"alias of Jitsi", "companyPhone", "telephoneNumber"},
		{"alias of a Poly", "extension", "shortNumber"},
		{"alias of a Yealink", "ipPhone", "shortNumber"},
		{"alias of Superfecta", "homeTelephoneNumber", "homePhone"},
		{"alias of a Grandstream", "Mobile", "mobile"},
		{"operational", "entryuuid", "entryUUID"},
		{"typing error of a FusionPBX default", "moblie", ""},
		{"empty", "", ""},
		{"only an option", ";lang-fr", ""},
		{"longer than any name", "telephoneNumberTelephoneNumberTelephoneNumberTelephoneNumberTelephone", ""},
		{"empty option", "cn;", ""},
		{"bad option", "cn;lang_fr", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, _, ok := Lookup(c.description)
			if ok != (c.want != "") {
				t.Fatalf("known: %v", ok)
			}
			if ok && (a.Name != c.want || !a.Named(c.description) && c.description[:2] != "OI") {
				t.Errorf("got %s, want %s", a.Name, c.want)
			}
		})
	}
}

func TestLookupGivesOptions(t *testing.T) {
	a, options, ok := Lookup("CN;lang-fr;binary")
	if !ok || a.Name != "cn" || !slices.Equal(options, []string{"lang-fr", "binary"}) {
		t.Errorf("got %v %q %v", a, options, ok)
	}
}

func TestTagging(t *testing.T) {
	for _, c := range []struct {
		name    string
		options []string
		want    bool
	}{
		{"no options", nil, false},
		{"language", []string{"lang-fr"}, true},
		{"language range in capitals", []string{"LANG-fr-"}, true},
		{"two languages", []string{"lang-fr", "lang-en"}, true},
		{"binary", []string{"binary"}, false},
		{"language and one unknown", []string{"lang-fr", "x-1"}, false},
		{"no language at all", []string{"lang"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Tagging(c.options); got != c.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestLookupAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { Lookup("mobileTelephoneNumber") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestLookupRuleAndClass(t *testing.T) {
	if r := LookupRule("CASEIGNOREMATCH"); r == nil || r != LookupRule("2.5.13.2") {
		t.Errorf("caseIgnoreMatch: %v", r)
	}
	if c := LookupClass("InetOrgPerson"); c == nil || c != LookupClass("2.16.840.1.113730.3.2.2") {
		t.Errorf("inetOrgPerson: %v", c)
	}
	if LookupRule("caseExactMatch") != nil || LookupClass("groupOfNames") != nil {
		t.Error("something is known that is not there")
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("cn;lang-fr")
	f.Add("OID.2.5.4.3")
	f.Fuzz(func(t *testing.T, description string) {
		if a, _, ok := Lookup(description); ok == (a == nil) {
			t.Errorf("%q: %v %v", description, a, ok)
		}
	})
}
