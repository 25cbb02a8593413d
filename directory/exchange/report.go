package exchange

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"annuaire/directory"
)

// Action is what an import does with a row's contact.
type Action string

const (
	ActionAdd       Action = "add"
	ActionUpdate    Action = "update"
	ActionDelete    Action = "delete" // to the bin
	ActionUnchanged Action = "unchanged"
	ActionSkip      Action = "skip"
	ActionError     Action = "error"
)

// Report is what an import would do, or has done.
type Report struct {
	Encoding       string   `json:"encoding"`                  // as found or forced: "utf-8", "windows-1252" …
	Separator      string   `json:"separator"`                 // one character; empty for cards
	UnknownColumns []string `json:"unknown_columns,omitempty"` // as the header spells them, or properties of cards; they are not read

	// What becomes of the rows; together they are all rows below the header that are not blank.
	Added     int `json:"add"`
	Updated   int `json:"update"`
	Deleted   int `json:"delete"`
	Unchanged int `json:"unchanged"`
	Skipped   int `json:"skip"` // their action says so
	Errors    int `json:"error"`

	NewFolders []string `json:"new_folders,omitempty"` // paths, parents first
	// Licence is there where the number of users changes.
	Licence *LicenceEffect `json:"licence,omitempty"`
	// Missing is there where contacts that the file does not speak of are to be deleted, and no row is in error.
	Missing *MissingEffect `json:"missing,omitempty"`
	// Rows are those that change something, are in error or have a warning, in the file's order.
	Rows []Row `json:"rows,omitempty"`
	// MoreRows is how many of them are left out where a report is shown in part.
	MoreRows int `json:"more_rows,omitempty"`
	// Same says that the directory already is as the file has it.
	Same bool `json:"same"`
	// Applied says that the changes were made. A plan's never are; an import's are not where a row is in error, unless
	// Options.ValidRows asks for the rest.
	Applied bool `json:"applied"`
	// Revision is the directory's: the one that a plan was made on, the one that an import made (0: it changed nothing).
	Revision uint64 `json:"revision"`
}

// Row is what becomes of one row of the file.
type Row struct {
	Line     int       `json:"line"` // where it begins in the file, from 1; 0 for a contact that is deleted because it is missing from the file
	Action   Action    `json:"action"`
	ID       uuid.UUID `json:"id,omitzero"`       // the contact's; zero where there is none (yet)
	Contact  string    `json:"contact,omitempty"` // its display name
	Users    int       `json:"users,omitempty"`   // how many more users there are for it; fewer, where it is negative
	Changes  []Change  `json:"changes,omitempty"`
	Problems []Problem `json:"problems,omitempty"` // why it is in error
	Warnings []Problem `json:"warnings,omitempty"`
}

// LicenceEffect is what an import does to the number of enabled users.
type LicenceEffect struct {
	Users int `json:"users"` // how many more there are; fewer, where it is negative
	// Code is what applying meets: charges_not_accepted, with Charges, until they are accepted; or licence_limit_reached. Empty: nothing.
	Code    directory.Code     `json:"code,omitempty"`
	Message string             `json:"message,omitempty"`
	Charges *directory.Charges `json:"charges,omitempty"`
}

// NewLicenceEffect is what so many more users come to, where err is what the directory says to that; nil where there are none.
func NewLicenceEffect(users int, err error) *LicenceEffect {
	if users == 0 {
		return nil
	}
	effect := &LicenceEffect{Users: users, Code: directory.CodeOf(err)}
	if e, is := errors.AsType[*directory.Error](err); is {
		effect.Message = e.Message
		if charges, is := e.Detail.(directory.Charges); is {
			effect.Charges = &charges
		}
	}
	return effect
}

// MissingEffect is what Options.Missing comes to.
type MissingEffect struct {
	Scope  int `json:"scope"`           // contacts in it
	Delete int `json:"delete"`          // of these, those that the file does not speak of and that go to the bin
	Users  int `json:"users,omitempty"` // those that it does not speak of either, and that stay because they have a user
	// Confirm is what Options.ConfirmMassDelete has to be for the import to be applied; 0: nothing.
	Confirm int `json:"confirm,omitempty"`
}

// Change is a field that a row changes, under the English name of its column.
type Change struct {
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Problem is what is wrong, or worth knowing, about a row: its place, the value and what to do.
type Problem struct {
	Line   int    `json:"line"`
	Column string `json:"column,omitempty"` // as the file's header spells it; empty where the whole row is meant
	Value  string `json:"value,omitempty"`
	// Code is the directory's code for it; Invalid for what only a file can get wrong.
	Code    directory.Code `json:"code"`
	Message string         `json:"message"`
}

// shownChars is how much of a value a problem repeats.
const shownChars = 80

// String is the problem in one line: L12 email "x@y": already used by Jean Dupont (Direction/RH).
func (p Problem) String() string {
	var b strings.Builder
	if p.Line > 0 {
		fmt.Fprintf(&b, "L%d ", p.Line)
	}
	if p.Column != "" {
		b.WriteString(p.Column)
		if p.Value != "" {
			b.WriteString(` "` + p.Value + `"`)
		}
		b.WriteString(": ")
	}
	b.WriteString(p.Message)
	return b.String()
}

// shorten makes a value fit to be repeated in one line.
func shorten(value string) string {
	value = strings.Join(strings.FieldsFunc(value, func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }), " ")
	if utf8.RuneCountInString(value) > shownChars {
		value = string([]rune(value)[:shownChars]) + "…"
	}
	return value
}

// Problems are those of all rows, in the file's order.
func (r *Report) Problems() []Problem {
	var all []Problem
	for _, row := range r.Rows {
		all = append(all, row.Problems...)
	}
	return all
}

// Warnings are those of all rows, in the file's order.
func (r *Report) Warnings() []Problem {
	var all []Problem
	for _, row := range r.Rows {
		all = append(all, row.Warnings...)
	}
	return all
}

// Brief is the report with at most so many of its rows.
func (r *Report) Brief(rows int) *Report {
	brief := *r
	if len(r.Rows) > rows {
		brief.Rows, brief.MoreRows = r.Rows[:rows:rows], len(r.Rows)-rows
	}
	return &brief
}

// take counts rows and keeps those where there is something to tell, in the memory that they are in.
func (r *Report) take(rows []Row, remarkable bool) {
	kept := rows[:0]
	for _, row := range rows {
		if r.Count(&row); row.tells() && (!remarkable || row.remarkable()) {
			kept = append(kept, row)
		}
	}
	clear(rows[len(kept):])
	if len(kept) < len(rows)/2 {
		kept = slices.Clone(kept)
	}
	if len(kept) > 0 {
		r.Rows = kept
	}
}

// Count adds a row to the number of those with its action.
func (r *Report) Count(row *Row) {
	switch row.Action {
	case ActionAdd:
		r.Added++
	case ActionUpdate:
		r.Updated++
	case ActionDelete:
		r.Deleted++
	case ActionUnchanged:
		r.Unchanged++
	case ActionSkip:
		r.Skipped++
	case ActionError:
		r.Errors++
	}
}

// tells reports whether there is something to tell of a row.
func (row *Row) tells() bool {
	return row.Action != ActionSkip && (row.Action != ActionUnchanged || len(row.Warnings) > 0)
}

// remarkable reports whether somebody has to look at a row, although what it says may be done.
func (row *Row) remarkable() bool { return len(row.Problems)+len(row.Warnings) > 0 }
