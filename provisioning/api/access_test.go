package api

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestRolesAreMadeCopiedChangedAndDeleted(t *testing.T) {
	s := newSite(t)
	made := s.admin.post("/roles", object{"name": "Accueil", "permissions": []object{{"section": "directory", "access": "write"}}}).want(201)
	role := decoded[directory.Role](made)
	path := "/roles/" + role.ID.String()
	s.admin.patch(path, object{"description": "Le hall"}, "If-Match", `"1"`).want(200)
	s.admin.patch(path, object{"description": "Le toit"}, "If-Match", `"1"`).wantProblem(412, directory.StaleRecord)
	if r := decoded[directory.Role](s.admin.patch(path, object{"description": nil}).want(200)); r.Description != "" || r.Name != "Accueil" {
		t.Errorf("%+v", r)
	}
	s.admin.post(path+"/copy", object{"name": "Hall"}).want(201)
	s.admin.post("/roles", object{"name": "HALL"}).wantProblem(409, directory.RoleNameTaken)
	s.admin.delete("/roles/"+directory.StandardRole().String()).wantProblem(409, directory.RoleImmutable)
	contact := s.person(uuid.Nil, "Anne", "Martin")
	s.admin.put("/contacts/"+contact.ID.String()+"/roles", object{"roles": []object{{"role_id": role.ID}}}).want(200)
	p := s.admin.delete(path).wantProblem(409, directory.RoleInUse)
	if p.Info.(map[string]any)["logins"] != 1.0 {
		t.Errorf("%+v", p)
	}
	s.admin.delete(path + "?replace_with=" + directory.StandardRole().String()).want(204)
	login := decoded[directory.Login](s.admin.get("/contacts/" + contact.ID.String() + "/roles").want(200))
	if len(login.Roles) != 1 || login.Roles[0].RoleID != directory.StandardRole() {
		t.Errorf("%+v", login)
	}
}

func TestNobodyGivesMoreThanSheHas(t *testing.T) {
	s := newSite(t)
	own := s.folder(uuid.Nil, "Ventes")
	inside, outside := s.person(own.ID, "Anne", "Martin"), s.person(uuid.Nil, "Paul", "Martin")
	c, _ := s.login("Rita", grant(directory.SectionAccess, directory.Write, own.ID), grant(directory.SectionDirectory, directory.Read, own.ID))
	standard := func(folder uuid.UUID) object {
		return object{"roles": []object{{"role_id": directory.StandardRole(), "folder_id": folder}}}
	}
	path := "/contacts/" + inside.ID.String() + "/roles"
	c.put(path, standard(own.ID)).want(200)
	c.put(path, object{"roles": []object{{"role_id": directory.StandardRole()}}}).wantProblem(403, directory.PrivilegeEscalation)
	c.put(path, object{"roles": []object{{"role_id": directory.AdministratorRole(), "folder_id": own.ID}}}).wantProblem(403, directory.PrivilegeEscalation)
	c.put("/contacts/"+outside.ID.String()+"/roles", standard(own.ID)).wantProblem(404, directory.NotFound)
	c.post("/roles", object{"name": "x"}).wantProblem(403, directory.Forbidden)
	c.get("/logins").wantProblem(403, directory.Forbidden)
}

func TestTheLastAdministratorStays(t *testing.T) {
	s := newSite(t)
	founder := decoded[directory.Login](s.admin.get("/founder").want(200))
	s.admin.delete("/logins/"+founder.ID.String()).wantProblem(409, directory.LastAdministrator)
	s.admin.put("/founder/roles", object{"roles": []object{}}).wantProblem(409, directory.LastAdministrator)
	changed := decoded[directory.Login](s.admin.patch("/founder", object{"email": "chef@example.com"}).want(200))
	if changed.Email != "chef@example.com" {
		t.Errorf("%+v", changed)
	}
	if list := decoded[struct{ Logins []directory.Login }](s.admin.get("/logins").want(200)); len(list.Logins) != 1 {
		t.Errorf("%+v", list)
	}
	s.admin.get("/logins/" + founder.ID.String()).want(200)
	s.admin.get("/contacts/"+uuid.Nil.String()+"/roles").wantProblem(404, directory.NotFound) // not the founder's
}

func TestLDAPAccountsAreListedWithWhoUsesThem(t *testing.T) {
	s := newSite(t)
	device := decoded[directory.Device](s.admin.post("/devices", object{"type": "sip_device", "name": "Accueil", "account": object{"name": "front"}}).want(201))
	for _, name := range []string{"Étage", "lobby"} {
		s.admin.post("/accounts", object{"name": name}).want(201)
	}
	at := time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC)
	s.api.LastBind = func(account uuid.UUID) (LastBind, bool) {
		return LastBind{at, netip.MustParseAddr("192.0.2.7")}, account == device.AccountID
	}
	type page struct {
		Accounts []AccountView
		Next     string
		Total    int
	}
	first := decoded[page](s.admin.get("/accounts?limit=2").want(200))
	second := decoded[page](s.admin.get("/accounts?limit=2&after=" + first.Next).want(200))
	if len(first.Accounts) != 2 || first.Total != 3 || len(second.Accounts) != 1 || second.Next != "" {
		t.Errorf("%+v, then %+v", first, second)
	}
	found := decoded[page](s.admin.get("/accounts?q=etag").want(200))
	if found.Total != 1 || found.Accounts[0].Name != "Étage" || found.Accounts[0].LastBind != nil || found.Accounts[0].Device != nil {
		t.Errorf("%+v", found)
	}
	path := "/accounts/" + device.AccountID.String()
	own := decoded[AccountView](s.admin.get(path).want(200))
	if own.Device == nil || own.Device.Name != "Accueil" || own.LastBind == nil || !own.LastBind.At.Equal(at) {
		t.Errorf("%+v", own)
	}
	c, _ := s.login("Rita", grant(directory.SectionAccess, directory.Read, uuid.Nil))
	if seen := decoded[AccountView](c.get(path).want(200)); seen.Device != nil {
		t.Errorf("who may not read devices sees %+v", seen.Device)
	}
}

func TestLDAPAccountsAreMadeChangedRotatedAndRemoved(t *testing.T) {
	s := newSite(t)
	s.api.Attribute = func(name string) (string, bool) { return strings.ToLower(name), name != "nonsense" }
	f := s.folder(uuid.Nil, "Ventes")
	type made struct {
		directory.Account
		Secret string
	}
	account := decoded[made](s.admin.post("/accounts", object{"name": "phones", "folders": []uuid.UUID{f.ID}, "attributes": []string{"CN", "*"}}).want(201))
	if _, err := s.d.Authenticate(t.Context(), "phones", account.Secret); err != nil || account.Attributes[0] != "*" && account.Attributes[0] != "cn" {
		t.Errorf("%+v %v", account, err)
	}
	path := "/accounts/" + account.ID.String()
	s.admin.patch(path, object{"attributes": []string{"nonsense"}}).wantProblem(422, directory.Invalid)
	changed := decoded[directory.Account](s.admin.patch(path, object{"folders": nil, "name": "telephones"}, "If-Match", `"1"`).want(200))
	if len(changed.Folders) != 0 || changed.Name != "telephones" {
		t.Errorf("%+v", changed)
	}
	s.admin.patch(path, object{"dial_format": "e164"}).wantProblem(422, directory.Invalid)
	s.admin.patch(path, object{"dial_format": "national", "outside_line": "0", "truncation": "success"}).want(200)
	changed = decoded[directory.Account](s.admin.patch(path, object{"outside_line": nil, "search_base": "any"}).want(200))
	if want := (directory.PhoneOptions{DialFormat: "national", Truncation: "success", SearchBase: "any"}); changed.PhoneOptions != want {
		t.Errorf("%+v", changed.PhoneOptions)
	}
	s.admin.post("/accounts", object{"name": "Telephones"}).wantProblem(409, directory.AccountNameTaken)
	rotated := decoded[struct{ Secret string }](s.admin.post(path+"/secret", nil).want(200))
	if _, err := s.d.Authenticate(t.Context(), "telephones", rotated.Secret); err != nil {
		t.Error(err)
	}
	s.admin.get(path).want(200)
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	if strings.Contains(s.log.String(), account.Secret) || strings.Contains(s.admin.get("/journal").Body.String(), account.Secret) {
		t.Error("a secret is in log or journal")
	}
}
