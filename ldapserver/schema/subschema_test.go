package schema

import (
	"regexp"
	"strings"
	"testing"
)

// TestEveryNameIsDefinedOnce checks what clients that read a whole subschema check: what a description refers to is
// described as well, and no name or identifier stands for two things.
func TestEveryNameIsDefinedOnce(t *testing.T) {
	types, rules, syntaxes, classes := map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}
	define := func(set map[string]bool, names ...string) {
		for _, name := range names {
			if name = strings.ToLower(name); set[name] {
				t.Errorf("%s is defined twice", name)
			}
			set[name] = true
		}
	}
	for _, s := range Syntaxes() {
		define(syntaxes, s.OID)
	}
	for _, r := range MatchingRules() {
		define(rules, r.Name, r.OID)
	}
	for _, a := range AttributeTypes() {
		define(types, append([]string{a.Name, a.OID}, a.Aliases...)...)
	}
	for _, c := range ObjectClasses() {
		define(classes, c.Name, c.OID)
	}
	refer := func(from string, set map[string]bool, name string) {
		if name != "" && !set[strings.ToLower(name)] {
			t.Errorf("%s refers to %s, which is not published", from, name)
		}
	}
	for _, r := range MatchingRules() {
		refer(r.Name, syntaxes, r.Syntax)
	}
	for _, a := range AttributeTypes() {
		refer(a.Name, types, a.Sup)
		refer(a.Name, syntaxes, a.Syntax)
		for _, rule := range []string{a.Equality, a.Ordering, a.Substrings} {
			refer(a.Name, rules, rule)
		}
	}
	for _, c := range ObjectClasses() {
		refer(c.Name, classes, c.Sup)
		for _, name := range append(append([]string{}, c.Must...), c.May...) {
			refer(c.Name, types, name)
		}
	}
}

func TestDescriptions(t *testing.T) {
	find := func(attribute, contains string) string {
		for _, p := range SubschemaValues() {
			for _, v := range p.Values {
				if p.Name == attribute && strings.Contains(v, contains) {
					return v
				}
			}
		}
		return ""
	}
	for _, c := range []struct{ attribute, contains, want string }{
		{"attributeTypes", "'sn'", "( 2.5.4.4 NAME ( 'sn' 'surname' ) SUP name EQUALITY caseIgnoreMatch " +
			"ORDERING caseIgnoreOrderingMatch SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )"},
		{"attributeTypes", "'entryDN'", "( 1.3.6.1.1.20 NAME 'entryDN' EQUALITY distinguishedNameMatch " +
			"SYNTAX 1.3.6.1.4.1.1466.115.121.1.12 SINGLE-VALUE NO-USER-MODIFICATION USAGE directoryOperation )"},
		{"objectClasses", "'person'", "( 2.5.6.6 NAME 'person' SUP top STRUCTURAL MUST ( sn $ cn ) " +
			"MAY ( telephoneNumber $ description ) )"},
		{"objectClasses", "'top'", "( 2.5.6.0 NAME 'top' ABSTRACT MUST objectClass )"},
		{"matchingRules", "'caseIgnoreMatch'", "( 2.5.13.2 NAME 'caseIgnoreMatch' SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )"},
		{"ldapSyntaxes", ".50 ", "( 1.3.6.1.4.1.1466.115.121.1.50 DESC 'Telephone Number' )"},
	} {
		t.Run(c.contains, func(t *testing.T) {
			if got := find(c.attribute, c.contains); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestDescriptionsAreWellFormed holds every value against the grammar of RFC 4512 section 4.1, as far as a regular
// expression goes.
func TestDescriptionsAreWellFormed(t *testing.T) {
	const oid, name, oids = `[0-9]+(\.[0-9]+)+`, `[A-Za-z][A-Za-z0-9-]*`, `([A-Za-z]+|\( [A-Za-z]+( \$ [A-Za-z]+)+ \))`
	quoted := `('` + name + `'|\(( '` + name + `')+ \))`
	grammar := map[string]*regexp.Regexp{
		"ldapSyntaxes":  regexp.MustCompile(`^\( ` + oid + ` DESC '[^']+' \)$`),
		"matchingRules": regexp.MustCompile(`^\( ` + oid + ` NAME ` + quoted + ` SYNTAX ` + oid + ` \)$`),
		"attributeTypes": regexp.MustCompile(`^\( ` + oid + ` NAME ` + quoted + `( DESC '[^']+')?( SUP ` + name + `)?( EQUALITY ` + name +
			`)?( ORDERING ` + name + `)?( SUBSTR ` + name + `)? SYNTAX ` + oid + `( SINGLE-VALUE)?( NO-USER-MODIFICATION USAGE ` + name + `)? \)$`),
		"objectClasses": regexp.MustCompile(`^\( ` + oid + ` NAME ` + quoted + `( DESC '[^']+')?( SUP ` + name +
			`)? (ABSTRACT|STRUCTURAL|AUXILIARY)( MUST ` + oids + `)?( MAY ` + oids + `)? \)$`),
	}
	for _, p := range SubschemaValues() {
		for _, v := range p.Values {
			if !grammar[p.Name].MatchString(v) {
				t.Errorf("%s: %s", p.Name, v)
			}
		}
	}
}
