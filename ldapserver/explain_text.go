package ldapserver

import (
	"maps"
	"slices"
	"strings"
)

// ExplanationCodes are the codes of all explanations, in alphabetical order.
func ExplanationCodes() []string { return slices.Sorted(maps.Keys(explanations())) }

// IsTrouble reports whether the request did not get what its sender wanted.
func (e Explanation) IsTrouble() bool {
	switch e.Code {
	case "", "bound", "bound_anonymously", "described", "done", "shown", "unbound":
		return false
	}
	return true
}

// String is the explanation in English, with what to do about it; empty for the zero value.
func (e Explanation) String() string {
	var words []string
	for name, value := range e.Values {
		words = append(words, "{"+name+"}", quoted(value))
	}
	return strings.NewReplacer(words...).Replace(explanations()[e.Code])
}

// explanations are the sentences of explanations by their codes, with the names of values in braces.
func explanations() map[string]string {
	return map[string]string{
		"anonymous_refused":       "it binds without a name, which is not allowed from {address}: enter the account's name and secret",
		"attribute_unknown":       "its filter needs the attribute {attribute}, which does not exist: take it out of the filter",
		"below_base":              "there are some, but not below {base}: change Base to a folder above",
		"bind_first":              "it searches without having bound, which is not allowed from {address}: enter the account's name and secret",
		"bound":                   "it is bound as {account}",
		"bound_anonymously":       "it is bound without a name",
		"connection_ended":        "the connection ended: {reason}",
		"described":               "it asked what the server can do",
		"done":                    "done",
		"mechanism_not_supported": "it wants to authenticate with {mechanism}: choose a simple bind, or PLAIN over TLS",
		"name_unknown":            "it asked for {name}; nobody's name begins so or has it",
		"no_match":                "nobody matches its filter",
		"not_visible":             "somebody matches, but the account does not see them or what the filter asks about: look at the account's folders and attributes",
		"number_form":             "it asked for {number}; somebody has that number without what is in front: name that in dial_prefixes, or as the account's outside line",
		"number_letters":          "it looked for {number} among numbers, and letters match no number",
		"number_unknown":          "it asked for {number}; nobody has that number",
		"read_only":               "it wants to change the directory, which is not done over LDAP",
		"refused":                 "it was refused: {result}",
		"secret_missing":          "it binds as {name} without a secret: enter the account's secret",
		"sees_nothing":            "{account} may see nothing of the directory",
		"shown":                   "entries shown: {entries}",
		"tls_failed":              "TLS did not begin: {reason}; does the phone know who signed the server's certificate?",
		"tls_needed":              "{name} is a person's name, and her password is taken over TLS alone; an account's secret was wrong",
		"too_slow":                "the search took too long",
		"truncated":               "entries shown: {entries}, and there are more",
		"unbound":                 "it has signed off",
		"unknown_account":         "there is no account {name}",
		"unreadable":              "what it sent is not readable",
		"wildcard_missing":        "nobody's name is {name}, but names begin so: write the asterisk into the filter, or turn lenient_equality on for the account",
		"wrong_base":              "it searches under {base}, which is not here: change Base to {right}",
		"wrong_secret":            "the secret of {account} is wrong",
	}
}
