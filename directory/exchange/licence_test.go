package exchange

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"annuaire/directory"
)

func licensedDirectory(t *testing.T, licence directory.Licence) *directory.Directory {
	t.Helper()
	d, err := directory.Open(filepath.Join(t.TempDir(), "annuaire.db"), directory.Config{Name: "Ateliers Vauban", NoSync: true, Licence: licence})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Close() })
	return d
}

const threeUsers = "last_name;first_name;extensions\nMartin;Jean;1001\nDurand;Zoé;1002*,1003\nPetit;Léa;<vide>\nBlanc;Éric;1004\n"

func TestChargesAreAskedForOnceForTheWholeFile(t *testing.T) {
	d := licensedDirectory(t, directory.Licence{Included: 1, UnitPriceCents: 490, Currency: "EUR"})
	planned, err := Plan(t.Context(), d, strings.NewReader(threeUsers), Options{})
	if err != nil {
		t.Fatal(err)
	}
	effect := planned.Licence
	if effect == nil || effect.Users != 3 || effect.Code != directory.ChargesNotAccepted || effect.Charges.UsersAfter != 3 || effect.Charges.UnitPrice != "4.90" {
		t.Errorf("the plan says %+v", effect)
	}
	if planned.Added != 4 || planned.Errors != 0 {
		t.Error(reportText(planned, nil))
	}
	_, err = Import(t.Context(), d, strings.NewReader(threeUsers), Options{})
	refused, is := errors.AsType[*directory.Error](err)
	if !is || refused.Code != directory.ChargesNotAccepted || refused.Detail.(directory.Charges).UsersAfter != 3 {
		t.Errorf("%v", err)
	}
	if d.Snapshot().People.Len() != 1 {
		t.Error("something was imported")
	}
	done := mustImport(t, d, threeUsers, Options{AcceptCharges: true})
	if !done.Applied || done.Licence.Users != 3 || done.Licence.Code != "" {
		t.Errorf("%+v", done.Licence)
	}
	if again := mustImport(t, d, threeUsers, Options{}); again.Licence != nil || again.Unchanged != 3 {
		t.Error(reportText(again, nil))
	}
}

func TestAPlanTellsThatTheLicenceDoesNotAllowIt(t *testing.T) {
	d := licensedDirectory(t, directory.Licence{Limit: 2})
	planned, err := Plan(t.Context(), d, strings.NewReader(threeUsers), Options{})
	if err != nil || planned.Licence.Code != directory.LicenceLimitReached || planned.Added != 4 {
		t.Errorf("%v %+v", err, planned)
	}
	if _, err := Import(t.Context(), d, strings.NewReader(threeUsers), Options{AcceptCharges: true}); directory.CodeOf(err) != directory.LicenceLimitReached {
		t.Errorf("%v", err)
	}
}
