package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestTemplatesAreMadeAppliedChangedAndDeleted(t *testing.T) {
	s := newSite(t)
	standard := object{"role_id": directory.StandardRole()}
	made := s.admin.post("/templates", object{
		"name": "Accueil", "ring_seconds": 15, "caller_privacy": true, "roles": []object{standard},
		"features": object{"voicemail": object{"enabled": true}, "fax": object{"enabled": true}, "hotdesk": object{"enabled": true}},
	}).want(201)
	template := decoded[directory.Template](made)
	s.admin.post("/templates", object{"name": "ACCUEIL"}).wantProblem(409, directory.TemplateNameTaken)
	s.admin.post("/templates", object{"name": "Vide", "roles": []object{{"role_id": uuid.New()}}}).wantProblem(422, directory.RoleUnknown)

	u := decoded[User](s.admin.post("/users", object{
		"contact":    object{"first_name": "Anne", "last_name": "Martin", "email": "anne@example.com"},
		"extensions": []object{{"number": "1001"}}, "template_id": template.ID, "features": object{"hotdesk": object{"enabled": false}},
	}).want(201))
	if u.RingSeconds != 15 || !u.CallerPrivacy || len(u.Mailboxes) != 1 || u.Features[directory.FeatureHotdesk].Enabled {
		t.Errorf("%+v", u)
	}
	if len(u.Warnings) != 1 || u.Warnings[0].Field != "features.fax" { // it needs an external number
		t.Errorf("%+v", u.Warnings)
	}
	if l := decoded[directory.Login](s.admin.get("/contacts/" + u.ContactID.String() + "/roles").want(200)); len(l.Roles) != 1 {
		t.Errorf("%+v", l)
	}

	path := "/templates/" + template.ID.String()
	changed := decoded[directory.Template](s.admin.patch(path, object{"ring_seconds": nil, "features": object{"fax": object{"enabled": false}}}, "If-Match", `"1"`).want(200))
	if changed.Name != "Accueil" || changed.RingSeconds != 0 || len(changed.Features) != 3 || changed.Features[directory.FeatureFax].Enabled || len(changed.Roles) != 1 {
		t.Errorf("%+v", changed)
	}
	p := s.admin.patch(path, object{"name": "Hall"}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	if p.Current != 2 {
		t.Errorf("%+v", p)
	}
	if bare := decoded[directory.Template](s.admin.patch(path, object{"features": nil, "roles": nil}).want(200)); len(bare.Features)+len(bare.Roles) != 0 {
		t.Errorf("%+v", bare)
	}
	if got := decoded[User](s.admin.get("/users/" + u.ID.String()).want(200)); got.RingSeconds != 15 || got.Version != u.Version {
		t.Errorf("a user changed with its template: %+v", got)
	}
	s.admin.delete(path, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	if list := decoded[struct{ Templates []directory.Template }](s.admin.get("/templates").want(200)); list.Templates == nil || len(list.Templates) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestTheRolesOfATemplateAreForWhoReadsAccess(t *testing.T) {
	s := newSite(t)
	made := decoded[directory.Template](s.admin.post("/templates", object{"name": "Accueil", "roles": []object{{"role_id": directory.AdministratorRole()}}}).want(201))
	c, _ := s.login("Rita", grant(directory.SectionUsers, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	path := "/templates/" + made.ID.String()
	if seen := decoded[directory.Template](c.get(path).want(200)); seen.Roles != nil {
		t.Errorf("%+v", seen)
	}
	c.patch(path, object{"name": "Hall"}).want(200) // and keeps the roles
	if kept := decoded[directory.Template](s.admin.get(path).want(200)); len(kept.Roles) != 1 || kept.Name != "Hall" {
		t.Errorf("%+v", kept)
	}
	c.patch(path, object{"roles": nil}).wantProblem(403, directory.PrivilegeEscalation)
	c.post("/templates", object{"name": "Mine", "roles": []object{{"role_id": directory.AdministratorRole()}}}).wantProblem(403, directory.PrivilegeEscalation)
}
