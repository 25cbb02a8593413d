package api

import (
	"context"
	"slices"
	"strconv"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ImportListInput asks for the caller's imports, how the last automatic one went, and for a page of those that the journal knows: of all folders, as imports
// are.
type ImportListInput struct{ Paging }

func (ImportListInput) places(*API, *caller) ([]place, error) {
	return []place{{folder: uuid.Nil}}, nil
}

// ImportListOutput is the caller's imports of the last day, latest first, how the last automatic one went, whose ever it was, and the other imports that
// the journal knows.
type ImportListOutput struct {
	Link string `header:"Link"`
	Body struct {
		Imports       []Import               `json:"imports" doc:"Of the last day, their plans and reports without the rows."`
		LastAutomatic *directory.ImportRun   `json:"last_automatic,omitempty" doc:"How the last import by imports:run went."`
		Earlier       []directory.PastImport `json:"earlier" doc:"Those that the journal knows and that are not among imports, newest first: one's own, and with journal:read everywhere everybody's. The note is the file's name."`
		Next          string                 `json:"next,omitempty" doc:"Of earlier."`
	}
}

// importList gives the caller's imports.
func (a *API) importList(ctx context.Context, c *caller, in *ImportListInput) (*ImportListOutput, error) {
	var out ImportListOutput
	out.Body.Imports = a.imports.of(c.owner())
	run, found, err := a.directory.LastImportRun()
	if err != nil {
		return nil, err
	}
	if found {
		out.Body.LastAutomatic = &run
	}
	before, err := in.numbered()
	if err != nil {
		return nil, err
	}
	all := c.Rights.May(directory.SectionJournal, directory.Read, uuid.Nil)
	earlier, err := a.directory.PastImports(ctx, before, in.Limit+1, func(entry directory.JournalEntry) bool {
		listed := slices.ContainsFunc(out.Body.Imports, func(i Import) bool { return i.Report != nil && i.Report.Revision == entry.Revision })
		return !listed && (all || c.made(entry.Actor))
	})
	if err != nil {
		return nil, err
	}
	if len(earlier) > in.Limit {
		earlier = earlier[:in.Limit]
		out.Body.Next = strconv.FormatUint(earlier[in.Limit-1].Revision, 10)
		out.Link = in.link(out.Body.Next)
	}
	out.Body.Earlier = earlier
	return &out, nil
}
