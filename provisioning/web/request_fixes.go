package web

import (
	"cmp"
	"net/url"
	"strings"
)

// fix is where something can be done about what went wrong.
type fix struct {
	Label   words
	Address string
}

// fixes are where something can be done about what a request has come to.
func fixes(r phoneRequest) []fix {
	account := cmp.Or(r.Why.Values["account"], r.Account)
	change := func(label words, option string) []fix {
		if account == "" || strings.ContainsAny(account, "=@") { // a person, who has roles instead
			return nil
		}
		return []fix{{label, "/accounts/named?" + url.Values{"name": {account}}.Encode() + "#" + option}}
	}
	search := func(word string) []fix {
		return []fix{{"Search the directory for it", "/search?" + url.Values{"q": {word}}.Encode()}}
	}
	switch r.Why.Code {
	case "wrong_secret":
		return change("Give the account a new secret", "secret")
	case "unknown_account":
		return []fix{{"Show the LDAP accounts", "/accounts"}}
	case "anonymous_refused", "bind_first", "secret_missing", "mechanism_not_supported":
		return []fix{{"See what to type", "/connect"}}
	case "wrong_base":
		return change("Have the account find everybody wherever it searches", "search_base")
	case "not_visible", "sees_nothing":
		return change("Change what the account sees", "sees")
	case "wildcard_missing":
		return change("Make the account lenient", "lenient_equality")
	case "truncated":
		return change("Change what a list that is cut says", "truncation")
	case "number_form":
		return change("Set the account's outside line", "outside_line")
	case "name_unknown":
		return search(r.Why.Values["name"])
	case "number_unknown":
		return search(r.Why.Values["number"])
	}
	return nil
}
