package api

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"annuaire/directory"
)

func TestAMailboxChangedAtMailboxesCountsItsUserUp(t *testing.T) {
	s, u, path := pinned(t)
	m := uuid.MustParse(strings.TrimPrefix(path, "/mailboxes/"))
	user := "/users/" + u.ID.String()
	seen := func() string { return s.admin.get(user).want(200).Header().Get("ETag") }
	for name, change := range map[string]func(){
		"changed":  func() { s.admin.patch(path, object{"label": "Accueil"}).want(200) },
		"numbered": func() { s.admin.patch(path, object{"number": "8001"}).want(200) },
		"deleted, and brought back": func() {
			s.admin.delete(path).want(204)
			s.admin.post("/bin"+path+"/bring-back", nil).want(200)
		},
	} {
		before := seen()
		change()
		if after := seen(); after == before {
			t.Errorf("%s: the user is still %s", name, after)
		}
		s.admin.put(user+"/features/voicemail", object{"enabled": false}, "If-Match", before).wantProblem(412, directory.StaleRecord)
	}
	before := seen()
	if changed := s.admin.put(user+"/features/voicemail", object{"enabled": false}, "If-Match", before).want(200); changed.Header().Get("ETag") != seen() || seen() == before {
		t.Errorf("the answer has %s, the user %s after %s", changed.Header().Get("ETag"), seen(), before)
	}
	before = seen()
	s.admin.patch(path, object{"label": nil}).want(200)
	s.admin.post("/journal/"+s.lastRevisionOf(t, "mailbox.update", m)+"/undo", nil).want(200)
	if m := decoded[directory.HeldMailbox](s.admin.get(path).want(200)); m.Label != "Accueil" || seen() == before {
		t.Errorf("undone to %+v, the user is %s", m, seen())
	}
}

func TestWhoMayChangeAMailboxMayTakeThatBack(t *testing.T) {
	s, _, path := pinned(t)
	m := uuid.MustParse(strings.TrimPrefix(path, "/mailboxes/"))
	rights := reads(uuid.Nil, directory.SectionDirectory)
	for _, section := range []directory.Section{directory.SectionVoicemail, directory.SectionJournal} {
		rights = append(rights, grant(section, directory.Write, uuid.Nil))
	}
	vera, _ := s.login("Vera", rights...)
	vera.patch(path, object{"label": "Accueil"}).want(http.StatusOK)
	done := decoded[directory.Undone](vera.post("/journal/"+s.lastRevisionOf(t, "mailbox.update", m)+"/undo", nil).want(200))
	if done.Restored != 1 || len(done.Left) > 0 {
		t.Errorf("%+v", done)
	}
}

func TestAUserMadeWithEverythingIsInItsFirstVersion(t *testing.T) {
	s := newSite(t)
	s.ownNumber("0123456789")
	a := s.admin.post("/users", object{
		"contact":    object{"first_name": "Anne", "last_name": "Martin", "email": "anne@example.com"},
		"extensions": []object{{"number": "1001"}, {"number": "1002"}}, "numbers": []string{"0123456789"}, "mailbox": object{"to_email": true},
		"features": object{"do_not_disturb": object{"enabled": true}, "caller_id": object{"enabled": true}},
		"devices":  []object{{"type": "sip_device", "name": "Bureau", "sip_user": "anne"}},
	}).want(201)
	u := decoded[User](a)
	if a.Header().Get("ETag") != `"1"` || u.Contact.Version != 1 || u.Mailboxes[0].Version != 1 || u.Extensions[0].Version != 1 {
		t.Errorf("%s %+v", a.Header().Get("ETag"), u)
	}
}

func TestALineMadeForAContactIsInItsFirstVersion(t *testing.T) {
	s := newSite(t)
	anne := s.person(uuid.Nil, "Anne", "Martin")
	for name, body := range map[string]object{
		"for a contact":                {"kind": "mobile", "raw": "06 12 34 56 78", "contact_id": anne.ID},
		"for a contact made with it":   {"kind": "landline", "raw": "01 23 45 67 89"},
		"for nobody":                   {"kind": "fax", "raw": "01 23 45 67 90"},
		"as the second of the contact": {"kind": "voip", "raw": "01 23 45 67 91", "contact_id": anne.ID},
	} {
		if made := s.admin.post("/lines", body).want(201); made.Header().Get("ETag") != `"1"` {
			t.Errorf("%s: %s", name, made.Header().Get("ETag"))
		}
	}
}

func TestAnErrorOfOneExtensionNamesTheFieldsOfTheRequest(t *testing.T) {
	s := newSite(t)
	u := s.user(uuid.Nil, "Anne", "Martin", "1001", "1002")
	s.user(uuid.Nil, "Paul", "Neuf", "2001")
	path := "/users/" + u.ID.String() + "/extensions"
	for _, a := range []answer{
		s.admin.post(path, object{"number": "2001"}), s.admin.post(path, object{"number": "112"}), s.admin.post(path, object{"number": ""}),
		s.admin.patch(path+"/"+u.Extensions[1].ID.String(), object{"number": "2001"}),
	} {
		var p Problem
		if a.into(&p); len(p.Fields) != 1 || p.Fields[0].Field != "number" {
			t.Errorf("%s: %+v", a.request, p.Fields)
		}
	}
}
