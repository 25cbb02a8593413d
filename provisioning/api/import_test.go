package api

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

const threePeople = "last_name;first_name;folder;phone_1\nMartin;Anne;Ventes;0123456789\nDupont;Paul;Ventes;\nCaron;Luc;;\n"

func TestAnImportIsUploadedPlannedAppliedAndUndone(t *testing.T) {
	s := newSite(t)
	job := decoded[Import](s.admin.post("/imports?create_folders=true", []byte(threePeople)).want(201))
	path := "/imports/" + job.ID.String()
	if job.State != ImportUploaded || job.Bytes != int64(len(threePeople)) {
		t.Errorf("%+v", job)
	}
	s.admin.post(path+"/apply", nil).wantProblem(409, directory.PlanChanged) // not planned
	s.admin.post(path+"/undo", nil).wantProblem(409, directory.PlanChanged)
	revision := s.d.Revision()
	planned := decoded[Import](s.admin.post(path+"/plan", nil).want(200))
	if planned.Plan.Added != 3 || len(planned.Plan.NewFolders) != 1 || planned.State != ImportPlanned || s.d.Revision() != revision {
		t.Errorf("%+v", planned.Plan)
	}
	applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if !applied.Report.Applied || applied.State != ImportApplied || applied.Progress != nil || applied.Plan != nil {
		t.Errorf("%+v", applied)
	}
	s.admin.post(path+"/apply", nil).wantProblem(409, directory.PlanChanged)
	if page := decoded[directory.ContactPage](s.admin.get("/contacts?origin=import")); page.Total != 3 {
		t.Errorf("%+v", page)
	}
	undone := decoded[Import](s.admin.post(path+"/undo", nil).want(200))
	if undone.State != ImportUndone || undone.Undone.Restored != 4 {
		t.Errorf("%+v", undone.Undone)
	}
	if page := decoded[directory.ContactPage](s.admin.get("/contacts")); page.Total != 0 {
		t.Errorf("%+v", page)
	}
	s.admin.post(path+"/undo", nil).wantProblem(409, directory.PlanChanged)
	list := decoded[struct{ Imports []Import }](s.admin.get("/imports").want(200))
	if len(list.Imports) != 1 || list.Imports[0].Plan != nil {
		t.Errorf("%+v", list)
	}
}

func TestAPlanThatWouldBeAnotherNowIsNotApplied(t *testing.T) {
	s := newSite(t)
	s.folder(uuid.Nil, "Ventes")
	job := decoded[Import](s.admin.post("/imports", []byte(threePeople)).want(201))
	path := "/imports/" + job.ID.String()
	s.admin.post(path+"/plan", nil).want(200)
	s.folder(uuid.Nil, "Atelier") // makes no difference
	other := decoded[Import](s.admin.post("/imports", []byte(threePeople)).want(201))
	s.admin.post("/imports/"+other.ID.String()+"/plan", nil).want(200)
	s.admin.post(path+"/apply", nil).want(200)
	revision := s.d.Revision()
	p := s.admin.post("/imports/"+other.ID.String()+"/apply", nil).wantProblem(409, directory.PlanChanged)
	if p.Info.(map[string]any)["add"] == 3.0 || s.d.Revision() != revision {
		t.Errorf("%+v", p)
	}
}

func TestAnImportWithErrorsChangesNothingUnlessAsked(t *testing.T) {
	s := newSite(t)
	for want, query := range []string{"", "?valid_rows=true"} {
		job := decoded[Import](s.admin.post("/imports"+query, []byte(threePeople)).want(201)) // the folder does not exist
		path := "/imports/" + job.ID.String()
		if plan := decoded[Import](s.admin.post(path+"/plan", nil).want(200)).Plan; plan.Errors != 2 {
			t.Errorf("%+v", plan)
		}
		s.admin.post(path+"/apply", nil).want(200)
		if page := decoded[directory.ContactPage](s.admin.get("/contacts")); page.Total != want {
			t.Errorf("%q: %d contacts", query, page.Total)
		}
	}
	planned, path := s.planned(strings.ReplaceAll(threePeople, "Martin", "Roux"), "")
	if refused := decoded[Import](s.admin.post(path+"/apply", nil).want(200)); refused.Report.Applied || refused.State != ImportPlanned {
		t.Errorf("%+v", refused)
	}
	agreed := decoded[Import](s.admin.post(path+"/apply", object{"valid_rows": true}).want(200)) // what the plan has shown is enough
	if !agreed.Report.Applied || agreed.Report.Added != planned.Plan.Added || agreed.Report.Errors != 2 {
		t.Errorf("%+v", agreed.Report)
	}
	job := decoded[Import](s.admin.post("/imports", []byte("colour\nred\nred;blue\"\n")).want(201))
	if a := s.admin.post("/imports/"+job.ID.String()+"/plan", nil); a.Code != 422 && a.Code != 200 {
		t.Errorf("%d %s", a.Code, a.Body)
	}
	s.admin.post("/imports?empty=perhaps", []byte(threePeople)).wantProblem(422, directory.Invalid)
}

func TestImportsMakeRoomForLaterOnes(t *testing.T) {
	s := newSite(t)
	first := decoded[Import](s.admin.post("/imports", []byte(threePeople)).want(201))
	for range jobsOfOne {
		s.admin.post("/imports", []byte(threePeople)).want(201)
	}
	s.admin.get("/imports/"+first.ID.String()).wantProblem(404, directory.NotFound)
}

func TestAnExportIsWhatImportsReadAndItsReaderSees(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	s.person(own.ID, "Anne", "Martin", directory.Number{Kind: directory.WorkNumber, Raw: "0123456789", Hidden: true})
	s.person(other.ID, "Paul", "Secret")
	a := s.admin.get("/exports/contacts.csv?separator=,").want(200)
	if !strings.HasPrefix(a.Header().Get("Content-Type"), "text/csv") || !strings.Contains(a.Body.String(), "Secret") {
		t.Errorf("%s", a.Body)
	}
	job := decoded[Import](s.admin.post("/imports", a.Body.Bytes()).want(201))
	if plan := decoded[Import](s.admin.post("/imports/"+job.ID.String()+"/plan", nil).want(200)).Plan; !plan.Same {
		t.Errorf("%+v", plan)
	}
	c, _ := s.login("Rita", grant(directory.SectionDirectory, directory.Read, uuid.Nil), grant(directory.SectionExports, directory.Read, own.ID))
	for folder, want := range map[uuid.UUID]int{own.ID: 2, other.ID: 2, s.d.Root().ID: 4, uuid.New(): 1} {
		if lines := strings.Count(s.admin.get("/exports/contacts.csv?folder_id="+folder.String()).want(200).Body.String(), "\n"); lines != want {
			t.Errorf("%d lines of folder %s", lines, folder)
		}
	}
	if out := c.get("/exports/contacts.csv?folder_id=" + other.ID.String()).want(200); strings.Contains(out.Body.String(), "Secret") {
		t.Errorf("%s", out.Body)
	}
	body := c.get("/exports/contacts.csv").want(200).Body.String()
	if strings.Contains(body, "Secret") || strings.Contains(body, "0123456789") || !strings.Contains(body, "Martin") {
		t.Errorf("%s", body)
	}
}

func TestStatementsAreJSONAndCSV(t *testing.T) {
	s := newSite(t)
	if list := s.admin.get("/invoices").want(200); !strings.Contains(list.Body.String(), `"invoices":[]`) {
		t.Errorf("%s", list.Body)
	}
	month := s.clock.now().UTC().Format("2006-01")
	if err := s.d.RecordDay(t.Context(), s.clock.now(), 3); err != nil {
		t.Fatal(err)
	}
	list := decoded[struct{ Invoices []directory.Statement }](s.admin.get("/invoices").want(200))
	if len(list.Invoices) != 1 || list.Invoices[0].Month != month || list.Invoices[0].UserDays != 3 {
		t.Errorf("%+v", list)
	}
	if one := decoded[directory.Statement](s.admin.get("/invoices/" + month).want(200)); one.Price.Currency != "EUR" {
		t.Errorf("%+v", one)
	}
	table := s.admin.get("/invoices/" + month + "?format=csv").want(200)
	if !strings.HasPrefix(table.Body.String(), "day;users\n") || !strings.Contains(table.Body.String(), ";3\nuser_days;3\namount;") {
		t.Errorf("%s", table.Body)
	}
	s.admin.get("/invoices/1999-01").wantProblem(404, directory.NotFound)
	s.admin.get("/invoices/soon").wantProblem(422, directory.Invalid)
}

func TestHealthShowsWhatItsReaderCanPutRight(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier Secret")
	shared := directory.Number{Kind: directory.WorkNumber, Raw: "01 23 45 67 89"}
	s.person(own.ID, "Anne", "Martin", shared)
	s.person(other.ID, "Paul", "Secret", shared)
	s.folder(other.ID, "Secret vide")
	if h := decoded[directory.Health](s.admin.get("/health").want(200)); len(h.DuplicateNumbers) != 1 || len(h.EmptyFolders) != 1 {
		t.Errorf("%+v", h)
	}
	c, _ := s.login("Rita", grant(directory.SectionDirectory, directory.Write, own.ID))
	a := c.get("/health").want(200)
	if h := decoded[directory.Health](a); len(h.DuplicateNumbers) != 0 || len(h.EmptyFolders) != 0 || strings.Contains(a.Body.String(), "Secret") {
		t.Errorf("%s", a.Body)
	}
}

func TestImportsAreBoundedAsIsConfigured(t *testing.T) {
	s := newSite(t)
	s.api.Imports.Rows, s.api.Imports.Bytes = 3, int64(len(threePeople))
	job := decoded[Import](s.admin.post("/imports?create_folders=true", []byte(threePeople)).want(201))
	path := "/imports/" + job.ID.String()
	s.admin.post(path+"/plan", nil).want(200)
	s.api.Imports.Rows = 2
	s.admin.post(path+"/plan", nil).wantProblem(413, directory.TooLarge)
	s.admin.post("/imports", []byte(threePeople+"\n")).wantProblem(413, directory.TooLarge)
}
