package web

import (
	"testing"

	"annuaire/directory"
)

func TestSettingsAreShownInWordsWithTheirKeys(t *testing.T) {
	s := newSiteOf(t, agreed{program: installed, licence: directory.Licence{Included: 3, UnitPriceCents: 490, Currency: "EUR"}})
	b := s.signedIn(adminEmail)
	b.get("/settings").want(200, "France (FR)", "<code>directory.country</code>", "ldaps://annuaire.example.com:636", "good until", "40.0 MiB", "15 minutes", "4.90",
		"annuaire backup", "/rename\">Rename</a>", "mail.example.com:587")
	b.header.Set("Accept-Language", "fr")
	b.get("/settings").want(200, "français (fr)", "valable jusqu’au", "40,0 Mio", "200\u00a0000 lignes")
	reader := s.signedIn(s.login("Rita", directory.Permission{Section: directory.SectionSettings, Access: directory.Read}))
	reader.get("/settings").want(200, "Ateliers Vauban", `href="/settings" aria-current="page"`).without("/rename")
	nobody := s.signedIn(s.login("Luc"))
	nobody.get("/settings").want(403).without(`href="/settings"`)
}

func TestAnInstallationThatLacksSomethingSaysSo(t *testing.T) {
	newSite(t).signedIn(adminEmail).get("/settings").want(200, "none: no phone finds the directory", "none: nobody is invited by e-mail", `class="warned"`)
}
