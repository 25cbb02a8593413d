package web

import (
	"net/http"
	"strings"
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
	if who := v.holder(p.Message); who != "" {
		return v.say("Already taken: %s.", who)
	}
	if text, known := fieldForms()[p.Field[strings.LastIndexAny(p.Field, ".]")+1:]]; known && p.Code == "invalid" {
		return v.say(text)
	}
	if text, known := fieldMeanings()[p.Code]; known {
		return v.say(text)
	}
	return v.explain(&problem{Code: p.Code})
}

// holder is whose something is that was asked for, in the visitor's language; "" where the API's message names nobody. What the record is called stands
// behind what sort of record it is.
func (v *visit) holder(message string) string {
	_, who, named := strings.Cut(message, "is already used by ")
	if !named {
		_, who, named = strings.Cut(message, "is held by ")
	}
	if !named {
		return ""
	}
	who, binned := strings.CutSuffix(who, " (in the bin)")
	for _, sort := range []struct {
		begins string
		says   words
	}{
		{"the call group ", "the call group %s"}, {"the mailbox of ", "the mailbox of %s"}, {"the line ", "the line %s"}, {"the device ", "the phone %s"},
		{"the bundle ", "the bundle %s"}, {"the LDAP account ", "the LDAP account %s"}, {"the folder ", "the folder %s"},
	} {
		if name, is := strings.CutPrefix(who, sort.begins); is {
			who = v.say(sort.says, name)
			break
		}
	}
	if who == "the administrator's login" {
		who = v.say("the administrator's login")
	}
	if strings.HasPrefix(who, "another ") || strings.HasPrefix(who, "an LDAP") {
		who = v.say("somebody you do not see")
	}
	if binned {
		return v.say("%s (in the bin)", who)
	}
	return who
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
		"internal":                "Something went wrong inside. It has been logged; try again later.",
		"unavailable":             "The server is stopping; try again in a moment.",
		"not_found":               "It does not exist, or no longer, or you may not see it.",
		"forbidden":               "Your roles do not allow this. Who manages access can give you another one.",
		"cross_origin":            "The form was sent from another site. Open the page here and send it again.",
		"invalid":                 "Something in what you sent is not as it should be.",
		"stale_record":            "Somebody has changed this meanwhile. Open it again, then repeat what you wanted to do.",
		"too_large":               "What you sent is too large.",
		"import_too_large":        "The file is too large to be imported. Split it, or ask who runs the server.",
		"too_many_requests":       "That has been asked for too often. Wait a while, then try again.",
		"invalid_credentials":     "The name or the password is wrong.",
		"wrong_password":          "This is not your present password.",
		"link_invalid":            "This link has been used already or is too old. Ask for another one.",
		"file_missing":            "Choose a file first.",
		"photo_missing":           "Choose a photo first.",
		"photo_type":              "A photo is a JPEG or PNG file.",
		"photo_too_large":         "The photo is too large: 5 MB and 25 megapixels at most.",
		"nothing_selected":        "Tick at least one line of the list first.",
		"folder_name_taken":       "A folder of this name, or one much like it, is in the same place already.",
		"folder_not_empty":        "There is something in the folder.",
		"folder_has_users":        "There are users in the folder. They are not deleted with it: have what is in it moved.",
		"folder_cycle":            "A folder can not be put into itself or into one below it.",
		"folder_too_deep":         "Folders lie too deep in each other there.",
		"root_folder_immutable":   "The first folder can be neither moved nor deleted.",
		"email_taken":             "Another internal contact has this address already.",
		"email_is_admin":          "This is the address of the administrator.",
		"number_taken":            "This number is somebody's already.",
		"extension_reserved":      "This number is reserved: nobody gets it.",
		"contact_has_services":    "An external contact has no lines, user or roles. Take them away first.",
		"email_in_use_for_access": "This person signs in with the address. Take the roles away first.",
		"email_required":          "The contact needs an e-mail address for this.",
		"weak_password":           "This password is too easy to guess. Take a longer one: several words, say.",
		"mail_not_configured":     "No mail server has been set up, so nobody can be written to.",
		"mail_failed":             "The mail server has not accepted the message.",
		"privilege_escalation":    "You can not give rights that you do not have yourself.",
		"last_administrator":      "Somebody must be left who manages access.",
		"template_name_taken":     "Another template has this name already.",
		"journal_gone":            "The journal does not go back that far.",
		"charges_not_accepted":    "One more user has a price.",
		"licence_limit_reached":   "The licence allows no further user.",
		"feature_precondition":    "The feature needs something that is not there yet.",
		"cannot_delete_self":      "Nobody can delete themselves. Ask somebody else to.",
		"too_many_pins":           "Three PINs an hour are enough. Wait a while.",
		"no_free_extension":       "No extension is free. Choose another number.",
		"number_not_owned":        "This is none of your own outside numbers. Add it under Extensions first.",
		"user_exists":             "This person is a user already.",
		"weak_pin":                "This PIN is too easy to guess: no sequence, and not one digit repeated.",
		"number_in_use":           "This number is in use. Dissociate it first.",
		"role_name_taken":         "Another role has this name already.",
	}
}

// fieldForms say of fields, by the last part of their names, what would be right.
func fieldForms() map[string]words {
	return map[string]words{
		"mac":                "A MAC address has twelve digits or letters from A to F, such as 00:15:65:AA:BB:01.",
		"email":              "An e-mail address looks like this: name@example.com.",
		"notification_email": "An e-mail address looks like this: name@example.com.",
		"to_email":           "An e-mail address looks like this: name@example.com.",
		"raw":                "A telephone number has digits, as one dials it, perhaps with + before them.",
		"e164":               "A telephone number has digits, as one dials it, perhaps with + before them.",
		"number":             "Digits alone, as many as the settings allow.",
		"short_number":       "Digits alone, as many as the settings allow.",
		"ring_seconds":       "A whole number from 5 to 120.",
		"uri":                "A SIP address looks like this: sip:name@example.com.",
		"pin":                "Digits alone; no sequence, and not one digit repeated.",
	}
}

// fieldMeanings are the codes that say something else of a field than of the whole.
func fieldMeanings() map[string]words {
	return map[string]words{
		"required": "Fill this in.",
		"invalid":  "This is not as it should be.",
	}
}
