package web

import "strconv"

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
