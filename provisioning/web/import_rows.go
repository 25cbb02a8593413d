package web

import "net/url"

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
	all := append([]importFilter{{Label: "%d listed", Count: counts.Added + counts.Updated + counts.Deleted + counts.Errors}}, importActions()...)
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
