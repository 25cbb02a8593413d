package api

import (
	"context"

	"annuaire/directory"
)

// LicenceOutput is how many users are enabled, how many may be, and what one more would cost.
type LicenceOutput struct{ Body directory.LicenceUse }

// licenceShow says what one more user would meet, before anybody is asked to fill in a form.
func (a *API) licenceShow(context.Context, *caller, *Empty) (*LicenceOutput, error) {
	return &LicenceOutput{a.directory.LicenceUse()}, nil
}
