package api

import (
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

func TestAFileIsReadOtherwiseWithoutBeingUploadedAgain(t *testing.T) {
	s := newSite(t)
	job := decoded[Import](s.admin.post("/imports", []byte("Patronyme,Pr\xe9nom,Dossier\nMartin,Anne,RH\nDurand,Zo\xe9,\n")).want(201))
	path := "/imports/" + job.ID.String()
	found := decoded[exchange.Recognised](s.admin.get(path + "/recognised").want(200))
	if found.Encoding != "windows-1252" || found.Separator != "," || len(found.Columns) != 3 || found.Columns[0].Column != "" || found.Columns[1].Example != "Anne" {
		t.Errorf("%+v", found)
	}
	s.admin.put(path+"/options", object{"columns": object{"Patronyme": "last_name"}, "encoding": "iso-8859-15"}).want(200)
	found = decoded[exchange.Recognised](s.admin.get(path + "/recognised").want(200))
	if found.Encoding != "iso-8859-15" || found.Columns[0].Column != "last_name" {
		t.Errorf("%+v", found)
	}
	if planned := decoded[Import](s.admin.post(path+"/plan", nil).want(200)).Plan; planned.Added != 1 || planned.Errors != 1 {
		t.Errorf("%+v", planned)
	}
	s.admin.patch(path+"/rows", object{"take_out": []int{3}}).want(200)
	changed := decoded[Import](s.admin.put(path+"/options", object{"columns": object{"Patronyme": "last_name"}, "encoding": "iso-8859-15", "create_folders": true}).want(200))
	if changed.State != ImportUploaded || changed.Plan != nil || changed.TakenOut != 1 {
		t.Errorf("%+v", changed)
	}
	s.admin.put(path+"/options", object{"missing": "perhaps"}).wantProblem(422, directory.Invalid)
	s.admin.put(path+"/options", object{"columns": object{"Patronyme": "patronyme"}}).wantProblem(422, directory.Invalid)
	s.admin.put(path+"/options", object{"separator": ";;"}).wantProblem(422, directory.Invalid)
	s.admin.post(path+"/plan", nil).want(200)
	applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if applied.Report.Added != 1 || applied.Report.Skipped != 1 {
		t.Errorf("%+v", applied.Report)
	}
	s.admin.put(path+"/options", object{}).wantProblem(409, directory.PlanChanged)
	if otherwise := s.job(path); otherwise.readAs(exchange.Options{}) == nil {
		t.Error("what has been applied is read again")
	}
}

func TestRowsAreTakenOutAndPutBack(t *testing.T) {
	s := newSite(t)
	_, path := s.planned("last_name;first_name;folder\nMartin;Anne;\nDurand;Luc;Ventes\nPetit;Zoé;\n", "")
	out := decoded[Import](s.admin.patch(path+"/rows", object{"take_out": []int{2, 3}}).want(200))
	if out.TakenOut != 2 {
		t.Errorf("%+v", out)
	}
	s.admin.patch(path+"/rows", object{"take_out": []int{99}}).wantProblem(422, directory.Invalid)
	s.admin.patch(path+"/rows", object{"put_back": []int{2, 99}}).want(200)
	listed := decoded[struct{ Rows []ImportListedRow }](s.admin.get(path + "/rows?taken_out=true").want(200))
	if len(listed.Rows) != 1 || listed.Rows[0].Line != 3 || !listed.Rows[0].TakenOut || listed.Rows[0].Contact != "Luc Durand" {
		t.Errorf("%+v", listed)
	}
	applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200)) // the row in error is out
	if !applied.Report.Applied || applied.Report.Added != 2 || applied.Report.Skipped != 1 {
		t.Errorf("%+v", applied.Report)
	}
	s.admin.patch(path+"/rows", object{"put_back": []int{3}}).wantProblem(409, directory.PlanChanged)
}

func TestHowAPlanDiffersFromTheOneBefore(t *testing.T) {
	s := newSite(t)
	_, path := s.planned("last_name;first_name;email;title\nMartin;Anne;anne.martin@example.com;Directrice\nDurand;Luc;;\nPetit;Zoé;;\n", "")
	s.admin.patch(path+"/rows", object{"take_out": []int{4}}).want(200)
	s.person(uuid.Nil, "Anne", "Martin")
	s.admin.post(path+"/apply", nil).wantProblem(409, directory.PlanChanged)
	shown := decoded[Import](s.admin.get(path).want(200))
	if shown.Different != 1 || shown.Problem == nil || shown.Problem.Code != directory.PlanChanged || shown.Problem.Info != nil || shown.Plan.Updated != 1 {
		t.Errorf("%+v", shown)
	}
	list := decoded[struct {
		Differences []ImportDifference
		Total       int
	}](s.admin.get(path + "/differences").want(200))
	if list.Total != 1 || list.Differences[0].Was.Action != exchange.ActionAdd || list.Differences[0].Now.Action != exchange.ActionUpdate {
		t.Errorf("%+v", list)
	}
	applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if applied.Different != 0 || applied.Report.Updated != 1 || applied.Report.Added != 1 {
		t.Errorf("%+v", applied)
	}
}

func TestRowsThatAreTickedOutStayInThePlanThatTheDirectoryHasChanged(t *testing.T) {
	s := newSite(t)
	_, path := s.planned("last_name;first_name;email;folder\nMartin;Anne;anne.martin@example.com;\nDurand;Luc;;Ventes\nPetit;Zoé;;\n", "?create_folders=true")
	s.admin.patch(path+"/rows", object{"take_out": []int{3}}).want(200)
	s.person(uuid.Nil, "Anne", "Martin")
	s.admin.post(path+"/apply", nil).wantProblem(409, directory.PlanChanged)
	shown := decoded[Import](s.admin.get(path).want(200))
	if shown.TakenOut != 1 || shown.Plan.Added != 2 || shown.Plan.Unchanged != 1 || shown.Plan.Skipped != 0 || len(shown.Plan.NewFolders) != 1 {
		t.Errorf("%+v", shown.Plan)
	}
	listed := decoded[struct{ Rows []ImportListedRow }](s.admin.get(path + "/rows").want(200)).Rows
	if len(listed) != 2 || listed[0].Line != 3 || !listed[0].TakenOut || listed[1].Line != 4 || listed[1].TakenOut {
		t.Errorf("%+v", listed)
	}
	s.admin.patch(path+"/rows", object{"put_back": []int{3}}).want(200)
	applied := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if applied.Report.Added != 2 || applied.Report.Skipped != 0 || len(applied.Report.NewFolders) != 1 {
		t.Errorf("%+v", applied.Report)
	}
}

func TestRowsThatAreTickedOutStayInAPlanThatIsNotAppliedForItsErrors(t *testing.T) {
	s := newSite(t)
	_, path := s.planned("last_name;first_name;folder\nMartin;Anne;\nDurand;Luc;Ventes\nPetit;Zoé;\n", "")
	s.admin.patch(path+"/rows", object{"take_out": []int{2}}).want(200)
	refused := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if refused.Report.Applied || refused.Report.Added != 2 || refused.Report.Errors != 1 || len(refused.Report.Rows) != 3 || refused.Report.Rows[0].Line != 2 {
		t.Errorf("%+v", refused.Report)
	}
	applied := decoded[Import](s.admin.post(path+"/apply", object{"valid_rows": true}).want(200))
	if !applied.Report.Applied || applied.Report.Added != 1 {
		t.Errorf("%+v", applied.Report)
	}
}

func TestARowThatHasNothingToDoAnyMoreIsADifference(t *testing.T) {
	row := func(line int, action exchange.Action) exchange.Row { return exchange.Row{Line: line, Action: action} }
	gone, left := uuid.New(), uuid.New()
	missing := func(id uuid.UUID) exchange.Row { return exchange.Row{ID: id, Action: exchange.ActionDelete} }
	was := &exchange.Report{Rows: []exchange.Row{row(2, exchange.ActionAdd), row(3, exchange.ActionUpdate), missing(gone), missing(left)}}
	now := &exchange.Report{Rows: []exchange.Row{row(3, exchange.ActionUpdate), missing(left)}}
	got := differences(was, now)
	if len(got) != 2 || got[0].Was.Line != 2 || got[0].Now != nil || got[1].Was.ID != gone {
		t.Errorf("%+v", got)
	}
}

func TestWhoMayOnlyReadImportsSeesHowTheLastAutomaticOneWent(t *testing.T) {
	s := newSite(t)
	own := s.folder(uuid.Nil, "Ventes")
	s.admin.post("/imports:run", []byte("last_name;first_name\nDurand;Luc\n")).want(201)
	reader, _ := s.login("Rita", grant(directory.SectionImports, directory.Read, uuid.Nil))
	list := decoded[struct {
		Imports       []Import
		LastAutomatic *directory.ImportRun `json:"last_automatic"`
	}](reader.get("/imports").want(200))
	if len(list.Imports) != 0 || list.LastAutomatic == nil {
		t.Errorf("%+v", list)
	}
	reader.post("/imports", []byte(threePeople)).wantProblem(403, directory.Forbidden)
	partly, _ := s.login("Paul", grant(directory.SectionImports, directory.Read, own.ID))
	partly.get("/imports").wantProblem(403, directory.Forbidden)
}
