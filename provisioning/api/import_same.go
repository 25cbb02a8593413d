package api

import (
	"reflect"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/exchange"
)

// samePlan reports whether an import that is about to be applied does what was planned, apart from the rows that skip takes out.
func samePlan(now, planned *exchange.Report, skip func(line int) bool) bool {
	if !sameRows(now.Rows, planned.Rows, skip) {
		return false
	}
	if skip == nil {
		return reflect.DeepEqual(settled(now), settled(planned))
	}
	return !slices.ContainsFunc(now.NewFolders, func(folder string) bool { return !slices.Contains(planned.NewFolders, folder) })
}

// sameRows reports whether rows come to the same, apart from those that skip takes out.
func sameRows(a, b []exchange.Row, skip func(line int) bool) bool {
	left := func(rows []exchange.Row) []exchange.Row {
		for skip != nil && len(rows) > 0 && skip(rows[0].Line) {
			rows = rows[1:]
		}
		return rows
	}
	for {
		a, b = left(a), left(b)
		if len(a) == 0 || len(b) == 0 {
			return len(a) == len(b)
		}
		if !a[0].Same(&b[0]) {
			return false
		}
		a, b = a[1:], b[1:]
	}
}

// settled is a report without its rows and without what differs each time: the revision, and whether charges have been accepted.
func settled(report *exchange.Report) *exchange.Report {
	plain := *report
	plain.Revision, plain.Applied, plain.Rows = 0, false, nil
	if plain.Licence != nil {
		plain.Licence = &exchange.LicenceEffect{Users: plain.Licence.Users}
	}
	return &plain
}

// withoutNew is a row without the id of what is not there yet.
func withoutNew(row *exchange.Row) *exchange.Row {
	if row.Action != exchange.ActionAdd || row.ID == uuid.Nil {
		return row
	}
	plain := *row
	plain.ID = uuid.Nil
	return &plain
}
