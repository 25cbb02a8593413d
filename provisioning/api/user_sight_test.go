package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

// reads is the right to read some sections in a folder.
func reads(folder uuid.UUID, sections ...directory.Section) []directory.Grant {
	var grants []directory.Grant
	for _, s := range sections {
		grants = append(grants, grant(s, directory.Read, folder))
	}
	return grants
}

func TestUsersAreSeenWhereTheirContactIs(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	s.ownNumber("0123456789")
	seen := s.user(own.ID, "Anne", "Martin", "1001")
	secret := s.user(other.ID, "Secretine", "Person", "1002")
	hidden := s.user(own.ID, "Hilda", "Verborgen", "1003")
	s.admin.patch("/contacts/"+hidden.ContactID.String(), object{"hidden": true}).want(200)
	private := []object{{"kind": "mobile", "raw": "06 98 76 54 32", "hidden": true}}
	s.admin.patch("/contacts/"+seen.ContactID.String(), object{"numbers": private}).want(200)
	s.admin.patch("/users/"+secret.ID.String(), object{"numbers": []string{"0123456789"}}).want(200)
	writes := append(reads(own.ID, directory.SectionDirectory), grant(directory.SectionUsers, directory.Write, own.ID))
	rita, _ := s.login("Rita", writes...)
	for _, path := range []string{"/users", "/users?q=martin", "/users?q=1002", "/users?q=1003", "/users?q=0698765432", "/bin", "/journal"} {
		a := rita.get(path)
		for _, leak := range []string{"Secretine", "Verborgen", "98 76", "1002", "1003", "0123456789", "+33123456789"} {
			if strings.Contains(a.Body.String(), leak) {
				t.Errorf("%s tells %s: %s", path, leak, a.Body)
			}
		}
	}
	if page := decoded[struct{ Total int }](rita.get("/users").want(200)); page.Total != 1 {
		t.Errorf("%d users", page.Total)
	}
	if page := decoded[struct{ Total int }](rita.get("/users?q=0698765432").want(200)); page.Total != 0 {
		t.Error("a hidden number finds its user")
	}
	rita.get("/users?folder_id="+other.ID.String()).wantProblem(404, directory.NotFound)
	for _, out := range []directory.UserDetails{secret, hidden} {
		path := "/users/" + out.ID.String()
		rita.get(path).wantProblem(404, directory.NotFound)
		rita.get(path+"/consequences").wantProblem(404, directory.NotFound)
		rita.patch(path, object{"ring_seconds": 40}).wantProblem(404, directory.NotFound)
		rita.delete(path).wantProblem(404, directory.NotFound)
		rita.delete("/users/"+seen.ID.String()+"?mailbox=keep&to="+out.ID.String()).wantProblem(404, directory.NotFound)
		rita.post("/users/"+seen.ID.String()+"/replace", object{"contact_id": out.ContactID}).wantProblem(404, directory.NotFound)
		refused := rita.post("/users", object{"contact_id": seen.ContactID, "extensions": []object{{"number": out.Extensions[0].Number}}})
		if strings.Contains(refused.Body.String(), out.Contact.LastName) {
			t.Errorf("%s", refused.Body)
		}
	}
	free := s.person(own.ID, "Paul", "Neuf")
	for _, wants := range []object{{"extensions": []object{{"number": "1002"}}}, {"numbers": []string{"0123456789"}}} {
		wants["contact_id"] = free.ID
		refused := rita.post("/users", wants).want(http.StatusConflict)
		if strings.Contains(refused.Body.String(), "Secretine") || strings.Contains(refused.Body.String(), "Atelier") {
			t.Errorf("%s", refused.Body)
		}
	}
	rita.post("/users", object{"contact_id": free.ID, "extensions": []object{{"number": "1004"}}}).want(201)
	rita.post("/users", object{"contact": object{"first_name": "E", "last_name": "N", "folder_id": own.ID}, "extensions": []object{{"number": "1005"}}}).
		wantProblem(403, directory.Forbidden) // it would make a contact
	rita.delete("/users/"+seen.ID.String()+"?contact=delete").wantProblem(403, directory.Forbidden)
	rita.delete("/users/"+seen.ID.String()+"?devices=delete").wantProblem(403, directory.Forbidden)
	rita.delete("/users/" + seen.ID.String()).want(204)
}

func TestWhatAUserHasIsShownToWhoMayReadIt(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001")
	if _, err := s.d.AddMailbox(t.Context(), u.ID, directory.MailboxDraft{}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.d.CreateLine(t.Context(), directory.LineDraft{Kind: directory.Landline, Raw: "0123456789", ContactID: u.ContactID}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.d.CreateDevice(t.Context(), directory.DeviceDraft{Type: directory.Softphone, Name: "Ordinateur", UserID: u.ID}); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		section                   directory.Section
		lines, devices, mailboxes int
	}{
		"Alpha":   {directory.SectionJournal, 0, 0, 0},
		"Bravo":   {directory.SectionLines, 1, 0, 0},
		"Charlie": {directory.SectionDevices, 0, 1, 0},
		"Delta":   {directory.SectionVoicemail, 0, 0, 1},
	} {
		c, _ := s.login(name, reads(uuid.Nil, directory.SectionDirectory, directory.SectionUsers, test.section)...)
		got := decoded[User](c.get("/users/" + u.ID.String()).want(200))
		if len(got.Lines) != test.lines || len(got.Devices) != test.devices || len(got.Mailboxes) != test.mailboxes {
			t.Errorf("with %s: %+v", test.section, got)
		}
	}
}

func TestATemplateGivesRolesOnlyByWhoMayGiveThem(t *testing.T) {
	s := newSite(t)
	template, err := s.d.CreateTemplate(t.Context(), directory.TemplateDraft{Name: "Accueil", Roles: []directory.RoleAssignment{{RoleID: directory.StandardRole()}}})
	if err != nil {
		t.Fatal(err)
	}
	draft := object{"contact": object{"first_name": "Anne", "last_name": "Martin", "email": "a@example.com"}, "extensions": []object{{"number": "1001"}}, "template_id": template.ID}
	users := []directory.Grant{grant(directory.SectionUsers, directory.Write, uuid.Nil), grant(directory.SectionDirectory, directory.Write, uuid.Nil)}
	rita, _ := s.login("Rita", users...)
	rita.post("/users", draft).wantProblem(403, directory.Forbidden)
	vera, _ := s.login("Vera", append(users, grant(directory.SectionAccess, directory.Write, uuid.Nil))...)
	u := decoded[User](vera.post("/users", draft).want(201))
	if l, err := s.d.LoginOf(u.ContactID); err != nil || len(l.Roles) != 1 {
		t.Errorf("%+v %v", l, err)
	}
}

func TestTheJournalShowsWhatUsersHaveWhereTheirContactsAre(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	s.ownNumber("0123456789")
	rights := []directory.Grant{grant(directory.SectionJournal, directory.Write, own.ID), grant(directory.SectionDirectory, directory.Read, own.ID)}
	writer, _ := s.login("Rita", append(rights, grant(directory.SectionUsers, directory.Write, own.ID), grant(directory.SectionVoicemail, directory.Write, own.ID))...)
	reader, _ := s.login("Vera", rights...) // of contacts alone
	anne := s.person(own.ID, "Anne", "Martin")
	made := writer.post("/users", object{"contact_id": anne.ID, "extensions": []object{{"number": "1001"}}, "numbers": []string{"0123456789"}, "mailbox": object{}}).want(201)
	u := decoded[User](made)
	secret := s.user(other.ID, "Secretine", "Person", "1777")
	hidden := s.user(own.ID, "Hilda", "Verborgen", "1888")
	s.admin.patch("/contacts/"+hidden.ContactID.String(), object{"hidden": true}).want(200)

	mine := "/journal/" + s.lastRevisionOf(t, "user.create", u.ID)
	tables := map[string]int{}
	for _, r := range decoded[directory.Event](writer.get(mine).want(200)).Records {
		tables[r.Table]++
	}
	for _, table := range []string{"users", "extensions", "external_numbers", "mailboxes"} {
		if tables[table] != 1 {
			t.Errorf("%d of %s", tables[table], table)
		}
	}
	reader.get(mine).wantProblem(404, directory.NotFound)
	for _, c := range []client{writer, reader} {
		if list := c.get("/journal").want(200).Body.String(); strings.Contains(list, "1777") || strings.Contains(list, "1888") {
			t.Errorf("%s", list)
		}
		for _, u := range []directory.UserDetails{secret, hidden} {
			path := "/journal/" + s.lastRevisionOf(t, "user.create", u.ID)
			if strings.Contains(c.get(path).Body.String(), u.Extensions[0].Number) {
				t.Errorf("%s tells the user %s", path, u.Contact.LastName)
			}
			c.post(path+"/undo", nil).wantProblem(404, directory.NotFound)
		}
	}
	if all := decoded[directory.Event](s.admin.get("/journal/" + s.lastRevisionOf(t, "user.create", secret.ID)).want(200)); len(all.Records) != 3 { // the licences of the day are counted too
		t.Errorf("the administrator sees %+v", all.Records)
	}
	writer.post(mine+"/undo", nil).want(200)
	writer.get("/users/"+u.ID.String()).wantProblem(404, directory.NotFound)
	if n, err := s.d.ExternalNumbers(t.Context(), directory.ExternalNumberFilter{Spare: true}); err != nil || len(n) != 1 {
		t.Errorf("%+v %v", n, err)
	}
}
