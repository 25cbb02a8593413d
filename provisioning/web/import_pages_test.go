package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// working is an API whose imports are all being applied, as long as on says so.
type working struct {
	http.Handler
	on *atomic.Bool
}

func (w working) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	if !w.on.Load() || r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/api/v1/imports/") {
		w.Handler.ServeHTTP(rw, r)
		return
	}
	answer := httptest.NewRecorder()
	w.Handler.ServeHTTP(answer, r)
	var job map[string]any
	if json.Unmarshal(answer.Body.Bytes(), &job) == nil {
		job["under_way"], job["progress"] = "apply", map[string]any{"stage": "apply", "done": 37, "total": 100}
	}
	rw.WriteHeader(answer.Code)
	_ = json.NewEncoder(rw).Encode(job)
}

// imported has somebody else import people, and gives the revision that this has made.
func (s *site) imported(name, people string) uint64 {
	s.t.Helper()
	if _, err := exchange.Import(s.t.Context(), s.d, strings.NewReader("last_name;first_name\n"+people+"\n"), exchange.Options{Name: name}); err != nil {
		s.t.Fatal(err)
	}
	return s.d.Revision()
}

// importPages are the pages of imports, on a site with one at each step.
func importPages(s *site) []walked {
	sales := s.folder(s.d.Root().ID, "Équipe de Lyon")
	s.contact(directory.ContactDraft{FirstName: "Hélène", LastName: "Martin", FolderID: sales.ID, Title: "Comptable", Email: "helene.martin@example.com",
		Numbers: []directory.Number{{Raw: "01 99 00 10 24"}}})
	s.contact(directory.ContactDraft{FirstName: "Luc", LastName: "Abadie", FolderID: sales.ID})
	s.imported("reprise 2025.csv", "Vidal;Nora")
	if _, err := s.d.Undo(s.t.Context(), s.imported("nouveaux arrivants du premier semestre.csv", "Faure;Guy")); err != nil {
		s.t.Fatal(err)
	}
	b := s.signedIn(adminEmail)
	const plan = "Nom;Prénom;Fonction;Courriel;Email;Fixe;Dossier\n" +
		"Martin;Hélène;Directrice;x;helene.martin@example.com;01 99 00 10 24;Équipe de Lyon\n" +
		"Durand;Paul;Technicien;;;3,36E+10;\nPetit;Zoé;;;zoe.petit@example.com;06 39 98 10 24;Atelier/Nord\nAbadie;Luc;;;;;Équipe de Lyon\n"
	unknown := b.imports("anciens.csv", "Patronyme;Petit nom;Bureau\nMartin;Anne;Lyon\n").want(200).path
	planned := b.imports("équipe.csv", plan).want(200).path
	b.post(planned+"/options", "create_folders", "on").want(200)
	done := b.imports("arrivées.csv", "Nom;Prénom\nRoux;Ida\nBlanc;Marc\nLeroy\n").want(200).path
	b.post(done+"/apply", "valid_rows", "on").want(200)
	undone := b.imports("essai.csv", "Nom;Prénom\nBernard;Luc\n").want(200).path
	b.post(undone + "/apply").want(200)
	b.post(undone + "/undo").want(200)
	changed := b.imports("bureau.csv", "Nom;Prénom;Email\nMorel;Jean;jean.morel@example.com\n").want(200).path
	s.contact(directory.ContactDraft{FirstName: "Jean", LastName: "Morel", Email: "jean.morel@example.com"})
	b.post(changed + "/apply").want(409)
	return []walked{
		{name: "imports", address: "/imports"},
		{name: "import-new", address: "/imports/new"},
		{name: "import-unknown", address: unknown},
		{name: "import-plan", address: planned},
		{name: "import-errors", address: planned + "?show=error"},
		{name: "import-result", address: done},
		{name: "import-undone", address: undone},
		{name: "import-changed", address: changed},
		{name: "home-after-imports", address: "/"},
	}
}

func TestEveryPageOfImportsIsAccessibleAndFitsItsWindow(t *testing.T) {
	s := newSite(t)
	s.walk(importPages(s))
}

func TestPagesOfImportsAreThereInFrench(t *testing.T) {
	s := newSite(t)
	b := s.signedIn(adminEmail)
	b.header.Set("Accept-Language", "fr")
	for _, p := range importPages(s) {
		b.get(p.address).want(200, "<h1").without("%!", "The ", " rows")
	}
}

func TestAnImportThatIsUnderWayIsPickedUpAgain(t *testing.T) {
	var on atomic.Bool
	s := newSite(t, func(o *Options) { o.API = working{o.API, &on} })
	page := s.signedIn(adminEmail).imports("contacts.csv", frenchFile).want(200).path
	on.Store(true)
	without := s.signedIn(adminEmail)
	without.get(page).want(200, "The changes are being made.", `<progress max="100" value="37"`, "37% done", `hx-trigger="every 1s"`, "See how far it is").without("2. Plan</h2>")
	without.get("/imports").want(200, "contacts.csv")
	s.walk([]walked{{name: "import-progress", address: page}})
	w := s.window()
	w.signIn(adminEmail)
	w.Open(page)
	w.Says("#doing", "The changes are being made.")
	on.Store(false)
	w.Says("#step-plan", "2. Plan")
	w.Until(`!document.getElementById("doing")`)
}
