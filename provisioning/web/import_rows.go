package web

import (
	"net/url"
	"strconv"
	"strings"
)

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

// importRows is a page of rows.
type importRows struct {
	Filters []importFilter
	Show    string // the filter that is on
	Find    string
	Rows    []importRowShown
	Total   int
	Here    string // the query of this page: "?show=error"
	Pager   pager
	Ticks   bool // rows can be taken out
}

// Filtered reports whether not all rows are asked for.
func (r importRows) Filtered() bool { return r.Show+r.Find != "" }

// importFilter is a count that filters.
type importFilter struct {
	Name    string // of the action; "": all rows
	Label   words  // with the count
	Count   int
	Address string
	Current bool
}

// importActions are what can become of rows, in words.
func importActions() []importFilter {
	return []importFilter{
		{Name: "add", Label: "%d added"}, {Name: "update", Label: "%d changed"}, {Name: "delete", Label: "%d deleted"},
		{Name: "unchanged", Label: "%d unchanged"}, {Name: "error", Label: "%d in error"},
	}
}

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

// importRows asks for the rows that the address asks for.
func (v *visit) importRows(j importJob) (*importRows, error) {
	list := &importRows{Show: v.r.FormValue("show"), Find: v.r.FormValue("find"), Ticks: j.State == "planned"}
	asked := map[string]string{"limit": "50", "q": list.Find, "after": v.r.FormValue("after")}
	switch list.Show {
	case "":
	case "taken_out":
		asked["taken_out"] = "true"
	default:
		asked["action"] = list.Show
	}
	page, err := v.importRowsOf(j, asked)
	if err != nil {
		return nil, err
	}
	list.Total = page.Total
	for _, row := range page.Rows {
		list.Rows = append(list.Rows, v.importRowShown(row))
	}
	query := url.Values{}
	for _, name := range []string{"show", "find", "after"} {
		if value := v.r.FormValue(name); value != "" {
			query.Set(name, value)
		}
	}
	if len(query) > 0 {
		list.Here = "?" + query.Encode()
	}
	list.Pager = pagesOf(j.Address(), query, page.Next)
	list.Filters = importFilters(j, list)
	return list, nil
}

// importRowsPage is a page of rows as the API has it.
type importRowsPage struct {
	Rows  []importRow `json:"rows"`
	Next  string      `json:"next"`
	Total int         `json:"total"`
}

func (v *visit) importRowsOf(j importJob, asked map[string]string) (importRowsPage, error) {
	query := url.Values{}
	for name, value := range asked {
		if value != "" {
			query.Set(name, value)
		}
	}
	var page importRowsPage
	err := v.api.get(j.path()+"/rows?"+query.Encode(), &page)
	return page, err
}

// importFilters are the counts of an import, each a link to its rows.
func importFilters(j importJob, list *importRows) []importFilter {
	counts := j.Counts()
	of := map[string]int{"add": counts.Added, "update": counts.Updated, "delete": counts.Deleted, "unchanged": counts.Unchanged, "error": counts.Errors}
	all := append([]importFilter{{Label: "%d in all", Count: counts.Added + counts.Updated + counts.Deleted + counts.Errors}}, importActions()...)
	for i := range all {
		if all[i].Name != "" {
			all[i].Count = of[all[i].Name]
		}
	}
	if j.TakenOut > 0 && list.Ticks {
		all = append(all, importFilter{Name: "taken_out", Label: "%d taken out", Count: j.TakenOut})
	}
	for i := range all {
		f := &all[i]
		query := url.Values{}
		if f.Name != "" {
			query.Set("show", f.Name)
		}
		if list.Find != "" {
			query.Set("find", list.Find)
		}
		f.Current, f.Address = f.Name == list.Show, j.Address()+"?"+query.Encode()+"#rows"
	}
	return all
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

// importDifference is a row that is planned otherwise than it was.
type importDifference struct {
	Was *importRow `json:"was"`
	Now *importRow `json:"now"`
}

// Row is the row as it is now or, where nothing is to be done any more, as it was.
func (d importDifference) Row() *importRow {
	if d.Now != nil {
		return d.Now
	}
	return d.Was
}

// Before and After are what was and what is planned.
func (d importDifference) Before() words { return d.fate(d.Was) }
func (d importDifference) After() words  { return d.fate(d.Now) }

func (importDifference) fate(row *importRow) words {
	if row == nil {
		return "unchanged"
	}
	return rowLabel(row.Action)
}

// importDifferences asks for the first rows that are planned otherwise than they were.
func (v *visit) importDifferences(j importJob) ([]importDifference, error) {
	var page struct {
		Differences []importDifference `json:"differences"`
	}
	err := v.api.get(j.path()+"/differences?limit="+strconv.Itoa(differencesShown), &page)
	return page.Differences, err
}

// differencesShown is how many differences a page shows; where there are more, one looks at the plan as a whole.
const differencesShown = 20
