package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestOutsideNumbersAreAddedGivenTakenAndGivenUp(t *testing.T) {
	s := newSite(t)
	made := s.admin.post("/external-numbers", object{"number": "01 23 45 67 89", "label": "Accueil"}).want(201)
	n := decoded[directory.OwnedNumber](made)
	if n.E164 != "+33123456789" || made.Header().Get("ETag") != `"1"` {
		t.Errorf("%+v", n)
	}
	s.admin.post("/external-numbers", object{"number": "+33 1 23 45 67 89"}).wantProblem(409, directory.NumberTaken)
	s.admin.post("/external-numbers", object{"number": "reception"}).wantProblem(422, directory.Invalid)
	anne, paul := s.user(uuid.Nil, "Anne", "Martin", "1001"), s.user(uuid.Nil, "Paul", "Neuf", "1002")
	of := func(u directory.UserDetails) string {
		return "/users/" + u.ID.String() + "/external-numbers/" + n.ID.String()
	}
	s.admin.put(of(anne), nil, "If-Match", `"7"`).wantProblem(412, directory.StaleRecord)
	for range 2 { // the second time changes nothing
		if u := decoded[User](s.admin.put(of(anne), nil).want(200)); len(u.Numbers) != 1 || u.Version != 2 {
			t.Errorf("%+v", u)
		}
	}
	s.admin.put(of(paul), nil).wantProblem(409, directory.NumberTaken)
	s.admin.delete(of(paul)).wantProblem(404, directory.NotFound)
	path := "/external-numbers/" + n.ID.String()
	s.admin.delete(path).wantProblem(409, directory.NumberInUse)
	s.admin.patch(path, object{"label": "Hall"}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	labelled := decoded[directory.OwnedNumber](s.admin.patch(path, object{"label": "Hall"}, "If-Match", `"2"`).want(200))
	if labelled.Label != "Hall" || labelled.Name != "Anne Martin" || labelled.ContactID != anne.ContactID {
		t.Errorf("%+v", labelled)
	}
	s.admin.put("/users/"+anne.ID.String()+"/features/fax", object{"enabled": true}).want(200)
	if u := decoded[User](s.admin.delete(of(anne)).want(200)); len(u.Numbers) != 0 || len(u.Warnings) != 1 || u.Warnings[0].Code != directory.FeatureTurnedOff {
		t.Errorf("%+v", u)
	}
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	s.admin.put(of(anne), nil).wantProblem(404, directory.NotFound)
}

func TestOutsideNumbersAreListedWhenSpareOrInSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	spare, mine, secret := s.ownNumber("0123456780"), s.ownNumber("0123456781"), s.ownNumber("0123456782")
	anne, secretine := s.user(own.ID, "Anne", "Martin", "1001"), s.user(other.ID, "Secretine", "Person", "1002")
	for u, n := range map[uuid.UUID]directory.ExternalNumber{anne.ID: mine, secretine.ID: secret} {
		s.admin.put("/users/"+u.String()+"/external-numbers/"+n.ID.String(), nil).want(200)
	}
	type list struct {
		Numbers []directory.OwnedNumber
		Total   int
	}
	c, _ := s.login("Rita", grant(directory.SectionUsers, directory.Write, own.ID), grant(directory.SectionDirectory, directory.Read, own.ID))
	all := decoded[list](c.get("/external-numbers").want(200))
	if all.Total != 2 || all.Numbers[0].ID != spare.ID || all.Numbers[1].Name != "Anne Martin" {
		t.Errorf("%+v", all)
	}
	if free := decoded[list](c.get("/external-numbers?spare=true").want(200)); free.Total != 1 || free.Numbers[0].ID != spare.ID {
		t.Errorf("%+v", free)
	}
	if whole := decoded[list](s.admin.get("/external-numbers?limit=2").want(200)); whole.Total != 3 || len(whole.Numbers) != 2 {
		t.Errorf("%+v", whole)
	}
	c.get("/external-numbers/" + spare.ID.String()).want(200)
	c.get("/external-numbers/" + mine.ID.String()).want(200)
	c.get("/external-numbers/"+secret.ID.String()).wantProblem(404, directory.NotFound)
	c.put("/users/"+anne.ID.String()+"/external-numbers/"+secret.ID.String(), nil).wantProblem(404, directory.NotFound)
	c.put("/users/"+anne.ID.String()+"/external-numbers/"+spare.ID.String(), nil).want(200)
	c.post("/external-numbers", object{"number": "0123456783"}).wantProblem(403, directory.Forbidden)
	c.delete("/external-numbers/"+spare.ID.String()).wantProblem(403, directory.Forbidden)
}
