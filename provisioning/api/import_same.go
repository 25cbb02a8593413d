package api

import (
	"reflect"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/exchange"
)

// samePlan reports whether an import that is about to be applied does what was planned, apart from the rows that skip takes out.
func samePlan(now, planned *exchange.Report, skip func(line int) bool) bool {
	if skip == nil {
		return reflect.DeepEqual(settled(now), settled(planned))
	}
	a, b := settled(now), settled(planned)
	a.Rows = slices.DeleteFunc(a.Rows, func(row exchange.Row) bool { return skip(row.Line) })
	b.Rows = slices.DeleteFunc(b.Rows, func(row exchange.Row) bool { return skip(row.Line) })
	foreign := slices.ContainsFunc(a.NewFolders, func(folder string) bool { return !slices.Contains(b.NewFolders, folder) })
	return !foreign && reflect.DeepEqual(a.Rows, b.Rows)
}

// settled is a report without what differs each time: the revision, the ids of what is not there yet, and whether charges have been accepted.
func settled(report *exchange.Report) *exchange.Report {
	plain := *report
	plain.Revision, plain.Applied = 0, false
	if plain.Licence != nil {
		plain.Licence = &exchange.LicenceEffect{Users: plain.Licence.Users}
	}
	plain.Rows = slices.Clone(report.Rows)
	for i := range plain.Rows {
		if plain.Rows[i].Action == exchange.ActionAdd {
			plain.Rows[i].ID = uuid.Nil
		}
	}
	return &plain
}
