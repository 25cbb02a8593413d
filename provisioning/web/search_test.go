package web

import (
	"testing"

	"annuaire/directory"
)

func TestWhatIsFoundLeadsToIt(t *testing.T) {
	s := newSite(t)
	o := newOffice(s)
	sales := s.folder(s.folder(s.d.Root().ID, "Accueil Nord").ID, "Accueil Sud")
	s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Accueil Durand"})
	found := s.signedIn(adminEmail).get("/search?q=accueil").want(200,
		`href="`+folderPath(sales)+`"`, "Ateliers Vauban › Accueil Nord", `href="/groups/`+o.group.ID.String()+`"`, "<strong>Accueil Durand</strong>\n", `type="search" value="accueil"`)
	found.without(`<span class="quiet">Accueil Durand</span>`)
	reader := s.signedIn(s.login("Zoe", directory.Permission{Section: directory.SectionDirectory, Access: directory.Read}))
	reader.get("/search?q=accueil").want(200, `href="`+folderPath(sales)+`"`).without(`href="/groups/`)
	reader.get(folderPath(sales) + "?q=accueil").without(`type="search" value="accueil" placeholder="Name or number"`)
}
