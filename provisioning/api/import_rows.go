package api

import (
	"context"
	"slices"
	"strings"

	"annuaire/directory"
	"annuaire/directory/exchange"
	"annuaire/directory/search"
)

// ImportRowsInput says which rows of a plan or report are wanted.
type ImportRowsInput struct {
	ImportPath
	Paging
	Action   []exchange.Action `query:"action" enum:"add,update,delete,unchanged,error" doc:"Only rows with one of these; without it, all."`
	TakenOut bool              `query:"taken_out" doc:"Only rows that have been taken out."`
	Text     string            `query:"q" doc:"Words that must all occur in the contact's name, in what changes or in what is wrong."`
}

// ImportRowsOutput is a page of rows.
type ImportRowsOutput struct {
	Link string `header:"Link"`
	Body struct {
		Rows  []ImportListedRow `json:"rows" doc:"Those that change something, are in error or have a warning, in the file's order."`
		Next  string            `json:"next,omitempty"`
		Total int               `json:"total"`
	}
}

// ImportListedRow is a row of a plan or report, and whether it has been taken out.
type ImportListedRow struct {
	exchange.Row
	TakenOut bool `json:"taken_out,omitempty" doc:"It is not applied."`
}

// importRows gives the rows of what an import has done or, before that, would do.
func (a *API) importRows(_ context.Context, c *caller, in *ImportRowsInput) (*ImportRowsOutput, error) {
	job, err := a.imports.find(c.owner(), in.ID)
	if err != nil {
		return nil, err
	}
	report := job.last()
	if report == nil {
		return nil, refuseState(ImportUploaded)
	}
	takenOut := job.skipped()
	found := in.filter(report.Rows, takenOut)
	out := &ImportRowsOutput{}
	out.Body.Total = len(found)
	page, next, err := cut(&in.Paging, found)
	if err != nil {
		return nil, err
	}
	out.Body.Rows, out.Body.Next = make([]ImportListedRow, len(page)), next
	for i, row := range page {
		out.Body.Rows[i] = ImportListedRow{row, takenOut[row.Line]}
	}
	out.Link = in.link(out.Body.Next)
	return out, nil
}

// filter gives the rows that are asked for.
func (in *ImportRowsInput) filter(rows []exchange.Row, takenOut map[int]bool) []exchange.Row {
	words := strings.Fields(search.Fold(in.Text))
	if len(in.Action)+len(words) == 0 && !in.TakenOut {
		return rows
	}
	var found []exchange.Row
	for _, row := range rows {
		if (len(in.Action) == 0 || slices.Contains(in.Action, row.Action)) && (!in.TakenOut || takenOut[row.Line]) && rowHas(row, words) {
			found = append(found, row)
		}
	}
	return found
}

// rowHas reports whether all words, folded, occur in what a row tells.
func rowHas(row exchange.Row, words []string) bool {
	if len(words) == 0 {
		return true
	}
	told := []string{row.Contact}
	for _, c := range row.Changes {
		told = append(told, c.Before, c.After)
	}
	for _, p := range slices.Concat(row.Problems, row.Warnings) {
		told = append(told, p.Column, p.Value, p.Message)
	}
	text := search.Fold(strings.Join(told, "\n"))
	return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) })
}

func refuseState(state ImportState) error {
	return &directory.Error{Code: directory.PlanChanged, Message: "the import is " + string(state)}
}
