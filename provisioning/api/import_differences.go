package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"annuaire/directory/exchange"
)

// ImportDifference is a row that is planned otherwise than before.
type ImportDifference struct {
	Was *exchange.Row `json:"was,omitempty" doc:"As it was planned; missing where nothing was to be done."`
	Now *exchange.Row `json:"now,omitempty" doc:"As it is planned now; missing where nothing is to be done any more."`
}

// ImportDifferencesInput asks for a page of differences.
type ImportDifferencesInput struct {
	ImportPath
	Paging
}

// ImportDifferencesOutput is a page of differences.
type ImportDifferencesOutput struct {
	Link string `header:"Link"`
	Body struct {
		Differences []ImportDifference `json:"differences" doc:"In the file's order."`
		Next        string             `json:"next,omitempty"`
		Total       int                `json:"total"`
	}
}

// importDifferences tells, after plan_changed, how the plan that there is now differs from the one that was to be applied.
func (a *API) importDifferences(_ context.Context, c *caller, in *ImportDifferencesInput) (*ImportDifferencesOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	job.mu.Lock()
	all := job.different // never changed, only replaced
	job.mu.Unlock()
	out := &ImportDifferencesOutput{}
	out.Body.Total = len(all)
	if out.Body.Differences, out.Body.Next, err = cut(&in.Paging, all); err != nil {
		return nil, err
	}
	out.Link = in.link(out.Body.Next)
	return out, nil
}

// replanned keeps what the import would do now that the directory has changed, and how that differs from what was planned, apart from the rows that
// skip takes out. Those that have been taken out before stay in the plan, to be put back.
func (j *importJob) replanned(plan *exchange.Report, skip func(line int) bool) {
	different := differences(j.last(), plan)
	if skip != nil {
		different = slices.DeleteFunc(different, func(d ImportDifference) bool { return d.Now == nil && skip(d.Was.Line) })
	}
	j.planned(withTakenOut(plan, j.plan, j.skipped()))
	j.mu.Lock()
	defer j.mu.Unlock()
	j.different, j.shown.Different = different, len(different)
	j.tell()
}

// differences are the rows that two plans of one file make different things of.
func differences(was, now *exchange.Report) []ImportDifference {
	type place struct {
		line int
		id   uuid.UUID // of contacts that are missing from the file
	}
	at := func(row *exchange.Row) place {
		if row.Line > 0 {
			return place{line: row.Line}
		}
		return place{id: row.ID}
	}
	before, after := was.Rows, now.Rows
	earlier := map[place]*exchange.Row{}
	for i := range before {
		earlier[at(&before[i])] = &before[i]
	}
	var list []ImportDifference
	for i := range after {
		row := &after[i]
		old := earlier[at(row)]
		delete(earlier, at(row))
		if old == nil {
			list = append(list, ImportDifference{Now: withoutNew(row)})
		} else if !old.Same(row) {
			list = append(list, ImportDifference{withoutNew(old), withoutNew(row)})
		}
	}
	for i := range before { // what is left has nothing to do any more
		if row := &before[i]; earlier[at(row)] == row {
			list = append(list, ImportDifference{Was: withoutNew(row)})
		}
	}
	return list
}
