package web

import (
	"strings"
	"testing"

	"annuaire/directory"
)

func TestWhoMayChangeSomethingIsOfferedToTakeItBack(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionDirectory, Access: directory.Write})) // who may not see the journal
	deleted := b.post(contactPath(anne)+"/delete", "version", "1").want(200, `action="/undo"`)
	b.post("/undo", "revision", between(t, deleted.body, `name="revision" value="`, `"`), "back", contactPath(anne)).
		want(200, "The change has been taken back.", "Anne Martin")
}

// TestWhatWasTakenBackByMistakeIsDoneAgain: and taken back again, as often as one likes; where something has changed since, it is not offered.
func TestWhatWasTakenBackByMistakeIsDoneAgain(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionDirectory, Access: directory.Write}))
	back, gone := contactPath(anne), folderPath(s.d.Root())
	press := func(page shown, back, label string) shown {
		t.Helper()
		offer := between(t, page.body, `action="/undo">`, `</form>`)
		if !strings.Contains(offer, label+"</button>") {
			t.Fatalf("%s is not offered: %s", label, offer)
		}
		fields := []string{"revision", between(t, offer, `name="revision" value="`, `"`), "back", back}
		if strings.Contains(offer, `name="again"`) {
			fields = append(fields, "again", "on")
		}
		return b.post("/undo", fields...)
	}
	page := b.post(back+"/delete", "version", "1").want(200)
	for range 2 {
		page = press(page, back, "Undo").want(200, "The change has been taken back.", "Anne Martin")
		page = press(page, gone, "Redo").want(200, "The change has been done again.").without("Anne Martin")
	}
	b.header.Set("Accept-Language", "fr")
	page = press(page, back, "Undo").want(200, "La modification a été annulée.", "Rétablir</button>")
	press(page, gone, "Rétablir").want(200, "La modification a été rétablie.", "Annuler</button>")
}

func TestWhatWasAddedAndTakenBackLeadsToWhereItWasAddedFrom(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	root := folderPath(s.d.Root())
	for _, add := range [][]string{
		{root + "/new", root, "name", "Ventes"},
		{root + "/contacts/new", root, "kind", "internal", "first_name", "Jean", "last_name", "Neuf"},
		{"/groups/new", "/groups", "name", "Accueil", "number", "8001", "strategy", "ring_all", "folder_id", s.d.Root().ID.String()},
		{"/lines/new", "/lines", "kind", "mobile", "raw", "06 39 98 10 50"},
		{"/devices/new?type=softphone", "/devices", "type", "softphone", "name", "Portable"},
	} {
		made := b.post(add[0], add[2:]...).want(200, "has been added")
		offer := between(t, made.body, `action="/undo">`, `<button`)
		undone := b.post("/undo", "revision", between(t, offer, `name="revision" value="`, `"`), "back", between(t, offer, `name="back" value="`, `"`))
		if undone.want(200, "The change has been taken back."); undone.path != add[1] {
			t.Errorf("%s taken back leads to %s", add[0], undone.path)
		}
	}
}
