package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// technician signs somebody in who may write lines and devices in a folder, and read its directory and journal.
func (s *site) technician(folder uuid.UUID) client {
	c, _ := s.login("Tom", grant(directory.SectionDirectory, directory.Read, folder), grant(directory.SectionLines, directory.Write, folder),
		grant(directory.SectionDevices, directory.Write, folder), grant(directory.SectionJournal, directory.Write, folder))
	return c
}

func TestLinesAndDevicesAreSeenWhereTheirContactsAre(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	anne, paul := s.person(own.ID, "Anne", "Martin"), s.person(other.ID, "Paul", "Secret")
	hidden := s.contact(directory.ContactDraft{FolderID: own.ID, FirstName: "Hilda", LastName: "Secret", Hidden: true})
	c := s.technician(own.ID)
	mine := s.line("Bureau", "01 23 45 67 89", anne.ID)
	desk := s.device("Desk", mine.ID)
	var lines, devices []uuid.UUID
	for label, contact := range map[string]uuid.UUID{"Secret of another folder": paul.ID, "Secret hidden": hidden.ID, "Secret spare": uuid.Nil} {
		l := s.line(label, "06 0"+string(rune('0'+len(lines)))+" 00 00 00", contact)
		lines, devices = append(lines, l.ID), append(devices, s.device(label, l.ID).ID)
	}
	devices = append(devices, s.device("Secret of nobody", uuid.Nil).ID)
	list := decoded[lineList](c.get("/lines").want(200))
	if list.labels() != "Bureau" || list.Total != 1 || list.Lines[0].Contact.Name != "Anne Martin" {
		t.Errorf("%+v", list)
	}
	for _, path := range []string{"/lines?q=secret", "/devices", "/devices?spare=true", "/bin", "/journal", "/lines?associated=false"} {
		if a := c.get(path).want(200); strings.Contains(a.Body.String(), "Secret") {
			t.Errorf("%s: %s", path, a.Body)
		}
	}
	if found := decoded[struct{ Total int }](c.get("/devices")); found.Total != 1 {
		t.Errorf("%d devices", found.Total)
	}
	services := "/contacts/" + anne.ID.String() + "/services/"
	for _, id := range lines {
		for _, a := range []answer{
			c.get("/lines/" + id.String()), c.patch("/lines/"+id.String(), object{"label": "x"}), c.delete("/lines/" + id.String()), c.post("/lines/"+id.String()+"/contact", nil),
			c.put(services+id.String(), nil), c.put(services+id.String()+"?reassign=true", nil), c.delete(services + id.String()),
		} {
			if a.Code != http.StatusNotFound && a.Code != http.StatusForbidden || strings.Contains(a.Body.String(), "Secret") {
				t.Errorf("%s: %d %s", a.request, a.Code, a.Body)
			}
		}
		c.patch("/devices/"+desk.ID.String(), object{"line_id": id})
		if d, err := s.d.Device(desk.ID); err != nil || d.LineID != mine.ID {
			t.Errorf("a device went to a line out of sight: %+v, %v", d, err)
		}
	}
	for _, id := range devices {
		path := "/devices/" + id.String()
		for _, a := range []answer{c.get(path), c.patch(path, object{"name": "x"}), c.post(path+"/rotate", nil), c.post(path+"/unassign", nil), c.delete(path)} {
			if a.Code != http.StatusNotFound && a.Code != http.StatusForbidden || strings.Contains(a.Body.String(), "Secret") {
				t.Errorf("%s: %d %s", a.request, a.Code, a.Body)
			}
		}
	}
	for _, part := range []string{"services", "devices", "workstations"} {
		c.get("/contacts/"+hidden.ID.String()+"/"+part).wantProblem(404, directory.NotFound)
		c.get("/contacts/" + anne.ID.String() + "/" + part).want(200)
	}
	c.post("/lines", object{"kind": "mobile", "raw": "06 99 99 99 99"}).wantProblem(403, directory.Forbidden)
	c.post("/lines", object{"kind": "mobile", "raw": "06 99 99 99 99", "contact_id": paul.ID}).wantProblem(422, directory.ContactUnknown)
	c.post("/lines", object{"kind": "mobile", "raw": "06 99 99 99 99", "contact_id": anne.ID}).want(201)
	taken := c.post("/lines", object{"kind": "mobile", "raw": "06 00 00 00 00", "contact_id": anne.ID})
	taken.wantProblem(409, directory.NumberTaken)
	if strings.Contains(taken.Body.String(), "Secret") {
		t.Errorf("%s", taken.Body)
	}
}

func TestTheJournalShowsLinesAndDevicesWhereTheirContactsAre(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	anne, paul := s.person(own.ID, "Anne", "Martin"), s.person(other.ID, "Paul", "Secret")
	c := s.technician(own.ID)
	journal := func(action string, id uuid.UUID) answer { return c.get("/journal/" + s.lastRevisionOf(t, action, id)) }
	mine, theirs := s.line("Bureau", "01 23 45 67 89", anne.ID), s.line("Secret", "01 44 44 44 44", paul.ID)
	journal("line.create", mine.ID).want(200)
	journal("line.create", theirs.ID).wantProblem(404, directory.NotFound)
	journal("device.create", s.device("Desk", mine.ID).ID).want(200)
	journal("device.create", s.device("Secret", theirs.ID).ID).wantProblem(404, directory.NotFound)
	journal("device.create", s.device("Secret spare", uuid.Nil).ID).wantProblem(404, directory.NotFound)
	w, err := s.d.ReportWorkstation(t.Context(), paul.ID, directory.WorkstationReport{Host: "Secret", App: "CallPad"})
	if err != nil {
		t.Fatal(err)
	}
	journal("workstation.report", w.ID).wantProblem(404, directory.NotFound)
	journal("group.create", s.group(own.ID, "Secret", "8001").ID).wantProblem(404, directory.NotFound) // call groups are another right
	if _, err := s.d.AssociateLine(t.Context(), paul.ID, mine.ID, true); err != nil {
		t.Fatal(err)
	}
	event := decoded[directory.Event](journal("line.associate", mine.ID).want(200))
	if len(event.Records) != 1 || event.Records[0].Before == nil || event.Records[0].After != nil {
		t.Errorf("%+v", event)
	}
	c.post("/journal/"+s.lastRevisionOf(t, "line.associate", mine.ID)+"/undo", nil).wantProblem(404, directory.NotFound) // it reaches into the other folder
	if list := c.get("/journal").want(200); strings.Contains(list.Body.String(), "Secret") {
		t.Errorf("%s", list.Body)
	}
}

func TestATechnicianTakesBackWhatSheChangedOfALine(t *testing.T) {
	s := newSite(t)
	own := s.folder(uuid.Nil, "Ventes")
	anne, paul := s.person(own.ID, "Anne", "Martin"), s.person(own.ID, "Paul", "Neuf")
	l, spare := s.line("Bureau", "01 23 45 67 89", anne.ID), s.line("", "06 12 34 56 78", uuid.Nil)
	c := s.technician(own.ID)
	c.put("/contacts/"+paul.ID.String()+"/services/"+l.ID.String()+"?reassign=true", nil).want(http.StatusOK)
	undone := decoded[directory.Undone](c.post("/journal/"+s.lastRevisionOf(t, "line.associate", l.ID)+"/undo", nil).want(http.StatusOK))
	if now, err := s.d.Line(l.ID); err != nil || now.ContactID != anne.ID || len(undone.Left) != 0 {
		t.Errorf("%+v %+v, %v", undone, now, err)
	}
	s.admin.put("/contacts/"+paul.ID.String()+"/services/"+spare.ID.String(), nil).want(http.StatusOK)
	revision := s.lastRevisionOf(t, "line.associate", spare.ID)
	c.post("/journal/"+revision+"/undo", nil).wantProblem(http.StatusNotFound, directory.NotFound) // to nobody's: that is everywhere
}
