package api

import (
	"context"

	"github.com/google/uuid"

	"annuaire/directory"
)

// ImportListInput asks for the caller's imports, and how the last automatic one went: of all folders, as imports are.
type ImportListInput struct{}

func (ImportListInput) places(*API, *caller) ([]place, error) {
	return []place{{folder: uuid.Nil}}, nil
}

// ImportListOutput is the caller's imports of the last day, latest first, and how the last automatic one went, whose ever it was.
type ImportListOutput struct {
	Body struct {
		Imports       []Import             `json:"imports" doc:"Their plans and reports without the rows."`
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
