package api

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestEverybodyChangesHerOwnTitlePhotoAndPrivateNumbers(t *testing.T) {
	s := newSite(t)
	c, contact := s.login("Anne") // with no right at all
	numbers := []directory.Number{
		{Kind: directory.WorkNumber, Raw: "01 23 45 67 89", ShortNumber: "123"},
		{Kind: directory.MobileNumber, Raw: "06 11 11 11 11", Hidden: true},
		{Kind: directory.HomeNumber, Raw: "01 99 99 99 99", ShortNumber: "124", Hidden: true},
	}
	if _, _, err := s.d.UpdateContact(t.Context(), contact.ID, 0, directory.ContactPatch{Numbers: &numbers}); err != nil {
		t.Fatal(err)
	}
	self := decoded[Self](c.get("/self").want(200))
	if self.Contact == nil || len(self.Contact.Numbers) != 3 || len(self.Grants) != 0 {
		t.Fatalf("%+v", self)
	}
	changed := decoded[directory.Contact](c.patch("/self", object{
		"title": "Directrice", "private_numbers": []object{{"kind": "mobile", "raw": "06 22 22 22 22"}},
	}, "If-Match", etag(self.Contact.Version)).want(200))
	var raw []string
	for _, n := range changed.Numbers {
		raw = append(raw, n.Raw)
	}
	if want := "01 23 45 67 89, 01 99 99 99 99, 06 22 22 22 22"; changed.Title != "Directrice" || strings.Join(raw, ", ") != want || !changed.Numbers[2].Hidden {
		t.Errorf("%+v", changed)
	}
	c.patch("/self", object{"title": "x"}, "If-Match", etag(self.Contact.Version)).wantProblem(412, directory.StaleRecord)
	c.patch("/self", object{"last_name": "Chef"}).wantProblem(422, directory.Invalid)
	c.put("/self/photo", picture(t)).want(200)
	if self = decoded[Self](c.get("/self")); self.Contact.Photo == "" {
		t.Errorf("%+v", self)
	}
	if shown := c.get("/self/photo?size=thumb").want(200); shown.Header().Get("Content-Type") != "image/jpeg" {
		t.Errorf("%s", shown.Header())
	}
	c.delete("/self/photo").want(204)
	c.get("/self/photo").wantProblem(404, directory.NotFound)
	c.get("/contacts/"+contact.ID.String()).wantProblem(403, directory.Forbidden)
	for _, a := range []answer{s.admin.patch("/self", object{"title": "x"}), s.admin.put("/self/photo", picture(t)), s.admin.delete("/self/photo")} {
		a.wantProblem(404, directory.NotFound) // a founder is no contact
	}
}

func TestOnesOwnRolesAreToldByName(t *testing.T) {
	s := newSite(t)
	ventes := s.folder(uuid.Nil, "Ventes")
	c, _ := s.login("Rita", grant(directory.SectionDirectory, directory.Write, ventes.ID)) // who may not read roles
	self := decoded[Self](c.get("/self").want(200))
	if len(self.Roles) != 1 || self.Roles[0].Name != "Rita A" || self.Roles[0].FolderName != "Ventes" || self.Roles[0].FolderID != ventes.ID {
		t.Errorf("%+v", self.Roles)
	}
}

func TestPrivateNumbersKeepTheShortNumbersTheyHave(t *testing.T) {
	before := []directory.Number{
		{Kind: directory.HomeNumber, Raw: "01", ShortNumber: "124", Hidden: true}, {Kind: directory.WorkNumber, Raw: "02"}, {Kind: directory.MobileNumber, Raw: "03", Hidden: true},
	}
	got := withPrivate(before, []PrivateNumber{{Kind: directory.OtherNumber, Raw: "01"}})
	if len(got) != 2 || got[0].Raw != "02" || got[1] != (directory.Number{Kind: directory.OtherNumber, Raw: "01", ShortNumber: "124", Hidden: true}) {
		t.Errorf("%+v", got)
	}
	if got = withPrivate(before, nil); len(got) != 2 || got[0].Raw != "01" {
		t.Errorf("%+v", got)
	}
}

func TestALargeImportIsToldInShort(t *testing.T) {
	s := newSite(t)
	lines := s.listen(t, s.admin, "/events")
	_, err := s.d.Apply(t.Context(), "contacts.import", func(e *directory.Edit) error {
		for range toldRecords + 1 {
			if _, _, err := e.CreateContact(directory.ContactDraft{FolderID: uuid.Nil, FirstName: "Anne", LastName: "Martin"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for told := ""; !strings.Contains(told, "contacts.import"); {
		told = until(t, lines, "data:")
		if strings.Contains(told, "contacts.import") && (!strings.Contains(told, `"more":true`) || strings.Count(told, `"table"`) != toldRecords) {
			t.Errorf("%.200s", told)
		}
	}
}
