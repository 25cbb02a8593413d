package api

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAContactIsMadeChangedDeletedAndBroughtBack(t *testing.T) {
	s := newSite(t)
	made := s.admin.post("/contacts", object{
		"first_name": "Anne", "last_name": "Martin", "email": "anne@example.com",
		"numbers": []object{{"kind": "work", "raw": "01 23 45 67 89", "short_number": "123"}},
		"address": object{"street": "1 rue Haute", "city": "Lyon"},
	}).want(http.StatusCreated)
	c := decoded[directory.Contact](made)
	path := "/contacts/" + c.ID.String()
	changed := s.admin.patch(path, object{"email": nil, "title": "Directrice", "address": object{"city": nil, "postal_code": "69001"}},
		"If-Match", made.Header().Get("ETag"), "Content-Type", "application/merge-patch+json").want(http.StatusOK)
	c = decoded[directory.Contact](changed)
	if c.Email != "" || c.Title != "Directrice" || c.Address != (directory.Address{Street: "1 rue Haute", PostalCode: "69001"}) || len(c.Numbers) != 1 {
		t.Errorf("%+v", c)
	}
	if c = decoded[directory.Contact](s.admin.patch(path, object{"address": nil}).want(200)); c.Address != (directory.Address{}) {
		t.Errorf("%+v", c)
	}
	card := decoded[directory.Card](s.admin.get(path + "?view=card").want(http.StatusOK))
	if card.DisplayName != "Anne Martin" || card.Company != "Ateliers" || !slices.Equal(card.ShortNumbers, []string{"123"}) {
		t.Errorf("%+v", card)
	}
	s.admin.delete(path).want(http.StatusNoContent)
	s.admin.get(path).wantProblem(http.StatusNotFound, directory.NotFound)
	s.admin.post("/bin/contacts/"+c.ID.String()+"/bring-back", nil).want(http.StatusOK)
	s.admin.get(path).want(http.StatusOK)
}

func TestAStaleRecordIsRefusedWithBothVersions(t *testing.T) {
	s := newSite(t)
	c := s.person(uuid.Nil, "Anne", "Martin")
	path := "/contacts/" + c.ID.String()
	tag := s.admin.get(path).want(http.StatusOK).Header().Get("ETag")
	s.admin.patch(path, object{"title": "Directrice"}, "If-Match", tag).want(http.StatusOK)
	for name, send := range map[string]func() answer{
		"change": func() answer { return s.admin.patch(path, object{"title": "Comptable"}, "If-Match", tag) },
		"delete": func() answer { return s.admin.delete(path, "If-Match", tag) },
		"photo":  func() answer { return s.admin.put(path+"/photo", picture(t), "If-Match", tag) },
	} {
		p := send().wantProblem(http.StatusPreconditionFailed, directory.StaleRecord)
		if p.Seen != 1 || p.Current != 2 || p.Record.(map[string]any)["title"] != "Directrice" {
			t.Errorf("%s: %+v", name, p)
		}
	}
	for _, wrong := range []string{`"0"`, "yesterday", `"-1"`} {
		s.admin.delete(path, "If-Match", wrong).wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
	}
	s.admin.delete(path, "If-Match", "*").want(http.StatusNoContent)
}

func TestContactsAreReadPageByPage(t *testing.T) {
	s := newSite(t)
	f := s.folder(uuid.Nil, "Ventes")
	for _, name := range []string{"Blanc", "Arnaud", "Dupont", "Caron", "Etienne"} {
		s.person(f.ID, "Anne", name)
	}
	var names []string
	next := "/contacts?limit=2&sort=name&folder_id=" + f.ID.String()
	for pages := 0; next != "" && pages < 5; pages++ {
		a := s.admin.get(next).want(http.StatusOK)
		page := decoded[directory.ContactPage](a)
		if page.Total != 5 {
			t.Errorf("%d in all", page.Total)
		}
		for _, c := range page.Contacts {
			names = append(names, c.LastName)
		}
		next = ""
		if link := a.Header().Get("Link"); link != "" {
			address, _, _ := strings.Cut(strings.TrimPrefix(link, "<"), ">")
			u, err := url.Parse(address)
			if err != nil || !strings.HasSuffix(link, `; rel="next"`) || u.Query().Get("after") != page.Next {
				t.Fatalf("%s: %v", link, err)
			}
			next = strings.TrimPrefix(u.RequestURI(), prefix)
		}
	}
	if want := []string{"Arnaud", "Blanc", "Caron", "Dupont", "Etienne"}; !slices.Equal(names, want) {
		t.Errorf("%v", names)
	}
	s.admin.get("/contacts?after=nonsense").wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
	s.admin.get("/folders?after=nonsense").wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
	s.admin.get("/contacts?limit=1001").wantProblem(http.StatusUnprocessableEntity, directory.Invalid)
	if page := decoded[directory.ContactPage](s.admin.get("/contacts?has_email=false&kind=internal&q=anne")); page.Total != 0 {
		t.Errorf("%+v", page)
	}
	folders := decoded[struct{ Next string }](s.admin.get("/folders?limit=1").want(http.StatusOK))
	if folders.Next != "1" {
		t.Errorf("%+v", folders)
	}
}

func TestWhatIsHiddenFromPhonesIsHiddenFromReaders(t *testing.T) {
	s := newSite(t)
	f := s.folder(uuid.Nil, "Ventes")
	private := directory.Number{Kind: directory.MobileNumber, Raw: "06 98 76 54 32", ShortNumber: "4711", Hidden: true}
	c := s.person(f.ID, "Anne", "Martin", directory.Number{Kind: directory.WorkNumber, Raw: "01 23 45 67 89"}, private)
	hidden := s.contact(directory.ContactDraft{FolderID: f.ID, FirstName: "Hilda", LastName: "Verborgen", Hidden: true})
	reader, _ := s.login("Rita", grant(directory.SectionDirectory, directory.Read, uuid.Nil), grant(directory.SectionExports, directory.Read, uuid.Nil),
		grant(directory.SectionJournal, directory.Read, uuid.Nil))
	writer, _ := s.login("Walter", grant(directory.SectionDirectory, directory.Read, uuid.Nil), grant(directory.SectionDirectory, directory.Write, f.ID))
	path := "/contacts/" + c.ID.String()
	for _, p := range []string{path, path + "?view=card", "/contacts", "/contacts?q=martin", "/search?q=martin", "/exports/contacts.csv", "/journal"} {
		if a := reader.get(p).want(http.StatusOK); strings.Contains(a.Body.String(), "98 76") || strings.Contains(a.Body.String(), "4711") || strings.Contains(a.Body.String(), "Verborgen") {
			t.Errorf("%s tells what is hidden: %s", p, a.Body)
		}
	}
	for _, q := range []string{"0698765432", "4711", "Verborgen", "Hilda"} {
		for _, p := range []string{"/contacts?q=", "/search?q="} {
			if page := decoded[struct{ Total int }](reader.get(p + q).want(200)); page.Total != 0 {
				t.Errorf("a reader finds %s: %d", q, page.Total)
			}
			if page := decoded[struct{ Total int }](writer.get(p + q).want(200)); page.Total != 1 {
				t.Errorf("a writer does not find %s: %d", q, page.Total)
			}
		}
	}
	reader.get("/contacts/"+hidden.ID.String()).wantProblem(404, directory.NotFound)
	reader.get("/contacts/"+hidden.ID.String()+"/photo").wantProblem(404, directory.NotFound)
	if seen := decoded[directory.Contact](writer.get(path).want(200)); len(seen.Numbers) != 2 {
		t.Errorf("%+v", seen)
	}
	revealed := reader.get("/journal/" + s.lastRevisionOf(t, "contact.create", c.ID))
	if strings.Contains(revealed.want(200).Body.String(), "4711") {
		t.Errorf("the journal tells: %s", revealed.Body)
	}
}

func TestAnErrorDoesNotNameWhoIsOutOfSight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	s.person(other.ID, "Secretine", "Person", directory.Number{Kind: directory.WorkNumber, Raw: "01", ShortNumber: "123"})
	c, _ := s.login("Anne", grant(directory.SectionDirectory, directory.Write, own.ID))
	draft := object{"first_name": "Jean", "last_name": "Neuf", "folder_id": own.ID, "email": "secretine.person@example.com",
		"numbers": []object{{"kind": "work", "raw": "02", "short_number": "123"}}}
	refused := c.post("/contacts", draft)
	refused.wantProblem(http.StatusConflict, directory.EmailTaken)
	if strings.Contains(refused.Body.String(), "Secretine") || strings.Contains(refused.Body.String(), "Atelier") {
		t.Errorf("%s", refused.Body)
	}
	if a := s.admin.post("/contacts", draft); !strings.Contains(a.Body.String(), "Secretine Person (Atelier)") {
		t.Errorf("%s", a.Body)
	}
}

func TestContactsAreMovedAllOrNone(t *testing.T) {
	s := newSite(t)
	f := s.folder(uuid.Nil, "Ventes")
	a, b := s.person(uuid.Nil, "Anne", "Martin"), s.person(uuid.Nil, "Paul", "Martin")
	s.admin.post("/contacts:move", object{"ids": []uuid.UUID{a.ID, uuid.New()}, "folder_id": f.ID}).wantProblem(404, directory.NotFound)
	s.admin.post("/contacts:move", object{"ids": []uuid.UUID{a.ID, b.ID}, "folder_id": f.ID}).want(http.StatusNoContent)
	if page := decoded[directory.ContactPage](s.admin.get("/contacts?folder_id=" + f.ID.String())); page.Total != 2 {
		t.Errorf("%+v", page)
	}
}

func TestContactsAreDeletedAllOrNoneAndBroughtBackAtOnce(t *testing.T) {
	s := newSite(t)
	a, b := s.person(uuid.Nil, "Anne", "Martin"), s.person(uuid.Nil, "Paul", "Martin")
	s.admin.post("/contacts:delete", object{"ids": []uuid.UUID{a.ID, uuid.New()}}).wantProblem(404, directory.NotFound)
	s.admin.post("/contacts:delete", object{"ids": []uuid.UUID{}}).wantProblem(422, directory.Invalid)
	deleted := s.admin.post("/contacts:delete", object{"ids": []uuid.UUID{a.ID, b.ID}}).want(http.StatusNoContent)
	s.admin.get("/contacts/" + b.ID.String()).want(404)
	s.admin.post("/journal/"+deleted.Header().Get("Annuaire-Revision")+"/undo", nil).want(200)
	s.admin.get("/contacts/" + a.ID.String()).want(200)
	s.admin.get("/contacts/" + b.ID.String()).want(200)
}

func TestAPhotoIsWhatItsContentIs(t *testing.T) {
	s := newSite(t)
	path := "/contacts/" + s.person(uuid.Nil, "Anne", "Martin").ID.String() + "/photo"
	s.admin.get(path).wantProblem(404, directory.NotFound)
	s.admin.put(path, picture(t)).want(http.StatusOK)
	for _, size := range []string{"", "?size=thumb"} {
		a := s.admin.get(path + size).want(http.StatusOK)
		if a.Header().Get("Content-Type") != "image/jpeg" || !bytes.HasPrefix(a.Body.Bytes(), []byte{0xFF, 0xD8}) {
			t.Errorf("%s", a.Header())
		}
		if again := s.admin.get(path+size, "If-None-Match", a.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%d, %d bytes", again.Code, again.Body.Len())
		}
	}
	s.admin.put(path, []byte("GIF89a no photo"), "Content-Type", "image/png").wantProblem(415, directory.PhotoType)
	s.admin.put(path, make([]byte, 5<<20+1)).wantProblem(413, directory.PhotoTooLarge)
	s.admin.put(path, make([]byte, 6<<20)).wantProblem(413, directory.PhotoTooLarge)
	s.admin.delete(path).want(http.StatusNoContent)
	s.admin.get(path).wantProblem(404, directory.NotFound)
}

func TestARequestThatPanicsEndsAlone(t *testing.T) {
	s := newSite(t)
	h := s.api.recoverPanics(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("with secrets") }))
	r := httptest.NewRequest("GET", "/", nil)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	answer{w, s, "panic"}.wantProblem(500, directory.Internal)
	if strings.Contains(w.Body.String(), "secrets") || !strings.Contains(s.log.String(), "with secrets") {
		t.Errorf("%s\n%s", w.Body, s.log)
	}
}
