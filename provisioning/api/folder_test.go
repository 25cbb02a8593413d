package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAFolderIsMadeRenamedMovedDeletedAndBroughtBack(t *testing.T) {
	s := newSite(t)
	made := s.admin.post("/folders", object{"name": "Ventes"}).want(http.StatusCreated)
	f := decoded[directory.Folder](made)
	if f.Name != "Ventes" || f.ParentID != s.d.Root().ID || made.Header().Get("ETag") != `"1"` {
		t.Fatalf("%+v %s", f, made.Header())
	}
	path := "/folders/" + f.ID.String()
	renamed := s.admin.patch(path, object{"name": "Ventes Nord", "default_kind": "external"}, "If-Match", `"1"`).want(http.StatusOK)
	if f = decoded[directory.Folder](renamed); f.Name != "Ventes Nord" || f.DefaultKind != directory.ExternalContact {
		t.Errorf("%+v", f)
	}
	other := s.folder(uuid.Nil, "Atelier")
	moved := s.admin.patch(path, object{"parent_id": other.ID}, "If-Match", renamed.Header().Get("ETag")).want(http.StatusOK)
	if f = decoded[directory.Folder](moved); f.ParentID != other.ID {
		t.Errorf("%+v", f)
	}
	erased := s.admin.patch(path, object{"parent_id": nil, "default_kind": nil}).want(http.StatusOK)
	if f = decoded[directory.Folder](erased); f.ParentID != s.d.Root().ID || f.DefaultKind != "" {
		t.Errorf("null has not erased: %+v", f)
	}
	s.person(f.ID, "Anne", "Martin")
	if p := s.admin.delete(path).wantProblem(http.StatusConflict, directory.FolderNotEmpty); p.Info.(map[string]any)["contacts"] != 1.0 {
		t.Errorf("%+v", p)
	}
	s.admin.delete(path + "?contents=trash").want(http.StatusNoContent)
	s.admin.get(path).wantProblem(http.StatusNotFound, directory.NotFound)
	bin := decoded[struct{ Items []BinItem }](s.admin.get("/bin").want(http.StatusOK))
	if len(bin.Items) != 2 {
		t.Errorf("%+v", bin)
	}
	back := s.admin.post("/bin/folders/"+f.ID.String()+"/bring-back", nil).want(http.StatusOK)
	if !strings.Contains(back.Body.String(), `"left_off":[]`) {
		t.Errorf("%s", back.Body)
	}
	s.admin.get(path).want(http.StatusOK)
}

func TestAFolderIsRefusedWithTheCodeOfTheRule(t *testing.T) {
	s := newSite(t)
	a := s.folder(uuid.Nil, "Ventes")
	b := s.folder(a.ID, "Nord")
	root := "/folders/" + s.d.Root().ID.String()
	for name, tc := range map[string]struct {
		answer answer
		status int
		code   directory.Code
	}{
		"a name that is taken":         {s.admin.post("/folders", object{"name": "VENTÈS"}), 409, directory.FolderNameTaken},
		"no name":                      {s.admin.post("/folders", object{}), 422, directory.Required},
		"a parent that does not exist": {s.admin.post("/folders", object{"name": "x", "parent_id": uuid.New()}), 422, directory.FolderUnknown},
		"a field that does not exist":  {s.admin.post("/folders", object{"name": "x", "colour": "red"}), 422, directory.Invalid},
		"a folder into itself":         {s.admin.patch("/folders/"+a.ID.String(), object{"parent_id": b.ID}), 409, directory.FolderCycle},
		"the root moved":               {s.admin.patch(root, object{"parent_id": b.ID}), 409, directory.RootFolderImmutable},
		"the root deleted":             {s.admin.delete(root), 409, directory.RootFolderImmutable},
		"an id that is none":           {s.admin.get("/folders/42"), 404, directory.NotFound},
		"an id that is zero":           {s.admin.get("/folders/" + uuid.Nil.String()), 404, directory.NotFound},
		"no JSON":                      {s.admin.post("/folders", []byte("{"), "Content-Type", "application/json"), 400, directory.Invalid},
		"another media type":           {s.admin.post("/folders", []byte("name"), "Content-Type", "text/plain"), 415, unsupportedMediaType},
		"a parameter that is none":     {s.admin.get("/folders?colour=red"), 422, directory.Invalid},
		"a path that is none":          {s.admin.get("/nothing"), 404, directory.NotFound},
		"a contact's devices written":  {s.admin.put("/contacts/"+uuid.New().String()+"/devices", object{}), 405, methodNotAllowed},
		"another method":               {s.admin.put("/folders", object{}), 405, methodNotAllowed},
		"a body that is too large":     {s.admin.post("/folders", object{"name": strings.Repeat("x", 2<<20)}), 413, directory.TooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			tc.answer.wantProblem(tc.status, tc.code)
			if tc.status == http.StatusMethodNotAllowed && tc.answer.Header().Get("Allow") == "" {
				t.Error("no Allow")
			}
		})
	}
}

func TestWhoHasAFolderSeesNothingAboveItOrBeside(t *testing.T) {
	s := newSite(t)
	above := s.folder(uuid.Nil, "Direction Secrete")
	own := s.folder(above.ID, "Ventes")
	below := s.folder(own.ID, "Nord")
	s.folder(uuid.Nil, "Atelier Secret")
	c, _ := s.login("Anne", grant(directory.SectionDirectory, directory.Write, own.ID))
	anne := s.person(below.ID, "Paul", "Nord")
	for _, path := range []string{"/folders", "/folders/" + own.ID.String(), "/contacts/" + anne.ID.String() + "?view=card", "/search?q=nord", "/search?q=secret"} {
		if a := c.get(path).want(http.StatusOK); strings.Contains(a.Body.String(), "Secret") || strings.Contains(a.Body.String(), above.ID.String()) {
			t.Errorf("%s: %s", path, a.Body)
		}
	}
	list := decoded[struct {
		Folders []directory.Folder
		Total   int
	}](c.get("/folders"))
	if len(list.Folders) != 2 || list.Total != 2 || list.Folders[0].ParentID != uuid.Nil || list.Folders[1].ParentID != own.ID {
		t.Errorf("%+v", list)
	}
	c.patch("/folders/"+below.ID.String(), object{"parent_id": above.ID}).wantProblem(http.StatusUnprocessableEntity, directory.FolderUnknown)
	c.patch("/folders/"+below.ID.String(), object{"parent_id": nil}).wantProblem(http.StatusUnprocessableEntity, directory.FolderUnknown)
	c.get("/folders?parent_id="+above.ID.String()).wantProblem(http.StatusNotFound, directory.NotFound)
	c.patch("/folders/"+below.ID.String(), object{"name": "Sud"}).want(http.StatusOK)
}
