package web

import (
	"net/http"
	"unicode"
	"unicode/utf8"
)

// explain says what the API has refused in the visitor's language.
func (v *visit) explain(p *problem) string {
	if text, known := meanings()[p.Code]; known {
		return v.say(text)
	}
	if v.language == "en" && p.Detail != "" {
		return sentence(p.Detail)
	}
	return v.say("This can not be done as asked.")
}

// explainField says what is wrong with a field: in English in the API's own words, which name what would be right.
func (v *visit) explainField(p fieldProblem) string {
	if v.language == "en" && p.Message != "" {
		return sentence(p.Message)
	}
	if text, known := fieldMeanings()[p.Code]; known {
		return v.say(text)
	}
	return v.explain(&problem{Code: p.Code})
}

// sentence begins with a capital.
func sentence(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// titleOf is what the page of a problem is called.
func titleOf(p *problem) words {
	switch p.Status {
	case http.StatusNotFound, http.StatusGone:
		return "There is nothing here"
	case http.StatusForbidden:
		return "You may not do this"
	case http.StatusTooManyRequests:
		return "Too often"
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable:
		return "This did not work"
	}
	return "This can not be done"
}

// meanings are the API's codes in words.
func meanings() map[string]words {
	return map[string]words{
		"internal":              "Something went wrong inside. It has been logged; try again later.",
		"unavailable":           "The server is stopping; try again in a moment.",
		"not_found":             "It does not exist, or no longer, or you may not see it.",
		"forbidden":             "Your roles do not allow this. Who manages access can give you another one.",
		"cross_origin":          "The form was sent from another site. Open the page here and send it again.",
		"invalid":               "Something in what you sent is not as it should be.",
		"stale_record":          "Somebody has changed this meanwhile. Open it again, then repeat what you wanted to do.",
		"too_large":             "What you sent is too large.",
		"too_many_requests":     "That has been asked for too often. Wait a while, then try again.",
		"invalid_credentials":   "The name or the password is wrong.",
		"link_invalid":          "This link has been used already or is too old. Ask for another one.",
		"weak_password":         "This password is too easy to guess. Take a longer one: several words, say.",
		"mail_not_configured":   "No mail server has been set up, so nobody can be written to.",
		"mail_failed":           "The mail server has not accepted the message.",
		"privilege_escalation":  "You can not give rights that you do not have yourself.",
		"last_administrator":    "Somebody must be left who manages access.",
		"template_name_taken":   "Another template has this name already.",
		"journal_gone":          "The journal does not go back that far.",
		"charges_not_accepted":  "One more user has a price.",
		"licence_limit_reached": "The licence allows no further user.",
		"feature_precondition":  "The feature needs something that is not there yet.",
	}
}

// fieldMeanings are the codes that say something else of a field than of the whole.
func fieldMeanings() map[string]words {
	return map[string]words{
		"required": "Fill this in.",
		"invalid":  "This is not as it should be.",
	}
}
