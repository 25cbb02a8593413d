package web

import (
	"testing"

	"annuaire/directory"
)

func TestARoleIsAMatrixOfSectionsAndRights(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.get("/access").want(200, ">Technician</a>", "built in", "see and change", "Technicien de site")
	b.post("/access/roles/new", "name", "Technicien").want(409, `href="#name"`)
	b.post("/access/roles/new", "name", "Standard", "permissions.users", "read", "permissions.groups", "write").want(200, "The role “Standard” has been added.")
	b.get("/access/roles/"+directory.BuiltInRoles()[1].ID.String()).want(200, "it can be copied, not changed", "see and change", "Copy").without("<input type=\"radio\"", ">Save<", "/delete")
	b.post("/access/roles/"+directory.BuiltInRoles()[1].ID.String()+"/copy").want(200, "The role “Copy of Technician” has been added. It can be changed now.")
	page := "/access/roles/" + o.role.ID.String()
	b.post(page, "name", "Site", "permissions.devices", "write").want(200, "The role “Site” has been changed.")
	b.get(page).want(200, `name="permissions.devices" value="write" checked`)
	b.post(page+"/delete").want(409, "This role is in use", "1 person has it", "Choose what takes its place.")
	b.post(page+"/delete", "replace_with", directory.StandardRole().String()).want(200, "The role “Site” has been deleted.")
	b.get("/access/people").want(200, "Marie Leroy", "Standard user", "Founder", adminEmail)
}

func TestRolesAreTickedEverywhereAndGivenInOneFolder(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	sales := s.folder(s.d.Root().ID, "Ventes")
	b := s.signedIn(adminEmail)
	page := "/access/people/" + o.user.ContactID.String()
	technician := directory.BuiltInRoles()[1].ID.String()
	b.get(page).want(200, "Marie Leroy", `name="role.`+o.role.ID.String()+`" checked`)
	b.post(page, "role."+technician, "on").want(200, "The roles of Marie Leroy have been saved.", `name="role.`+technician+`" checked`)
	b.post(page+"/local", "role", o.role.ID.String(), "folder", sales.ID.String()).want(200, "Technicien de site", "Ventes")
	b.post(page+"/local", "role", o.role.ID.String(), "folder", sales.ID.String(), "take", "on").want(200, "have been saved")
	b.get("/access/people/"+o.another.ID.String()).want(200, "Without an e-mail address there is no access.", "Add an e-mail address").without("Roles everywhere")
	b.post("/access/people/founder").want(409, "Somebody must be left who manages access.")
	b.post(page+"/invite").want(503, "No mail server has been set up")
	b.post(page+"/close").want(200, "Marie Leroy has no access any more.")
	found := b.get("/access/people?contact=" + o.user.ContactID.String()).want(200)
	if found.path != page {
		t.Errorf("leads to %s", found.path)
	}
}

func TestATokenIsShownOnceAndRevoked(t *testing.T) {
	s := newSite(t)
	newOffice(s)
	b := s.signedIn(adminEmail)
	b.post("/access/tokens", "name", "", "days", "30").want(422, `href="#name"`)
	made := b.post("/access/tokens", "name", "scripts", "days", "30", "roles", directory.StandardRole().String()).want(200, "The token “scripts” has been made.", "API token")
	secret := between(t, made.body, "<code>", "</code>")
	list := b.get("/access/tokens").want(200, "scripts", adminEmail, "Standard user").without(secret)
	b.post("/access/tokens/"+between(t, list.body, `action="/access/tokens/`, `/revoke"`)+"/revoke").want(200, "The token is void.", "No program has a token yet.")
}

func TestNobodyGivesRightsTheyDoNotHave(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(s.login("Anne", directory.Permission{Section: directory.SectionAccess, Access: directory.Write},
		directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}))
	b.post("/access/roles/new", "name", "Tout", "permissions.users", "write").want(403, "You can not give rights that you do not have yourself.", `value="Tout"`)
	b.post("/access/people/"+o.user.ContactID.String(), "role."+directory.AdministratorRole().String(), "on").
		want(403, "You can not give rights that you do not have yourself.", "Marie Leroy")
}

// TestARoleThatIsBuiltInIsCalledInTheReadersLanguage holds the words against the directory's own roles, which are called in French; others are called as
// somebody typed it.
func TestARoleThatIsBuiltInIsCalledInTheReadersLanguage(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	french := &visit{web: s.web, language: "fr", printer: s.web.languages.printers["fr"]}
	for _, r := range directory.BuiltInRoles() {
		shown := role{ID: r.ID.String()}
		if french.inWords(&shown); shown.Name != typeset(r.Name) || shown.Description != typeset(r.Description) {
			t.Errorf("%s: %q, %q", r.Name, shown.Name, shown.Description)
		}
	}
	if n := len(builtInRoles()); n != len(directory.BuiltInRoles()) {
		t.Errorf("there are words for %d roles", n)
	}
	technician := directory.BuiltInRoles()[1]
	if _, err := s.d.SetRoles(t.Context(), o.user.ContactID, 0, []directory.RoleAssignment{{RoleID: technician.ID}, {RoleID: o.role.ID}}); err != nil {
		t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	pages := []string{
		"/access", "/access/people", "/access/people/" + o.user.ContactID.String(), "/users", o.address(""), "/access/roles/" + technician.ID.String(),
		"/directory/contacts/" + o.user.ContactID.String() + "/details",
	}
	for _, page := range pages {
		b.get(page).want(200, "Technician").without("Technicien<", "Technicien,", "Lignes, équipements et messageries")
	}
	b.get("/users").want(200, `title="Technician, Technicien de site"`).without("Standard user")
	b.get("/self").want(200, "Administrator", "All rights").without("Administrateur")
	b.header.Set("Accept-Language", "fr")
	for _, page := range pages {
		b.get(page).want(200, "Technicien").without("Technician<", "Technician,")
	}
}
