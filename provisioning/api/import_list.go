package api

import (
	"context"

	"annuaire/directory"
)

// ImportListInput asks for the caller's imports.
type ImportListInput struct{ importing }

// ImportListOutput is the caller's imports of the last day, latest first, and how the last automatic one went, whose ever it was.
type ImportListOutput struct {
	Body struct {
		Imports       []Import             `json:"imports" doc:"Without their plans and reports."`
		LastAutomatic *directory.ImportRun `json:"last_automatic,omitempty" doc:"How the last import by imports:run went."`
	}
}

// importList gives the caller's imports.
func (a *API) importList(_ context.Context, c *caller, _ *ImportListInput) (*ImportListOutput, error) {
	var out ImportListOutput
	out.Body.Imports = a.imports.of(c.owner())
	run, found, err := a.directory.LastImportRun()
	if err != nil {
		return nil, err
	}
	if found {
		out.Body.LastAutomatic = &run
	}
	return &out, nil
}
