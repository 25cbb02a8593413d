package api

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAnApplicationReportsItsWorkstation(t *testing.T) {
	s := newSite(t)
	c, contact := s.login("Rita")
	report := object{"host": "PC-1", "os": "Windows 11", "app": "CallPad", "app_version": "4.2"}
	first := decoded[directory.WorkstationInfo](c.post("/self/workstations", report).want(http.StatusOK))
	if first.ContactID != contact.ID || first.Stale || first.AppVersion != "4.2" {
		t.Errorf("%+v", first)
	}
	path := "/contacts/" + contact.ID.String() + "/workstations"
	list := decoded[struct{ Workstations []directory.WorkstationInfo }](s.admin.get(path).want(http.StatusOK))
	if len(list.Workstations) != 1 || list.Workstations[0].LastSeen.IsZero() {
		t.Errorf("%+v", list)
	}
	report["host"] = "pc-1"
	if again := decoded[directory.WorkstationInfo](c.post("/self/workstations", report).want(http.StatusOK)); again.ID != first.ID || again.Stale {
		t.Errorf("%+v", again)
	}
	c.post("/self/workstations", object{"app": "CallPad"}).wantProblem(http.StatusUnprocessableEntity, directory.Required)
	s.admin.post("/self/workstations", report).wantProblem(http.StatusNotFound, directory.NotFound) // the founder has no record
	c.get(path).wantProblem(http.StatusForbidden, directory.Forbidden)
	reader, _ := s.login("Tom", grant(directory.SectionDevices, directory.Write, uuid.Nil))
	reader.get(path).wantProblem(http.StatusNotFound, directory.NotFound) // who does not see the contact
}
