package web

import (
	"encoding/json"
	"strings"
	"testing"

	"annuaire/directory"
)

func TestTheDiallingSpaceNamesHoldersAndFreeRanges(t *testing.T) {
	s := newSite(t)
	newOffice(s)
	b := s.signedIn(adminEmail)
	b.get("/extensions").want(200, "3 numbers in use", ">600<", "Call group", ">1001<", "Marie Leroy", "Free ranges", ">1000<")
	b.get("/extensions?kind=group").want(200, ">600<").without(">1001<")
	b.get("/numbers").want(200, "Marie Leroy", "spare")
	b.post("/numbers", "number", "01 99 00 10 60").want(409, `href="#number"`)
	b.post("/numbers", "number", "01 99 00 10 62", "label", "Standard").want(200, "has been added.", "Standard")
}

func TestALineIsAssociatedDissociatedAndTakenOnlyWhenThatWasSaid(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	page := "/lines/" + o.line.ID.String()
	b.get(page).want(200, "Marie Leroy", "default line", "Pack Convergence", "incomplete: still needs Mobile line")
	b.post("/lines/"+o.mobile.ID.String()+"/associate", "contact", o.user.ContactID.String()).want(200, "The line has been associated with Marie Leroy.", "Pack Convergence", "complete")
	b.get(page).want(200).without("incomplete")
	b.get(page+"?who=petit").want(200, "Jean Petit")
	b.post(page+"/associate", "contact", o.another.ID.String()).want(409, "This line is already associated", "It is the line of Marie Leroy.", `name="reassign"`)
	b.post(page+"/associate", "contact", o.another.ID.String(), "reassign", "on").want(200, "The line has been associated with Jean Petit.")
	b.post(page+"/dissociate").want(200, "has been dissociated.", "nobody")
	b.get("/lines?associated=false").want(200, "01\u00a099\u00a000\u00a010\u00a050")
	b.get("/lines?q=0639981050").want(200, "Astreinte", "1 line<")
	b.post("/lines/new", "kind", "landline", "raw", "01 99 00 10 50").want(409, `href="#raw"`)
	b.post("/lines/new", "kind", "fax", "raw", "01 99 00 10 59").want(200, "has been added.")
	b.post(page+"/delete").want(200, "has been deleted.").without(`action="/undo"`)
}

func TestANewLineIsSomebodysAtOnce(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Martin"})
	b := s.signedIn(adminEmail)
	b.get("/lines/new").want(200, "Holder", `data-chooser="/choices/people?"`)
	add := func(number, holder string, more ...string) shown {
		return b.post("/lines/new", append([]string{"kind", "landline", "raw", number, "contact_id", holder}, more...)...)
	}
	add("01 99 00 10 30", "zoe").want(422, "Nobody has such a name or number.", `value="01 99 00 10 30"`, `value="zoe"`)
	add("01 99 00 10 30", "martin").want(422, "Which of these?", "Anne Martin", "Luc Martin")
	add("01 99 00 10 30", "martin", "contact_id.for", "martin", "contact_id.id", anne.ID.String()).want(200, "has been added", "Anne Martin", "default line")
	add("01 99 00 10 31", "anne martin").want(200, "has been added", "Anne Martin")
	add("01 99 00 10 32", "").want(200, "has been added")
	var found suggestions
	if err := json.Unmarshal([]byte(b.get("/choices/people?q=anne").want(200).body), &found); err != nil || len(found.Choices) != 1 || found.Choices[0].Name != "Anne Martin" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestABundleIsMadeChangedAndDeleted(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.post("/bundles/new", "name", "Pack Convergence", "requires.fax", "on").want(409, `href="#name"`)
	b.post("/bundles/new", "name", "Pack Bureau", "requires.fax", "on", "requires.voip", "on").want(200, "The bundle “Pack Bureau” has been added.", "Fax line, VoIP line")
	page := "/bundles/" + o.bundle.ID.String()
	b.post(page, "name", "Pack C", "requires.landline", "on").want(200, "The bundle “Pack C” has been changed.")
	b.post(page+"/delete").want(200, "The bundle “Pack C” has been deleted.").without(`href="` + page)
}

func TestAPhoneIsMadeWithSecretsThatAreShownOnce(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.get("/devices/new").want(200, "type=sip_uri", "type=cellphone")
	address := "/devices/new?type=sip_device&user=" + o.user.ID.String()
	b.post(address, "name", "Quai", "mac", "00-15-65-AA-BB-01", "sip_user", "quai").want(409, `href="#mac"`, `value="Quai"`)
	made := b.post(address, "name", "Quai", "mac", "00-15-65-AA-BB-09", "sip_user", "quai", "account", "on").
		want(200, "The phone Quai has been added.", "SIP password", "LDAP password", "shown this once")
	secret := between(t, made.body, "<code>", "</code>")
	b.get(o.address("/phones")).want(200, "Quai").without(secret)
	page := "/devices/" + o.device.ID.String()
	b.get(page).want(200, "with a SIP password", "Marie Leroy").without("LDAP account of its own</dd>")
	b.post(page+"/rotate").want(200, "SIP password")
	b.post(page+"/account").want(200, "LDAP password")
	b.post(page+"/revoke").want(200, "signs in no more.")
	b.post(page, "name", "Hall", "mac", "00:15:65:aa:bb:01").want(200, "The phone Hall has been changed.")
	b.get("/devices?q=hall").want(200, "Hall", "1 phone<")
	b.get("/devices?spare=true").want(200, "Adaptateur du quai").without("Hall")
	b.post(page+"/delete").want(200, "The phone Hall is in the bin.", `action="/undo"`)
	b.post("/devices/"+o.spare.ID.String()+"/assign", "line", o.line.ID.String()).want(200, "Adaptateur du quai has been associated.")
}

func TestACallGroupAndItsMembers(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	page, folder := "/groups/"+o.group.ID.String(), s.d.Root().ID.String()
	b.get("/groups").want(200, "Accueil", ">600<", "Marie Leroy, Jean Petit", "All at once")
	moved := b.post(page+"/members/"+o.another.ID.String()+"/up").want(200, "ring in another order")
	if strings.Index(moved.body, "Jean Petit") > strings.Index(moved.body, "Marie Leroy") {
		t.Error("Jean does not ring first")
	}
	b.post(page+"/members/"+o.another.ID.String()+"/remove").want(200, "has one member less.").without("Jean Petit")
	b.get(page+"?who=petit").want(200, "Jean Petit", `action="`+page+`/members"`)
	b.post(page+"/members", "contact", o.another.ID.String()).want(200, "has a new member.", "Jean Petit")
	b.post("/groups/new", "name", "Ventes", "number", "1001", "strategy", "ring_all", "folder_id", folder).want(409, "Marie Leroy", `href="#number"`)
	b.post("/groups/new", "name", "Ventes", "number", "601", "strategy", "sequential", "folder_id", folder).want(200, "The call group “Ventes” has been added.")
	b.post(page, "name", "Accueil", "number", "602", "strategy", "round_robin", "folder_id", folder).want(200, "has been changed.", ">602<")
	b.post(o.address("/delete"), "mailbox", "keep", "to", o.group.ID.String()).want(200, "is no longer a user")
	b.get(page).want(200, "Mailbox taken over")
	b.post(page+"/delete").want(200, "is in the bin.", `action="/undo"`)
}

func TestATechnicianSeesLinesAndEquipmentAndNothingOfUsersOrInvoices(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(s.login("Tom", directory.BuiltInRoles()[1].Permissions...))
	b.get("/lines").want(200, `href="/lines/new"`, `href="/devices"`).without(`href="/users"`, `href="/access"`, `href="/invoices"`)
	b.get("/lines/"+o.mobile.ID.String()).want(200, "Associate with somebody")
	b.post("/lines/"+o.mobile.ID.String()+"/associate", "contact", o.user.ContactID.String()).want(200, "has been associated with Marie Leroy.", "complete")
	b.get("/devices/"+o.device.ID.String()).want(200, "Bureau accueil").without("Associate with a user")
	b.get("/users").want(403, "You may not do this")
	b.get("/access").want(403)
}
