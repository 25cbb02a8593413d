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

func TestChargesAreThoseOfTheRowsThatAreToBeApplied(t *testing.T) {
	s := newSite(t, func(c *directory.Config) {
		c.Licence = directory.Licence{Included: 1, Limit: 2, UnitPriceCents: 490, Currency: "EUR"}
	})
	const file = "last_name;first_name;extensions\nMartin;Anne;1001\nDupont;Paul;1002\nCaron;Luc;1003\nPetit;Zoé;\n"
	plan, path := s.planned(file, "")
	if plan.Plan.Licence.Code != directory.LicenceLimitReached || plan.Plan.Rows[0].Users != 1 || plan.Plan.Rows[3].Users != 0 {
		t.Errorf("%+v", plan.Plan)
	}
	out := decoded[Import](s.admin.patch(path+"/rows", object{"take_out": []int{4}}).want(200))
	if effect := out.Plan.Licence; effect.Users != 2 || effect.Code != directory.ChargesNotAccepted || effect.Charges.UsersAfter != 2 {
		t.Errorf("%+v", effect)
	}
	out = decoded[Import](s.admin.patch(path+"/rows", object{"take_out": []int{3}}).want(200))
	if effect := out.Plan.Licence; effect.Users != 1 || effect.Code != "" || effect.Charges != nil {
		t.Errorf("%+v", effect)
	}
	again := decoded[Import](s.admin.post(path+"/plan", nil).want(200)) // what is taken out stays so
	if effect := again.Plan.Licence; effect.Users != 1 || effect.Code != "" {
		t.Errorf("%+v", effect)
	}
	done := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if !done.Report.Applied || done.Report.Added != 2 || done.Report.Licence.Users != 1 || s.d.LicenceUse().Enabled != 1 {
		t.Errorf("%+v", done.Report)
	}
}
