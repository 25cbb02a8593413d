package peer

import (
	"fmt"
	"strings"
	"testing"

	ldap "github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"
)

// sample is a folder with three contacts, one of which has no number, and an empty folder.
func sample() []Entry {
	person := func(uid, sn, cn string, more ...Attribute) Entry {
		return Entry{"uid=" + uid + ",ou=Sales,dc=x", append([]Attribute{{"objectClass", []string{"top", "person"}},
			{"sn", []string{sn}}, {"cn", []string{cn}}}, more...)}
	}
	return []Entry{
		{"dc=x", []Attribute{{"objectClass", []string{"top", "domain"}}, {"dc", []string{"x"}}}},
		{"ou=Sales,dc=x", []Attribute{{"objectClass", []string{"top", "organizationalUnit"}}, {"ou", []string{"Sales"}}}},
		{"ou=Empty,dc=x", []Attribute{{"objectClass", []string{"top", "organizationalUnit"}}, {"ou", []string{"Empty"}}}},
		person("jean", "Martin", "Jean Martin", Attribute{"telephoneNumber", []string{"0123456789", "0198765432"}}),
		person("peter", "Meier", "Peter Meier", Attribute{"telephoneNumber", []string{"0140000000"}}),
		person("zoe", "Zimmer", "Zoe Zimmer"),
	}
}

func connect(t *testing.T) *ldap.Conn {
	t.Helper()
	s, err := Start(t.Context(), sample(), map[string]string{"cn=phones,dc=x": "secret"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Stop(); err != nil {
			t.Error(err)
		}
	})
	conn, err := ldap.DialURL("ldap://" + s.Addr())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

// names are the first RDN values of what a search finds.
func names(found *ldap.SearchResult) string {
	var out []string
	for _, e := range found.Entries {
		first, _, _ := strings.Cut(e.DN, ",")
		_, value, _ := strings.Cut(first, "=")
		out = append(out, value)
	}
	return strings.Join(out, " ")
}

func TestFilters(t *testing.T) {
	conn := connect(t)
	for filter, want := range map[string]string{
		"(objectClass=*)":                      "x Sales Empty jean peter zoe",
		"(objectClass=PERSON)":                 "jean peter zoe",
		"(sn=martin)":                          "jean",
		"(sn~=martin)":                         "jean",
		"(sn=m*)":                              "jean peter",
		"(sn=*er)":                             "peter zoe",
		"(cn=*e*m*)":                           "jean peter zoe",
		"(cn=j*a*n)":                           "jean",
		"(cn=je*eier)":                         "",
		"(telephoneNumber=*9876*)":             "jean",
		"(sn>=meier)":                          "peter zoe",
		"(sn<=meier)":                          "jean peter",
		"(&(sn=m*)(telephoneNumber=*))":        "jean peter",
		"(&(sn>=Mb)(sn<=zz)(sn=M*))":           "peter",
		"(|(sn=zimmer)(telephoneNumber=014*))": "peter zoe",
		"(!(telephoneNumber=*))":               "x Sales Empty zoe",
		"(!(sn=m*))":                           "x Sales Empty zoe",
		"(moblie=x)":                           "",
		"(!(moblie=x))":                        "",
		"(|(moblie=x)(sn=meier))":              "peter",
		"(&(moblie=x)(sn=meier))":              "",
		"(!(&(moblie=x)(sn=meier)))":           "x Sales Empty jean zoe",
		"(sn:caseIgnoreMatch:=meier)":          "",
		"(&)":                                  "x Sales Empty jean peter zoe",
		"(|)":                                  "",
		`(cn=peter\20meier)`:                   "peter",
	} {
		t.Run(filter, func(t *testing.T) {
			found, err := conn.Search(&ldap.SearchRequest{BaseDN: "dc=x", Scope: ldap.ScopeWholeSubtree, Filter: filter})
			if err != nil {
				t.Fatal(err)
			}
			if got := names(found); got != want {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

func TestScopes(t *testing.T) {
	conn := connect(t)
	for name, test := range map[string]struct {
		base  string
		scope int
		want  string
	}{
		"the base alone":         {"ou=Sales,dc=x", ldap.ScopeBaseObject, "Sales"},
		"one level":              {"dc=x", ldap.ScopeSingleLevel, "Sales Empty"},
		"the subtree":            {"ou=Sales,dc=x", ldap.ScopeWholeSubtree, "Sales jean peter zoe"},
		"in other case, spaced":  {"OU=sales, DC=X", ldap.ScopeSingleLevel, "jean peter zoe"},
		"nothing below a folder": {"ou=Empty,dc=x", ldap.ScopeSingleLevel, ""},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := conn.Search(&ldap.SearchRequest{BaseDN: test.base, Scope: test.scope, Filter: "(objectClass=*)"})
			if err != nil {
				t.Fatal(err)
			}
			if got := names(found); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

func TestSearchesThatDoNotEndWithSuccess(t *testing.T) {
	conn := connect(t)
	for name, test := range map[string]struct {
		req   ldap.SearchRequest
		code  uint16
		found string
	}{
		"more than the size limit": {ldap.SearchRequest{BaseDN: "dc=x", Scope: ldap.ScopeWholeSubtree, SizeLimit: 2, Filter: "(sn=*)"},
			ldap.LDAPResultSizeLimitExceeded, "jean peter"},
		"a base that is not there": {ldap.SearchRequest{BaseDN: "ou=none,dc=x", Filter: "(sn=*)"}, ldap.LDAPResultNoSuchObject, ""},
		"a base that is no DN":     {ldap.SearchRequest{BaseDN: "asterisk", Filter: "(sn=*)"}, ldap.LDAPResultInvalidDNSyntax, ""},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := conn.Search(&test.req)
			if !ldap.IsErrorWithCode(err, test.code) {
				t.Errorf("error is %v, want code %d", err, test.code)
			}
			if got := names(found); got != test.found {
				t.Errorf("found %q, want %q", got, test.found)
			}
		})
	}
}

func TestAsManyAsTheSizeLimitAreASuccess(t *testing.T) {
	found, err := connect(t).Search(&ldap.SearchRequest{BaseDN: "dc=x", Scope: ldap.ScopeWholeSubtree, SizeLimit: 3, Filter: "(sn=*)"})
	if err != nil || len(found.Entries) != 3 {
		t.Errorf("%d entries, %v", len(found.Entries), err)
	}
}

func TestAttributesAskedFor(t *testing.T) {
	conn := connect(t)
	for name, test := range map[string]struct {
		asked     []string
		typesOnly bool
		want      string
	}{
		"none in particular": {nil, false, "objectClass=2 sn=1 cn=1 telephoneNumber=2"},
		"all":                {[]string{"*"}, false, "objectClass=2 sn=1 cn=1 telephoneNumber=2"},
		"no attributes":      {[]string{"1.1"}, false, ""},
		"spelled their way":  {[]string{"SN", "sn", "TelephoneNumber", "mobile"}, false, "SN=1 TelephoneNumber=2"},
		"types only":         {[]string{"sn"}, true, "sn=0"},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := conn.Search(&ldap.SearchRequest{BaseDN: "uid=jean,ou=Sales,dc=x", Filter: "(objectClass=*)",
				Attributes: test.asked, TypesOnly: test.typesOnly})
			if err != nil || len(found.Entries) != 1 {
				t.Fatalf("%v, %v", found, err)
			}
			var got []string
			for _, a := range found.Entries[0].Attributes {
				got = append(got, fmt.Sprintf("%s=%d", a.Name, len(a.Values)))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestBinds(t *testing.T) {
	conn := connect(t)
	if err := conn.Bind("CN=phones,dc=x", "secret"); err != nil {
		t.Errorf("name and secret: %v", err)
	}
	if err := conn.UnauthenticatedBind(""); err != nil {
		t.Errorf("anonymous: %v", err)
	}
	for _, name := range []string{"cn=phones,dc=x", "cn=others,dc=x"} {
		if err := conn.Bind(name, "guess"); !ldap.IsErrorWithCode(err, ldap.LDAPResultInvalidCredentials) {
			t.Errorf("%s with another secret: %v", name, err)
		}
	}
}

func TestEntriesThatCanNotBeServed(t *testing.T) {
	if _, err := Start(t.Context(), []Entry{{DN: "asterisk"}}, nil); err == nil || !strings.Contains(err.Error(), `DN "asterisk"`) {
		t.Errorf("error is %v", err)
	}
}
