package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// licensed is a site where two users are included, a third costs, and there is no fourth.
func licensed(t *testing.T) *site {
	return newSite(t, func(c *directory.Config) {
		c.Licence = directory.Licence{Limit: 3, Included: 2, UnitPriceCents: 490, ActivationPriceCents: 1500, Currency: "EUR"}
	})
}

func draftOf(last, extension string) object {
	return object{"contact": object{"first_name": "Anne", "last_name": last}, "extensions": []object{{"number": extension}}}
}

func TestAUserBeyondThoseIncludedIsMadeOnceTheChargesAreAccepted(t *testing.T) {
	s := licensed(t)
	if use := decoded[directory.LicenceUse](s.admin.get("/licences").want(200)); use.Included != 2 || use.Limit != 3 || use.Next != "" {
		t.Errorf("%+v", use)
	}
	s.admin.post("/users", draftOf("Un", "1001")).want(201)
	s.admin.post("/users", draftOf("Deux", "1002")).want(201)
	if use := decoded[directory.LicenceUse](s.admin.get("/licences").want(200)); use.Enabled != 2 || use.Next != "charges_not_accepted" || use.Charges.UnitPrice != "4.90" {
		t.Errorf("%+v", use)
	}
	third := draftOf("Trois", "1003")
	revision := s.d.Revision()
	refused := s.admin.post("/users", third, "Idempotency-Key", "third")
	refused.wantProblem(402, directory.ChargesNotAccepted)
	if p := decoded[map[string]any](refused); p["users_after"] != 3.0 || p["unit_price"] != "4.90" || p["currency"] != "EUR" || p["activation_price"] != "15.00" || p["info"] != nil {
		t.Errorf("%v", p)
	}
	if s.d.Revision() != revision {
		t.Error("something has changed")
	}
	third["accept_charges"] = true
	s.admin.post("/users", third, "Idempotency-Key", "third").wantProblem(422, directory.IdempotencyKeyReused)
	made := decoded[User](s.admin.post("/users", third, "Idempotency-Key", "third, accepted").want(201))
	fourth := draftOf("Quatre", "1004")
	fourth["accept_charges"] = true
	s.admin.post("/users", fourth).wantProblem(409, directory.LicenceLimitReached)

	s.admin.delete("/users/" + made.ID.String()).want(204) // frees the licence at once
	back := "/bin/users/" + made.ID.String() + "/bring-back"
	s.admin.post(back, nil).wantProblem(402, directory.ChargesNotAccepted)
	s.admin.post(back, object{"accept_charges": true}).want(200)
}

func TestEnablingAUserAsksForItsLicence(t *testing.T) {
	s := licensed(t)
	s.user(uuid.Nil, "Anne", "Un", "1001")
	s.user(uuid.Nil, "Anne", "Deux", "1002")
	disabled := draftOf("Trois", "1003")
	disabled["disabled"] = true
	path := "/users/" + decoded[User](s.admin.post("/users", disabled).want(201)).ID.String()
	s.admin.patch(path, object{"enabled": true}).wantProblem(402, directory.ChargesNotAccepted)
	if u := decoded[User](s.admin.patch(path, object{"enabled": true, "accept_charges": true}).want(200)); !u.Enabled {
		t.Errorf("%+v", u)
	}
}

func TestOnlyWhatIsConfiguredIsToldOfCharges(t *testing.T) {
	s := newSite(t, func(c *directory.Config) { c.Licence = directory.Licence{Included: 1} })
	s.user(uuid.Nil, "Anne", "Un", "1001")
	p := decoded[map[string]any](s.admin.post("/users", draftOf("Deux", "1002")).want(402))
	for _, price := range []string{"unit_price", "activation_price", "currency"} {
		if _, told := p[price]; told || p["users_after"] != 2.0 {
			t.Errorf("%v", p)
		}
	}
}
