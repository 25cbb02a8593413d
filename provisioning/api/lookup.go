package api

import (
	"context"

	"annuaire/directory"
)

// LookupInput is the number that calls.
type LookupInput struct {
	Number string `query:"number" required:"true" doc:"However it is written: as the network gives it, or as people do."`
}

// LookupOutput is everybody in sight who has the number.
type LookupOutput struct {
	Body struct {
		Callers []directory.Hit `json:"callers" doc:"Those of the company first, then those whose number it is before their others, then who was changed last."`
	}
}

// lookup tells an application who calls.
func (a *API) lookup(ctx context.Context, c *caller, in *LookupInput) (*LookupOutput, error) {
	var (
		out LookupOutput
		err error
	)
	out.Body.Callers, err = a.directory.Callers(ctx, c.sight(), in.Number)
	return &out, err
}
