package api

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestEventsTellHowFarAnImportIs(t *testing.T) {
	s := newSite(t)
	c, contact := s.login("Rita", grant(directory.SectionImports, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil))
	job := decoded[Import](c.post("/imports?create_folders=true", []byte(threePeople)).want(201))
	path := "/imports/" + job.ID.String()
	lines := s.listen(t, c, path+"/events")
	if told := until(t, lines, "data:"); !strings.HasSuffix(told, "event: import\ndata: {\"state\":\"uploaded\"}\n") {
		t.Error(told)
	}
	c.post(path+"/plan", nil).want(200)
	until(t, lines, `data: {"state":"planned"`) // what came before may be left out: a reader is never waited for
	c.post(path+"/apply", nil).want(200)
	if told := until(t, lines, `data: {"state":"applied"`); strings.Contains(told, "Martin") {
		t.Error(told)
	}
	s.admin.get(path+"/events").wantProblem(404, directory.NotFound)
	login, err := s.d.LoginOf(contact.ID)
	if err != nil {
		t.Fatal(err)
	}
	c.post(path+"/undo", nil).want(200)
	until(t, lines, `data: {"state":"undone"`)
	if err := s.d.CloseLogin(t.Context(), login.ID); err != nil {
		t.Fatal(err)
	}
	found, err := s.api.imports.find(login.ID, ID{UUID: job.ID})
	if err != nil {
		t.Fatal(err)
	}
	found.change(func(i *Import) { i.Progress = &ImportProgress{Stage: "read", Done: 1, Total: 2} })
	until(t, lines, "event: session_ended")
}
