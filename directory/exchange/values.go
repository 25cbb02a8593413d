package exchange

import (
	"fmt"
	"iter"
	"strings"

	"annuaire/directory"
)

// cellState is what a cell asks for.
type cellState uint8

const (
	cellLeave cellState = iota // no such column, or nothing in the cell: the field stays as it is
	cellErase
	cellValue
)

// cell is one known cell of a row.
type cell struct {
	state  cellState
	text   string // the value; of cellErase the token, or nothing where the cell is empty
	header string // the column's name as the file spells it; empty where there is no such column
	free   bool   // of the kind of a number: what is no kind is a label
}

// phoneCells are the cells of the number at one place.
type phoneCells struct {
	raw, kind, short, label, hidden cell
}

// values are a row's cells by what they mean, and what is wrong with them so far.
type values struct {
	line     int
	single   [fieldPhone]cell
	phones   [maxNumbers]phoneCells
	places   int                   // phones in use: the highest place that the file has a column for
	kind     directory.ContactKind // "" where the row does not say
	further  []furtherNumber
	problems []Problem
	warnings []Problem
}

// read fills v from a row. A cell in the row's excess or of more than the limit of characters is a problem.
func (v *values) read(f *csvFile, row csvRow, opts *Options) {
	*v = values{line: row.line}
	for i := len(f.header); i < len(row.cells); i++ {
		if row.cells[i] != "" {
			v.fail(cell{}, directory.Invalid, fmt.Sprintf("cells in the row: %d, in the header: %d; put cells with a separator in them in quotes", len(row.cells), len(f.header)))
			break
		}
	}
	for _, c := range f.columns {
		read := cell{header: c.header, free: c.free}
		if c.index < len(row.cells) {
			read.text = strings.TrimSpace(row.cells[c.index])
		}
		switch {
		case read.text == "" && opts.Empty == EraseEmpty, isEraseToken(read.text):
			read.state = cellErase
		case read.text != "":
			read.state = cellValue
			read.text = strings.TrimSpace(unguard(read.text))
		}
		if c.field != fieldFolder && longerThan(read.text, f.limits.CellChars) {
			v.fail(cell{header: c.header, text: ""}, directory.Invalid, fmt.Sprintf("longer than %d characters", f.limits.CellChars))
			continue
		}
		v.leaveFirst(c.column, &read)
		*v.at(c.column) = read
	}
	v.fill(fieldKind, string(opts.Kind))
	v.fill(fieldFolder, opts.Folder)
	v.kind, _ = keyword(v, v.single[fieldKind], parseKind, "internal or external")
}

// fill has a cell that leaves things as they are say something.
func (v *values) fill(f field, text string) {
	if c := &v.single[f]; text != "" && c.state == cellLeave {
		c.state, c.text = cellValue, text
	}
}

// at is where a column's cell belongs.
func (v *values) at(c column) *cell {
	if c.place == 0 {
		return &v.single[c.field]
	}
	v.places = max(v.places, c.place)
	p := &v.phones[c.place-1]
	switch c.field {
	case fieldPhoneKind:
		return &p.kind
	case fieldPhoneShort:
		return &p.short
	case fieldPhoneLabel:
		return &p.label
	case fieldPhoneHidden:
		return &p.hidden
	}
	return &p.raw
}

// fail notes what is wrong with a cell; the zero cell stands for the row.
func (v *values) fail(c cell, code directory.Code, message string) {
	v.problems = append(v.problems, Problem{Line: v.line, Column: c.header, Value: shorten(c.text), Code: code, Message: message})
}

// text is a cell's value, empty where it has none.
func (v *values) text(f field) string {
	if v.single[f].state != cellValue {
		return ""
	}
	return v.single[f].text
}

// displayName is what a new contact of this row is called.
func (v *values) displayName() string {
	c := directory.Contact{LastName: v.text(fieldLastName), FirstName: v.text(fieldFirstName), Company: v.text(fieldCompany)}
	return c.DisplayName()
}

// folderPath is the folder's path that the row gives, empty for the root.
func (v *values) folderPath() string { return v.text(fieldFolder) }

// numberCells yields the cells that hold a number.
func (v *values) numberCells() iter.Seq[cell] {
	return func(yield func(cell) bool) {
		for i := range v.places {
			if !yield(v.phones[i].raw) {
				return
			}
		}
		for f := fieldWork; f <= fieldFax; f++ {
			if !yield(v.single[f]) {
				return
			}
		}
		for _, f := range v.further {
			if !yield(f.cell) {
				return
			}
		}
	}
}
