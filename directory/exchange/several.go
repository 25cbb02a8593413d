package exchange

import (
	"slices"
	"strings"

	"annuaire/directory"
)

// severalMark stands between the values of a cell that has several, as Google Contacts writes them: "01 99 00 10 24 ::: 06 39 98 10 24".
const severalMark = ":::"

// furtherNumber is a number that stands behind the first one in a cell.
type furtherNumber struct {
	cell
	column column
}

// leaveFirst leaves the first of several values in a cell. Further numbers are numbers of their own; an e-mail address there is one of, so others are
// warned about.
func (v *values) leaveFirst(c column, read *cell) {
	if read.state != cellValue || !strings.Contains(read.text, severalMark) {
		return
	}
	_, isKind := kindOfColumn(c.field)
	isEmail := c.field == fieldEmail || c.field == fieldNotificationEmail
	if c.field != fieldPhone && !isKind && !isEmail {
		return
	}
	parts := strings.Split(read.text, severalMark)
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	if len(parts) == 0 {
		return
	}
	if isEmail && len(parts) > 1 {
		v.warnings = append(v.warnings, Problem{
			Line: v.line, Column: read.header, Value: shorten(read.text), Code: directory.Invalid, Message: "several addresses; the first is taken",
		})
	}
	read.text = parts[0]
	for _, part := range parts[1:] {
		if !isEmail {
			further := *read
			further.text = part
			v.further = append(v.further, furtherNumber{further, c})
		}
	}
}

// kindOfColumn is the kind of the numbers in a column that is called by it.
func kindOfColumn(f field) (directory.NumberKind, bool) {
	switch f {
	case fieldWork:
		return directory.WorkNumber, true
	case fieldMobile:
		return directory.MobileNumber, true
	case fieldHome:
		return directory.HomeNumber, true
	case fieldFax:
		return directory.FaxNumber, true
	}
	return "", false
}

// mergeFurther adds the numbers that stand behind others, each of the kind of the one before it, where the contact does not have them: the same file
// again adds nothing.
func (v *values) mergeFurther(merged []mergedNumber, d *damage) []mergedNumber {
	for _, f := range v.further {
		raw := v.number(f.cell, d)
		if slices.ContainsFunc(merged, func(n mergedNumber) bool { return n.Raw == raw && !n.gone }) {
			continue
		}
		n := mergedNumber{header: f.header, touched: true}
		if kind, is := kindOfColumn(f.column.field); is {
			n.Kind = kind
		} else if at := slices.IndexFunc(merged, func(n mergedNumber) bool { return n.place == f.column.place }); at >= 0 {
			n.Kind, n.Label, n.Hidden = merged[at].Kind, merged[at].Label, merged[at].Hidden
		}
		n.Raw = raw
		merged = append(merged, n)
	}
	return merged
}
