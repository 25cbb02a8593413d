package web

import (
	"testing"

	"annuaire/directory"
)

func TestTheListOfUsersShowsWhatEachHas(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.get("/users").want(200, "Marie Leroy", `title="Technicien de site"`, ">1001<", "+1", "01\u00a099\u00a000\u00a010\u00a060", `href="tel:&#43;33199001060"`,
		"Bureau accueil: Desk phone (SIP), registered", "Mobile de Marie: Smartphone with the application, disabled", "Voicemail", "Do not disturb")
	b.get("/users?q=1002").want(200, "Marie Leroy")
	b.get("/users?q=nobody").want(200, "No user has such a name, extension or number.", `href="/users"`)
	b.get("/users?enabled=false").want(200).without("Marie Leroy")
	if _, err := s.d.SetRoles(t.Context(), o.user.ContactID, 0, []directory.RoleAssignment{{RoleID: directory.AdministratorRole()}}); err != nil {
		t.Fatal(err)
	}
	b.get("/users").want(200, "Administrator").without("Standard user")
}

func TestAUsersSettingsAndExtensions(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.post(o.address(""), "version", "1", "enabled", "on", "ring_seconds", "500").want(422, `href="#ring_seconds"`)
	b.post(o.address(""), "enabled", "on", "ring_seconds", "40").want(200, "The settings of Marie Leroy have been saved.", `value="40"`)
	b.post(o.address("/extensions"), "number", "1003", "label", "Quai").want(200, "The extension 1003 has been added.", "Quai")
	second := o.user.Extensions[1].ID.String()
	b.post(o.address("/extensions/"+second+"/main")).want(200, "1002 is the main extension now.")
	b.post(o.address("/extensions/"+second), "number", "1005", "label", "Atelier", "carry", "on").want(200, "The extension 1005 has been changed.")
	b.post(o.address("/extensions/"+second+"/remove")).want(200, "The extension 1005 has been removed.").without(">1005<")
	b.get(o.address("/extensions/" + second)).want(404)
}

func TestAUsersOutsideNumbersAndPhones(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.post(o.address("/numbers"), "number", o.number.ID.String()).want(200, "has been associated.", "61")
	b.post(o.address("/numbers/"+o.number.ID.String()+"/take")).want(200, "has been dissociated and is spare")
	b.post(o.address("/phones"), "phone", o.spare.ID.String()).want(200, "Adaptateur du quai has been associated.")
	b.post("/devices/"+o.spare.ID.String()+"/unassign", "back", o.address("/phones")).want(200, "Adaptateur du quai has been dissociated and is spare.")
}

func TestAUsersFeaturesGoOnAndOffAndSayWhatTheyLack(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.post(o.address("/features/do_not_disturb/switch")).want(200, "The feature “Do not disturb” is off now.", `action="/undo"`)
	b.post(o.address("/features/hotdesk/switch"), "on", "on").want(200, "The feature “Hot desking” is on now.")
	b.post(o.address("/features/call_forward"), "enabled", "on", "busy", "06 39 98 10 99").want(200, "The feature “Call forwarding” has been set.")
	b.get(o.address("/features/call_forward")).want(200, `value="06 39 98 10 99"`, "checked")
	b.post(o.address("/features/find_me_follow_me"), "enabled", "on", "numbers", "1001\r\n06 39 98 10 99", "ring_seconds", "15").want(200, "has been set")
	b.get(o.address("/features/find_me_follow_me")).want(200, "1001\n0639981099", `value="15"`)
	b.post(o.address("/features/call_groups"), "enabled", "on", "groups", o.group.ID.String()).want(200, "has been set")
	b.get(o.address("/features/unknown")).want(404)
	only := s.userWithNumberOnly()
	b.post("/users/"+only+"/features/hotdesk/switch", "on", "on").
		want(422, "This feature needs an extension, and there is none yet.", `href="/users/`+only+`/extensions"`, "Add an extension")
}

func TestPhonesAndFeaturesAreNotShownToWhoMayNotReadThem(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	reader := s.signedIn(s.login("Anne", directory.Permission{Section: directory.SectionUsers, Access: directory.Read},
		directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}))
	reader.get("/users").want(200, "Marie Leroy").without("Bureau accueil", `href="/users/new"`, "seat used")
	reader.get(o.address("")).want(200, "Marie Leroy").without("/phones", "/voicemail", "/delete", "/replace", `name="ring_seconds"`)
	reader.post(o.address("/extensions"), "number", "1003").want(403)
}

// userWithNumberOnly makes a user who has an outside number and no extension.
func (s *site) userWithNumberOnly() string {
	s.t.Helper()
	u, _, err := s.d.CreateUser(s.t.Context(), directory.UserDraft{
		Contact: &directory.ContactDraft{FirstName: "Paul", LastName: "Durand"}, Numbers: []string{"+33199001061"},
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return u.ID.String()
}
