package exchange

import (
	"fmt"
	"strconv"

	"github.com/google/uuid"

	"annuaire/directory"
)

// Empty says what an empty cell of a row that changes a contact does. A cell holding <vide> or <empty> erases either way.
type Empty string

const (
	LeaveEmpty Empty = "leave" // the field stays as it is; what "" means too
	EraseEmpty Empty = "erase" // the field is emptied
)

// Missing says what becomes of the contacts of a scope that a file does not speak of.
type Missing string

const (
	LeaveMissing  Missing = "leave"  // they stay as they are; what "" means too
	DeleteMissing Missing = "delete" // they go to the bin, those that have a user apart
)

// Limits bound what an import accepts. A zero field stands for its default.
type Limits struct {
	Bytes     int64 // of the file; default 64 MiB
	Rows      int   // below the header; default 200,000
	CellChars int   // characters (code points) in one cell; default 4,096
}

// The defaults of Limits.
const (
	DefaultBytes     = 64 << 20
	DefaultRows      = 200_000
	DefaultCellChars = 4_096
)

// WithDefaults is the limits with the default of each that is zero.
func (l Limits) WithDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = DefaultBytes
	}
	if l.Rows == 0 {
		l.Rows = DefaultRows
	}
	if l.CellChars == 0 {
		l.CellChars = DefaultCellChars
	}
	return l
}

// Stage is what an import or export is busy with when it reports progress.
type Stage string

const (
	StageRead   Stage = "read"   // matching rows to contacts; counted in bytes of the file
	StageApply  Stage = "apply"  // making the changes; counted in rows
	StageExport Stage = "export" // writing rows; counted in contacts
)

// Options are how to read a file and what an import may do. The zero value detects the file's dialect, leaves fields whose
// cell is empty, wants every folder to exist, and changes nothing when a single row is in error.
type Options struct {
	// Name is what the file is called, for the journal.
	Name string `json:"-"`
	// CreateFolders makes the folders that rows name and that do not exist; otherwise such rows are in error.
	CreateFolders bool `json:"create_folders,omitempty"`
	// ValidRows applies the rows that are in order when others are in error; a plan then shows what that comes to.
	ValidRows bool  `json:"valid_rows,omitempty"`
	Empty     Empty `json:"empty,omitempty"`
	// Kind and Folder are what rows say whose cell for it is empty, as those of cards are; where they are empty too, it is as everywhere.
	Kind   directory.ContactKind `json:"kind,omitempty"`
	Folder string                `json:"folder,omitempty"` // a path, as in the column folder
	// Missing wants a scope: a folder with what is below it, an origin, or both, which then is what they have in common. It can not be had with
	// ValidRows: whom a row in error means, nobody knows.
	Missing     Missing `json:"missing,omitempty"`
	ScopeFolder string  `json:"scope_folder,omitempty"` // a path, as in the column folder
	ScopeOrigin string  `json:"scope_origin,omitempty"` // "import": those that imports have made
	// ConfirmMassDelete is how many contacts are to go to the bin for Missing, where these are more than one in five of the scope.
	ConfirmMassDelete int `json:"-"`
	// Separator is the character between cells; 0 detects ; , tab or | from the header line.
	Separator Separator `json:"separator,omitempty"`
	// Encoding is "utf-8", "utf-16", "windows-1252" or "iso-8859-15"; empty detects it.
	Encoding string `json:"encoding,omitempty"`
	// Columns says what columns of the file stand for whose names do not say it, or mean something else: by its name in the header, the name of a
	// column of ours, or "" for one that is not to be read.
	Columns map[string]string `json:"columns,omitempty"`
	// ColumnsAt says the same of columns by their place, from 1, whatever they are called: of several of one name, or of those without one.
	ColumnsAt map[int]string `json:"columns_at,omitempty"`
	Limits    Limits         `json:"limits,omitzero"`
	// Skip, where not nil, takes rows out, by the line they begin at, as the action skip does.
	Skip func(line int) bool `json:"-"`
	// AcceptCharges enables users beyond those agreed on; without it an import that would returns charges_not_accepted, once for the whole file. A
	// plan tells what it comes to either way.
	AcceptCharges bool `json:"-"`
	// Rights, where not nil, are those of who imports: a file with a column that they do not allow to write everywhere is forbidden. That contacts may
	// be written is the caller's to ask.
	Rights *directory.Rights `json:"-"`
	// Progress, where not nil, is called now and then from the importing goroutine with how much of a stage is done.
	Progress func(stage Stage, done, total int) `json:"-"`
	// Accept, where not nil, is shown what an import is about to do, within its transaction; where it returns an error, nothing is changed and Import
	// returns that error. So a plan can be applied as it was shown, or not at all.
	Accept func(*Report) error `json:"-"`

	// Remarkable keeps only the rows of a report that are in error or have a warning: who does not look at the others saves the memory for 100,000.
	Remarkable bool `json:"-"`
	// Planned, where not nil, is a plan of the same file: rows that come to the same share its memory.
	Planned *Report `json:"-"`

	planning bool // what an apply would be refused for is told, not returned
}

// progressEvery is how many rows pass between two calls of Progress.
const progressEvery = 500

func report(progress func(stage Stage, done, total int), stage Stage, done, total int) {
	if progress != nil {
		progress(stage, done, total)
	}
}

// Check refuses what makes no sense, whatever the file. It returns invalid.
func (o *Options) Check() error {
	for name, meaning := range o.Columns {
		if err := checkMeaning(name, meaning); err != nil {
			return err
		}
	}
	for place, meaning := range o.ColumnsAt {
		if place < 1 {
			return fileError(directory.Invalid, "columns are counted from 1, not %d", place)
		}
		if err := checkMeaning("#"+strconv.Itoa(place), meaning); err != nil {
			return err
		}
	}
	if o.Empty != "" && o.Empty != LeaveEmpty && o.Empty != EraseEmpty {
		return fileError(directory.Invalid, "empty cells can %s or %s, not %q", LeaveEmpty, EraseEmpty, o.Empty)
	}
	if o.Kind != "" && !o.Kind.Valid() {
		return fileError(directory.Invalid, "contacts are %s or %s, not %q", directory.InternalContact, directory.ExternalContact, o.Kind)
	}
	switch o.Missing {
	case "", LeaveMissing:
		return nil
	case DeleteMissing:
	default:
		return fileError(directory.Invalid, "missing contacts can be %s or %s, not %q", LeaveMissing, DeleteMissing, o.Missing)
	}
	if o.ScopeFolder == "" && o.ScopeOrigin == "" {
		return fileError(directory.Invalid, "to delete what is missing from the file, say of which scope: a folder, or an origin")
	}
	if o.ValidRows {
		return fileError(directory.Invalid, "what is missing from the file can be deleted only where all rows are right: leave the valid rows out")
	}
	return nil
}

// checkMeaning refuses what a column can not stand for.
func checkMeaning(name, meaning string) error {
	if c, known := parseColumn(meaning); meaning != "" && (!known || c.told()) {
		return fileError(directory.Invalid, "the column %q can not stand for %q: there is no such column", name, meaning)
	}
	return nil
}

// mayWrite refuses columns that who imports may not write.
func (o *Options) mayWrite(columns []csvColumn) error {
	for _, c := range columns {
		if section := sectionOf(c.field); isAccountField(c.field) && o.Rights != nil && !o.Rights.May(section, directory.Write, uuid.Nil) {
			return &directory.Error{
				Code: directory.Forbidden, Message: fmt.Sprintf("the column %q needs the right: %s write; leave the column out", c.header, section),
			}
		}
	}
	return nil
}
