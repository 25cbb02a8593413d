package web

import (
	"testing"

	"annuaire/directory"
)

func TestWhoMayChangeSomethingIsOfferedToTakeItBack(t *testing.T) {
	s := newSite(t)
	anne := s.contact(directory.ContactDraft{FirstName: "Anne", LastName: "Martin"})
	b := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionDirectory, Access: directory.Write})) // who may not see the journal
	deleted := b.post(contactPath(anne)+"/delete", "version", "1").want(200, `action="/undo"`)
	b.post("/undo", "revision", between(t, deleted.body, `name="revision" value="`, `"`), "back", contactPath(anne)).
		want(200, "The change has been taken back.", "Anne Martin").without(`action="/undo"`)
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
