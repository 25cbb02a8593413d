package api

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"annuaire/directory"
)

// lastAutomatic is how the last automatic import went.
func (s *site) lastAutomatic() *directory.ImportRun {
	return decoded[struct {
		Last *directory.ImportRun `json:"last_automatic"`
	}](s.admin.get("/imports").want(200)).Last
}

func TestAProgramImportsByItselfWhatIsInOrder(t *testing.T) {
	s := newSite(t)
	if last := s.lastAutomatic(); last != nil {
		t.Errorf("there was none: %+v", last)
	}
	program := s.tokenOf(s.admin, time.Hour)
	done := decoded[Import](program.post("/imports:run?create_folders=true", []byte(threePeople)).want(201))
	if done.State != ImportApplied || done.Report.Added != 3 {
		t.Errorf("%+v", done)
	}
	s.clock.move(time.Minute)
	if last := s.lastAutomatic(); last.Result != directory.ImportDone || last.Added != 3 || last.By != "a program" || last.AgeSeconds < 60 {
		t.Errorf("%+v", last)
	}
	program.post("/imports/"+done.ID.String()+"/undo", nil).want(200)
	if page := decoded[directory.ContactPage](s.admin.get("/contacts")); page.Total != 0 {
		t.Errorf("%d contacts after the undo", page.Total)
	}
}

func TestAnAutomaticImportWithARowInErrorChangesNothing(t *testing.T) {
	s := newSite(t)
	revision := s.d.Revision()
	p := s.admin.post("/imports:run", []byte(threePeople)).wantProblem(409, directory.ImportRefused)
	if p.Info.(map[string]any)["error"] != 2.0 || s.d.Revision() != revision {
		t.Errorf("%+v", p)
	}
	if last := s.lastAutomatic(); last.Result != directory.ImportStopped || last.Errors != 2 || last.Code != directory.ImportRefused || last.Message == "" {
		t.Errorf("%+v", last)
	}
	jobs := decoded[struct{ Imports []Import }](s.admin.get("/imports").want(200)).Imports
	rows, _, _ := importRowsOf(s.admin.get("/imports/" + jobs[0].ID.String() + "/rows?action=error"))
	if jobs[0].State != ImportPlanned || len(rows) != 2 {
		t.Errorf("its plan can not be looked at: %+v", jobs[0])
	}
	s.admin.post("/imports:run?valid_rows=true", []byte(threePeople)).wantProblem(422, directory.Invalid)
	s.admin.post("/imports:run", []byte("nom;nom\n")).wantProblem(422, directory.Invalid)
	if last := s.lastAutomatic(); last.Result != directory.ImportFailed || last.Code != directory.Invalid {
		t.Errorf("%+v", last)
	}
}

func TestAnAutomaticImportDeletesNoMoreThanItMay(t *testing.T) {
	s := newSite(t)
	var file strings.Builder
	file.WriteString("external_ref;last_name;first_name\n")
	for i := range 12 {
		fmt.Fprintf(&file, "%d;Martin;Jean\n", i)
	}
	s.admin.post("/imports:run", []byte(file.String())).want(201)
	missing := "/imports:run?missing=delete&scope_origin=import"
	ten := []byte(strings.Join(strings.SplitAfter(file.String(), "\n")[:11], ""))
	s.admin.post(missing+"&max_deletions=1", ten).wantProblem(409, directory.ImportRefused)
	if done := decoded[Import](s.admin.post(missing+"&max_deletions=2", ten).want(201)); done.Report.Deleted != 2 {
		t.Errorf("%+v", done.Report)
	}
	s.admin.post(missing+"&max_deletions=12", []byte("external_ref\n1\n")).wantProblem(409, directory.MassDelete)
	if last := s.lastAutomatic(); last.Result != directory.ImportStopped || last.Deleted != 9 {
		t.Errorf("%+v", last)
	}
	if again := decoded[Import](s.admin.post("/imports:run", ten).want(201)); !again.Report.Same {
		t.Errorf("%+v", again.Report)
	}
	if last := s.lastAutomatic(); last.Result != directory.ImportUnchanged {
		t.Errorf("%+v", last)
	}
}

func TestAMassDeletionOfAPlanIsConfirmedWithItsNumber(t *testing.T) {
	s := newSite(t)
	s.admin.post("/imports:run?create_folders=true", []byte(threePeople)).want(201)
	plan, path := s.planned("last_name;first_name;folder;phone_1\nMartin;Anne;Ventes;0123456789\n", "?missing=delete&scope_folder=ventes")
	if plan.Plan.Missing == nil || plan.Plan.Missing.Confirm != 1 || plan.Plan.Missing.Scope != 2 {
		t.Fatalf("%+v", plan.Plan)
	}
	s.admin.post(path+"/apply", nil).wantProblem(409, directory.MassDelete)
	s.admin.post(path+"/apply", object{"confirm_mass_delete": 2}).wantProblem(409, directory.MassDelete)
	done := decoded[Import](s.admin.post(path+"/apply", object{"confirm_mass_delete": 1}).want(200))
	if done.Report.Deleted != 1 || !done.Report.Applied {
		t.Errorf("%+v", done.Report)
	}
	s.admin.post("/imports?missing=delete", []byte(threePeople)).want(201) // the options are looked at with the file
	s.admin.post("/imports?missing=perhaps", []byte(threePeople)).wantProblem(422, directory.Invalid)
}

func TestOneImportIsAppliedAtATime(t *testing.T) {
	s := newSite(t)
	_, path := s.planned("last_name;first_name\nMartin;Anne\n", "")
	s.api.imports.applying.Lock()
	s.admin.post(path+"/apply", nil).wantProblem(409, directory.RequestInProgress)
	s.admin.post("/imports:run", []byte(threePeople)).wantProblem(409, directory.RequestInProgress)
	s.api.imports.applying.Unlock()
	s.admin.post(path+"/apply", nil).want(200)
}

func TestTheSameFileTwiceIsSaid(t *testing.T) {
	s := newSite(t)
	const file = "external_ref;last_name;first_name\n1;Martin;Anne\n"
	first, path := s.planned(file, "")
	if first.SameAs != nil {
		t.Errorf("%+v", first)
	}
	s.admin.post(path+"/apply", nil).want(200)
	again, _ := s.planned(file, "")
	if again.SameAs == nil || *again.SameAs != first.ID || !again.Plan.Same || again.SHA256 != first.SHA256 {
		t.Errorf("%+v", again)
	}
	other, _ := s.planned(file+"2;Durand;Zoé\n", "")
	if other.SameAs != nil || other.SHA256 == first.SHA256 {
		t.Errorf("%+v", other)
	}
}

func TestTheFileOfAnImportComesWithItsReasons(t *testing.T) {
	s := newSite(t)
	_, path := s.planned(threePeople, "?valid_rows=true")
	a := s.admin.get(path + "/rows.csv?errors_only=true").want(200)
	want := "last_name;first_name;folder;phone_1;reason\n" +
		"Martin;Anne;Ventes;0123456789;\"folder \"\"Ventes\"\": does not exist; create it or tick \"\"create folders\"\"\"\n" +
		"Dupont;Paul;Ventes;;\"folder \"\"Ventes\"\": does not exist; create it or tick \"\"create folders\"\"\"\n"
	if a.Body.String() != want || !strings.Contains(a.Header().Get("Content-Disposition"), "import.csv") {
		t.Errorf("%s\n%s", a.Header(), a.Body)
	}
	plan := s.admin.get(path + "/rows.csv?byte_order_mark=true").want(200).Body.String()
	if !strings.HasPrefix(plan, "\uFEFF") || !strings.Contains(plan, "Caron;Luc;;;4;add;") {
		t.Error(plan)
	}
	if corrected, _ := s.planned(a.Body.String(), "?create_folders=true"); corrected.Plan.Errors != 0 || corrected.Plan.Added != 2 || len(corrected.Plan.UnknownColumns) != 0 {
		t.Errorf("%+v", corrected.Plan)
	}
	waiting := decoded[Import](s.admin.post("/imports", []byte(threePeople)).want(201))
	s.admin.get("/imports/"+waiting.ID.String()+"/rows.csv").wantProblem(409, directory.PlanChanged)
	s.admin.get("/imports/"+uuid.NewString()+"/rows.csv").wantProblem(404, directory.NotFound)
}

func TestOnlyTheLatestLongPlansAreKeptWhole(t *testing.T) {
	s := newSite(t)
	var file strings.Builder
	file.WriteString("last_name;first_name\n")
	for i := range rowsShown + 1 {
		fmt.Fprintf(&file, "Martin %d;Jean\n", i)
	}
	_, oldest := s.planned(file.String(), "")
	for range longJobs - 1 {
		s.planned(file.String(), "")
	}
	s.admin.get(oldest + "/rows?limit=1").want(200)
	s.planned(file.String(), "")
	s.admin.get(oldest+"/rows").wantProblem(409, directory.PlanChanged)
	s.admin.post(oldest+"/apply", nil).wantProblem(409, directory.PlanChanged)
	if again := decoded[Import](s.admin.post(oldest+"/plan", nil).want(200)); again.Plan.Added != rowsShown+1 {
		t.Errorf("%+v", again.State)
	}
}

// TestAnAutomaticImportIsToldHowItsFileIsRead: what its columns stand for, by name and by place, and how it is written.
func TestAnAutomaticImportIsToldHowItsFileIsRead(t *testing.T) {
	s := newSite(t)
	file := []byte("Patronyme/Petit nom/Ligne/Ligne\nMartin/H\xe9l\xe8ne/06 39 98 10 24/Quai\n")
	s.admin.post("/imports:run", file).wantProblem(422, directory.Invalid)
	told := "/imports:run?separator=/&encoding=windows-1252&column=Patronyme%3Dlast_name&column=Petit+nom%3Dfirst_name&column=%233%3Dmobile&column=%234%3D"
	done := decoded[Import](s.admin.post(told, file).want(201))
	if done.Report.Added != 1 || done.Options.Columns["Patronyme"] != "last_name" || done.Options.ColumnsAt[3] != "mobile" {
		t.Errorf("%+v", done)
	}
	page := decoded[directory.ContactPage](s.admin.get("/contacts"))
	if c := page.Contacts[0]; c.LastName != "Martin" || c.FirstName != "Hélène" || len(c.Numbers) != 1 || c.Numbers[0].Kind != directory.MobileNumber {
		t.Errorf("%+v", c)
	}
	tabs := []byte("Nom, prénoms\tfirst_name\nDurand\tLuc\n") // a name with a comma in it
	if done := decoded[Import](s.admin.post("/imports:run?separator=tab&column=Nom,+pr%C3%A9noms%3Dlast_name", tabs).want(201)); done.Report.Added != 1 {
		t.Errorf("%+v", done.Report)
	}
	for parameter, wrong := range map[string]string{"separator": "semicolon", "column": "Patronyme"} {
		if p := s.admin.post("/imports:run?"+parameter+"="+wrong, file).wantProblem(422, directory.Invalid); len(p.Fields) != 1 || !strings.HasSuffix(p.Fields[0].Field, parameter) {
			t.Errorf("%s=%s: %+v", parameter, wrong, p)
		}
	}
	s.admin.post("/imports:run?encoding=latin", file).wantProblem(422, directory.Invalid)
	s.admin.post("/imports:run?column=Patronyme%3Dsurname", file).wantProblem(422, directory.Invalid)
	s.admin.post("/imports?column=Patronyme", file).wantProblem(422, directory.Invalid)
}
