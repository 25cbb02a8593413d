package web

import (
	"testing"

	"annuaire/directory"
)

func TestTemplatesAreMadeChangedDeletedAndBroughtBack(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.get("/templates").want(200, "There is no template yet")
	b.post("/templates/new", "name", "").want(422, `href="#name"`, `id="name-error"`, `aria-invalid="true"`)
	b.post("/templates/new", "name", "Front desk", "ring_seconds", "500").want(422, `value="Front desk"`, `value="500"`, `href="#ring_seconds"`)
	b.post("/templates/new", "name", "Front desk", "ring_seconds", "soon").want(422, `href="#ring_seconds"`)
	made := b.post("/templates/new", "name", "Front desk", "ring_seconds", "40", "features.voicemail", "on").
		want(200, "The template “Front desk” has been added.", "Voicemail", "40 seconds", `action="/undo"`)
	if made.path != "/templates" {
		t.Errorf("leads to %s", made.path)
	}
	b.get("/templates").without("has been added")
	list, err := s.d.Templates()
	if err != nil || len(list) != 1 {
		t.Fatal(err, list)
	}
	page := "/templates/" + list[0].ID.String()
	b.get(page).want(200, `value="Front desk"`, `name="was.name"`, `name="version" value="1"`, "checked")
	b.post(page, "version", "1", "name", "Reception", "features.voicemail", "on").want(200, "The template “Reception” has been changed.", "as usual")
	b.post(page+"/delete", "version", "1").want(412, "Somebody has changed this meanwhile")
	deleted := b.post(page+"/delete", "version", "2").want(200, "The template “Reception” has been deleted.", "There is no template yet")
	b.post("/undo", "revision", between(t, deleted.body, `name="revision" value="`, `"`), "back", "/templates").
		want(200, "The change has been taken back.", ">Reception</a>")
	b.get("/templates/" + list[0].ID.String()[:8]).want(404)
}

func TestWhoComesSecondChoosesBetweenBothVersions(t *testing.T) {
	s := newSite(t)
	id := s.template("Front desk")
	b := s.signedIn(adminEmail)
	page := "/templates/" + id.String()
	b.post(page, "version", "1", "name", "Reception", "ring_seconds", "25", "features.voicemail", "on").want(200)
	// This one has opened the page before, changed the time that it rings, and the name too.
	typed := []string{
		"version", "1", "name", "Welcome", "was.name", "Front desk", "ring_seconds", "60", "was.ring_seconds", "25",
		"features.voicemail", "on", "was.features.voicemail", "on",
	}
	choice := b.post(page, typed...).want(412, "Changed meanwhile", "What you have typed", `name="version" value="2"`,
		`name="name" value="Welcome" required>`, `name="name" value="Reception" required>`,
		`name="ring_seconds" value="60" required checked>`, `name="ring_seconds" value="25" required>`,
		`type="hidden" name="features.voicemail" value="on"`)
	choice.without("Front desk</label>")
	b.post(page, "version", "2", "name", "Reception", "ring_seconds", "60", "features.voicemail", "on").want(200, "60 seconds", "Reception")
}

func TestTemplatesAreShownToWhoMayReadUsersAndChangedByWhoMayWriteThem(t *testing.T) {
	s := newSite(t)
	s.template("Front desk")
	reader := s.signedIn(s.login("Anne", directory.Permission{Section: directory.SectionUsers, Access: directory.Read}))
	reader.get("/templates").want(200, "Front desk").without("/templates/new", `<a href="/templates/`)
	reader.post("/templates/new", "name", "Sales").want(403, "You may not do this")
	nobody := s.signedIn(s.login("Luc"))
	nobody.get("/templates").want(403, "Your roles do not allow this")
	nobody.get("/").want(200).without(`href="/templates"`, `id="search"`)
}
