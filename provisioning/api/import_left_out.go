package api

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"annuaire/directory/exchange"
)

// withTakenOut is what an import has come to, or would come to, with the rows that have been taken out: as they were planned before, when they had not been
// left out yet.
func withTakenOut(report, before *exchange.Report, out map[int]bool) *exchange.Report {
	var rows []exchange.Row
	for _, row := range before.Rows {
		if row.Line > 0 && out[row.Line] {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return report
	}
	whole, users := *report, 0
	for i := range rows {
		users += rows[i].Users
		whole.Skipped--
		whole.Count(&rows[i])
	}
	if users += usersOf(report); users != 0 {
		whole.Licence = &exchange.LicenceEffect{Users: users} // what it meets is reckoned for the rows that are left
	}
	whole.NewFolders = foldersWith(report, before, rows)
	whole.Same = whole.Added+whole.Updated+whole.Deleted+whole.Errors+len(whole.NewFolders) == 0
	whole.Rows = slices.Concat(report.Rows, rows)
	place := func(row exchange.Row) int { return cmp.Or(row.Line, math.MaxInt) } // what is missing from the file comes last
	slices.SortStableFunc(whole.Rows, func(a, b exchange.Row) int { return cmp.Compare(place(a), place(b)) })
	return &whole
}

func usersOf(report *exchange.Report) int {
	if report.Licence == nil {
		return 0
	}
	return report.Licence.Users
}

// foldersWith are the folders that a report makes and those that it would make for rows, in the order of the report before.
func foldersWith(report, before *exchange.Report, rows []exchange.Row) []string {
	wanted := func(folder string) bool {
		return slices.ContainsFunc(rows, func(row exchange.Row) bool {
			return slices.ContainsFunc(row.Changes, func(c exchange.Change) bool {
				return c.Field == "folder" && strings.HasPrefix(c.After+"/", folder+"/")
			})
		})
	}
	var folders []string
	for _, folder := range before.NewFolders {
		if slices.Contains(report.NewFolders, folder) || wanted(folder) {
			folders = append(folders, folder)
		}
	}
	for _, folder := range report.NewFolders {
		if !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}
