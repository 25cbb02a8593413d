package web

import (
	"regexp"
	"strconv"
	"strings"
)

// columnNames are the columns that a file can have, in the order in which one chooses, apart from those of numbers by their place.
func columnNames() []string {
	return []string{
		"last_name", "first_name", "company", "title", "department", "site", "email", "notification_email", "work", "mobile", "home", "fax",
		"folder", "kind", "external_ref", "street", "postal_code", "city", "region", "country", "note", "language", "hidden",
		"extensions", "did", "voicemail", "roles", "groups", "template", "id", "action",
	}
}

// importColumnNames are the columns that are called otherwise than the fields of records.
func importColumnNames() map[string]words {
	return map[string]words{
		"id": "Identifier", "action": "What to do", "folder": "Folder", "work": "Work number", "mobile": "Mobile number", "home": "Private number",
		"fax": "Fax number", "hidden": "Hidden from phones", "extensions": "Extensions", "did": "External number", "voicemail": "Voicemail", "groups": "Call groups",
		"template": "Template", "kind": "Internal or external",
	}
}

// columnLabel is what a column is called, by its English name.
func (v *visit) columnLabel(name string) string {
	if label, known := importColumnNames()[name]; known {
		return v.say(label)
	}
	if label, known := fieldNames()[name]; known {
		return v.say(label)
	}
	place, part, _ := strings.Cut(strings.TrimPrefix(name, "phone_"), "_")
	n, err := strconv.Atoi(place)
	if err != nil {
		return name
	}
	switch part {
	case "":
		return v.say("Number %d", n)
	case "kind":
		return v.say("Number %d: kind", n)
	case "short":
		return v.say("Number %d: short number", n)
	case "label":
		return v.say("Number %d: label", n)
	}
	return v.say("Number %d: hidden from phones", n)
}

// numbersChosen is up to which place columns of numbers can be chosen; files with more have columns that say so.
const numbersChosen = 5

// columnOptions are what a column of a file can stand for.
func (v *visit) columnOptions() []option {
	list := []option{{Value: "", Label: "not read"}}
	for _, name := range columnNames() {
		list = append(list, option{Value: name, Name: v.columnLabel(name)})
	}
	for place := 1; place <= numbersChosen; place++ {
		for _, part := range []string{"", "_kind", "_short", "_label", "_hidden"} {
			name := "phone_" + strconv.Itoa(place) + part
			list = append(list, option{Value: name, Name: v.columnLabel(name)})
		}
	}
	return list
}

// cellShown is what stands in a cell of a column, in words where the program has its own for it.
func (v *visit) cellShown(column, value string) string {
	switch {
	case column == "folder" && value == "/":
		return v.say("the first folder")
	case value == "internal":
		return v.say("Internal")
	case value == "external":
		return v.say("External")
	case value == "yes" && (column == "voicemail" || strings.HasSuffix(column, "hidden")):
		return v.say("yes")
	case value == "no" && (column == "voicemail" || strings.HasSuffix(column, "hidden")):
		return v.say("no")
	case value != "" && strings.HasPrefix(column, "phone_") && strings.HasSuffix(column, "_kind"):
		return v.say(numberKindLabel(value))
	}
	return value
}

// stepMeanings are the codes that a step of an import is refused for as a whole.
func stepMeanings() map[string]words {
	return map[string]words{
		"request_in_progress":       "Another step of an import is under way. Wait until it is done, then try again.",
		"plan_changed":              "The directory has changed since the plan was made, so nothing was applied. The plan below is the one of now: look at it before you apply it.",
		"mass_delete_not_confirmed": "A great part of the contacts would be deleted. Type their number where it is asked for.",
		"charges_not_accepted":      "The users of the file have a price. Accept it, then apply.",
	}
}

// importMessages are what the API says of files and rows, as it says it: a reader of another language is told the same in theirs.
func importMessages() []words {
	return []words{
		"the file is empty",
		"the file is larger than %d bytes",
		"the file has more than %d rows",
		"the file has more than %d bytes",
		`the file has no column "%s"`,
		"the file has no column %d",
		`this is a workbook or an archive, not CSV: save it as "CSV UTF-8"`,
		"line %d is not UTF-8, as most of the file is",
		"line %d is not %s",
		`line %d: columns "%s" and "%s" are the same`,
		"line %d names no column that is known: it must be a header such as last_name;first_name;phone_1",
		"line %d: a quoted cell that begins here does not end, or goes on after its closing quote",
		"line %d: a cell with a quote in it must be quoted, and the quote doubled",
		"line %d: the card that begins here does not end before the next one",
		"line %d: the card that begins here does not end",
		"line %d is in no card",
		"line %d: cards of version 2.1 are not read; save them as version 3.0 or 4.0",
		"the cards say nothing that is read",
		"to delete what is missing from the file, say of which scope: a folder, or an origin",
		"what is missing from the file can be deleted only where all rows are right: leave the valid rows out",
		`the column "%s" needs the right: %s write; leave the column out`,
		"missing",
		"there already is %s; use update",
		"there already is a contact of this name in the folder; give its id to change that one",
		"there is no such contact; leave the cell empty for a new one",
		"not an id; leave the cell empty for a new contact",
		"no contact is found for this row; give the id",
		"matches %d contacts; give the id",
		"line %d is about the same contact, %s",
		"line %d has it too",
		"this person has an extension; delete the user first or use the user list",
		`does not exist; create it or tick "create folders"`,
		`has a folder without a name: write \/ for a slash in a name`,
		"cells in the row: %d, in the header: %d; put cells with a separator in them in quotes",
		"has %d characters; at most %d are allowed",
		"longer than %d characters",
		"damaged by the spreadsheet; format the column as text",
		"not an e-mail address; it looks like name@example.com",
		"kept free: it is an emergency number or reserved by the configuration",
		"can not be read as a telephone number",
		"can not be emptied; use %s",
		"not known; use %s",
		"there is no number for it in %s",
		"several addresses; the first is taken",
		"there is no such template",
		"contains the control character %s; remove it",
	}
}

// explainImport says in the visitor's language what is wrong with a file, a row or a step of an import.
func (v *visit) explainImport(code, message string) string {
	if code == "plan_changed" && strings.HasPrefix(message, "the import is ") {
		return v.say("The import is at another step meanwhile. What you see is how it is now.")
	}
	if text, known := stepMeanings()[code]; known {
		return v.say(text)
	}
	if v.language == "en" && message != "" {
		return sentence(message)
	}
	for _, known := range importMessages() {
		if values, said := readMessage(known, message); said {
			return sentence(v.say(known, values...))
		}
	}
	if strings.HasPrefix(message, "already used by ") || strings.HasPrefix(message, "held by ") {
		message = "is " + message // as the API says it of a field
	}
	return v.explainField(fieldProblem{Code: code, Message: message})
}

// readMessage reads what stands in a message where a text has its verbs: numbers for %d, anything for %s.
func readMessage(text words, message string) (values []any, said bool) {
	pattern := regexp.QuoteMeta(string(text))
	verbs := regexp.MustCompile(`%[ds]`).FindAllString(pattern, -1)
	pattern = strings.NewReplacer("%d", `(\d+)`, "%s", `(.*?)`).Replace(pattern)
	found := regexp.MustCompile(`^(?s:` + pattern + `)$`).FindStringSubmatch(message)
	if found == nil {
		return nil, false
	}
	for i, value := range found[1:] {
		if n, err := strconv.Atoi(value); err == nil && verbs[i] == "%d" {
			values = append(values, n)
		} else {
			values = append(values, value)
		}
	}
	return values, true
}
