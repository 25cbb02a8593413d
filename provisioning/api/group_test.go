package api

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestACallGroupIsMadeChangedDeletedAndBroughtBack(t *testing.T) {
	s := newSite(t)
	f := s.folder(uuid.Nil, "Ventes")
	anne, paul := s.person(f.ID, "Anne", "Martin"), s.person(f.ID, "Paul", "Neuf")
	made := s.admin.post("/groups", object{"name": "Accueil", "number": "8001", "folder_id": f.ID, "members": []uuid.UUID{paul.ID, anne.ID}}).want(http.StatusCreated)
	g := decoded[GroupView](made)
	if g.UID != "accueil" || g.Strategy != directory.RingAll || len(g.Contacts) != 2 || g.Contacts[0].Name != "Paul Neuf" {
		t.Errorf("%+v", g)
	}
	path := "/groups/" + g.ID.String()
	changed := s.admin.patch(path, object{"members": []uuid.UUID{anne.ID}, "strategy": "sequential", "folder_id": nil}, "If-Match", made.Header().Get("ETag")).want(200)
	if g = decoded[GroupView](changed); len(g.Members) != 1 || g.Strategy != directory.Sequential || g.FolderID != s.d.Root().ID {
		t.Errorf("%+v", g)
	}
	s.admin.patch(path, object{"name": "x"}, "If-Match", made.Header().Get("ETag")).wantProblem(412, directory.StaleRecord)
	if p := s.admin.post("/groups", object{"name": "Vente", "number": "8001"}).wantProblem(409, directory.NumberTaken); p.Fields[0].Field != "number" {
		t.Errorf("%+v", p)
	}
	s.admin.post("/groups", object{"name": "Pompiers", "number": "112"}).wantProblem(422, directory.NumberReserved)
	s.admin.post("/groups", object{"name": "Vente", "number": "8002", "members": []uuid.UUID{uuid.New()}}).wantProblem(422, directory.ContactUnknown)
	for filter, want := range map[string]int{"": 1, "?contact_id=" + anne.ID.String(): 1, "?contact_id=" + paul.ID.String(): 0, "?folder_id=" + f.ID.String(): 0} {
		if list := decoded[struct{ Total int }](s.admin.get("/groups" + filter).want(200)); list.Total != want {
			t.Errorf("%s: %d", filter, list.Total)
		}
	}
	if hits := decoded[directory.HitPage](s.admin.get("/search?q=8001")); hits.Total != 1 || hits.Hits[0].Kind != directory.GroupHit {
		t.Errorf("%+v", hits)
	}
	s.admin.delete(path).want(204)
	s.admin.get(path).wantProblem(404, directory.NotFound)
	bin := decoded[struct{ Items []BinItem }](s.admin.get("/bin").want(200))
	if len(bin.Items) != 1 || bin.Items[0].Kind != "group" || bin.Items[0].Name != "Accueil" {
		t.Errorf("%+v", bin)
	}
	back := decoded[GroupView](s.admin.post("/bin/groups/"+g.ID.String()+"/bring-back", nil).want(200))
	if len(back.Contacts) != 1 || back.Contacts[0].ID != anne.ID {
		t.Errorf("%+v", back)
	}
	s.admin.post("/bin/groups/"+g.ID.String()+"/bring-back", nil).wantProblem(404, directory.NotFound)
}

func TestACallGroupTakesOnlyMembersInSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	anne, secret := s.person(own.ID, "Anne", "Martin"), s.person(other.ID, "Paul", "Secret")
	g := s.group(own.ID, "Accueil", "8001", secret.ID)
	c, _ := s.login("Rita", grant(directory.SectionGroups, directory.Write, own.ID), grant(directory.SectionDirectory, directory.Read, own.ID))
	shown := decoded[GroupView](c.get("/groups/" + g.ID.String()).want(200))
	if len(shown.Members) != 1 || len(shown.Contacts) != 0 {
		t.Errorf("%+v", shown)
	}
	stay := object{"members": []uuid.UUID{anne.ID, secret.ID}}
	if g := decoded[GroupView](c.patch("/groups/"+g.ID.String(), stay).want(200)); len(g.Members) != 2 || len(g.Contacts) != 1 {
		t.Errorf("%+v", g)
	}
	c.patch("/groups/"+g.ID.String(), object{"members": []uuid.UUID{anne.ID}}).want(200)
	c.patch("/groups/"+g.ID.String(), stay).wantProblem(422, directory.ContactUnknown)
	c.post("/groups", object{"name": "Vente", "number": "8002", "folder_id": own.ID, "members": []uuid.UUID{secret.ID}}).wantProblem(422, directory.ContactUnknown)
	c.post("/groups", object{"name": "Vente", "number": "8002", "folder_id": other.ID}).wantProblem(422, directory.FolderUnknown)
	c.patch("/groups/"+g.ID.String(), object{"folder_id": other.ID}).wantProblem(422, directory.FolderUnknown)
}
