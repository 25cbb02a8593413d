package web

import (
	"strings"
	"testing"

	"annuaire/directory"
)

func TestAddingAUserShowsWhatItCostsAndAddsItOnceThatIsAccepted(t *testing.T) {
	s := newSiteOf(t, agreed{licence: directory.Licence{Included: 1, UnitPriceCents: 490, Currency: "EUR", ActivationPriceCents: 1000}})
	b := s.signedIn(adminEmail)
	b.get("/users").want(200, "0 users", "0 seats used, 1 included", `href="/users/new"`)
	b.get("/users/new").want(200, `name="extensions[0].number"`, `value="1000"`).without("paid licence")
	anne := []string{"contact.first_name", "Anne", "contact.last_name", "Martin", "contact.email", "anne@example.com", "extensions[0].number", "1000", "mailbox", "on"}
	b.post("/users/new", anne...).want(200, "Anne Martin has been added.", `action="/undo"`)
	b.get("/users/new").want(200, "Adding a user activates one more paid licence.", "You will have 2 users.", "4.90 EUR", "10.00 EUR", `value="1001"`)
	luc := []string{"contact.first_name", "Luc", "contact.last_name", "Petit", "extensions[0].number", "1001"}
	b.post("/users/new", luc...).want(402, "One more user has a price.", "Nothing has been added yet.", `data-guard="typed"`, "Accept the charges and add",
		`value="Luc"`, `name="accept_charges" value="on"`)
	b.get("/users").want(200, "1 user<").without("Luc")
	made := b.post("/users/new", append(luc, "accept_charges", "on")...).want(200, "Luc Petit has been added.")
	if !strings.HasPrefix(made.path, "/users/") {
		t.Errorf("leads to %s", made.path)
	}
	b.post("/undo", "revision", between(t, made.body, `name="revision" value="`, `"`), "back", "/users").want(200, "taken back").without("Luc Petit")
}

func TestWhatIsMissingOfANewUserIsSaidAtItsField(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.post("/users/new", "contact.first_name", "Luc", "extensions[0].number", "1001").want(422, `href="#contact.last_name"`, `id="contact.last_name-error"`)
}

func TestAFullLicenceIsSaidBeforeAnybodyFillsInTheForm(t *testing.T) {
	s := newSiteOf(t, agreed{licence: directory.Licence{Limit: 1, Included: 1}})
	newOffice(s)
	b := s.signedIn(adminEmail)
	b.get("/users").want(200, "1 seat used of 1")
	b.get("/users/new").want(200, "The licence allows no further user.", "have the licence extended")
	b.post("/users/new", "contact.first_name", "Luc", "contact.last_name", "Petit", "extensions[0].number", "1005").
		want(409, "The licence allows no further user.", `value="Luc"`)
}

func TestAnExtensionThatIsTakenNamesItsHolder(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	b.post("/users/new", "contact.first_name", "Luc", "contact.last_name", "Petit", "extensions[0].number", "1001").
		want(409, "Marie Leroy", `href="#extensions%5b0%5d.number"`, `value="Luc"`)
	b.post(o.address("/extensions"), "number", "600").want(409, "the call group Accueil", `href="#number"`)
	b.post(o.address("/extensions"), "number", "112").want(422, `href="#number"`)
	b.header.Set("Accept-Language", "fr")
	b.post("/users/new", "contact.first_name", "Luc", "contact.last_name", "Petit", "extensions[0].number", "1001").
		want(409, "Marie Leroy")
	b.post(o.address("/extensions"), "number", "600").want(409, "le groupe d’appel Accueil")
}

func TestSomebodyInTheDirectoryBecomesAUser(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	b := s.signedIn(adminEmail)
	found := b.get("/users/new?existing=on&who=petit").want(200, "Jean Petit", `contact=`+o.another.ID.String())
	found.without("contact.first_name")
	b.get("/users/new?contact="+o.another.ID.String()).want(200, "For Jean Petit, who is in the directory.").without("contact.first_name")
	b.post("/users/new?contact="+o.another.ID.String(), "contact", o.another.ID.String(), "extensions[0].number", "1009").want(200, "Jean Petit has been added.")
}
