package api

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// earlierImports asks for a page of the imports that the journal knows.
func earlierImports(a answer) (list []directory.PastImport, next string) {
	body := decoded[struct {
		Earlier []directory.PastImport
		Next    string
	}](a.want(200))
	return body.Earlier, body.Next
}

func TestImportsOlderThanADayAreThoseOfTheJournal(t *testing.T) {
	s := newSite(t)
	apply := func(c client, name string) string {
		job := decoded[Import](c.post("/imports?valid_rows=true&name="+name+".csv", []byte("last_name;first_name;folder\n"+name+";Anne;\n"+name+";Luc;Ventes\n")).want(201))
		path := "/imports/" + job.ID.String()
		c.post(path+"/plan", nil).want(200)
		c.post(path+"/apply", nil).want(200)
		return path
	}
	first := apply(s.admin, "Martin")
	s.admin.post(first+"/undo", nil).want(200)
	apply(s.admin, "Durand")
	if list, _ := earlierImports(s.admin.get("/imports")); len(list) != 0 {
		t.Errorf("%+v are among the imports of the day already", list)
	}
	s.api.imports = newImportJobs() // the day is over
	list, next := earlierImports(s.admin.get("/imports"))
	if len(list) != 2 || next != "" {
		t.Fatalf("%+v, %q", list, next)
	}
	if latest := list[0]; latest.Note != "Durand.csv" || latest.Import.Added != 1 || latest.Import.Errors != 1 || latest.UndoneBy != 0 || latest.Actor.Name != founderEmail {
		t.Errorf("%+v", latest)
	}
	if oldest := list[1]; oldest.Note != "Martin.csv" || oldest.UndoneBy <= oldest.Revision || oldest.UndoneAt.Before(oldest.Time.Add(-time.Second)) {
		t.Errorf("%+v", oldest)
	}
	page := s.admin.get("/imports?limit=1")
	one, next := earlierImports(page)
	if len(one) != 1 || next == "" || page.Header().Get("Link") == "" {
		t.Errorf("%+v, %q", one, next)
	}
	if one, next = earlierImports(s.admin.get("/imports?limit=1&after=" + next)); len(one) != 1 || one[0].Note != "Martin.csv" || next != "" {
		t.Errorf("%+v, %q", one, next)
	}
	s.admin.get("/imports?after=soon").wantProblem(422, directory.Invalid)

	reads := grant(directory.SectionImports, directory.Read, uuid.Nil)
	rita, _ := s.login("Rita", reads)
	if list, _ = earlierImports(rita.get("/imports")); len(list) != 0 {
		t.Errorf("somebody else's without the right to the journal: %+v", list)
	}
	nina, _ := s.login("Nina", reads, grant(directory.SectionJournal, directory.Read, uuid.Nil))
	if list, _ = earlierImports(nina.get("/imports")); len(list) != 2 {
		t.Errorf("%+v", list)
	}
}
