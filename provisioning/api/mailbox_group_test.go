package api

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestACallGroupIsGivenTheMailboxOfWhoLeaves(t *testing.T) {
	s, u, path := pinned(t)
	team := decoded[GroupView](s.admin.post("/groups", object{"name": "Accueil", "number": "3001"}).want(201))
	leaver := "/users/" + u.ID.String()
	choice := "?mailbox=keep&to=" + team.ID.String()
	if got := told(decoded[directory.UserConsequences](s.admin.get(leaver + "/consequences" + choice).want(200)))["mailboxes"]; got != "1 handed_over" {
		t.Error(got)
	}
	s.admin.delete(leaver + choice).want(204)
	m := decoded[directory.HeldMailbox](s.admin.get(path).want(200))
	if m.GroupID != team.ID || m.Name != "Accueil" || m.AnswersAt != "3001" || m.HasPIN {
		t.Errorf("%+v", m)
	}
	body := s.admin.get("/mailboxes").want(200).Body.String()
	if !strings.Contains(body, `"group_id":"`+team.ID.String()) || strings.Contains(body, "holder_id") || strings.Contains(body, "contact_id") {
		t.Errorf("%s", body)
	}
	if got := s.admin.verdict("3001", "274951", ""); got != "denied" {
		t.Errorf("with the leaver's PIN: %s", got)
	}
	s.admin.put(path+"/pin", object{"pin": "385062"}).want(204)
	if got := s.admin.verdict("3001", "385062", ""); got != "allowed" {
		t.Error(got)
	}
	s.admin.patch(path, object{"to_email": true}).wantProblem(422, directory.EmailRequired)

	s.admin.delete("/groups/" + team.ID.String()).want(204)
	if kept := decoded[directory.HeldMailbox](s.admin.get(path).want(200)); kept.HolderDeletedAt.IsZero() {
		t.Errorf("%+v", kept)
	}
	s.admin.post("/bin/groups/"+team.ID.String()+"/bring-back", nil).want(200)
	s.admin.delete(path).want(204)
	bin := decoded[struct{ Items []BinItem }](s.admin.get("/bin").want(200))
	if !slices.ContainsFunc(bin.Items, func(item BinItem) bool { return item.ID == m.ID && item.Kind == "mailbox" && item.Name == "Accueil" }) {
		t.Errorf("%+v", bin.Items)
	}
	s.admin.post("/bin/mailboxes/"+m.ID.String()+"/bring-back", nil).want(200)
}

func TestACallGroupsMailboxIsWhereTheGroupIs(t *testing.T) {
	s := newSite(t)
	own, other := s.folder(uuid.Nil, "Ventes"), s.folder(uuid.Nil, "Atelier")
	leaver := s.user(own.ID, "Anne", "Martin", "1001")
	m := decoded[directory.MailboxDetails](s.admin.post("/users/"+leaver.ID.String()+"/mailbox", object{"number": "8001"}).want(201))
	group := func(folder uuid.UUID, number string, hidden bool) string {
		g := decoded[GroupView](s.admin.post("/groups", object{"name": "Equipe " + number, "number": number, "folder_id": folder, "hidden": hidden}).want(201))
		return g.ID.String()
	}
	mine, elsewhere, hidden := group(own.ID, "3001", false), group(other.ID, "3002", false), group(own.ID, "3003", true)
	sees := reads(own.ID, directory.SectionDirectory, directory.SectionGroups)
	rita, _ := s.login("Rita", append(sees, grant(directory.SectionUsers, directory.Write, own.ID))...)
	path := "/users/" + leaver.ID.String() + "?mailbox=keep&to="
	rita.delete(path+elsewhere).wantProblem(404, directory.NotFound)
	rita.delete(path+hidden).wantProblem(404, directory.NotFound)
	rita.delete(path+mine).wantProblem(403, directory.Forbidden) // the group would have something that it had not
	writer, _ := s.login("Vera", append(sees, grant(directory.SectionUsers, directory.Write, own.ID), grant(directory.SectionGroups, directory.Write, own.ID))...)
	writer.delete(path + mine).want(204)

	box := "/mailboxes/" + m.ID.String()
	near, _ := s.login("Nina", append(sees, grant(directory.SectionVoicemail, directory.Write, own.ID))...)
	far, _ := s.login("Fred", append(reads(other.ID, directory.SectionDirectory, directory.SectionJournal), grant(directory.SectionVoicemail, directory.Write, other.ID))...)
	near.get(box).want(200)
	near.patch(box, object{"label": "Accueil"}).want(200)
	far.get(box).wantProblem(404, directory.NotFound)
	far.patch(box, object{"label": "Accueil"}).wantProblem(404, directory.NotFound)
	if list := far.get("/mailboxes").want(200).Body.String(); strings.Contains(list, "8001") {
		t.Errorf("%s", list)
	}
	far.get("/journal/"+s.lastRevisionOf(t, "mailbox.update", m.ID)).wantProblem(404, directory.NotFound)
	reader, _ := s.login("Jean", reads(own.ID, directory.SectionDirectory, directory.SectionUsers, directory.SectionVoicemail)...)
	if list := reader.get("/extensions").want(200).Body.String(); !strings.Contains(list, "8001") {
		t.Errorf("who may read voicemail there does not see its number: %s", list)
	}
}
