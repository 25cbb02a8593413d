package api

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
	"annuaire/directory/exchange"
)

// importRowsOf asks for rows of a plan or report.
func importRowsOf(a answer) (rows []exchange.Row, next string, total int) {
	body := decoded[struct {
		Rows  []exchange.Row
		Next  string
		Total int
	}](a.want(200))
	return body.Rows, body.Next, body.Total
}

func (s *site) planned(file string, query string) (Import, string) {
	job := decoded[Import](s.admin.post("/imports"+query, []byte(file)).want(201))
	path := "/imports/" + job.ID.String()
	return decoded[Import](s.admin.post(path+"/plan", nil).want(200)), path
}

func TestRowsOfAPlanAreFoundByActionAndText(t *testing.T) {
	s := newSite(t)
	s.person(uuid.Nil, "Hélène", "Martin")
	const file = "email;last_name;first_name;title;folder\nhélène.martin@example.com;;;Directrice;\n;Dupont;Paul;;Ventes\n;Caron;Luc;;\n;;;;\n"
	_, path := s.planned(file, "")
	for query, want := range map[string]string{
		"":                          "2 3 4",
		"?action=add":               "4",
		"?action=error":             "3",
		"?action=error,update":      "2 3",
		"?q=helene":                 "2",
		"?q=DIRECTRICE%20martin":    "2",
		"?q=create%20folders":       "3",
		"?q=nobody":                 "",
		"?action=add&q=helene":      "",
		"?limit=1&after=1":          "3",
		"?limit=2&action=update":    "2",
		"?action=delete&q=somebody": "",
	} {
		rows, _, total := importRowsOf(s.admin.get(path + "/rows" + query))
		var lines []string
		for _, row := range rows {
			lines = append(lines, fmt.Sprint(row.Line))
		}
		if got := strings.Join(lines, " "); got != want || total < len(rows) {
			t.Errorf("%q: lines %q of %d, want %q", query, got, total, want)
		}
	}
	s.admin.get(path+"/rows?action=skip").wantProblem(422, directory.Invalid)
	waiting := decoded[Import](s.admin.post("/imports", []byte(file)).want(201))
	s.admin.get("/imports/"+waiting.ID.String()+"/rows").wantProblem(409, directory.PlanChanged)
}

func TestALongPlanIsShownInPart(t *testing.T) {
	s := newSite(t)
	var file strings.Builder
	file.WriteString("last_name;first_name\n")
	for i := range rowsShown + 3 {
		fmt.Fprintf(&file, "Martin %d;Jean\n", i)
	}
	plan, path := s.planned(file.String(), "")
	if len(plan.Plan.Rows) != rowsShown || plan.Plan.MoreRows != 3 || plan.Plan.Added != rowsShown+3 {
		t.Errorf("%d rows and %d more", len(plan.Plan.Rows), plan.Plan.MoreRows)
	}
	rows, next, total := importRowsOf(s.admin.get(fmt.Sprintf("%s/rows?limit=100&after=%d", path, rowsShown)))
	if len(rows) != 3 || next != "" || total != rowsShown+3 {
		t.Errorf("%d rows, then %q, of %d", len(rows), next, total)
	}
	done := decoded[Import](s.admin.post(path+"/apply", nil).want(200))
	if !done.Report.Applied || done.Report.MoreRows != 3 {
		t.Errorf("%+v", done.Report.Brief(1))
	}
	if rows, _, _ = importRowsOf(s.admin.get(path + "/rows?limit=1")); rows[0].ID == uuid.Nil {
		t.Error("rows of what is done have no ids")
	}
}

func TestRowsAreTickedOut(t *testing.T) {
	s := newSite(t)
	const file = "last_name;first_name;folder\nMartin;Anne;\nDupont;Paul;Ventes\nCaron;Luc;\nPetit;Zoé;\n"
	plan, path := s.planned(file, "")
	if plan.Plan.Errors != 1 {
		t.Fatalf("%+v", plan.Plan)
	}
	done := decoded[Import](s.admin.post(path+"/apply", object{"skip_rows": []int{3, 4}}).want(200))
	if !done.Report.Applied || done.Report.Added != 2 || done.Report.Skipped != 2 {
		t.Errorf("%+v", done.Report)
	}
	_, path = s.planned(file, "")
	done = decoded[Import](s.admin.post(path+"/apply", object{"rows": []int{4}}).want(200))
	if !done.Report.Applied || done.Report.Added != 1 || done.Report.Rows[0].Contact != "Luc Caron" {
		t.Errorf("%+v", done.Report)
	}
}

func TestTickingARowOutThatOthersNeedShowsTheNewPlan(t *testing.T) {
	s := newSite(t)
	s.person(uuid.Nil, "Anne", "Martin", directory.Number{Kind: directory.WorkNumber, Raw: "0123456789", ShortNumber: "21"})
	const file = "email;last_name;first_name;phone_1;phone_1_short\nanne.martin@example.com;;;;22\n;Dupont;Paul;0123456780;21\n"
	_, path := s.planned(file, "?valid_rows=true")
	out := object{"skip_rows": []int{2}}
	s.admin.post(path+"/apply", out).wantProblem(409, directory.PlanChanged)
	plan := decoded[Import](s.admin.get(path).want(200)).Plan
	if plan.Errors != 1 || plan.Skipped != 1 {
		t.Errorf("%+v", plan)
	}
	done := decoded[Import](s.admin.post(path+"/apply", out).want(200))
	if !done.Report.Applied || done.Report.Errors != 1 {
		t.Errorf("%+v", done.Report)
	}
}

func TestAnExportWithUsersPlansNoChange(t *testing.T) {
	s := newSite(t)
	const file = "last_name;first_name;email;extensions;voicemail;roles\nMartin;Anne;anne@example.com;1001*,1002;yes;Comptable\nDupont;Paul;;1003;;\n"
	_, path := s.planned(file, "")
	s.admin.post(path+"/apply", nil).want(200)
	exported := s.admin.get("/exports/contacts.csv").want(200).Body.String()
	if !strings.Contains(exported, ";1001*,1002;;yes;Comptable;") {
		t.Error(exported)
	}
	if plan, _ := s.planned(exported, ""); !plan.Plan.Same || plan.Plan.Unchanged != 2 {
		t.Errorf("%+v", plan.Plan)
	}
}

func TestAColumnNeedsItsOwnRight(t *testing.T) {
	s := newSite(t)
	c, _ := s.login("Rita", grant(directory.SectionImports, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil),
		grant(directory.SectionExports, directory.Read, uuid.Nil))
	for file, allowed := range map[string]bool{"last_name;first_name\n": true, "email;extensions\n": false, "email;roles\n": false, "email;groupes\n": false} {
		job := decoded[Import](c.post("/imports", []byte(file)).want(201))
		a := c.post("/imports/"+job.ID.String()+"/plan", nil)
		if allowed {
			a.want(200)
		} else {
			a.wantProblem(403, directory.Forbidden)
		}
	}
	if body := c.get("/exports/contacts.csv").want(200).Body.String(); strings.Contains(body, "extensions") || strings.Contains(body, "roles") {
		t.Errorf("the export tells what its reader may not read: %s", body)
	}
}
