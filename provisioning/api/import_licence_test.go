package api

import (
	"testing"

	"annuaire/directory"
)

func TestAnImportAsksOnceForTheChargesOfAllItsUsers(t *testing.T) {
	s := newSite(t, func(c *directory.Config) {
		c.Licence = directory.Licence{Included: 1, UnitPriceCents: 490, Currency: "EUR"}
	})
	const file = "last_name;first_name;extensions\nMartin;Anne;1001\nDupont;Paul;1002\nCaron;Luc;1003\n"
	plan, path := s.planned(file, "")
	if effect := plan.Plan.Licence; effect.Users != 3 || effect.Code != directory.ChargesNotAccepted || effect.Charges.UsersAfter != 3 {
		t.Errorf("%+v", effect)
	}
	p := s.admin.post(path+"/apply", nil).wantProblem(402, directory.ChargesNotAccepted)
	if p.UsersAfter != 3 || p.UnitPrice != "4.90" || p.Currency != "EUR" {
		t.Errorf("%+v", p)
	}
	done := decoded[Import](s.admin.post(path+"/apply", object{"accept_charges": true}).want(200))
	if !done.Report.Applied || s.d.LicenceUse().Enabled != 3 {
		t.Errorf("%+v", done.Report)
	}
	const fourth = "last_name;first_name;extensions\nPetit;Zoé;1004\n"
	s.admin.post("/imports:run", []byte(fourth)).wantProblem(402, directory.ChargesNotAccepted)
	if last := s.lastAutomatic(); last.Result != directory.ImportFailed || last.Code != directory.ChargesNotAccepted {
		t.Errorf("%+v", last)
	}
	s.admin.post("/imports:run?accept_charges=true", []byte(fourth)).want(201)
}
