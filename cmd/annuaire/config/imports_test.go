package config

import (
	"testing"

	"annuaire/directory/exchange"
)

func TestImportsAreBoundedAsTheDefaultsSay(t *testing.T) {
	if got, want := Default().Imports.Limits(), (exchange.Limits{}).WithDefaults(); got != want {
		t.Errorf("%+v instead of %+v", got, want)
	}
}
