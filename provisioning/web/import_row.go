package web

import "strings"

// importRow is a row of a plan or report as the API has it.
type importRow struct {
	Line     int    `json:"line"` // 0: a contact that the file does not speak of
	Action   string `json:"action"`
	ID       string `json:"id"`
	Contact  string `json:"contact"`
	TakenOut bool   `json:"taken_out"`
	Changes  []struct {
		Field  string `json:"field"`
		Before string `json:"before"`
		After  string `json:"after"`
	} `json:"changes"`
	Problems []importProblem `json:"problems"`
	Warnings []importProblem `json:"warnings"`
}

// importProblem is what is wrong with a row, or worth knowing.
type importProblem struct {
	Column  string `json:"column"`
	Value   string `json:"value"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Why     string `json:"-"` // in the visitor's language
}

// importRowShown is a row as a person reads it.
type importRowShown struct {
	importRow
	Label words
	Lines []importLine
}

// importLine is a field that a row changes.
type importLine struct{ Label, Before, After string }

// rowLabel is what becomes of a row, in words.
func rowLabel(action string) words {
	switch action {
	case "add":
		return "added"
	case "update":
		return "changed"
	case "delete":
		return "deleted"
	case "unchanged":
		return "unchanged"
	case "error":
		return "in error"
	}
	return "left out"
}

// importRowShown puts a row into words.
func (v *visit) importRowShown(row importRow) importRowShown {
	shown := importRowShown{importRow: row, Label: rowLabel(row.Action)}
	for _, c := range row.Changes {
		if row.Action == "add" && goesWithoutSaying(c.Field, c.After) {
			continue
		}
		shown.Lines = append(shown.Lines, importLine{v.columnLabel(c.Field), v.cellShown(c.Field, c.Before), v.cellShown(c.Field, c.After)})
	}
	for _, problems := range [][]importProblem{row.Problems, row.Warnings} {
		for i := range problems {
			problems[i].Why = v.explainImport(problems[i].Code, problems[i].Message)
		}
	}
	return shown
}

// goesWithoutSaying reports whether a field of a new contact is told already by its name, or is what every contact has.
func goesWithoutSaying(field, value string) bool {
	switch field {
	case "last_name", "first_name":
		return true
	case "kind":
		return value == "internal"
	}
	return strings.HasPrefix(field, "phone_") && value == "work"
}
