package main

import (
	"fmt"
	"strings"
)

// phoneModel is how the phones of a family make a filter of their settings and of what is typed, or who calls.
type phoneModel struct {
	name, number func(s settings, typed string) string
}

// substituted puts what is typed, with what the phone adds behind it, in place of the placeholder in the filter of a place.
func substituted(place, placeholder, added string) func(settings, string) string {
	return func(s settings, typed string) string { return strings.ReplaceAll(s[place], placeholder, typed+added) }
}

// behindColon is a filter of Cisco's, which stands behind an attribute.
func behindColon(place string) func(settings, string) string {
	return func(s settings, typed string) string {
		_, filter, _ := strings.Cut(s[place], ":")
		return strings.ReplaceAll(filter, "$VALUE", typed)
	}
}

// anyOf is a filter that a phone makes of the attributes in these places.
func anyOf(format string, places ...string) func(settings, string) string {
	return func(s settings, typed string) string {
		filter := "(|"
		for _, place := range places {
			for _, attribute := range strings.Split(s[place], ",") {
				filter += fmt.Sprintf("("+format+")", attribute, typed)
			}
		}
		return filter + ")"
	}
}

// both is a phone that asks the same of names and numbers.
func both(filter func(settings, string) string) phoneModel { return phoneModel{filter, filter} }

// phoneModels are how each family's phones search, as far as their documentation and captures tell. A prefix is "x*".
func phoneModels() map[string]phoneModel {
	percent := func(name, number string) phoneModel {
		return phoneModel{substituted(name, "%", "*"), substituted(number, "%", "*")}
	}
	typedStar := func(name, number string) phoneModel {
		return phoneModel{substituted(name, "%", ""), substituted(number, "%", "")}
	}
	poly := func(attribute string) func(settings, string) string {
		return func(s settings, typed string) string {
			return "(&" + s["Filter Prefix"] + "(" + s[attribute] + "=" + typed + "*))"
		}
	}
	return map[string]phoneModel{
		"yealink":         percent("LDAP Name Filter", "LDAP Number Filter"),
		"grandstream":     percent("LDAP Name Filter", "LDAP Number Filter"),
		"htek":            percent("LDAP Name Filter", "LDAP Number Filter"),
		"sangoma":         percent("LDAP Name Filter", "LDAP Number Filter"),
		"fanvil":          percent("Name Filter", "Number Filter"),
		"panasonic":       percent("Name Filter", "Number Filter"),
		"gigaset-maxwell": percent("Name filter", "Number filter"),
		"mitel":           percent("ldap search filter", "ldap search filter"),
		"vtech":           {substituted("LDAP last name filter", "%", ""), substituted("LDAP number filter", "%", "")}, // should it add none
		"snom":            typedStar("LDAP Name Filter", "LDAP Number Filter"),
		"gigaset-p":       typedStar("LDAP Name Filter During Call", "LDAP Number Filter During Call"),
		"konftel":         typedStar("Name filter", "Name filter"),
		"auerswald":       typedStar("Name filter", "Number filter (incoming/outgoing)"),
		"akuvox":          {substituted("Name Filter", "#", "*"), substituted("Number Filter", "#", "*")},
		"escene":          {substituted("LDAP Name Filter", "%s", "*"), substituted("LDAP Number Filter", "%s", "*")},
		"gigaset-n":       {substituted("Name filter", "%", "*"), substituted("Number filter", "%", "")}, // of numbers, equality
		"cisco-spa":       {behindColon("Last Name Filter"), behindColon("Search Item 3 Filter")},
		"cisco-mpp":       {behindColon("Last Name Filter"), behindColon("Search Item 3 Filter")},
		"poly":            {poly("Attribute 1 Name"), poly("Attribute 3 Name")},
		"snom-m":          {anyOf("%s=*%s*", "Name"), anyOf("%s=%s*", "Work number", "Mobile number", "Home number")},
		"mitel-dect":      {anyOf("%s=%s*", "Surname", "First name"), anyOf("%s=%s*", "Phone", "Mobile")},
		"avaya-j100":      both(anyOf("%s=*%s*", "Search fields")),
		"alcatel": {
			anyOf("%s=%s*", "First Name", "Last Name"),
			anyOf("%s=%s*", "Phone Number 1", "Phone Number 2", "Phone Number 3", "First Name", "Last Name"),
		},
		"unify":    {anyOf("%s=%s*", "ATTRIB01", "ATTRIB02"), anyOf("%s=%s", "ATTRIB03", "ATTRIB05", "ATTRIB06")},
		"linphone": both(substituted("Filter", "%s", "")),
		"jitsi":    both(substituted("Custom query", "<query>", "")),
		"apple": both(func(_ settings, typed string) string {
			return anyOf("%s=%s*", "all")(settings{"all": "o,cn,ou,sn,mail,IMHandle,givenname,postalAddress,telephoneNumber"}, typed)
		}),
		"thunderbird": both(func(s settings, typed string) string {
			filter := s["ldap_2.servers.annuaire.autoComplete.filterTemplate"]
			if typed == "mar" { // two words: the first, and the rest
				return strings.NewReplacer("%v1", "jean", "%v2-", typed, "%v", "jean "+typed).Replace(filter)
			}
			return strings.NewReplacer("%v1*%v2-*", typed+"*", "%v", typed).Replace(filter)
		}),
	}
}
