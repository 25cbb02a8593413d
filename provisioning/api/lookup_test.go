package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAnApplicationLooksUpWhoCalls(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	number := directory.Number{Kind: directory.WorkNumber, Raw: "01 23 45 67 89"}
	s.contact(directory.ContactDraft{Kind: directory.ExternalContact, Company: "Fournisseur", FolderID: own.ID, Numbers: []directory.Number{number}})
	s.person(own.ID, "Anne", "Martin", number)
	s.person(other.ID, "Secretine", "Person", number)
	rita, _ := s.login("Rita", grant(directory.SectionDirectory, directory.Read, own.ID))
	callers := decoded[struct{ Callers []directory.Hit }](rita.get("/lookup?number=%2B33123456789").want(200)).Callers
	if len(callers) != 2 || callers[0].Name != "Anne Martin" || callers[1].Name != "Fournisseur" {
		t.Errorf("%+v", callers)
	}
	if none := rita.get("/lookup?number=0144444444").want(200).Body.String(); none != "{\"callers\":[]}\n" {
		t.Errorf("%s", none)
	}
	rita.get("/lookup?number=abc").wantProblem(422, directory.Required)
}
