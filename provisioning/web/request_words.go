package web

import (
	"strconv"
)

// outcome is what came of a phone's request in words, and the names of the values that it has, in the order in which it has them.
type outcome struct {
	Text  words
	About []string
}

// outcomes are the words for the codes of GET /watch.
func outcomes() map[string]outcome {
	return map[string]outcome{
		"anonymous_refused":       {"It gives no name, which is not allowed from %s: type the account's name and secret.", []string{"address"}},
		"attribute_unknown":       {"Its filter needs the attribute %s, which does not exist: take it out of the filter.", []string{"attribute"}},
		"below_base":              {"There are some, but not below %s: change Base to a folder above.", []string{"base"}},
		"bind_first":              {"It searches without having signed in, which is not allowed from %s: type the account's name and secret.", []string{"address"}},
		"bound":                   {"Bound as %s", []string{"account"}},
		"bound_anonymously":       {"Bound without a name", nil},
		"connection_ended":        {"The connection ended: %s", []string{"reason"}},
		"described":               {"It asked what the server can do", nil},
		"done":                    {"Done", nil},
		"mechanism_not_supported": {"It wants to sign in by %s: choose a simple bind on the phone.", []string{"mechanism"}},
		"name_unknown":            {"It asked for %s; nobody has that name.", []string{"name"}},
		"no_match":                {"Nobody matches its filter.", nil},
		"not_visible":             {"Somebody matches, but the account does not see them, or not what the filter asks about: look at what the account sees.", nil},
		"number_form":             {"It asked for %s; somebody has that number without what is in front: set the account's outside line.", []string{"number"}},
		"number_letters":          {"It looked for %s among numbers, and letters match no number.", []string{"number"}},
		"number_unknown":          {"It asked for %s; nobody has that number.", []string{"number"}},
		"read_only":               {"It wants to change the directory, which a phone can not.", nil},
		"refused":                 {"It was refused: %s", []string{"result"}},
		"secret_missing":          {"It gives the name %s without a password: type the account's secret.", []string{"name"}},
		"sees_nothing":            {"%s may see nothing of the directory.", []string{"account"}},
		"shown":                   {"%d people shown", []string{"entries"}},
		"tls_failed":              {"The encryption did not begin: %s. Does the phone know who signed the server's certificate?", []string{"reason"}},
		"tls_needed":              {"%s is a person's name, whose password is taken over TLS alone. For an account: the secret is wrong.", []string{"name"}},
		"too_slow":                {"The search took too long.", nil},
		"truncated":               {"%d people shown, and there are more", []string{"entries"}},
		"unbound":                 {"The phone has signed off", nil},
		"unknown_account":         {"There is no account called %s.", []string{"name"}},
		"unreadable":              {"What it sent can not be read.", nil},
		"wildcard_missing":        {"Nobody is called %s and no more, but names begin so: write the asterisk into the phone's filter, or make the account lenient.", []string{"name"}},
		"wrong_base":              {"It searches under %s, which is not here: change Base to %s.", []string{"base", "right"}},
		"wrong_secret":            {"Wrong password for %s.", []string{"account"}},
	}
}

// outcomeOf says what came of a request in the visitor's language; what there are no words for is said as the API says it.
func (v *visit) outcomeOf(r phoneRequest) string {
	o, known := outcomes()[r.Why.Code]
	if !known {
		return sentence(r.Why.Text)
	}
	values := make([]any, len(o.About))
	for i, name := range o.About {
		values[i] = r.Why.Values[name]
		if n, err := strconv.Atoi(r.Why.Values[name]); err == nil && name == "entries" {
			values[i] = n
		}
	}
	return v.say(o.Text, values...)
}

// searched says what a request looked for and where; "" where that is no matter, or is said with what came of it.
func (v *visit) searched(r phoneRequest) string {
	asked, under := r.Why.Values["asked"], r.Why.Values["under"]
	switch {
	case r.Why.Values["name"] != "" || r.Why.Values["number"] != "":
		return ""
	case asked != "" && under != "":
		return v.say("Searched “%s” under %s", asked, under)
	case asked != "":
		return v.say("Searched “%s”", asked)
	case under != "":
		return v.say("Asked for all that is under %s", under)
	}
	return ""
}
